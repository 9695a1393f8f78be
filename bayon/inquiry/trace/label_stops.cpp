#include "bayon/inquiry/trace/label_stops.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "bayon/base/text.hpp"
#include "bayon/index/party_reader.hpp"

namespace bayon::trace {

namespace {

constexpr std::array<std::string_view, 2> no_lists{"victim_reports", "orders"};
// Where an account's key may stand.
constexpr std::array<std::string_view, 3> key_properties{"publicKey", "accountNumber", "iban"};

// The account that the entity is, by the text of its number as cleaned or as written.
std::optional<index::AccountId> account_of(const index::Party& party,
                                           const index::FlowIndex& flows) {
  for (const auto& fact : party.facts) {
    const auto colon = fact.property.rfind(':');
    const auto plain = fact.property.substr(colon + 1);
    if (std::find(key_properties.begin(), key_properties.end(), plain) == key_properties.end()) {
      continue;
    }
    for (const auto key : {fact.value, fact.original}) {
      if (key.empty()) continue;
      if (const auto account = flows.find_account(key)) return account;
    }
  }
  return std::nullopt;
}

void add_labels(const index::PartyReader& reader, const index::Party& party,
                const index::FlowIndex& flows, Labels& out) {
  const auto account = account_of(party, flows);
  if (!account) return;
  for (const auto& fact : party.facts) {
    if (fact.property != "Thing:keywords") continue;
    Label label;
    label.account = *account;
    label.dataset = reader.dataset().name();
    label.category = fact.value;
    label.entity = party.id;
    label.name = party.first("name");
    if (label.name.empty()) label.name = party.caption();
    label.known = find_category(lower_ascii(fact.value));
    label.held = fact.held;
    label.evidence = reader.evidence(fact.ordinal);
    out.push_back(std::move(label));
  }
}

}  // namespace

Result<Labels> read_labels(const store::Snapshot& snapshot, const index::FlowIndex& flows,
                           model::Clocks clocks) {
  Labels out;
  for (const auto& dataset : snapshot.datasets()) {
    if (dataset.kind() != source::Kind::list) continue;
    if (std::find(no_lists.begin(), no_lists.end(), dataset.format()) != no_lists.end()) continue;
    BAYON_TRY(const auto reader, index::PartyReader::open(dataset, clocks));
    std::set<std::string_view> labelled;
    reader.for_each([&](const store::StatementTable& table, std::uint32_t row, std::uint32_t) {
      if (table.property(row) == "Thing:keywords") labelled.insert(table.entity(row));
    });
    for (const auto id : labelled) {
      if (const auto party = reader.party(id)) add_labels(reader, *party, flows, out);
    }
  }
  std::sort(out.begin(), out.end(), [](const Label& a, const Label& b) {
    return std::tie(a.account, a.dataset, a.category, a.entity) <
           std::tie(b.account, b.dataset, b.category, b.entity);
  });
  return out;
}

std::map<index::AccountId, Stop> stops_of(const Labels& labels) {
  std::map<index::AccountId, Stop> out;
  for (const auto& label : labels) {
    if (!label.stops()) continue;
    out.emplace(label.account, Stop{StopReason::label, std::string(label.known->name)});
  }
  return out;
}

}  // namespace bayon::trace
