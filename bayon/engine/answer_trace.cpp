#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/engine/account_asked.hpp"
#include "bayon/engine/case_view.hpp"
#include "bayon/engine/detail/case_money.hpp"
#include "bayon/engine/detail/money_json.hpp"
#include "bayon/engine/detail/origins_json.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/engine/victim_claims.hpp"
#include "bayon/model/rule.hpp"

namespace bayon::engine {

namespace {

using index::FlowIndex;

Json label_json(const FlowIndex& flows, const trace::Label& label) {
  Json out;
  out["account"] = flows.account(label.account);
  out["dataset"] = label.dataset;
  out["category"] = label.category;
  out["entity"] = label.entity;
  out["name"] = label.name;
  out["stops"] = label.stops();
  out["why"] =
      label.known != nullptr ? label.known->why : "no known category: the account was followed";
  out["held"] = model::name(label.held);
  out["evidence"] = evidence_json(std::vector{label.evidence});
  return out;
}

// Labels of accounts that traced money reached under any rule.
class LabelsMet {
 public:
  explicit LabelsMet(const trace::Labels& labels) : labels_(labels) {}

  void add(const trace::Answer& answer) {
    met_.insert(answer.followed.begin(), answer.followed.end());
    for (const auto& holding : answer.stopped) met_.insert(holding.account);
  }
  void add(index::AccountId account) { met_.insert(account); }
  Json told(const FlowIndex& flows) const {
    Json out = Json::array();
    for (const auto& label : labels_) {
      if (met_.contains(label.account)) out.push_back(label_json(flows, label));
    }
    return out;
  }

 private:
  const trace::Labels& labels_;
  std::set<index::AccountId> met_;
};

// Money at rest, summed over claims.
Json places_json(const FlowIndex& flows, const std::vector<trace::Holding>& holdings,
                 const trace::Answer& answer) {
  struct Sum {
    Amount units = 0;
    std::uint64_t claims = 0;
  };
  std::map<std::pair<index::AccountId, std::uint16_t>, Sum> sums;
  for (const auto& holding : holdings) {
    auto& sum = sums[{holding.account, holding.asset}];
    sum.units += holding.units;
    ++sum.claims;
  }
  Json out = Json::array();
  for (const auto& [key, sum] : sums) {
    Json one;
    one["account"] = flows.account(key.first);
    one["amount"] = amount_json(sum.units, flows.assets()[key.second]);
    one["asset"] = flows.assets()[key.second].code;
    one["claims"] = sum.claims;
    if (const auto stop = answer.stops.find(key.first); stop != answer.stops.end()) {
      one["reason"] = trace::name(stop->second.reason);
      if (!stop->second.category.empty()) one["category"] = stop->second.category;
    }
    out.push_back(one);
  }
  return out;
}

// Traced money by pair of accounts: the edges of a picture.
Json edges_json(const FlowIndex& flows, const trace::Answer& answer) {
  Json out = Json::array();
  for (const auto& [key, sums] : edge_sums(flows, std::span(&answer, 1))) {
    const auto& asset = flows.assets()[key.asset];
    Json one;
    one["from"] = flows.account(key.from);
    one["to"] = flows.account(key.to);
    one["amount"] = amount_json(sums.amount.front(), asset);
    one["asset"] = asset.code;
    one["flows"] = sums.flows;
    one["first"] = flows.at(sums.first).text();
    one["last"] = flows.at(sums.last).text();
    one["evidence"] = evidence_json(flows.evidence(sums.first));
    out.push_back(one);
  }
  return out;
}

Json rule_json(const FlowIndex& flows, const std::vector<trace::Claim>& claims,
               const trace::Answer& answer) {
  Json out;
  out["rule"] = trace::name(answer.rule);
  out["events"] = answer.events;
  out["cut"] = answer.cut;
  out["accounts_followed"] = answer.followed.size();
  Json by_claim = Json::array();
  for (trace::ClaimId claim = 0; claim < claims.size(); ++claim) {
    const auto& asset = flows.assets()[claims[claim].asset];
    Json one;
    one["victim"] = claims[claim].victim;
    one["asset"] = asset.code;
    one["loss"] = amount_json(claims[claim].loss, asset);
    const Json balance = balance_json(answer.balances[claim], asset);
    for (const auto& [key, value] : balance.items()) one[key] = value;
    by_claim.push_back(one);
  }
  out["claims"] = by_claim;
  out["held"] = places_json(flows, answer.held, answer);
  out["stops"] = places_json(flows, answer.stopped, answer);
  out["edges"] = edges_json(flows, answer);
  Json unknown = Json::array();
  for (const auto& [place, units] : answer.unknown_inflows) {
    const auto& [account, asset] = place;
    unknown.push_back({{"account", flows.account(account)},
                       {"asset", flows.assets()[asset].code},
                       {"amount", amount_json(units, flows.assets()[asset])}});
  }
  out["unknown_inflows"] = std::move(unknown);
  return out;
}

Json seen_twice_json(const FlowIndex& flows, const std::vector<trace::SeenTwice>& pairs) {
  constexpr std::size_t few = 20;
  const auto told = [&](index::FlowId id) {
    Json one = flow_json(flows, id);
    one["asset"] = flows.assets()[flows.flow(id).paid.asset].code;
    one["evidence"] = evidence_json(flows.evidence(id));
    return one;
  };
  Json out;
  out["count"] = pairs.size();
  out["pairs"] = Json::array();
  for (std::size_t at = 0; at < std::min(few, pairs.size()); ++at) {
    out["pairs"].push_back({{"first", told(pairs[at].first)}, {"second", told(pairs[at].second)}});
  }
  return out;
}

// What the question says, with the victims' claims read.
struct Asked {
  VictimClaims claims;
  std::vector<trace::Rule> rules;
  std::optional<index::AccountId> sink;
};

Result<std::vector<trace::Rule>> rules_field(const Json& question, bool backward) {
  BAYON_TRY(auto texts, texts_field(question, "rules"));
  if (texts.empty())
    texts =
        backward ? std::vector<std::string>{"fifo"} : std::vector<std::string>{"fifo", "haircut"};
  std::vector<trace::Rule> out;
  for (const auto& text : texts) {
    BAYON_TRY(out.emplace_back(), trace::parse_rule(text));
    if (backward && out.back() != trace::Rule::fifo) {
      return fail(errors::question_out_of_range,
                  "'rules' must be fifo when 'to' is asked: under " + text +
                      " every unit of an account comes from everywhere");
    }
  }
  return out;
}

Result<Asked> asked_of(CaseView& view, const Json& question, const FlowIndex& flows,
                       Progress& progress) {
  BAYON_TRY(const std::string from, text_field(question, "from", "victims"));
  if (from != "victims") return fail(errors::question_out_of_range, "'from' must be victims");
  BAYON_TRY(const model::Clocks clocks, clocks_field(question));
  BAYON_TRY(const auto hub, number_field(question, "hub_flows_max", 100'000, 1, 4'000'000'000));
  BAYON_TRY(const auto tolerance, number_field(question, "tolerance_days", 1, 0, 60));
  BAYON_TRY(const auto stops, texts_field(question, "stops"));
  BAYON_TRY(const std::string until, text_field(question, "until"));
  BAYON_TRY(const bool label_stops, flag_field(question, "label_stops", true));
  BAYON_TRY(const std::string to, text_field(question, "to"));
  Asked out;
  BAYON_TRY(out.rules, rules_field(question, !to.empty()));
  if (!to.empty()) {
    BAYON_TRY(out.sink, account_asked(flows, to));
  }
  BAYON_TRY(out.claims,
            read_claims(view, clocks, static_cast<int>(tolerance), label_stops, progress));
  trace::Question& ask = out.claims.question;
  ask.hub_flows_max = static_cast<std::uint32_t>(hub);
  if (!until.empty()) {
    BAYON_TRY(const Instant last, parse_instant(until));
    ask.until = std::min(ask.until, last);
  }
  for (const auto& key : stops) {
    BAYON_TRY(const auto account, account_asked(flows, key));
    ask.stops.insert_or_assign(account, trace::Stop{trace::StopReason::asked, {}});
  }
  return out;
}

Result<Json> origins_of(const FlowIndex& flows, const Asked& asked, LabelsMet& labels,
                        Progress& progress) {
  const trace::Question& ask = asked.claims.question;
  trace::BackwardQuestion back;
  back.sink = *asked.sink;
  back.payments = ask.payments;
  back.claims = ask.claims;
  back.until = ask.until;
  back.stops = ask.stops;
  back.hub_flows_max = ask.hub_flows_max;
  BAYON_TRY(const auto answer, trace::trace_backward(flows, back, progress));
  for (const auto& origin : answer.origins) labels.add(flows.from(origin.flow));
  return origins_json(flows, back, answer);
}

}  // namespace

Result<Json> answer_trace(CaseView& view, const Json& question, Progress& progress) {
  BAYON_TRY_VOID(check_fields(question, {"from", "to", "rules", "stops", "label_stops", "until",
                                         "hub_flows_max", "tolerance_days", "as_of", "known_at"}));
  BAYON_TRY(const FlowIndex* flows, view.flows(progress));
  BAYON_TRY(auto asked, asked_of(view, question, *flows, progress));
  Json out;
  out["reports"] = Json::array();
  for (const auto& one : asked.claims.reports) {
    out["reports"].push_back(report_json(*flows, one));
  }
  LabelsMet labels(asked.claims.labels);
  out["rules"] = Json::array();
  if (asked.sink) {
    BAYON_TRY(out["sink"], origins_of(*flows, asked, labels, progress));
  } else {
    BAYON_TRY_VOID(expect_payments(asked.claims));
    trace::Question& ask = asked.claims.question;
    std::vector<trace::Answer> answers;
    for (const auto rule : asked.rules) {
      ask.rule = rule;
      BAYON_TRY(answers.emplace_back(), trace::trace_forward(*flows, ask, progress));
      out["rules"].push_back(rule_json(*flows, ask.claims, answers.back()));
      labels.add(answers.back());
    }
    out["seen_twice"] =
        seen_twice_json(*flows, counted_twice(*flows, ask.payments, answers, ask.until));
  }
  out["labels"] = labels.told(*flows);
  return out;
}

}  // namespace bayon::engine
