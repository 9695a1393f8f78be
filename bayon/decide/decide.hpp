// May this order go ahead on that day, under whose rule, and what would one have been told on
// another day?
//
// Each rule of the book answers for itself: it applies, does not apply, or cannot tell, with what
// follows under it. The answers are combined by taking the most restrictive. A milder case of a
// rule (a carve-out) counts only where the order shows it; a harsher one raises doubt as long as
// the order does not rule it out. So for each order
//
//   at_least   what follows even if every open fact turns out mildly
//   at_most    what follows if every open fact turns out harshly
//   outcome    what follows on the facts as stated; `unknown` where an open fact could harden it
//
// Where no rule of the book reaches an order, that is `unknown` too: silence is not permission.
//
// Law is known up to `known_at`. What nobody could know by then is not named. Where the day asked
// about lies later, any rule may have been lifted, changed or made in between: the answer is
// unknown, up to a prohibition, and what would follow if nothing changed is told beside it.
//
// Parties are held against lists outside the rules. A party that was not found on a list which
// cannot tell, or not in full, may stand on it: that is open up to what a listing would bring.
//
// Threads:    free functions over constant data.
// Lifetime:   a Decision keeps its book alive; its views point into the book or into constant text.
// Invariants: decide.ordered  at_least <= at_most; outcome is unknown or in between
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/decide/rule_book.hpp"
#include "bayon/decide/timeline.hpp"
#include "bayon/model/evidence.hpp"

namespace bayon::decide {

/// Something outside the rules that bears on a party of the order: it is on a list.
struct PartyFinding {
  std::string role;
  std::string name;
  std::string dataset;    ///< the list
  std::string authority;  ///< according to whom
  std::string citation;
  model::Outcome outcome = model::Outcome::prohibited;
  model::Truth certain =
      model::Truth::yes;  ///< unknown: a possible match, not a settled one; no is ignored
  std::vector<model::Evidence> evidence;
  std::string note;
};

/// A list that cannot tell, or not in full, whether it names parties of the order: not to have
/// found them there is not to know that they are not listed.
struct ListGap {
  std::string dataset;               ///< the list; empty: no list could be asked about them
  std::string why;                   ///< "it does not reach back to that day"
  std::vector<std::string> parties;  ///< their names, as the order has them
};

/// What a listing that nobody could look up would bring.
inline constexpr model::Outcome gap_could_be = model::Outcome::prohibited;

/// How far were the parties of the order held against lists?
enum class Screened : std::uint8_t {
  untold,          ///< whoever asked does not say
  in_full,         ///< each list could tell of each party
  in_part,         ///< there are gaps
  not_at_all,      ///< no list of parties was asked
  no_party_named,  ///< the order names nobody who could be looked up
};
std::string_view name(Screened screened);

/// One fact that a rule looked at, and how it found it.
struct Reason {
  std::string_view fact;  ///< in_force, destination, classification, end_use, end_user, other_party
  std::string value;      ///< as the order has it; empty: not said
  model::Truth truth = model::Truth::unknown;
};

/// A fact that is open and would decide.
struct OpenFact {
  std::string_view fact;
  std::string question;
  std::string_view rule;                              ///< empty: the book as a whole
  model::Outcome could_be = model::Outcome::unknown;  ///< what would follow under that rule
};

/// An event as it could be known: dates of publication that lay ahead are left out.
struct EventSeen {
  int index = -1;  ///< into model::Rule::events
  model::EventKind kind = model::EventKind::impose;
  PartialDate announced;
  PartialDate policy_effective;
  PartialDate legal_effective;
  PartialDate published;
  PartialDate expires;
  model::Outcome outcome = model::Outcome::unknown;  ///< of an announcement: the practice
  std::string_view citation;
  std::string_view citation_key;
  std::string_view note;
  model::Basis basis = model::Basis::primary;
};

enum class Standing : std::uint8_t {
  not_yet,
  in_force,
  suspended,
  lifted,
  lapsed,
  unclear,  ///< the history leaves several open
};
std::string_view name(Standing standing);

/// What one rule says of an order.
struct ControlAnswer {
  const model::Rule* rule = nullptr;  ///< never null; kept alive by the Decision
  model::Truth applies = model::Truth::unknown;
  model::Outcome outcome = model::Outcome::unknown;  ///< unknown unless it applies for certain
  model::Outcome at_least = model::Outcome::unknown;
  model::Outcome at_most = model::Outcome::unknown;
  Standing standing = Standing::unclear;
  PartialDate read_on;             ///< the date of the order at which the law was read
  std::optional<EventSeen> event;  ///< the event behind the standing; none before the first
  std::vector<EventSeen> noted;    ///< later amendments and announcements that change no law
  std::string_view case_note;      ///< of the case that decided, if one did
  bool past_known_at = false;      ///< that date may lie after known_at: the standing, the event
                                   ///< and the reasons are told as if nothing changed since
  bool past_last_seen = false;  ///< that date lies after the rule's last_seen, or it was not seen
  std::vector<Reason> because;
  std::vector<OpenFact> open;
};

/// The three outcomes of an order.
struct Ruling {
  model::Outcome outcome = model::Outcome::unknown;
  model::Outcome at_least = model::Outcome::unknown;
  model::Outcome at_most = model::Outcome::unknown;

  friend auto operator<=>(const Ruling&, const Ruling&) = default;
};

struct Decision {
  std::string order;
  model::Clocks clocks;
  model::Outcome outcome = model::Outcome::unknown;
  model::Outcome at_least = model::Outcome::unknown;  ///< unknown: nothing is established
  model::Outcome at_most = model::Outcome::unknown;   ///< unknown: no rule reaches it
  /// What would follow if nothing changed after known_at; set where law after it would count.
  std::optional<Ruling> if_unchanged;
  /// One for each rule that could be known on known_at, by rule id.
  std::vector<ControlAnswer> controls;
  std::vector<PartyFinding> parties;
  std::vector<ListGap> gaps;             ///< lists that could not tell of its parties
  Screened screened = Screened::untold;  ///< by whoever looked them up
  std::vector<OpenFact> open;            ///< of all controls, each question once
  PartialDate read_to;  ///< the day to which the book follows the law, whatever known_at
  RuleBook book;
};

/// Decides one order with all its reasons. `clocks.known_at` hides what could not be known on that
/// day. Cost: a few microseconds for a dozen rules.
Decision decide(const model::Order& order, const RuleBook& book, const model::Clocks& clocks,
                std::span<const PartyFinding> findings = {}, std::span<const ListGap> gaps = {},
                Screened screened = Screened::untold);

/// The outcomes alone: for bulk work and for finding the days of change. Equal to those of decide.
Ruling rule_on(const model::Order& order, const RuleBook& book, const model::Clocks& clocks,
               std::span<const PartyFinding> findings = {}, std::span<const ListGap> gaps = {});

}  // namespace bayon::decide
