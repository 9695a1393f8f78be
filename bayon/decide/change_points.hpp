// On which days does the answer for this order change?
//
// Between the days that the rules name, a decision cannot change; so it is enough to look at those.
//
// Threads: a free function over constant data.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "bayon/decide/decide.hpp"

namespace bayon::decide {

/// The first day of a new answer.
struct ChangePoint {
  Day day = 0;
  Ruling before;
  Ruling after;
  /// Ids of the rules whose own answer changed, sorted; without those that could not be named.
  std::vector<std::string> rules;

  friend auto operator<=>(const ChangePoint&, const ChangePoint&) = default;
};

/// Days in (from, until] on which the answer of any rule differs from the day before, as known on
/// `known_at`, in order; `before` and `after` are equal where the whole stays as it was. A rule
/// that reads a date of the order itself never changes with the day asked about. From the day after
/// known_at on all is open, and nothing changes any more. Cost: one decision for each day that a
/// rule names.
std::vector<ChangePoint> change_points(const model::Order& order, const RuleBook& book, Day from,
                                       Day until, Day known_at,
                                       std::span<const PartyFinding> findings = {});

}  // namespace bayon::decide
