#include "bayon/engine/detail/money_json.hpp"

#include "bayon/engine/fields.hpp"

namespace bayon::engine {

Json flow_json(const index::FlowIndex& flows, index::FlowId id) {
  const index::Flow flow = flows.flow(id);
  Json out;
  out["from"] = flows.account(flow.from);
  out["to"] = flows.account(flow.to);
  out["at"] = flow.at.text();
  out["amount"] = amount_json(flow.paid.amount, flows.assets()[flow.paid.asset]);
  return out;
}

Json report_json(const index::FlowIndex& flows, const trace::MatchedReport& matched) {
  const trace::Report& report = matched.report;
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
  if (matched.near) {
    out["near"] = {{"days", matched.near_days}, {"flow", flow_json(flows, *matched.near)}};
  }
  std::vector<model::Evidence> evidence{report.evidence};
  if (matched.match != trace::Match::none) {
    out["flow"] = flow_json(flows, matched.flow);
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

}  // namespace bayon::engine
