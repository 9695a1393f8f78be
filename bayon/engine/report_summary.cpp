#include "bayon/engine/detail/report_summary.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

#include <fmt/format.h>

#include "bayon/engine/detail/report_lists.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/inquiry/trace/parts.hpp"

namespace bayon::engine {

namespace {

struct Range {
  Amount least = 0, most = 0;
};

// Of each asset: what suspects hold, or recipients, under the mildest and under the strictest rule.
std::map<std::uint16_t, Range> at_rest(const CaseMoney& money, bool suspects) {
  std::map<std::uint16_t, Range> out;
  for (std::size_t rule = 0; rule < money.answers.size(); ++rule) {
    std::map<std::uint16_t, Amount> held;
    for (const trace::Holding& holding : money.answers[rule].held) {
      const auto part = money.parts.find(holding.account);
      if ((part && trace::suspect(part->part)) == suspects) held[holding.asset] += holding.units;
    }
    for (const auto& [asset, amount] : held) {
      Range& range = out[asset];
      range.least = rule == 0 ? amount : std::min(range.least, amount);
      range.most = rule == 0 ? amount : std::max(range.most, amount);
    }
  }
  return out;
}

std::uint64_t unmatched(const CaseMoney& money) {
  return static_cast<std::uint64_t>(
      std::count_if(money.reports.begin(), money.reports.end(),
                    [](const auto& one) { return one.match == trace::Match::none; }));
}

std::map<std::uint16_t, Amount> losses(const CaseMoney& money) {
  std::map<std::uint16_t, Amount> out;
  for (const trace::Claim& claim : money.claims) out[claim.asset] += claim.loss;
  return out;
}

std::uint64_t victims(const CaseMoney& money) {
  std::set<std::string> all;
  for (const auto& one : money.reports) all.insert(one.report.victim);
  return all.size();
}

// "10,000.00 EUR lost, and 5,000.00 EUR reported but not found"
std::string lost_words(const CaseMoney& money) {
  std::string lost, missing;
  for (const auto& [asset, amount] : losses(money)) {
    const model::Asset& of = money.flows->assets()[asset];
    lost += fmt::format("{}{} {}", lost.empty() ? "" : " and ", amount_shown(amount, of), of.code);
  }
  for (const auto& [code, sum] : money.not_found.by_asset) {
    missing += fmt::format("{}{} {}", missing.empty() ? "" : " and ",
                           amount_shown(sum.amount, sum.asset), code);
  }
  if (!lost.empty()) lost += " lost";
  if (missing.empty()) return lost;
  return fmt::format("{}{}{} reported but not found", lost, lost.empty() ? "" : ", and ", missing);
}

void reports_sentence(const CaseMoney& money, Json& out) {
  out.push_back(fmt::format(
      "{} reported {}; {} found in the ledgers: {}.", counted(victims(money), "victim", "victims"),
      counted(money.reports.size(), "payment", "payments"),
      counted(money.reports.size() - unmatched(money), "was", "were"), lost_words(money)));
}

void money_sentences(const CaseMoney& money, const Json& parts, Json& out) {
  const auto& assets = money.flows->assets();
  const auto entries = parts.at("entries").size(), members = parts.at("members").size();
  if (entries > 0) {
    out.push_back(fmt::format(
        "The money entered {} at a custodian and cycled through {} more, {} in all; it left into "
        "{}.",
        counted(entries, "account", "accounts"), counted(members, "account", "accounts"),
        entries + members,
        counted(parts.at("groups").size(), "consolidation group", "consolidation groups")));
  }
  const auto say = [&](bool suspects, std::string_view where) {
    for (const auto& [asset, range] : at_rest(money, suspects)) {
      const std::string most = amount_shown(range.most, assets[asset]);
      out.push_back(range.least == range.most
                        ? fmt::format("{} {} {}.", most, assets[asset].code, where)
                        : fmt::format("Between {} and {} {} {}, by the rule applied.",
                                      amount_shown(range.least, assets[asset]), most,
                                      assets[asset].code, where));
    }
  };
  say(true, "still lies in accounts that can be frozen");
  say(false, "lies with recipients, who may know nothing and are to be asked first");
}

std::string spoken(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

}  // namespace

Json rules_section(const CaseMoney* money) {
  Json out = Json::array();
  if (money == nullptr) return out;
  for (const trace::Answer& answer : money->answers) {
    Json one;
    one["rule"] = trace::name(answer.rule);
    if (answer.rule == trace::Rule::fifo) {
      one["name"] = "First in, first out";
      one["says"] = "The oldest units in an account leave it first.";
      one["law"] = "Devaynes v Noble (Clayton's Case), 1816";
      one["source"] = "Claytons1816";
    } else {
      one["name"] = "Pro rata (haircut)";
      one["says"] = "Whatever leaves an account carries each victim's share of its balance.";
      one["law"] =
          "Barlow Clowes International Ltd v Vaughan, 1992: shared in proportion (pari "
          "passu); rounded by largest remainder";
      one["source"] = "BarlowClowes1992";
    }
    one["events"] = answer.events;
    one["cut"] = answer.cut;
    out.push_back(one);
  }
  return out;
}

namespace {

// A wider tolerance would find them: people remember days worse than amounts.
void add_near(const CaseMoney& money, Json& out) {
  std::uint64_t count = 0;
  int days = 0;
  for (const auto& one : money.reports) {
    if (!one.near) continue;
    ++count;
    days = std::max(days, std::abs(one.near_days));
  }
  if (count == 0) return;
  out.push_back(fmt::format(
      "{} would fit a flow of the same accounts and amount on another day, {} days off at most "
      "(tolerance_days).",
      counted(count, "reported payment", "reported payments"), days));
}

void add_seen_twice(const CaseMoney& money, Json& out) {
  if (money.seen_twice.empty()) return;
  const auto& flows = *money.flows;
  const auto& [first, second] = money.seen_twice.front();
  const index::Flow flow = flows.flow(second);
  const model::Asset& asset = flows.assets()[flow.paid.asset];
  out.push_back(fmt::format(
      "{} of the accounts followed may stand in two ledgers and count twice: the same sender, "
      "receiver and amount within a day, and no reference in common. The first: {} {} from {} to "
      "{}, {} in {} and {} in {}. If they are one, map the reference that both ledgers have.",
      counted(money.seen_twice.size(), "transfer", "transfers"),
      amount_shown(flow.paid.amount, asset), asset.code, flows.account(flow.from),
      flows.account(flow.to), flows.at(first).text(), flows.dataset(first), flow.at.text(),
      flows.dataset(second)));
}

// The first few accounts that spent what nobody saw coming in.
std::string unknown_words(const index::FlowIndex& flows, const trace::Answer& answer) {
  constexpr std::size_t few = 3;
  std::string out;
  std::size_t told = 0;
  for (const auto& [place, units] : answer.unknown_inflows) {
    if (told++ == few) break;
    const model::Asset& asset = flows.assets()[place.second];
    out += fmt::format("{}{} {} {}", out.empty() ? "" : ", ", flows.account(place.first),
                       amount_shown(units, asset), asset.code);
  }
  return out + (answer.unknown_inflows.size() > few ? " and more" : "");
}

// Where a rule's answer is less than the whole.
void add_rule_remarks(const CaseMoney& money, const trace::Answer& answer, Json& out) {
  if (answer.cut) {
    out.push_back(
        fmt::format("{}: the budget of flows was used up; money not followed further "
                    "counts as held.",
                    trace::name(answer.rule)));
  }
  if (!answer.unknown_inflows.empty()) {
    out.push_back(fmt::format(
        "{}: {} spent money that no loaded ledger shows coming in; that part counts as clean. "
        "Either a ledger is missing, or rows of one instant stand in another order than they "
        "happened: {}.",
        trace::name(answer.rule),
        counted(answer.unknown_inflows.size(), "followed account", "followed accounts"),
        unknown_words(*money.flows, answer)));
  }
}

}  // namespace

Json remarks_section(const CaseMoney* money, const Json& sections) {
  Json out = Json::array();
  if (money == nullptr) {
    out.push_back(
        fmt::format("No money was followed: {}", sections.at("money_unknown").get<std::string>()));
  } else {
    if (const auto missing = unmatched(*money); missing > 0) {
      out.push_back(
          fmt::format("{} found no flow in the ledgers that were loaded; they are listed, and no "
                      "money of theirs "
                      "was followed.",
                      counted(missing, "reported payment", "reported payments")));
    }
    add_near(*money, out);
    const auto ambiguous =
        std::count_if(money->reports.begin(), money->reports.end(),
                      [](const auto& one) { return one.match == trace::Match::ambiguous; });
    if (ambiguous > 0) {
      out.push_back(fmt::format(
          "{} fitted several flows equally well; the earliest was taken.",
          counted(static_cast<std::uint64_t>(ambiguous), "reported payment", "reported payments")));
    }
    add_seen_twice(*money, out);
    for (const trace::Answer& answer : money->answers) add_rule_remarks(*money, answer, out);
    out.push_back(
        "Money that reaches a pool of funds, a shop, a casino or cash is not followed into it: it "
        "mixes there with the money of strangers.");
    out.push_back(
        "To have received traced money is no sign of guilt: recipients are nobody's suspects. "
        "Among "
        "them may be victims' own accounts that no report names.");
  }
  for (const auto& list : sections.at("coverage")) {
    if (list.at("reach") == "answered") continue;
    if (list.at("reach") == "partial") {
      std::string lacks;
      for (const auto& remark : list.at("remarks")) lacks += "; " + remark.get<std::string>();
      out.push_back(fmt::format("List {}: not found there means unknown{}.",
                                list.at("dataset").get<std::string>(), lacks));
      continue;
    }
    out.push_back(fmt::format(
        "List {} cannot say who was listed on the day asked ({}): not found "
        "there means unknown.",
        list.at("dataset").get<std::string>(), spoken(list.at("reach").get<std::string>())));
  }
  return out;
}

namespace {

// How many accounts stand on a list, as far as the lists could tell: none found is no "none".
void add_listed_accounts(const Json& sections, Json& out) {
  std::set<std::string> found;
  for (const auto& one : sections.at("listed")) found.insert(one.at("account").get<std::string>());
  const Json& coverage = sections.at("coverage");
  const auto unable = static_cast<std::size_t>(
      std::count_if(coverage.begin(), coverage.end(),
                    [](const Json& list) { return list.at("reach") != "answered"; }));
  const bool parties = asks_parties(coverage);
  const bool all = parties && unable == 0;
  out["listed_reach"] = all ? "answered" : found.empty() ? "unknown" : "partial";
  if (all || !found.empty()) out["listed_accounts"] = found.size();
  if (all) return;
  out["listed_why"] = coverage.empty() ? "no list was asked"
                      : !parties       ? "no list of parties was asked, only lists of wallets"
                      : unable == coverage.size()
                          ? "no list could tell in full"
                          : fmt::format("{} of {} could not tell in full", unable,
                                        counted(coverage.size(), "list", "lists"));
}

// Of how many orders the parties could not be looked up, or not in full.
void add_screened_orders(const Json& orders, Json& sentences) {
  const auto how_many = [&](std::string_view screened) {
    return static_cast<std::uint64_t>(
        std::count_if(orders.begin(), orders.end(),
                      [&](const Json& order) { return order.at("screened") == screened; }));
  };
  if (const auto open = how_many("in_part"); open != 0) {
    sentences.push_back(
        fmt::format("Parties of {} could not be looked up in full: a listing may still be found.",
                    counted(open, "order", "orders")));
  }
  if (const auto none = how_many("not_at_all"); none != 0) {
    sentences.push_back(
        fmt::format("No party of {} was screened.", counted(none, "order", "orders")));
  }
}

// What was reported, and what of it was found.
void add_reports(const CaseMoney& money, Json& out, Json& sentences) {
  out["victims"] = victims(money);
  out["reports"] = money.reports.size();
  out["reports_matched"] = money.reports.size() - unmatched(money);
  out["reports_unmatched"] = unmatched(money);
  Json lost = Json::array();
  for (const auto& [asset, amount] : losses(money)) {
    const model::Asset& of = money.flows->assets()[asset];
    lost.push_back({{"asset", of.code}, {"amount", amount_json(amount, of)}});
  }
  out["losses"] = lost;
  Json missing = Json::array();
  for (const auto& [code, sum] : money.not_found.by_asset) {
    missing.push_back({{"asset", code},
                       {"amount", amount_json(sum.amount, sum.asset)},
                       {"reports", sum.reports}});
  }
  out["not_found"] = missing;
  reports_sentence(money, sentences);
}

// Where the money went that was followed.
void add_followed(const CaseMoney& money, const Json& sections, Json& out, Json& sentences) {
  out["accounts_followed"] = money.answers[money.widest].followed.size();
  out["flows_followed"] = trace::traced_flows(money.answers[money.widest]).size();
  Json freeze = Json::array();
  for (const auto& [asset, range] : at_rest(money, true)) {
    const model::Asset& of = money.flows->assets()[asset];
    freeze.push_back({{"asset", of.code},
                      {"min", amount_json(range.least, of)},
                      {"max", amount_json(range.most, of)}});
  }
  out["to_freeze"] = freeze;
  money_sentences(money, sections.at("parts"), sentences);
}

}  // namespace

Json summary_section(const CaseMoney* money, const Json& sections) {
  Json out;
  Json sentences = Json::array();
  if (money != nullptr) add_reports(*money, out, sentences);
  if (money != nullptr && !money->answers.empty()) {
    add_followed(*money, sections, out, sentences);
  }
  const auto& listed = sections.at("listed");
  add_listed_accounts(sections, out);
  if (out.at("listed_reach") == "unknown") {
    sentences.push_back(fmt::format("Whether any account is listed is not known: {}.",
                                    out.at("listed_why").get<std::string>()));
  }
  if (!listed.empty()) {
    sentences.push_back(fmt::format("{} among the accounts and holders that the money reached.",
                                    counted(listed.size(), "listing stands", "listings stand")));
  }
  Json outcomes = Json::object();
  for (const auto& decision : sections.at("orders")) {
    Json& count = outcomes[decision.at("outcome").get<std::string>()];
    count = count.is_null() ? 1 : count.get<int>() + 1;
  }
  out["orders"] = {{"total", sections.at("orders").size()}, {"by_outcome", outcomes}};
  std::string judged;
  for (const auto& [outcome, count] : outcomes.items()) {
    judged += fmt::format("{}{} {}", judged.empty() ? "" : ", ", count.get<std::uint64_t>(),
                          spoken(outcome));
  }
  if (!judged.empty()) {
    sentences.push_back(fmt::format(
        "Of {}: {}.", counted(sections.at("orders").size(), "order", "orders"), judged));
  }
  add_screened_orders(sections.at("orders"), sentences);
  out["sentences"] = sentences;
  return out;
}

}  // namespace bayon::engine
