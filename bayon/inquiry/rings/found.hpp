// What did a search find, and may it go on?
//
// A Found collects the flows of instances and keeps account of the budget. A search spends a step
// for each flow that it looks at and stops when told that the account's share is used up.
//
// Threads: an object belongs to one thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/rings/rings.hpp"

namespace bayon::rings {

class Found {
 public:
  explicit Found(const Budget& budget) : budget_(budget) {}

  /// The search turns to `account`, which has its whole share before it.
  void begin(index::AccountId account) {
    account_ = account;
    account_steps_ = 0;
    account_instances_ = 0;
    account_flows_ = 0;
  }

  /// Spends `steps`; false when the account's share is used up: then stop.
  bool spend(std::uint64_t steps) {
    steps_ += steps;
    account_steps_ += steps;
    if (account_steps_ <= budget_.account_steps_max) return true;
    note_cut(Reason::steps);
    return false;
  }

  /// Keeps the flows of one instance, ascending. False when there were as many as may be: this one
  /// is not kept, and the search must stop.
  bool add(std::span<const index::FlowId> flows) {
    if (account_instances_ == budget_.account_instances_max) {
      note_cut(Reason::instances);
      return false;
    }
    if (flows.size() > budget_.account_flows_max - account_flows_) {
      note_cut(Reason::flows);
      return false;
    }
    ++account_instances_;
    account_flows_ += flows.size();
    flows_.insert(flows_.end(), flows.begin(), flows.end());
    ends_.push_back(flows_.size());
    return true;
  }

  enum class Reason : std::uint8_t { steps, instances, flows };
  struct CutAt {
    index::AccountId account;
    Reason reason;
  };

  std::size_t size() const { return ends_.size(); }
  std::span<const index::FlowId> flows(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::span(flows_).subspan(begin, ends_[i] - begin);
  }
  std::uint64_t steps() const { return steps_; }
  /// Accounts whose share was used up, in the order in which they were searched.
  const std::vector<CutAt>& cut() const { return cut_; }

 private:
  void note_cut(Reason reason) {
    if (cut_.empty() || cut_.back().account != account_) cut_.push_back({account_, reason});
  }

  Budget budget_;
  index::AccountId account_ = 0;
  std::uint64_t account_steps_ = 0;
  std::uint64_t account_instances_ = 0;
  std::uint64_t account_flows_ = 0;
  std::uint64_t steps_ = 0;
  std::vector<index::FlowId> flows_;
  std::vector<std::size_t> ends_;
  std::vector<CutAt> cut_;
};

}  // namespace bayon::rings
