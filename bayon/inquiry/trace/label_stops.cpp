#include "bayon/inquiry/trace/label_stops.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "bayon/base/text.hpp"
#include "bayon/index/party_reader.hpp"

namespace bayon::trace {

namespace {

constexpr std::string_view pooled = "the funds of many customers lie together";
constexpr std::string_view mixed = "made so that what comes out cannot be told from what went in";
constexpr std::string_view leaves = "the money leaves the ledgers";
constexpr std::string_view trades =
    "money is exchanged for goods or play, by people who may know "
    "nothing";
constexpr std::string_view origin = "issues or clears money for everybody";

// In the words of public tag collections [GraphSenseTagPacks] and of banks.
constexpr std::array categories{
    StopCategory{"atm", leaves},           StopCategory{"bridge", leaves},
    StopCategory{"burn", leaves},          StopCategory{"cash", leaves},
    StopCategory{"casino", trades},        StopCategory{"clearing", origin},
    StopCategory{"coinjoin", mixed},       StopCategory{"custodian", pooled},
    StopCategory{"defi_dex", pooled},      StopCategory{"exchange", pooled},
    StopCategory{"gambling", trades},      StopCategory{"guarantee_market", trades},
    StopCategory{"hosted_wallet", pooled}, StopCategory{"issuer", origin},
    StopCategory{"market", trades},        StopCategory{"marketplace", trades},
    StopCategory{"merchant", trades},      StopCategory{"miner", origin},
    StopCategory{"mixing_service", mixed}, StopCategory{"payment_processor", pooled},
};

constexpr std::array<std::string_view, 3> key_properties{"publicKey", "accountNumber", "iban"};

}  // namespace

std::span<const StopCategory> stop_categories() { return categories; }

const StopCategory* find_stop_category(std::string_view name) {
  const auto at = std::lower_bound(
      categories.begin(), categories.end(), name,
      [](const StopCategory& one, std::string_view text) { return one.name < text; });
  return at != categories.end() && at->name == name ? &*at : nullptr;
}

Result<LabelStops> read_label_stops(const store::Snapshot& snapshot, const index::FlowIndex& flows,
                                    model::Clocks clocks) {
  LabelStops out;
  for (const auto& dataset : snapshot.datasets()) {
    if (dataset.kind() != source::Kind::list) continue;
    BAYON_TRY(const auto reader, index::PartyReader::open(dataset, clocks));
    std::set<std::string> labelled;
    reader.for_each([&](const store::StatementTable& table, std::uint32_t row, std::uint32_t) {
      const auto statement = table.row(row);
      if (statement.property.ends_with(":keywords")) labelled.emplace(statement.entity);
    });
    for (const std::string& id : labelled) {
      const auto party = reader.party(id);
      if (!party) continue;
      const StopCategory* stop = nullptr;
      for (const auto keyword : party->all("keywords")) {
        const std::string category = lower_ascii(keyword);
        const StopCategory* found = find_stop_category(category);
        if (found == nullptr) ++out.elsewhere[category];
        if (stop == nullptr) stop = found;
      }
      if (stop == nullptr) continue;
      for (const auto property : key_properties) {
        for (const auto key : party->all(property)) {
          if (const auto account = flows.find_account(key)) {
            out.stops.emplace(*account, Stop{StopReason::label, std::string(stop->name)});
          }
        }
      }
    }
  }
  return out;
}

}  // namespace bayon::trace
