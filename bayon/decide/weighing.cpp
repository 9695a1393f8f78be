#include <algorithm>

#include "bayon/base/check.hpp"
#include "bayon/decide/detail/weighing.hpp"

namespace bayon::decide::detail {

using model::Outcome;
using model::stricter;
using model::Truth;

namespace {

Outcome milder(Outcome a, Outcome b) { return std::min(a, b); }

Truth both(Truth a, Truth b) { return std::min(a, b); }

Truth destination_in(const RuleTests& tests, const OrderFacts& facts) {
  if (tests.destinations.empty()) return Truth::yes;
  const auto listed = [&](CountryCode country) {
    return std::find(tests.destinations.begin(), tests.destinations.end(), country) !=
           tests.destinations.end();
  };
  if (listed(facts.destination)) return Truth::yes;
  if (facts.destination == 0) return Truth::unknown;
  // The goods go elsewhere on paper, to someone in the country of the rule: they may go on from
  // there.
  return std::any_of(facts.receivers.begin(), facts.receivers.end(), listed) ? Truth::unknown
                                                                             : Truth::no;
}

Standing standing_of(Phase phase) { return static_cast<Standing>(phase); }

Outcome default_outcome(const model::Rule& rule, const RuleState& state) {
  return state.text < 0 ? rule.outcome : rule.events[static_cast<std::size_t>(state.text)].outcome;
}

// Fills in_force, standing, state and the range of the rule's default outcome.
void weigh_time(const model::Rule& rule, const model::Order& order, const model::Clocks& clocks,
                Weighing& out) {
  Day first = clocks.as_of;
  Day last = clocks.as_of;
  if (rule.reads != model::OrderDate::as_of) {
    const PartialDate date = read_date(rule, order, {});
    out.undated = !date.known();
    first = out.undated ? -never : date.first();
    last = out.undated ? never - 1 : date.last();
  }
  out.unread = rule.read_from.known() && first < rule.read_from.last();
  out.ahead = !out.undated && last > clocks.known_at;
  if (first == last && !out.unread && clear_state_on(rule, first, clocks.known_at, out.state)) {
    out.standing = standing_of(out.state.phase);
    out.in_force = out.state.phase == Phase::in_force ? Truth::yes : Truth::no;
    out.stated = out.mildest = out.harshest = default_outcome(rule, out.state);
    return;
  }
  const auto states = states_within(rule, first, last, clocks.known_at);
  out.standing = standing_of(states.front().phase);
  out.state = states.front();
  bool some = false;
  bool other = out.unread;
  for (const auto& state : states) {
    if (standing_of(state.phase) != out.standing) out.standing = Standing::unclear;
    if (state.phase != Phase::in_force) {
      other = true;
      continue;
    }
    const auto outcome = default_outcome(rule, state);
    out.mildest = some ? milder(out.mildest, outcome) : outcome;
    out.harshest = stricter(out.harshest, outcome);
    some = true;
  }
  if (out.unread) {
    out.standing = Standing::unclear;
    out.mildest = some ? milder(out.mildest, rule.outcome) : rule.outcome;
    out.harshest = stricter(out.harshest, rule.harshest());
    some = true;
  }
  out.stated = out.mildest;
  out.text_open = out.mildest != out.harshest;
  out.in_force = !some ? Truth::no : other ? Truth::unknown : Truth::yes;
}

void weigh_cases(const model::Rule& rule, const RuleTests& tests, const OrderFacts& facts,
                 Weighing& out) {
  Outcome mildest_open = Outcome::prohibited;
  Outcome harshest_open = Outcome::unknown;
  for (std::size_t i = 0; i < tests.cases.size(); ++i) {
    const Truth held = tests.cases[i].holds(facts);
    if (held == Truth::no) continue;
    const Outcome outcome = rule.cases[i].outcome;
    if (held == Truth::yes) {
      out.decided_by = static_cast<int>(i);
      out.stated = out.mildest = out.harshest = outcome;
      break;
    }
    out.open_cases |= std::uint64_t{1} << i;
    mildest_open = milder(mildest_open, outcome);
    harshest_open = stricter(harshest_open, outcome);
  }
  if (out.open_cases == 0) return;
  out.mildest = milder(out.mildest, mildest_open);
  out.harshest = stricter(out.harshest, harshest_open);
}

}  // namespace

PartialDate read_date(const model::Rule& rule, const model::Order& order, PartialDate as_of) {
  switch (rule.reads) {
    case model::OrderDate::filed:
      return order.filed;
    case model::OrderDate::shipped:
      return order.shipped;
    case model::OrderDate::entered:
      return order.entered;
    case model::OrderDate::paid:
      return order.paid;
    case model::OrderDate::as_of:
      break;
  }
  return as_of;
}

Weighing weigh(const model::Rule& rule, const RuleTests& tests, const model::Order& order,
               const OrderFacts& facts, const model::Clocks& clocks, Depth depth) {
  Weighing out;
  out.destination = destination_in(tests, facts);
  if (depth == Depth::enough && out.destination == Truth::no) return out;
  out.items = tests.items.reach(facts.item);
  if (depth == Depth::enough && out.items == Truth::no) return out;
  weigh_time(rule, order, clocks, out);
  out.when = tests.when.holds(facts);
  out.scope = both(out.destination, both(out.items, out.when));
  out.applies = both(out.in_force, out.scope);
  if (out.applies != Truth::no) weigh_cases(rule, tests, facts, out);
  return out;
}

Weighing sayable(const Weighing& weighing) {
  if (!weighing.ahead) return weighing;
  Weighing out = weighing;
  out.in_force = Truth::unknown;
  if (weighing.scope == Truth::no) return out;
  out.applies = Truth::unknown;
  out.stated = out.mildest = Outcome::unknown;
  out.harshest = Outcome::prohibited;
  return out;
}

void Combination::Tally::add(const Weighing& weighing) {
  if (weighing.applies == Truth::no) return;
  at_most = stricter(at_most, weighing.harshest);
  if (weighing.applies == Truth::unknown) return;
  stated = stricter(stated, weighing.stated);
  at_least = stricter(at_least, weighing.mildest);
}

void Combination::Tally::add(const PartyFinding& finding, Truth certain) {
  if (certain == Truth::no) return;
  const bool open = finding.outcome == Outcome::unknown;
  at_most = stricter(at_most, open ? Outcome::prohibited : finding.outcome);
  if (open || certain == Truth::unknown) return;
  stated = stricter(stated, finding.outcome);
  at_least = stricter(at_least, finding.outcome);
}

Ruling Combination::Tally::ruling() const {
  BAYON_CHECK(at_least <= at_most && stated <= at_most, decide.ordered);
  const bool settled = stated == at_most;
  return {settled ? stated : Outcome::unknown, at_least, at_most};
}

// On a day after all that could be known, a rule that nobody knows of may prohibit.
Combination::Combination(const model::Clocks& clocks)
    : day_ahead_(clocks.as_of > clocks.known_at), ahead_(day_ahead_) {
  if (day_ahead_) said_.at_most = Outcome::prohibited;
}

void Combination::add(const Weighing& weighing) {
  unchanged_.add(weighing);
  said_.add(sayable(weighing));
  ahead_ = ahead_ || (weighing.ahead && weighing.scope != Truth::no);
}

// A list, too, may have dropped the party by then.
void Combination::add(const PartyFinding& finding) {
  unchanged_.add(finding, finding.certain);
  said_.add(finding, day_ahead_ ? both(finding.certain, Truth::unknown) : finding.certain);
}

// Who was not found where nobody could look in full may be listed, on any day.
void Combination::add(const ListGap& gap) {
  if (gap.parties.empty()) return;
  unchanged_.at_most = stricter(unchanged_.at_most, gap_could_be);
  said_.at_most = stricter(said_.at_most, gap_could_be);
}

}  // namespace bayon::decide::detail
