// Was this rule in force on that day, as one could know on that other day?
//
// A rule's events are folded in their order. An event that was not yet known is left out; an event
// whose date is partial or missing may or may not have happened, and then the fold goes both ways.
// So the answer is a set of states: one where the history is clear, several where it is not.
//
// A suspension or a rule with an expiry ends by itself on the day after, unless an event that takes
// effect no later than that day moves it.
//
// Threads:    free functions over plain values.
// Invariants: timeline.never_empty  there is at least one state on every day
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/model/rule.hpp"

namespace bayon::decide {

enum class Phase : std::uint8_t { not_yet, in_force, suspended, lifted, lapsed };

inline constexpr Day never = std::numeric_limits<Day>::max();

struct RuleState {
  Phase phase = Phase::not_yet;
  std::int16_t event = -1;  ///< index of the event that put it so; -1: none yet
  std::int16_t text = -1;   ///< index of the amendment whose outcome holds; -1: the rule's own
  Day expires = never;      ///< last day of the phase

  friend auto operator<=>(const RuleState&, const RuleState&) = default;
};

/// All states that the rule may have been in on `day`, as known on `known_at`; sorted, no repeats.
/// Cost: one pass over the events, times the states they leave open.
std::vector<RuleState> states_on(const model::Rule& rule, Day day, Day known_at);

/// As states_on, where the day itself is known only to lie from `first` to `last`.
std::vector<RuleState> states_within(const model::Rule& rule, Day first, Day last, Day known_at);

/// The same where only one state is possible; false leaves `out` alone. Spares the allocation.
bool clear_state_on(const model::Rule& rule, Day day, Day known_at, RuleState& out);

/// Days on which the state of the rule may differ from the day before, as known on `known_at`,
/// sorted.
std::vector<Day> boundaries(const model::Rule& rule, Day known_at);

/// Had the event's governing date come on `day`? For an announcement, the date of the practice.
model::Truth reached(const model::RuleEvent& event, Day day);

/// Do the events make a history: nothing lifted before it was imposed, nothing extended that does
/// not expire? Returns the index of the first event that does not fit and why; an empty reason: all
/// fit.
struct HistoryFault {
  std::size_t event = 0;
  std::string reason;
};
HistoryFault check_history(const std::vector<model::RuleEvent>& events);

}  // namespace bayon::decide
