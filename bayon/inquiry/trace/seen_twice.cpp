#include "bayon/inquiry/trace/seen_twice.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

namespace bayon::trace {

namespace {

using index::FlowId;
using Key = std::tuple<index::AccountId, std::uint16_t, Amount>;

// Flows of one receiver, asset and amount that have no twin yet and may still get one.
using Free = std::deque<FlowId>;

bool far(const index::FlowIndex& flows, FlowId first, FlowId second) {
  // Unsigned: instants at both ends of time lie further apart than a signed number says.
  const auto apart = static_cast<std::uint64_t>(flows.at(second).nanos) -
                     static_cast<std::uint64_t>(flows.at(first).nanos);
  return apart > static_cast<std::uint64_t>(apart_max);
}

}  // namespace

std::vector<SeenTwice> seen_twice(const index::FlowIndex& flows,
                                  std::span<const index::AccountId> senders, Instant until) {
  std::vector<SeenTwice> out;
  if (flows.ledgers() < 2) return out;
  for (const index::AccountId sender : senders) {
    std::map<Key, Free> waiting;
    for (const FlowId id : flows.out(sender)) {
      const index::Flow flow = flows.flow(id);
      if (flow.at > until) break;
      if (flow.from == flow.to) continue;
      Free& free = waiting[{flow.to, flow.paid.asset, flow.paid.amount}];
      while (!free.empty() && far(flows, free.front(), id)) free.pop_front();
      // All that is free is of one dataset: a flow of another would have found its twin there.
      if (free.empty() || flows.dataset(free.front()) == flows.dataset(id)) {
        free.push_back(id);
      } else {
        out.push_back({free.front(), id});
        free.pop_front();
      }
    }
  }
  std::sort(out.begin(), out.end(),
            [](const SeenTwice& a, const SeenTwice& b) { return a.second < b.second; });
  return out;
}

}  // namespace bayon::trace
