#include "bayon/inquiry/rings/cycle/typology.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/rings/cycle/cone.hpp"
#include "bayon/inquiry/rings/instance.hpp"

namespace bayon::rings::cycle {

namespace {

// First flows of one account are searched together when they lie within this part of the window:
// what is explored for one serves all.
constexpr std::int64_t group_part = 16;

class CycleSearch final : public Search {
 public:
  CycleSearch(const OrderedFlows& flows, const Question& question)
      : flows_(flows),
        hops_min_(question.hops_min),
        hops_max_(question.hops_max),
        group_nanos_(question.window_nanos / group_part),
        ahead_(flows.accounts()),
        behind_(flows.accounts()) {
    if (!question.only) return;
    asked_.assign(flows.accounts(), false);
    for (const index::AccountId account : *question.only) asked_[account] = true;
  }

  void at(index::AccountId account, Found& found) override {
    start_ = account;
    found_ = &found;
    const auto roots = flows_.out(account);
    const auto closing = flows_.in(account);
    for (std::size_t begin = 0; begin < roots.size();) {
      std::size_t end = begin + 1;
      while (end < roots.size() && together(roots[begin].key, roots[end].key)) ++end;
      first_key_ = roots[begin].key;
      last_key_ = flows_.until(roots[end - 1].key);
      // Nothing comes back after the last flow in; and where none comes back in time there is no
      // search.
      const std::size_t back = first_after(closing, first_key_);
      if (back == closing.size()) return;
      if (closing[back].key <= last_key_) {
        const auto meeting = explore(roots.subspan(begin, end - begin), closing.subspan(back));
        if (meeting == Meeting::out_of_steps) return;
        if (meeting == Meeting::possible && worth_it() &&
            !enumerate(roots.subspan(begin, end - begin))) {
          return;
        }
      }
      begin = end;
    }
  }

 private:
  enum class Meeting : std::uint8_t { none, possible, out_of_steps };

  bool together(Key first, Key other) const {
    // In 128 bits, for two instants may lie further apart than 64 bits can tell.
    return static_cast<Int128>(flows_.at(other).nanos) - flows_.at(first).nanos <= group_nanos_;
  }

  // Do the flows after `roots` and those before `closing` meet? Leaves the latest departures
  // behind.
  Meeting explore(std::span<const Step> roots, std::span<const Step> closing) {
    ahead_.clear();
    behind_.clear();
    for (const Step& step : roots) ahead_.reach(step.other, 1, step.key);
    for (const Step& step : closing) {
      if (step.key > last_key_) break;
      behind_.reach(step.other, 1, step.key);
    }
    std::uint64_t steps_ahead = roots.size(), steps_behind = closing.size();
    came_back_ = false;
    while (!behind_.done()) {
      const bool forward = !ahead_.done() && steps_ahead <= steps_behind;
      const std::uint64_t steps = forward ? look_ahead() : look_behind();
      (forward ? steps_ahead : steps_behind) += steps;
      if (!found_->spend(steps)) return Meeting::out_of_steps;
      if (ahead_.done() && !came_back_) return Meeting::none;
    }
    const bool met = std::any_of(roots.begin(), roots.end(), [&](const Step& root) {
      return root.key < latest(root.other, hops_max_ - 1);
    });
    return met ? Meeting::possible : Meeting::none;
  }

  // Both return the number of flows looked at, and one for the label.
  std::uint64_t look_ahead() {
    const auto label = ahead_.take();
    const Key last = label.older == ahead_.none ? last_key_ : ahead_.label(label.older).key;
    const auto steps = flows_.out(label.account);
    const std::size_t begin = first_after(steps, label.key);
    std::size_t i = begin;
    for (; i < steps.size() && steps[i].key <= last; ++i) {
      if (steps[i].other == start_) {
        came_back_ = true;
      } else if (label.hops + 1 < hops_max_) {
        ahead_.reach(steps[i].other, label.hops + 1, steps[i].key);
      }
    }
    return i - begin + 1;
  }

  std::uint64_t look_behind() {
    const auto label = behind_.take();
    if (label.hops + 1 >= hops_max_) return 1;
    const Key after = label.older == behind_.none ? first_key_ : behind_.label(label.older).key - 1;
    const auto steps = flows_.in(label.account);
    const std::size_t begin = first_after(steps, after);
    const bool all_ahead_known = ahead_.done();
    std::size_t i = begin;
    for (; i < steps.size() && steps[i].key < label.key; ++i) {
      if (steps[i].other == start_) continue;
      if (all_ahead_known) {
        const auto* arrival = ahead_.best(steps[i].other);
        if (arrival == nullptr || arrival->key >= steps[i].key) continue;
      }
      behind_.reach(steps[i].other, label.hops + 1, steps[i].key);
    }
    return i - begin + 1;
  }

  // The latest key at which a flow can leave `account` and be followed back to the start with at
  // most `hops` flows; 0 when there is none, for no flow after the first has key 0.
  Key latest(index::AccountId account, std::uint32_t hops) const {
    const auto* label = behind_.best(account, hops);
    return label == nullptr ? 0 : label->key;
  }

  // Can any account asked for take part?
  bool worth_it() const {
    if (asked_.empty() || asked_[start_]) return true;
    return std::any_of(behind_.labels().begin(), behind_.labels().end(),
                       [&](const auto& label) { return asked_[label.account]; });
  }

  bool enumerate(std::span<const Step> roots) {
    for (const Step& root : roots) {
      if (root.key >= latest(root.other, hops_max_ - 1)) continue;
      last_of_root_ = flows_.until(root.key);
      path_.assign(1, root.flow);
      members_.assign({start_, root.other});
      if (!extend(root.other, root.key, hops_max_ - 1)) return false;
    }
    return true;
  }

  // Takes each flow out of `account` after `arrived` from which `left` flows can lead back in time.
  // False when the budget is used up.
  bool extend(index::AccountId account, Key arrived, std::uint32_t left) {
    const Key last = std::min(last_of_root_, latest(account, left));
    const auto steps = flows_.out(account);
    for (std::size_t i = first_after(steps, arrived); i < steps.size() && steps[i].key <= last;
         ++i) {
      if (!found_->spend(1)) return false;
      const Step& step = steps[i];
      if (step.other == start_) {
        if (!close(step)) return false;
      } else if (left > 1 && step.key < latest(step.other, left - 1) && !is_member(step.other)) {
        path_.push_back(step.flow);
        members_.push_back(step.other);
        const bool go_on = extend(step.other, step.key, left - 1);
        path_.pop_back();
        members_.pop_back();
        if (!go_on) return false;
      }
    }
    return true;
  }

  bool is_member(index::AccountId account) const {
    return std::find(members_.begin(), members_.end(), account) != members_.end();
  }

  bool close(const Step& step) {
    if (path_.size() + 1 < hops_min_) return true;
    if (!asked_.empty() && std::none_of(members_.begin(), members_.end(),
                                        [&](auto member) { return asked_[member]; })) {
      return true;
    }
    path_.push_back(step.flow);
    const bool go_on = found_->add(path_);
    path_.pop_back();
    return go_on;
  }

  const OrderedFlows& flows_;
  std::uint32_t hops_min_, hops_max_;
  std::int64_t group_nanos_;
  std::vector<bool> asked_;  // by account; empty: all
  Cone<true> ahead_;
  Cone<false> behind_;

  index::AccountId start_ = 0;
  Found* found_ = nullptr;
  Key first_key_ = 0,
      last_key_ = 0;  // of the group: its first flow, and the end of its last one's window
  bool came_back_ = false;
  Key last_of_root_ = 0;
  std::vector<index::FlowId> path_;
  std::vector<index::AccountId> members_;
};

std::unique_ptr<Search> search(const OrderedFlows& flows, const Question& question) {
  return std::make_unique<CycleSearch>(flows, question);
}

Result<std::vector<Participant>> participants(const index::FlowIndex& flows,
                                              const Question& question,
                                              std::span<const index::FlowId> given) {
  if (given.size() < question.hops_min || given.size() > question.hops_max) {
    return fail(errors::rings_not_an_instance,
                fmt::format("it has {} flows; a cycle has {} to {}", given.size(),
                            question.hops_min, question.hops_max));
  }
  std::vector<Participant> out;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const index::FlowId next = given[(i + 1) % given.size()];
    if (flows.to(given[i]) != flows.from(next)) {
      return fail(errors::rings_not_an_instance,
                  fmt::format("flow {} does not start where flow {} ends", next, given[i]));
    }
    if (i + 1 < given.size() && question.ties == Ties::strict &&
        flows.at(given[i]) == flows.at(next)) {
      return fail(errors::rings_not_an_instance,
                  fmt::format("flows {} and {} happen at one instant", given[i], next));
    }
    const Participant member{flows.from(given[i]), Role::member};
    if (std::find(out.begin(), out.end(), member) != out.end()) {
      return fail(errors::rings_not_an_instance,
                  fmt::format("'{}' takes part twice", flows.account(member.account)));
    }
    out.push_back(member);
  }
  return out;
}

}  // namespace

const Typology& typology() {
  static constexpr Typology it{
      .name = "cycle",
      .summary = "flows, each later than the one before, that return to where they started",
      .innocent =
          "a refund or repaid loan, netting inside a group of companies, strangers joined by a "
          "marketplace or an exchange's hot wallet",
      .accounts_min = 0,
      .centre = Centre::member,
      .search = &search,
      .participants = &participants,
  };
  return it;
}

}  // namespace bayon::rings::cycle
