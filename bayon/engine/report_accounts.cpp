#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "bayon/engine/detail/report_lists.hpp"
#include "bayon/engine/detail/report_sections.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/inquiry/trace/label_stops.hpp"

namespace bayon::engine {

namespace {

using index::AccountId;

constexpr int per_mille = 1'000;
constexpr std::string_view issuer_category = "issuer";

Json datasets_json(const index::FlowIndex& flows, AccountId account) {
  Json out = Json::array();
  for (const auto& where : flows.appearances(account)) out.push_back(std::string(where.dataset));
  return out;
}

// Who can freeze what lies in an account: the bank or custodian in whose books it is; for a wallet
// whoever the lists call its keeper, else the issuer of its asset where a list names one.
struct Institution {
  std::string name;
  std::string_view known_by;
};

std::optional<Institution> institution_of(const CaseMoney& money, AccountId account,
                                          std::uint16_t asset) {
  std::vector<std::string_view> books;
  for (const auto& where : money.flows->appearances(account)) {
    if (where.books != model::Books::public_chain) books.push_back(where.dataset);
  }
  if (!books.empty()) return Institution{fmt::format("{}", fmt::join(books, ", ")), "books"};
  for (const trace::Label& label : money.labels) {
    if (label.account == account) return Institution{label.name, "label"};
  }
  for (const trace::Label& label : money.labels) {
    if (label.category != issuer_category) continue;
    const auto issued = money.flows->out(label.account);
    if (!issued.empty() && money.flows->flow(issued.front()).paid.asset == asset) {
      return Institution{label.name, "issuer"};
    }
  }
  return std::nullopt;
}

const trace::Stop* stop_of(const CaseMoney& money, AccountId account) {
  const auto& stops = money.answers[money.widest].stops;
  const auto at = stops.find(account);
  return at == stops.end() ? nullptr : &at->second;
}

// Amounts under each rule, the rule named: "1,000.00 (fifo) or 900.00 (haircut)"; one alone where
// the rules agree.
std::string amounts_by_rule(const CaseMoney& money, const std::vector<Amount>& amounts,
                            const model::Asset& asset) {
  const bool agree =
      std::all_of(amounts.begin(), amounts.end(), [&](Amount one) { return one == amounts[0]; });
  if (agree && amounts[0] == 0) return "nothing";
  std::string out;
  for (std::size_t rule = 0; rule < (agree ? 1 : amounts.size()); ++rule) {
    if (rule > 0) out += " or ";
    out += amount_shown(amounts[rule], asset);
    if (!agree) out += fmt::format(" ({})", trace::name(money.answers[rule].rule));
  }
  return out;
}

// Why an account has its part, in its own numbers; what the part means is said once, in "parts".
std::string why(const CaseTables& tables, const trace::AccountPart& part, const AccountSums& sums,
                std::uint16_t asset) {
  const CaseMoney& money = *tables.money;
  if (const trace::Stop* stop = stop_of(money, part.account)) {
    const auto* category = trace::find_stop_category(stop->category);
    return fmt::format("{}: {}", trace::name(stop->reason),
                       category == nullptr ? stop->category
                                           : fmt::format("{}, {}", category->name, category->why));
  }
  const model::Asset& of = money.flows->assets()[asset];
  if (sums.flows == 0) {
    return fmt::format("Sent {} {}; no traced money came in", amounts_by_rule(money, sums.sent, of),
                       of.code);
  }
  return fmt::format("In came {} {} of {} in {}; on went {}",
                     amounts_by_rule(money, sums.received, of), of.code,
                     counted(sums.claims, "victim", "victims"),
                     counted(sums.flows, "flow", "flows"), amounts_by_rule(money, sums.sent, of));
}

Json evidence_of(const CaseMoney& money, const AccountSums& sums) {
  std::vector<model::Evidence> evidence;
  if (sums.flows > 0) {
    evidence = money.flows->evidence(sums.first);
    if (sums.last != sums.first) {
      const auto last = money.flows->evidence(sums.last);
      evidence.insert(evidence.end(), last.begin(), last.end());
    }
  }
  return evidence_json(evidence);
}

struct Row {
  AccountId account;
  std::uint16_t asset;
  const AccountSums* sums;
  Amount least, most;
};

enum class At : std::uint8_t { suspects, recipients, stops };

At place_of(const CaseMoney& money, AccountId account) {
  if (stop_of(money, account) != nullptr) return At::stops;
  const auto part = money.parts.find(account);
  return part && trace::suspect(part->part) ? At::suspects : At::recipients;
}

// Rows with something at rest, the largest first; ties by account and asset.
std::vector<Row> largest_first(const CaseTables& tables, At place) {
  std::vector<Row> out;
  for (const auto& [key, sums] : tables.accounts) {
    if (place_of(*tables.money, key.first) != place) continue;
    const bool stop = place == At::stops;
    const auto& amounts = stop ? sums.received : sums.held;
    const auto [least, most] = std::minmax_element(amounts.begin(), amounts.end());
    if (*most > 0) out.push_back({key.first, key.second, &sums, *least, *most});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Row& a, const Row& b) { return a.most > b.most; });
  return out;
}

Json resting_json(const CaseTables& tables, const Row& row, bool stop) {
  const CaseMoney& money = *tables.money;
  const model::Asset& asset = money.flows->assets()[row.asset];
  Json one;
  one["account"] = money.flows->account(row.account);
  const auto part = money.parts.find(row.account);
  if (part) one["part"] = trace::name(part->part);
  if (part && part->group != 0) one["group"] = part->group;
  if (const trace::Stop* at = stop_of(money, row.account)) {
    one["reason"] = trace::name(at->reason);
    if (!at->category.empty()) one["category"] = at->category;
  }
  one["asset"] = asset.code;
  const Json amounts = by_rule(money, stop ? row.sums->received : row.sums->held, row.asset);
  for (const auto& [rule, amount] : amounts.items()) one[rule] = amount;
  one["min"] = amount_json(row.least, asset);
  one["max"] = amount_json(row.most, asset);
  one["victims"] = row.sums->claims;
  if (const auto where = institution_of(money, row.account, row.asset)) {
    one["institution"] = where->name;
    one["institution_by"] = where->known_by;
  }
  one["seen_in"] = datasets_json(*money.flows, row.account);
  if (row.sums->flows > 0) one["since"] = money.flows->at(row.sums->first).text();
  if (part) one["why"] = why(tables, *part, *row.sums, row.asset);
  one["evidence"] = evidence_of(money, *row.sums);
  return one;
}

}  // namespace

CaseTables tables_of(const CaseMoney& money) {
  return {&money, account_sums(money), edge_sums(*money.flows, money.answers), edge_flows(money),
          hops_from_victims(money)};
}

namespace {

// What a group holds, by rule, in the asset of which it holds most.
void add_held(const CaseTables& tables, const trace::Group& group, Json& out) {
  const CaseMoney& money = *tables.money;
  std::map<std::uint16_t, std::vector<Amount>> held;
  for (const auto& members : {group.holders, group.feeders}) {
    for (const AccountId account : members) {
      auto at = tables.accounts.lower_bound({account, 0});
      for (; at != tables.accounts.end() && at->first.first == account; ++at) {
        auto& sums = held[at->first.second];
        sums.resize(money.answers.size(), 0);
        for (std::size_t rule = 0; rule < sums.size(); ++rule) sums[rule] += at->second.held[rule];
      }
    }
  }
  if (held.empty()) return;
  const auto most = std::max_element(held.begin(), held.end(), [&](const auto& a, const auto& b) {
    return a.second[money.widest] < b.second[money.widest];
  });
  out["asset"] = money.flows->assets()[most->first].code;
  out["held"] = by_rule(money, most->second, most->first);
}

}  // namespace

Json parts_section(const CaseTables& tables) {
  const CaseMoney& money = *tables.money;
  const auto texts = [&](const std::vector<AccountId>& accounts) {
    Json out = Json::array();
    for (const AccountId account : accounts)
      out.push_back(std::string(money.flows->account(account)));
    return out;
  };
  std::map<trace::Part, std::vector<AccountId>> by_part;
  for (const auto& one : money.parts.accounts) by_part[one.part].push_back(one.account);
  Json out;
  out["entries"] = texts(by_part[trace::Part::custody_entry]);
  out["members"] = texts(by_part[trace::Part::custody_member]);
  Json groups = Json::array();
  for (const trace::Group& group : money.parts.groups) {
    Json one;
    one["group"] = group.number;
    one["holder"] = group.holders.empty() ? "" : money.flows->account(group.holders.front());
    one["holders"] = texts(group.holders);
    one["feeders"] = texts(group.feeders);
    add_held(tables, group, one);
    groups.push_back(one);
  }
  out["groups"] = groups;
  Json counts = Json::array();
  for (const auto& [part, accounts] : by_part) {
    if (accounts.empty()) continue;
    counts.push_back({{"part", trace::name(part)},
                      {"accounts", accounts.size()},
                      {"suspect", trace::suspect(part)},
                      {"label", trace::label(part)},
                      {"meaning", trace::meaning(part)}});
  }
  out["by_part"] = counts;
  return out;
}

Json accounts_section(const CaseTables& tables) {
  const CaseMoney& money = *tables.money;
  Json out = Json::array();
  for (const auto& [key, sums] : tables.accounts) {
    const auto part = money.parts.find(key.first);
    if (!part) continue;
    Json one;
    one["account"] = money.flows->account(key.first);
    one["part"] = trace::name(part->part);
    one["suspect"] = trace::suspect(part->part);
    one["stage"] = stage_of(tables, key.first);
    if (part->group != 0) one["group"] = part->group;
    if (const trace::Stop* stop = stop_of(money, key.first)) {
      one["stop"] = trace::name(stop->reason);
      if (!stop->category.empty()) one["category"] = stop->category;
    }
    if (const auto hops = tables.hops.find(key.first); hops != tables.hops.end()) {
      one["hops"] = hops->second;
    }
    one["datasets"] = datasets_json(*money.flows, key.first);
    one["asset"] = money.flows->assets()[key.second].code;
    one["received"] = by_rule(money, sums.received, key.second);
    one["sent"] = by_rule(money, sums.sent, key.second);
    one["held"] = by_rule(money, sums.held, key.second);
    const Amount in = sums.received[money.widest], gone = sums.sent[money.widest];
    if (in > 0 && gone <= in) {
      one["passed_on_per_mille"] = static_cast<int>(multiply_divide(per_mille, gone, in));
    }
    one["victims"] = sums.claims;
    one["flows"] = sums.flows;
    if (sums.flows > 0) {
      one["first"] = money.flows->at(sums.first).text();
      one["last"] = money.flows->at(sums.last).text();
    }
    one["why"] = why(tables, *part, sums, key.second);
    one["evidence"] = evidence_of(money, sums);
    out.push_back(one);
  }
  return out;
}

namespace {

Json resting_section(const CaseTables& tables, At place) {
  Json out = Json::array();
  for (const Row& row : largest_first(tables, place)) {
    out.push_back(resting_json(tables, row, place == At::stops));
  }
  return out;
}

}  // namespace

Json freeze_section(const CaseTables& tables) { return resting_section(tables, At::suspects); }
Json kept_section(const CaseTables& tables) { return resting_section(tables, At::recipients); }
Json stops_section(const CaseTables& tables) { return resting_section(tables, At::stops); }

void mark_listed(const Json& listed, const Json& coverage, Json& rows) {
  // An account is not listed only as far as every list could speak.
  const bool all_answered =
      asks_parties(coverage) && std::all_of(coverage.begin(), coverage.end(), [](const Json& list) {
        return list.at("reach") == "answered";
      });
  std::map<std::string, std::string> found;
  for (const auto& one : listed) {
    std::string& best = found[one.at("account").get<std::string>()];
    const bool by_account = one.at("by") == "account";
    const std::string says =
        by_account ? one.at("hit").at("listed").get<std::string>() : std::string("unknown");
    if (best.empty() || says == "yes") best = says;
  }
  for (auto& row : rows) {
    const auto at = found.find(row.at("account").get<std::string>());
    row["listed"] = at != found.end() ? at->second : all_answered ? "no" : "unknown";
  }
}

}  // namespace bayon::engine
