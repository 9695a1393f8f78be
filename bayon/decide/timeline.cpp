#include "bayon/decide/timeline.hpp"

#include <algorithm>

#include "bayon/base/check.hpp"

namespace bayon::decide {

using model::EventKind;
using model::Rule;
using model::RuleEvent;
using model::Truth;

namespace {

// The day on which the phase has ended by itself, as seen from `day`.
RuleState after_expiry(RuleState state, Day day) {
  if (state.expires == never || day <= state.expires) return state;
  if (state.phase == Phase::in_force) state.phase = Phase::lapsed;
  if (state.phase == Phase::suspended) state.phase = Phase::in_force;
  state.expires = never;
  return state;
}

Day expiry(const RuleEvent& event) { return event.expires.known() ? event.expires.last() : never; }

bool fits(Phase phase, Day expires, EventKind kind) {
  switch (kind) {
    case EventKind::impose:
      return phase != Phase::in_force && phase != Phase::suspended;
    case EventKind::lift:
    case EventKind::suspend:
      return phase == Phase::in_force || phase == Phase::suspended;
    case EventKind::extend:
      return expires != never;
    case EventKind::amend:
      return phase != Phase::not_yet;
    case EventKind::announce:
      return true;
  }
  return false;
}

// An event that does not fit is left out: that happens only where an earlier one is hidden.
RuleState apply(RuleState state, const RuleEvent& event, std::size_t index) {
  if (event.kind == EventKind::announce || !fits(state.phase, state.expires, event.kind))
    return state;
  const auto number = static_cast<std::int16_t>(index);
  switch (event.kind) {
    case EventKind::impose:
      return {Phase::in_force, number, -1, expiry(event)};
    case EventKind::lift:
      return {Phase::lifted, number, state.text, never};
    case EventKind::suspend:
      return {Phase::suspended, number, state.text, expiry(event)};
    case EventKind::extend:
      return {state.phase, number, state.text, expiry(event)};
    case EventKind::amend:
      if (event.outcome != model::Outcome::unknown) state.text = number;
      return state;
    case EventKind::announce:
      break;
  }
  return state;
}

// The state as the event finds it: an expiry that ended before the day before it has taken effect;
// one that ends on the day before meets its renewal without a gap.
RuleState before_event(const RuleState& state, const RuleEvent& event) {
  if (state.expires == never) return state;
  const auto date = event.governing();
  return date.known() ? after_expiry(state, date.first() - 1) : state;
}

void tidy(std::vector<RuleState>& states) {
  std::sort(states.begin(), states.end());
  states.erase(std::unique(states.begin(), states.end()), states.end());
}

}  // namespace

namespace {

// `today` is `day` as a date: dates compare by their first day, which spares the calendar
// arithmetic.
Truth reached(const RuleEvent& event, Day day, PartialDate today) {
  auto date = event.governing();
  if (event.kind == EventKind::announce) {
    date = event.policy_effective.known() ? event.policy_effective : event.announced;
  }
  if (!date.known()) return day < event.known_from ? Truth::no : Truth::unknown;
  if (today < date) return Truth::no;
  return date.day() != 0 || day >= date.last() ? Truth::yes : Truth::unknown;
}

// Days outside the calendar stand for "before all" and "after all".
PartialDate date_of(Day day) {
  static const Day first = day_of(1, 1, 1);
  static const Day last = day_of(9999, 12, 31);
  return PartialDate::from_day(std::clamp(day, first, last));
}

}  // namespace

Truth reached(const RuleEvent& event, Day day) { return reached(event, day, date_of(day)); }

std::vector<RuleState> states_on(const Rule& rule, Day day, Day known_at) {
  std::vector<RuleState> states{RuleState{}};
  const PartialDate today = date_of(day);
  for (std::size_t i = 0; i < rule.events.size(); ++i) {
    const auto& event = rule.events[i];
    if (event.known_from > known_at) continue;
    const Truth happened = reached(event, day, today);
    if (happened == Truth::no) continue;
    const std::size_t count = states.size();
    for (std::size_t s = 0; s < count; ++s) {
      const auto next = apply(before_event(states[s], event), event, i);
      if (happened == Truth::unknown) {
        states.push_back(next);
      } else {
        states[s] = next;
      }
    }
    if (states.size() > 1) tidy(states);
  }
  for (auto& state : states) state = after_expiry(state, day);
  tidy(states);
  BAYON_CHECK(!states.empty(), timeline.never_empty);
  return states;
}

std::vector<RuleState> states_within(const Rule& rule, Day first, Day last, Day known_at) {
  auto states = states_on(rule, first, known_at);
  for (const Day day : boundaries(rule, known_at)) {
    if (day <= first || day > last) continue;
    const auto more = states_on(rule, day, known_at);
    states.insert(states.end(), more.begin(), more.end());
  }
  tidy(states);
  return states;
}

bool clear_state_on(const Rule& rule, Day day, Day known_at, RuleState& out) {
  RuleState state;
  const PartialDate today = date_of(day);
  for (std::size_t i = 0; i < rule.events.size(); ++i) {
    const auto& event = rule.events[i];
    if (event.known_from > known_at) continue;
    const Truth happened = reached(event, day, today);
    if (happened == Truth::unknown && event.kind != EventKind::announce) return false;
    if (happened == Truth::yes) state = apply(before_event(state, event), event, i);
  }
  out = after_expiry(state, day);
  return true;
}

std::vector<Day> boundaries(const Rule& rule, Day known_at) {
  std::vector<Day> days;
  for (const auto& event : rule.events) {
    if (event.known_from > known_at) continue;
    if (const auto date = event.governing(); date.known()) {
      days.push_back(date.first());
      days.push_back(date.last());
    } else if (event.kind != EventKind::announce) {
      days.push_back(event.known_from);
    }
    if (event.expires.known()) days.push_back(event.expires.last() + 1);
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

HistoryFault check_history(const std::vector<RuleEvent>& events) {
  RuleState state;
  PartialDate before;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto& event = events[i];
    const auto date = event.governing();
    if (date.known()) {
      if (before.known() && date.first() < before.first()) {
        return {i, "the events are not in the order of their dates"};
      }
      before = date;
      if (event.expires.known() && event.expires.last() < date.first()) {
        return {i, "it expires before it takes effect"};
      }
    }
    state = before_event(state, event);
    if (event.kind == EventKind::suspend && state.phase == Phase::in_force &&
        state.expires != never) {
      return {i, "it is suspended though it expires by itself: make two rules of it"};
    }
    if (!fits(state.phase, state.expires, event.kind)) {
      switch (event.kind) {
        case EventKind::impose:
          return {i, "it is imposed while it is in force"};
        case EventKind::lift:
          return {i, "it is lifted while it is not in force"};
        case EventKind::suspend:
          return {i, "it is suspended while it is not in force"};
        case EventKind::extend:
          return {i, "it is extended while nothing is due to expire"};
        default:
          return {i, "it is amended before it was imposed"};
      }
    }
    state = apply(state, event, i);
  }
  return {};
}

}  // namespace bayon::decide
