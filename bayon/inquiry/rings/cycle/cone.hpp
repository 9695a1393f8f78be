// Which accounts can be reached by so many flows, and when at best?
//
// A cone grows from one account, one flow further at a time, forward or backward. It keeps for each
// account it reached one label for each number of flows that brought an improvement: earlier
// arrival when growing forward, later departure when growing backward. An improvement is looked at
// once, and then only the flows that the labels before it did not allow.
//
// Threads:    an object belongs to one thread.
// Invariants: cycle.labels_by_hops  the labels lie in order of their number of flows
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "bayon/inquiry/rings/ordered_flows.hpp"

namespace bayon::rings::cycle {

template <bool Forward>
class Cone {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  struct Label {
    index::AccountId account = 0;
    std::uint32_t hops = 0;
    Key key = 0;                 ///< earliest arrival, or latest departure
    std::uint32_t older = none;  ///< the account's label with fewer flows
  };

  explicit Cone(std::uint32_t accounts) : marks_(accounts) {}

  /// Forgets all labels.
  void clear() {
    labels_.clear();
    next_ = 0;
    if (++round_ == 0) {
      for (Mark& mark : marks_) mark.round = 0;
      round_ = 1;
    }
  }

  /// The account can be reached by `hops` flows at `key`. Labels must come in order of hops.
  void reach(index::AccountId account, std::uint32_t hops, Key key) {
    Mark& mark = marks_[account];
    std::uint32_t older = none;
    if (mark.round == round_) {
      Label& held = labels_[mark.label];
      if (Forward ? key >= held.key : key <= held.key) return;
      if (held.hops == hops) {  // not looked at yet: that happens after all labels of fewer flows
        held.key = key;
        return;
      }
      older = mark.label;
    }
    mark = {round_, static_cast<std::uint32_t>(labels_.size())};
    labels_.push_back({account, hops, key, older});
  }

  bool done() const { return next_ == labels_.size(); }
  bool empty() const { return labels_.empty(); }
  Label take() { return labels_[next_++]; }
  const Label& label(std::uint32_t index) const { return labels_[index]; }
  const std::vector<Label>& labels() const { return labels_; }

  /// The best label of `account` with at most `hops` flows, or nullptr.
  const Label* best(index::AccountId account, std::uint32_t hops = none) const {
    const Mark& mark = marks_[account];
    if (mark.round != round_) return nullptr;
    std::uint32_t at = mark.label;
    while (at != none && labels_[at].hops > hops) at = labels_[at].older;
    return at == none ? nullptr : &labels_[at];
  }

 private:
  struct Mark {
    std::uint32_t round = 0;
    std::uint32_t label = 0;
  };
  std::vector<Mark> marks_;
  std::vector<Label> labels_;
  std::size_t next_ = 0;
  std::uint32_t round_ = 0;
};

}  // namespace bayon::rings::cycle
