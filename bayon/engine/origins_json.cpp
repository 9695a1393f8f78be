#include "bayon/engine/detail/origins_json.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "bayon/engine/detail/money_json.hpp"
#include "bayon/engine/fields.hpp"

namespace bayon::engine {

namespace {

using trace::Origin;

std::string_view name(Origin::Kind kind) {
  switch (kind) {
    case Origin::Kind::payment:
      return "victim";
    case Origin::Kind::stop:
      return "stop";
    case Origin::Kind::unknown:
      return "unknown";
    case Origin::Kind::deep:
      return "not_followed";
  }
  return "unknown";
}

struct Sum {
  Amount units = 0;
  std::uint64_t pieces = 0;
  index::FlowId flow = 0;  // the first piece's
  std::uint32_t hops_min = 0, hops_max = 0;

  void add(const Origin& origin) {
    if (pieces++ == 0) {
      flow = origin.flow;
      hops_min = hops_max = origin.hops;
    }
    units += origin.units;
    flow = std::min(flow, origin.flow);
    hops_min = std::min(hops_min, origin.hops);
    hops_max = std::max(hops_max, origin.hops);
  }
};

// Order of telling: victims, stops, unknown, not followed; then the asset and who it leads back to.
using Key = std::tuple<Origin::Kind, std::uint16_t, std::string, index::AccountId>;

void tell_stop(const index::FlowIndex& flows, const trace::BackwardQuestion& question,
               index::AccountId account, Json& one) {
  trace::Stop hub;
  const auto* stop = trace::stop_at(
      flows, {&question.stops, question.hub_flows_max, question.until}, account, hub);
  if (stop == nullptr) return;
  one["reason"] = trace::name(stop->reason);
  if (!stop->category.empty()) one["category"] = stop->category;
}

}  // namespace

Json origins_json(const index::FlowIndex& flows, const trace::BackwardQuestion& question,
                  const trace::BackwardAnswer& answer) {
  std::map<Key, Sum> sums;
  std::map<std::uint16_t, std::map<std::string_view, Amount>> received;
  for (const Origin& origin : answer.origins) {
    const std::uint16_t asset = flows.flow(origin.sink_flow).received.asset;
    const bool victim = origin.kind == Origin::Kind::payment;
    sums[{origin.kind, asset, victim ? question.claims[origin.claim].victim : std::string(),
          flows.from(origin.flow)}]
        .add(origin);
    received[asset][name(origin.kind)] += origin.units;
  }
  Json out;
  out["account"] = flows.account(question.sink);
  out["rule"] = trace::name(trace::Rule::fifo);
  out["cut"] = answer.cut;
  out["received"] = Json::array();
  for (const auto& [asset, by_kind] : received) {
    Json one;
    one["asset"] = flows.assets()[asset].code;
    Amount all = 0;
    for (const auto kind :
         {Origin::Kind::payment, Origin::Kind::stop, Origin::Kind::unknown, Origin::Kind::deep}) {
      const auto found = by_kind.find(name(kind));
      const Amount units = found == by_kind.end() ? 0 : found->second;
      one[std::string(name(kind))] = amount_json(units, flows.assets()[asset]);
      all += units;
    }
    one["amount"] = amount_json(all, flows.assets()[asset]);
    out["received"].push_back(one);
  }
  // Unknown, not nothing: those rows are there and nobody can add them up.
  out["not_summed"] = Json::array();
  for (const auto asset : answer.too_large) out["not_summed"].push_back(flows.assets()[asset].code);
  out["origins"] = Json::array();
  for (const auto& [key, sum] : sums) {
    const auto& [kind, asset, victim, account] = key;
    Json one;
    one["kind"] = name(kind);
    one["account"] = flows.account(account);
    if (kind == Origin::Kind::payment) one["victim"] = victim;
    if (kind == Origin::Kind::stop) tell_stop(flows, question, account, one);
    one["amount"] = amount_json(sum.units, flows.assets()[asset]);
    one["asset"] = flows.assets()[asset].code;
    one["pieces"] = sum.pieces;
    one["hops_min"] = sum.hops_min;
    one["hops_max"] = sum.hops_max;
    one["flow"] = flow_json(flows, sum.flow);
    one["evidence"] = evidence_json(flows.evidence(sum.flow));
    out["origins"].push_back(one);
  }
  return out;
}

}  // namespace bayon::engine
