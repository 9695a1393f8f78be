#include "bayon/inquiry/rings/fan_search.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/rings/distinct.hpp"
#include "bayon/inquiry/rings/instance.hpp"

namespace bayon::rings {

namespace {

class FanSearch final : public Search {
 public:
  FanSearch(const OrderedFlows& flows, Direction direction, std::uint32_t accounts_min)
      : flows_(flows),
        direction_(direction),
        accounts_min_(accounts_min),
        others_(flows.accounts()) {}

  void at(index::AccountId account, Found& found) override {
    const auto steps = direction_ == Direction::in ? flows_.in(account) : flows_.out(account);
    if (steps.size() < accounts_min_ || !found.spend(steps.size())) return;
    std::size_t first = 0, end = 0;  // steps in [first, end) are counted
    while (first < steps.size()) {
      const Key last_key = flows_.until(steps[first].key);
      while (end < steps.size() && steps[end].key <= last_key) others_.add(steps[end++].other);
      if (others_.size() >= accounts_min_) {
        if (!add(steps.subspan(first, end - first), found)) break;
        while (first < end) others_.remove(steps[first++].other);
      } else if (end == steps.size()) {
        break;  // later windows hold fewer flows still
      } else {
        others_.remove(steps[first++].other);
      }
    }
    while (first < end) others_.remove(steps[first++].other);
  }

 private:
  bool add(std::span<const Step> steps, Found& found) {
    instance_.clear();
    for (const Step& step : steps) instance_.push_back(step.flow);
    return found.add(instance_);
  }

  const OrderedFlows& flows_;
  Direction direction_;
  std::uint32_t accounts_min_;
  Distinct others_;
  std::vector<index::FlowId> instance_;
};

}  // namespace

std::unique_ptr<Search> fan_search(const OrderedFlows& flows, Direction direction,
                                   std::uint32_t accounts_min) {
  return std::make_unique<FanSearch>(flows, direction, accounts_min);
}

Result<std::vector<Participant>> fan_participants(const index::FlowIndex& flows,
                                                  Direction direction, std::uint32_t accounts_min,
                                                  std::span<const index::FlowId> given) {
  const bool in = direction == Direction::in;
  const auto hub = in ? flows.to(given.front()) : flows.from(given.front());
  std::vector<index::AccountId> others;
  for (const index::FlowId flow : given) {
    if ((in ? flows.to(flow) : flows.from(flow)) != hub) {
      return fail(errors::rings_not_an_instance,
                  fmt::format("flow {} does not {} '{}'", flow, in ? "reach" : "leave",
                              flows.account(hub)));
    }
    others.push_back(in ? flows.from(flow) : flows.to(flow));
  }
  std::vector<Participant> out{{hub, Role::hub}};
  const std::size_t count =
      add_participants(std::move(others), in ? Role::source : Role::target, out);
  if (count < accounts_min) {
    return fail(errors::rings_not_an_instance,
                fmt::format("'{}' has {} counterparties, {} are needed", flows.account(hub), count,
                            accounts_min));
  }
  return out;
}

}  // namespace bayon::rings
