#include "bayon/engine/rings_json.hpp"

#include "bayon/engine/fields.hpp"
#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::engine {

namespace {

Result<Json> flow_json(const index::FlowIndex& flows, index::FlowId id) {
  const auto flow = flows.flow(id);
  const auto& asset = flows.assets()[flow.paid.asset];
  Json out;
  out["from"] = flows.account(flow.from);
  out["to"] = flows.account(flow.to);
  out["amount"] = amount_json(flow.paid.amount, asset);
  out["asset"] = asset.code;
  out["at"] = flow.at.text();
  BAYON_TRY(const std::string reference, flows.reference(id));
  put(out, "reference", reference);
  out["evidence"] = evidence_json(flows.evidence(id));
  return out;
}

}  // namespace

Result<Json> instance_json(const index::FlowIndex& flows, const rings::Instance& instance,
                           std::size_t flows_max) {
  Json out;
  out["kind"] = instance.kind;
  Json accounts = Json::array();
  Json roles = Json::object();
  for (const auto& one : instance.accounts) {
    const std::string role(rings::name(one.role));
    roles[role] = roles.value(role, std::uint64_t{0}) + 1;
    // A hub and so many flows: no list of accounts is longer than that of flows by more than one.
    if (accounts.size() > flows_max) continue;
    accounts.push_back({{"account", flows.account(one.account)}, {"role", role}});
  }
  out["accounts"] = std::move(accounts);
  out["account_counts"] = std::move(roles);
  Json moved = Json::array();
  for (const auto id : instance.flows) {
    if (moved.size() == flows_max) break;
    BAYON_TRY(Json flow, flow_json(flows, id));
    moved.push_back(std::move(flow));
  }
  out["flows"] = std::move(moved);
  out["flow_count"] = instance.flows.size();
  out["first"] = instance.first.text();
  out["last"] = instance.last.text();
  Json sums = Json::array();
  for (const auto& sum : instance.sums) {
    const auto& asset = flows.assets()[sum.asset];
    Json one{{"leg", rings::name(sum.leg)}, {"asset", asset.code}};
    if (sum.amount) one["amount"] = amount_json(*sum.amount, asset);
    sums.push_back(std::move(one));
  }
  out["sums"] = sums;
  return out;
}

Result<Json> searched_json(const rings::Searched& searched, const rings::Question& question) {
  Json out;
  out["kind"] = searched.kind;
  BAYON_TRY(const rings::Typology* typology, rings::find_typology(searched.kind));
  const auto least = rings::accounts_needed(*typology, question);
  if (least > 0) out["accounts_min"] = least;
  out["instances"] = searched.instances;
  out["steps"] = searched.steps;
  out["complete"] = !searched.cut.has_value();
  if (searched.cut) out["cut"] = searched.cut->text();
  return out;
}

Result<Json> kinds_json(const std::vector<rings::Searched>& kinds) {
  Json out = Json::array();
  for (const auto& searched : kinds) {
    BAYON_TRY(const rings::Typology* typology, rings::find_typology(searched.kind));
    out.push_back({{"kind", typology->name},
                   {"summary", typology->summary},
                   {"innocent", typology->innocent}});
  }
  return out;
}

}  // namespace bayon::engine
