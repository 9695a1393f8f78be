#include "bayon/inquiry/trace/detail/reported_flows.hpp"

#include <algorithm>
#include <numeric>

#include "bayon/base/text.hpp"

namespace bayon::trace::detail {

std::vector<std::string> names_of_reference(std::string_view written) {
  std::vector<std::string> out;
  if (written.empty()) return out;
  const std::string whole = lower_ascii(written);
  for (auto colon = whole.find(':'); colon != std::string::npos;
       colon = whole.find(':', colon + 1)) {
    if (colon > 0) out.push_back(whole.substr(0, colon));
  }
  out.push_back(whole);
  return out;
}

ReportedFlows::ReportedFlows(const index::FlowIndex& flows, const std::vector<FlowKey>& keys)
    : flows_(flows) {
  for (auto& marked : marked_) marked.resize(flows.flows());
  std::map<FlowKey, ListId> lists;
  for (const FlowKey& key : keys) {
    const auto at = lists.try_emplace(key, lists.size()).first;
    list_of_key_.push_back(at->second);
  }
  lists_.resize(lists.size());
  // The side that is looked through: what the payee received, else what the payer sent.
  using Side = std::pair<bool, index::AccountId>;
  std::map<Side, std::vector<std::pair<FlowKey, ListId>>> sides;
  for (const auto& [key, list] : lists) {
    sides[key.to ? Side{true, *key.to} : Side{false, *key.from}].emplace_back(key, list);
  }
  for (const auto& [side, asked] : sides) {
    std::map<FlowKey, ListId> here(asked.begin(), asked.end());
    const auto add = [&](const FlowKey& key, index::FlowId id) {
      const auto at = here.find(key);
      if (at == here.end()) return;
      auto& list = lists_[at->second].flows;
      if (list.empty() || list.back() != id) list.push_back(id);
    };
    for (const index::FlowId id : side.first ? flows.in(side.second) : flows.out(side.second)) {
      const index::Flow flow = flows.flow(id);
      for (const auto& part : {flow.paid, flow.received}) {
        const std::optional<index::AccountId> to =
            side.first ? std::optional(side.second) : std::nullopt;
        add({std::nullopt, to, part.asset, part.amount}, id);
        add({flow.from, to, part.asset, part.amount}, id);
      }
    }
  }
  for (List& list : lists_) {
    for (const auto mark : {Mark::taken, Mark::settled}) {
      const auto at = static_cast<std::size_t>(mark);
      for (auto* jumps : {&list.next[at], &list.previous[at]}) {
        jumps->resize(list.flows.size() + 1);
        std::iota(jumps->begin(), jumps->end(), 0u);
      }
    }
  }
}

void ReportedFlows::mark(Mark mark, index::FlowId flow) {
  marked_[static_cast<std::size_t>(mark)][flow] = true;
}

bool ReportedFlows::is(Mark mark, index::FlowId flow) const {
  return marked_[static_cast<std::size_t>(mark)][flow];
}

ReportedFlows::Places ReportedFlows::places(const List& list, Window window) const {
  const auto begin =
      std::lower_bound(list.flows.begin(), list.flows.end(), window.first,
                       [&](index::FlowId f, Instant at) { return flows_.at(f) < at; });
  const auto end = std::upper_bound(begin, list.flows.end(), window.last,
                                    [&](Instant at, index::FlowId f) { return at < flows_.at(f); });
  return {static_cast<std::size_t>(begin - list.flows.begin()),
          static_cast<std::size_t>(end - list.flows.begin())};
}

std::size_t ReportedFlows::next_without(Mark mark, List& list, std::size_t place) {
  auto& jump = list.next[static_cast<std::size_t>(mark)];
  std::size_t at = place;
  while (at < list.flows.size()) {
    if (jump[at] == at && !is(mark, list.flows[at])) break;
    if (jump[at] == at) jump[at] = static_cast<std::uint32_t>(at + 1);
    at = jump[at];
  }
  while (place < at) {
    const std::size_t then = jump[place];
    jump[place] = static_cast<std::uint32_t>(at);
    place = then;
  }
  return at;
}

// One behind the last place before `end`, or 0.
std::size_t ReportedFlows::end_without(Mark mark, List& list, std::size_t end) {
  auto& jump = list.previous[static_cast<std::size_t>(mark)];
  std::size_t at = end;
  while (at > 0) {
    if (jump[at] == at && !is(mark, list.flows[at - 1])) break;
    if (jump[at] == at) jump[at] = static_cast<std::uint32_t>(at - 1);
    at = jump[at];
  }
  while (end > at) {
    const std::size_t then = jump[end];
    jump[end] = static_cast<std::uint32_t>(at);
    end = then;
  }
  return at;
}

std::optional<index::FlowId> ReportedFlows::first_without(Mark mark, ListId id, Window window) {
  List& list = lists_[id];
  const auto [begin, end] = places(list, window);
  const std::size_t at = next_without(mark, list, begin);
  if (at >= end) return std::nullopt;
  return list.flows[at];
}

std::optional<index::FlowId> ReportedFlows::last_without(Mark mark, ListId id, Window window) {
  List& list = lists_[id];
  const auto [begin, end] = places(list, window);
  const std::size_t at = end_without(mark, list, end);
  if (at <= begin) return std::nullopt;
  return list.flows[at - 1];
}

std::uint64_t ReportedFlows::count_without(Mark mark, ListId id, Window window,
                                           std::uint64_t most) {
  List& list = lists_[id];
  const auto [begin, end] = places(list, window);
  std::uint64_t out = 0;
  for (std::size_t at = next_without(mark, list, begin); at < end && out < most;
       at = next_without(mark, list, at + 1)) {
    ++out;
  }
  return out;
}

bool ReportedFlows::any(ListId id, Window window) const {
  const auto [begin, end] = places(lists_[id], window);
  return begin < end;
}

Result<void> ReportedFlows::read_references(List& list) {
  auto& references = list.references.emplace();
  for (const index::FlowId flow : list.flows) {
    BAYON_TRY(const std::string written, flows_.reference(flow));
    for (const std::string& name : names_of_reference(written)) references[name].push_back(flow);
  }
  return {};
}

Result<std::optional<index::FlowId>> ReportedFlows::by_reference(ListId id, Window window,
                                                                 std::string_view reference) {
  List& list = lists_[id];
  if (!list.references) BAYON_TRY_VOID(read_references(list));
  const auto found = list.references->find(lower_ascii(reference));
  if (found == list.references->end()) return std::optional<index::FlowId>();
  for (const index::FlowId flow : found->second) {
    const Instant at = flows_.at(flow);
    if (at >= window.first && at <= window.last && !is(Mark::taken, flow)) {
      return std::optional(flow);
    }
  }
  return std::optional<index::FlowId>();
}

}  // namespace bayon::trace::detail
