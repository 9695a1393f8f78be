// What does a rule of law say, about whom, according to whom, and from when to when?
//
// A Rule is data: a scope, an outcome with cases that change it, and a history of dated events. It
// holds five dates for each event, for they differ in practice: a policy may be announced weeks
// before the law changes, and the printed table may be corrected months after. The date named by
// `governs` is the law; the others are told beside it. `known_from` is the day on which our record
// could have known the event.
//
// Threads:    plain values.
// Invariants: rule.events_in_order  events stand in the order of their governing dates
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/error.hpp"
#include "bayon/base/partial_date.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/model/order.hpp"

namespace bayon::model {

/// What follows, from mildest to most restrictive. `unknown` is no rank of its own: it says that
/// the facts at hand do not decide between the ranks, and it is never the same as
/// no_licence_required.
enum class Outcome : std::uint8_t {
  unknown,
  no_licence_required,
  exception_available,
  presumption_of_approval,
  case_by_case,
  presumption_of_denial,
  policy_of_denial,
  prohibited
};

enum class EventKind : std::uint8_t {
  impose,    ///< comes into force
  lift,      ///< ends
  amend,     ///< its text changes; its outcome too where the event names one
  suspend,   ///< does not apply until the suspension expires
  extend,    ///< the expiry of what holds (suspension or rule) moves
  announce,  ///< the issuer says how it will act; the law stays as it was
};

/// Which of an event's dates is the law.
enum class GoverningDate : std::uint8_t { legal_effective, policy_effective, published, announced };

/// Which date of the order a rule reads.
enum class OrderDate : std::uint8_t { as_of, filed, shipped, entered, paid };

/// What the text of a rule or event rests on.
enum class Basis : std::uint8_t {
  primary,            ///< the issuer's own publication was read
  secondary,          ///< law-firm notes, trade press, copies of the text
  general_knowledge,  ///< neither: to be checked before anyone relies on it
};

struct RuleEvent {
  EventKind kind = EventKind::impose;
  PartialDate announced;
  PartialDate policy_effective;
  PartialDate legal_effective;
  PartialDate published;
  PartialDate expires;  ///< last day; unknown where none is stated
  GoverningDate governs = GoverningDate::legal_effective;
  Day known_from = 0;                  ///< first day on which it could be known
  Outcome outcome = Outcome::unknown;  ///< amend: the new one; announce: the practice; else unknown
  Basis basis = Basis::primary;
  std::string citation;
  std::string citation_key;  ///< key into docs/references.bib, may be empty
  std::string note;

  /// The date named by `governs`; unknown where the source gives none.
  PartialDate governing() const;

  friend auto operator<=>(const RuleEvent&, const RuleEvent&) = default;
};

/// Codes of goods. Where several match, a paragraph decides before an entry, an entry before a
/// class. docs/formats/rules.md has the grammar.
struct ItemTest {
  std::vector<std::string> yes;
  std::vector<std::string> maybe;  ///< the rule may reach these; `ask` says what would decide
  std::vector<std::string> no;
  std::string ask;

  bool any() const { return yes.empty() && maybe.empty() && no.empty(); }
  friend auto operator<=>(const ItemTest&, const ItemTest&) = default;
};

/// A fact of an order that is one word of a closed list.
enum class WordFact : std::uint8_t {
  end_use,
  end_user,        ///< the kind of at least one end user
  every_end_user,  ///< the kind of each end user
  other_party,     ///< the kind of a consignee, purchaser or intermediary
};

struct WordTest {
  WordFact fact = WordFact::end_use;
  std::vector<std::string> yes;
  std::vector<std::string> maybe;
  std::string ask;

  friend auto operator<=>(const WordTest&, const WordTest&) = default;
};

/// All tests or any of them; without tests it always holds.
struct Condition {
  bool all = true;
  std::vector<WordTest> tests;

  friend auto operator<=>(const Condition&, const Condition&) = default;
};

/// Where `when` holds, the outcome is this one. The first case that holds decides.
struct RuleCase {
  Condition when;
  Outcome outcome = Outcome::unknown;
  std::string note;

  friend auto operator<=>(const RuleCase&, const RuleCase&) = default;
};

/// An order and what the rule says of it; part of the rule's file, run as a test.
struct RuleExample {
  Order order;
  Clocks clocks;
  Truth applies = Truth::unknown;
  Outcome outcome = Outcome::unknown;  ///< where applies is yes
  std::uint64_t line = 0;

  friend auto operator<=>(const RuleExample&, const RuleExample&) = default;
};

struct Rule {
  std::string id;
  std::string title;
  std::string issuer;      ///< according to whom
  std::string instrument;  ///< the provision
  std::string citation;
  std::string citation_key;
  Basis basis = Basis::primary;
  std::string basis_note;
  std::string limits;     ///< what this rule leaves out, said with each answer
  PartialDate read_from;  ///< the law before this day was not read; unknown: nothing is missing
  PartialDate last_seen;  ///< the last day on which it was seen as told here; unknown: it was not
  std::string seen_by;    ///< who saw it then, where the text itself was not read for the book
  OrderDate reads = OrderDate::as_of;
  std::vector<std::string> destinations;  ///< ISO 3166 alpha-2 in lower case; empty: all
  ItemTest items;
  Condition when;
  Outcome outcome = Outcome::unknown;
  std::vector<RuleCase> cases;
  std::vector<RuleEvent> events;
  std::vector<RuleExample> examples;
  Place place;

  /// What the rule would answer at its most restrictive.
  Outcome harshest() const;
  /// Was the issuer's own text read on `last_seen`? Other sightings are told as what they are.
  bool text_read() const;
  /// Could anyone name this rule on `known_at`: was one of its events known?
  bool known(Day known_at) const;
};

/// The closed lists behind WordTest. A word outside them decides nothing: it is unknown, never
/// "no".
inline constexpr std::array<std::string_view, 11> end_uses{
    "civil",     "humanitarian",        "government", "law_enforcement", "peacekeeping",
    "demining",  "weapons_destruction", "military",   "weapons",         "military_intelligence",
    "diplomatic"};
inline constexpr std::array<std::string_view, 8> party_kinds{"civil",
                                                             "government",
                                                             "police",
                                                             "military",
                                                             "military_intelligence",
                                                             "intelligence",
                                                             "us_government",
                                                             "international_organisation"};

std::string_view name(Outcome outcome);
std::string_view name(EventKind kind);
std::string_view name(GoverningDate date);
std::string_view name(OrderDate date);
std::string_view name(Basis basis);
std::string_view name(WordFact fact);
std::string_view name(Truth truth);

/// The outcome of that name; nothing when there is none.
std::optional<Outcome> find_outcome(std::string_view text);
std::optional<EventKind> find_event_kind(std::string_view text);
std::optional<GoverningDate> find_governing_date(std::string_view text);
std::optional<OrderDate> find_order_date(std::string_view text);
std::optional<Basis> find_basis(std::string_view text);
std::optional<WordFact> find_word_fact(std::string_view text);

/// The more restrictive of two outcomes; `unknown` gives way to any rank.
constexpr Outcome stricter(Outcome a, Outcome b) { return a < b ? b : a; }

}  // namespace bayon::model
