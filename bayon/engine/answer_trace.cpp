#include <map>
#include <set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/engine/case_view.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/engine/victim_claims.hpp"
#include "bayon/model/rule.hpp"

namespace bayon::engine {

namespace {

using index::FlowIndex;

Json account_json(const FlowIndex& flows, index::AccountId account) {
  return Json(std::string(flows.account(account)));
}

Json report_json(const FlowIndex& flows, const trace::MatchedReport& matched) {
  const auto& report = matched.report;
  Json out;
  out["report"] = report.id;
  out["victim"] = report.victim;
  out["name"] = report.victim_name;
  out["amount"] = report.amount;
  out["asset"] = report.asset;
  out["when"] = report.when;
  out["to"] = report.to_account;
  out["match"] = trace::name(matched.match);
  if (!matched.why.empty()) out["why"] = matched.why;
  std::vector<model::Evidence> evidence{report.evidence};
  if (matched.match != trace::Match::none) {
    const auto of_flow = flows.evidence(matched.flow);
    evidence.insert(evidence.end(), of_flow.begin(), of_flow.end());
  }
  out["evidence"] = evidence_json(evidence);
  return out;
}

Json balance_json(const trace::Balance& balance, const model::Asset& asset) {
  Json out;
  out["held"] = amount_json(balance.held, asset);
  out["stopped"] = amount_json(balance.stopped, asset);
  out["returned"] = amount_json(balance.returned, asset);
  out["fees"] = amount_json(balance.fees, asset);
  out["dust"] = amount_json(balance.dust, asset);
  return out;
}

Json label_json(const FlowIndex& flows, const trace::Label& label) {
  Json out;
  out["account"] = account_json(flows, label.account);
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
    one["account"] = account_json(flows, key.first);
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
  struct Sum {
    Amount units = 0;
    std::uint64_t flows = 0;
    index::FlowId first = 0, last = 0;
  };
  std::map<std::tuple<index::AccountId, index::AccountId, std::uint16_t>, Sum> sums;
  for (const auto& move : answer.moves) {
    const auto flow = flows.flow(move.flow);
    auto& sum = sums[{flow.from, flow.to, flow.received.asset}];
    sum.units += move.units;
    if (sum.flows == 0 || sum.last != move.flow) {
      if (sum.flows == 0) sum.first = move.flow;
      ++sum.flows;
      sum.last = move.flow;
    }
  }
  Json out = Json::array();
  for (const auto& [key, sum] : sums) {
    const auto& asset = flows.assets()[std::get<2>(key)];
    Json one;
    one["from"] = account_json(flows, std::get<0>(key));
    one["to"] = account_json(flows, std::get<1>(key));
    one["amount"] = amount_json(sum.units, asset);
    one["asset"] = asset.code;
    one["flows"] = sum.flows;
    one["first"] = flows.at(sum.first).text();
    one["last"] = flows.at(sum.last).text();
    one["evidence"] = evidence_json(flows.evidence(sum.first));
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
  return out;
}

}  // namespace

Result<Json> answer_trace(CaseView& view, const Json& question, Progress& progress) {
  BAYON_TRY_VOID(check_fields(question, {"from", "rules", "stops", "label_stops", "until",
                                         "hub_flows_max", "tolerance_days", "as_of", "known_at"}));
  BAYON_TRY(const std::string from, text_field(question, "from", "victims"));
  if (from != "victims") {
    return fail(errors::question_out_of_range, "'from' must be victims");
  }
  BAYON_TRY(const model::Clocks clocks, clocks_field(question));
  BAYON_TRY(const auto hub, number_field(question, "hub_flows_max", 100'000, 1, 4'000'000'000));
  BAYON_TRY(const auto tolerance, number_field(question, "tolerance_days", 1, 0, 60));
  BAYON_TRY(auto rules, texts_field(question, "rules"));
  if (rules.empty()) rules = {"fifo", "haircut"};
  BAYON_TRY(const auto stops, texts_field(question, "stops"));
  BAYON_TRY(const std::string until, text_field(question, "until"));
  BAYON_TRY(const bool label_stops, flag_field(question, "label_stops", true));
  BAYON_TRY(const FlowIndex* flows, view.flows(progress));
  BAYON_TRY(auto claims,
            read_claims(view, clocks, static_cast<int>(tolerance), label_stops, progress));
  trace::Question& ask = claims.question;
  ask.hub_flows_max = static_cast<std::uint32_t>(hub);
  if (!until.empty()) {
    BAYON_TRY(ask.until, parse_instant(until));
  }
  for (const auto& key : stops) {
    const auto account = flows->find_account(key);
    if (!account) return fail(errors::account_unknown, "'" + key + "'");
    ask.stops.insert_or_assign(*account, trace::Stop{trace::StopReason::asked, {}});
  }
  Json out;
  Json by_report = Json::array();
  for (const auto& one : claims.reports) by_report.push_back(report_json(*flows, one));
  out["reports"] = by_report;
  Json by_rule = Json::array();
  LabelsMet labels(claims.labels);
  for (const auto& text : rules) {
    BAYON_TRY(ask.rule, trace::parse_rule(text));
    BAYON_TRY(const auto answer, trace::trace_forward(*flows, ask, progress));
    by_rule.push_back(rule_json(*flows, ask.claims, answer));
    labels.add(answer);
  }
  out["rules"] = by_rule;
  out["labels"] = labels.told(*flows);
  return out;
}

}  // namespace bayon::engine
