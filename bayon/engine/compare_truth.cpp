#include "bayon/engine/detail/compare_truth.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "bayon/base/amount.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/model/asset.hpp"

namespace bayon::engine {

namespace {

using source::scenario::Truth;

// Who took part in the scam. All others are innocent, whatever money went through their hands.
constexpr std::array<std::string_view, 10> guilty{"consolidation_feeder",
                                                  "consolidation_holder",
                                                  "exchange_cycle",
                                                  "exchange_entry",
                                                  "intermediary",
                                                  "layer",
                                                  "mule_1",
                                                  "mule_2",
                                                  "mule_3",
                                                  "scam_deposit"};

int places_of(std::string_view asset) {
  const auto known = model::find_asset(asset);
  return known.ok() ? known->exponent : 0;
}

Json check(std::string_view name, const std::string& expected, const std::string& found, bool holds,
           const std::string& detail = {}) {
  Json out;
  out["name"] = name;
  out["expected"] = expected;
  out["found"] = found;
  out["holds"] = holds;
  if (!detail.empty()) out["detail"] = detail;
  return out;
}

std::set<std::string> texts(const Json& list) {
  std::set<std::string> out;
  for (const auto& item : list) out.insert(item.get<std::string>());
  return out;
}

std::set<std::string> of_role(const Truth& truth, std::string_view role) {
  const auto accounts = truth.of_role(role);
  return {accounts.begin(), accounts.end()};
}

Json same_accounts(std::string_view name, const std::set<std::string>& expected,
                   const std::set<std::string>& found) {
  std::vector<std::string> missed, extra;
  std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                      std::back_inserter(missed));
  std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                      std::back_inserter(extra));
  std::string detail;
  if (!missed.empty()) detail += fmt::format("missed: {}", fmt::join(missed, ", "));
  if (!extra.empty()) {
    detail += fmt::format("{}too many: {}", detail.empty() ? "" : "; ", fmt::join(extra, ", "));
  }
  return check(name, std::to_string(expected.size()), std::to_string(found.size()),
               expected == found, detail);
}

Json groups_check(const Json& answer, const Truth& truth) {
  std::set<std::set<std::string>> expected, found;
  for (const Truth::Group& group : truth.groups) expected.insert({group.holder});
  for (const auto& group : answer.at("parts").at("groups")) {
    found.insert(texts(group.at("holders")));
  }
  return check("consolidation groups, each by its holding wallet", std::to_string(expected.size()),
               std::to_string(found.size()), expected == found);
}

Json innocence_check(const Json& answer, const Truth& truth) {
  std::set<std::string> accused;
  std::uint64_t suspects = 0;
  for (const auto& account : answer.at("accounts")) {
    if (!account.at("suspect").get<bool>()) continue;
    ++suspects;
    const auto key = account.at("account").get<std::string>();
    const auto role = truth.role_of(key);
    if (std::find(guilty.begin(), guilty.end(), role) == guilty.end()) {
      accused.insert(fmt::format("{} ({})", key, role));
    }
  }
  std::size_t took_part = 0;
  for (const auto role : guilty) took_part += truth.of_role(role).size();
  return check(
      "innocent accounts among the suspects", "0", std::to_string(accused.size()), accused.empty(),
      fmt::format("{} took part, of whom {} suspected; the others only received, or were "
                  "paid by victims who told nobody{}{}",
                  counted(took_part, "account", "accounts"), counted(suspects, "is", "are"),
                  accused.empty() ? "" : "; accused: ", fmt::join(accused, ", ")));
}

// What one victim is said to have lost, and where it lies under FIFO.
struct Said {
  std::string loss;
  std::map<std::string, std::string> rests;
  std::string fees = "0";
};

std::map<std::string, Said> said_by(const Json& answer) {
  std::map<std::string, Said> out;
  for (const auto& victim : answer.at("victims")) {
    const auto id = victim.at("victim").get<std::string>();
    Said& said = out[id.substr(id.rfind(':') + 1) + " " + victim.at("asset").get<std::string>()];
    said.loss = victim.at("loss").get<std::string>();
    if (victim.contains("rests")) {
      for (const auto& rest : victim.at("rests")) {
        said.rests[rest.at("account").get<std::string>()] = rest.at("amount").get<std::string>();
      }
      said.fees = victim.at("by_rule").at("fifo").at("fees").get<std::string>();
    }
  }
  return out;
}

void add_victim_checks(const Json& answer, const Truth& truth, Json& checks) {
  const auto said = said_by(answer);
  std::uint64_t losses = 0, rests = 0, back = 0;
  std::string first_wrong;
  for (const Truth::Victim& victim : truth.victims) {
    const int places = places_of(victim.asset);
    const auto found = said.find(victim.id + " " + victim.asset);
    if (found == said.end()) continue;
    if (found->second.loss == amount_text(victim.loss, places)) ++losses;
    std::map<std::string, Amount> expected;
    Amount fees = 0;
    back += std::any_of(victim.rests.begin(), victim.rests.end(),
                        [](const Truth::End& end) { return end.end == "returned"; })
                ? 1
                : 0;
    for (const Truth::End& end : victim.rests) {
      (end.end == "fee" ? fees : expected[end.account]) += end.amount;
    }
    std::map<std::string, std::string> as_text;
    for (const auto& [account, amount] : expected) as_text[account] = amount_text(amount, places);
    if (as_text == found->second.rests && amount_text(fees, places) == found->second.fees) {
      ++rests;
    } else if (first_wrong.empty()) {
      first_wrong = "first difference: " + victim.id;
    }
  }
  const auto all = truth.victims.size();
  checks.push_back(check("victims whose loss was found in full", std::to_string(all),
                         std::to_string(losses), losses == all));
  std::string detail = first_wrong;
  if (back > 0) {
    detail += fmt::format(
        "{}{} of them got some back at an account that no report names: it counts "
        "as held there",
        detail.empty() ? "" : "; ", back);
  }
  checks.push_back(check("victims whose money lies where it truly lies, first in, first out",
                         std::to_string(all), std::to_string(rests), rests == all, detail));
}

// Under every rule: loss = held + at stops + returned + fees + dust.
Json sums_check(const Json& answer) {
  std::uint64_t claims = 0, hold = 0;
  for (const auto& victim : answer.at("victims")) {
    const int places = places_of(victim.at("asset").get<std::string>());
    const auto read = [&](const Json& text) {
      const auto amount = parse_amount(text.get<std::string>(), places);
      return amount.ok() ? *amount : Amount{-1};
    };
    for (const auto& [rule, balance] : victim.at("by_rule").items()) {
      Amount sum = 0;
      for (const auto& [part, amount] : balance.items()) sum += read(amount);
      ++claims;
      if (sum == read(victim.at("loss"))) ++hold;
    }
  }
  return check("claims that add up exactly, over all rules", std::to_string(claims),
               std::to_string(hold), claims == hold);
}

}  // namespace

Json compare_truth(const Json& answer, const Truth& truth) {
  Json checks = Json::array();
  if (!answer.contains("parts")) {
    checks.push_back(check("money followed", "yes", "no", false));
  } else {
    const Json& parts = answer.at("parts");
    if (const auto entries = of_role(truth, "exchange_entry"); !entries.empty()) {
      checks.push_back(
          same_accounts("entry accounts at the exchange", entries, texts(parts.at("entries"))));
      auto all = texts(parts.at("entries"));
      all.merge(texts(parts.at("members")));
      auto cycle = of_role(truth, "exchange_cycle");
      cycle.insert(entries.begin(), entries.end());
      checks.push_back(same_accounts("accounts of the cycle, entries included", cycle, all));
      checks.push_back(groups_check(answer, truth));
    }
    add_victim_checks(answer, truth, checks);
    checks.push_back(sums_check(answer));
    checks.push_back(innocence_check(answer, truth));
  }
  Json out;
  out["checks"] = checks;
  out["holds"] = std::all_of(checks.begin(), checks.end(),
                             [](const Json& one) { return one.at("holds").get<bool>(); });
  return out;
}

}  // namespace bayon::engine
