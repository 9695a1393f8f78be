// How do the tests of one rule come out for one order, before anyone puts it into words?
//
// Threads: plain values and free functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bayon/decide/decide.hpp"

namespace bayon::decide::detail {

struct Weighing {
  model::Truth in_force = model::Truth::no;
  Standing standing = Standing::not_yet;
  RuleState state;         ///< where the standing is clear
  bool unread = false;     ///< the law of that day was not read
  bool undated = false;    ///< the order lacks the date that the rule reads
  bool text_open = false;  ///< several versions of its outcome may hold
  bool ahead = false;      ///< the day may lie after known_at: all here is as if nothing changed
  model::Truth destination = model::Truth::yes;
  model::Truth items = model::Truth::yes;
  model::Truth when = model::Truth::yes;
  model::Truth scope = model::Truth::no;  ///< of destination, items and when
  model::Truth applies = model::Truth::no;
  int decided_by = -1;           ///< index of the case that holds
  std::uint64_t open_cases = 0;  ///< bits of cases before it that may hold
  model::Outcome stated = model::Outcome::unknown;
  model::Outcome mildest = model::Outcome::unknown;
  model::Outcome harshest = model::Outcome::unknown;
};

/// At most so many cases fit into `open_cases`.
inline constexpr std::size_t cases_max = 64;

/// The date of the order that the rule reads; `as_of` where it reads none.
PartialDate read_date(const model::Rule& rule, const model::Order& order, PartialDate as_of);

/// How much of a rule is looked at: all of its tests, or no more than decide.
enum class Depth : std::uint8_t { all, enough };

Weighing weigh(const model::Rule& rule, const RuleTests& tests, const model::Order& order,
               const OrderFacts& facts, const model::Clocks& clocks, Depth depth);

/// What may be said of a rule. A rule that reaches the order on a day after all that could be known
/// may by then be lifted, or say anything: it is open between nothing and a prohibition.
Weighing sayable(const Weighing& weighing);

/// Takes the most restrictive of what is added, twice: as it may be said, and as it would be if
/// nothing changed after the known day.
class Combination {
 public:
  explicit Combination(const model::Clocks& clocks);

  void add(const Weighing& weighing);
  void add(const PartyFinding& finding);
  void add(const ListGap& gap);
  Ruling ruling() const { return said_.ruling(); }
  Ruling if_unchanged() const { return unchanged_.ruling(); }
  /// Does the answer depend on law that could not be known? Else the two are equal.
  bool ahead() const { return ahead_; }

 private:
  struct Tally {
    model::Outcome stated = model::Outcome::unknown;
    model::Outcome at_least = model::Outcome::unknown;
    model::Outcome at_most = model::Outcome::unknown;

    void add(const Weighing& weighing);
    void add(const PartyFinding& finding, model::Truth certain);
    Ruling ruling() const;
  };
  bool day_ahead_;
  bool ahead_;
  Tally said_;
  Tally unchanged_;
};

}  // namespace bayon::decide::detail
