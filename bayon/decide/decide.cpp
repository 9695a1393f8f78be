#include "bayon/decide/decide.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/decide/detail/weighing.hpp"

namespace bayon::decide {

using detail::Weighing;
using model::Outcome;
using model::Truth;

namespace {

constexpr std::string_view standing_names[] = {"not_yet", "in_force", "suspended",
                                               "lifted",  "lapsed",   "unclear"};

constexpr std::string_view screened_names[] = {"untold", "in_full", "in_part", "not_at_all",
                                               "no_party_named"};

constexpr std::string_view ask_history =
    "when exactly the law changed: its sources leave the day open";
constexpr std::string_view ask_unread = "what the law was then: it was not read so far back";
constexpr std::string_view ask_ahead =
    "what the law is on that day, which lies after the day up to which it was known";
constexpr std::string_view ask_destination = "to which country the goods finally go";
constexpr std::string_view ask_missing = "which classification the goods have";
constexpr std::string_view ask_unreadable =
    "which classification the goods have: what is given is no ECCN, EAR99 or munitions list "
    "category";
constexpr std::string_view ask_contradiction =
    "whether the goods are subject to the ITAR or the EAR: classification and jurisdiction "
    "disagree";
constexpr std::string_view ask_foreign =
    "whether the goods are subject to the ITAR or the EAR: another jurisdiction is given";
constexpr std::string_view ask_precision = "which paragraph of its entry the goods fall under";
constexpr std::string_view ask_coverage =
    "what the law is: no rule of the table is sure to reach these goods on this way";
constexpr std::string_view ask_party = "whether a party of the order is the one on the list";

std::string_view ask_order_date(model::OrderDate date) {
  switch (date) {
    case model::OrderDate::filed:
      return "on which day the licence application was filed";
    case model::OrderDate::shipped:
      return "on which day the goods are shipped";
    case model::OrderDate::entered:
      return "on which day the goods are entered";
    case model::OrderDate::paid:
      return "on which day the goods are paid";
    case model::OrderDate::as_of:
      break;
  }
  return ask_history;
}

std::string_view ask_item(const ItemCode& item, const model::Rule& rule, const RuleTests& tests) {
  if (tests.items.doubt_is_the_rules(item) && !rule.items.ask.empty()) return rule.items.ask;
  switch (item.doubt) {
    case ItemDoubt::missing:
      return ask_missing;
    case ItemDoubt::unreadable:
      return ask_unreadable;
    case ItemDoubt::contradiction:
      return ask_contradiction;
    case ItemDoubt::foreign:
      return ask_foreign;
    case ItemDoubt::none:
      break;
  }
  return ask_precision;
}

std::string_view ask_word(const Predicate::Test& test, const OrderFacts& facts) {
  const bool end_use = test.fact == model::WordFact::end_use;
  const auto known = end_use                                     ? facts.end_use
                     : test.fact == model::WordFact::other_party ? facts.other_parties
                                                                 : facts.end_users;
  if ((known & test.maybe) != 0 && !test.ask.empty()) return test.ask;
  return end_use ? "to which end use the goods go" : "of which kind the end user is";
}

// What the order says of a fact, as written.
std::string said(model::WordFact fact, const model::Order& order) {
  if (fact == model::WordFact::end_use) return order.end_use;
  const bool end_user = fact != model::WordFact::other_party;
  std::string out;
  for (const auto& party : order.parties) {
    if ((party.role == "end_user") != end_user || party.role == "exporter" || party.kind.empty()) {
      continue;
    }
    if (!out.empty()) out += ", ";
    out += party.kind;
  }
  return out;
}

// The two days of the question as dates, made once for all rules.
struct Dates {
  PartialDate as_of;
  PartialDate known_at;
};

// A date that tells of the record rather than of the law: hidden while it lies ahead.
PartialDate as_known(PartialDate date, PartialDate known_at) {
  return date > known_at ? PartialDate{} : date;
}

EventSeen seen(const model::RuleEvent& event, std::size_t index, PartialDate known_at) {
  return {static_cast<int>(index),
          event.kind,
          as_known(event.announced, known_at),
          event.policy_effective,
          event.legal_effective,
          as_known(event.published, known_at),
          event.expires,
          event.outcome,
          event.citation,
          event.citation_key,
          event.note,
          event.basis};
}

void tell_time(const model::Rule& rule, const model::Order& order, const Weighing& weighing,
               const model::Clocks& clocks, const Dates& dates, ControlAnswer& out) {
  out.standing = weighing.standing;
  out.read_on = detail::read_date(rule, order, dates.as_of);
  const int behind = weighing.standing == Standing::unclear ? -1 : weighing.state.event;
  if (behind >= 0) {
    const auto index = static_cast<std::size_t>(behind);
    out.event = seen(rule.events[index], index, dates.known_at);
  }
  const PartialDate day = out.read_on.known() ? out.read_on : dates.as_of;
  for (std::size_t i = static_cast<std::size_t>(behind + 1); i < rule.events.size(); ++i) {
    const auto& event = rule.events[i];
    const bool text =
        event.kind == model::EventKind::amend || event.kind == model::EventKind::announce;
    if (text && event.known_from <= clocks.known_at && reached(event, day.first()) != Truth::no) {
      out.noted.push_back(seen(event, i, dates.known_at));
    }
  }
  out.past_known_at = weighing.ahead;
  out.past_last_seen = !rule.last_seen.known() || day > rule.last_seen;
}

void tell_words(const Predicate& predicate, const model::Order& order, const OrderFacts& facts,
                ControlAnswer& out) {
  for (const auto& test : predicate.tests()) {
    out.because.push_back({name(test.fact), said(test.fact, order), test.holds(facts)});
  }
}

void ask_words(const Predicate& predicate, const OrderFacts& facts, Outcome could_be,
               ControlAnswer& out) {
  for (const auto& test : predicate.tests()) {
    if (test.holds(facts) != Truth::unknown) continue;
    out.open.push_back(
        {name(test.fact), std::string(ask_word(test, facts)), out.rule->id, could_be});
  }
}

void ask_scope(const RuleTests& tests, const OrderFacts& facts, const Weighing& weighing,
               ControlAnswer& out) {
  const auto& rule = *out.rule;
  const auto ask = [&](std::string_view fact, std::string_view question) {
    out.open.push_back({fact, std::string(question), rule.id, weighing.harshest});
  };
  if (weighing.in_force == Truth::unknown || weighing.text_open) {
    ask("in_force", weighing.ahead     ? ask_ahead
                    : weighing.unread  ? ask_unread
                    : weighing.undated ? ask_order_date(rule.reads)
                                       : ask_history);
  }
  if (weighing.destination == Truth::unknown) ask("destination", ask_destination);
  if (weighing.items == Truth::unknown) {
    ask("classification", ask_item(facts.item, rule, tests));
  }
  if (weighing.when == Truth::unknown) ask_words(tests.when, facts, weighing.harshest, out);
}

ControlAnswer answer(const model::Rule& rule, const RuleTests& tests, const model::Order& order,
                     const OrderFacts& facts, const Weighing& weighing, const model::Clocks& clocks,
                     const Dates& dates) {
  ControlAnswer out;
  out.rule = &rule;
  out.applies = weighing.applies;
  tell_time(rule, order, weighing, clocks, dates, out);
  out.because.reserve(5 + tests.when.tests().size());
  out.because.push_back({"in_force", std::string(name(weighing.standing)), weighing.in_force});
  out.because.push_back({"destination", order.destination, weighing.destination});
  out.because.push_back({"classification", order.classification, weighing.items});
  tell_words(tests.when, order, facts, out);
  if (weighing.applies == Truth::no) return out;

  out.at_least = weighing.mildest;
  out.at_most = weighing.harshest;
  if (weighing.applies == Truth::yes && weighing.stated == weighing.harshest) {
    out.outcome = weighing.stated;
  }
  ask_scope(tests, facts, weighing, out);
  if (weighing.decided_by >= 0) {
    const auto index = static_cast<std::size_t>(weighing.decided_by);
    out.case_note = rule.cases[index].note;
    tell_words(tests.cases[index], order, facts, out);
  }
  for (std::size_t i = 0; i < rule.cases.size(); ++i) {
    if ((weighing.open_cases >> i & 1) == 0) continue;
    ask_words(tests.cases[i], facts, rule.cases[i].outcome, out);
  }
  return out;
}

// Each question once; the strictest of what could follow.
void gather(const std::vector<OpenFact>& from, std::vector<OpenFact>& into) {
  for (const auto& fact : from) {
    const auto same = std::find_if(into.begin(), into.end(), [&](const auto& other) {
      return other.fact == fact.fact && other.question == fact.question;
    });
    if (same == into.end()) {
      into.push_back(fact);
    } else if (same->could_be < fact.could_be) {
      *same = fact;
    }
  }
}

// A rule that nobody could name then leaves what was not read open, without its name.
void ask_unnamed(const Weighing& weighing, std::vector<OpenFact>& open) {
  if (weighing.applies != Truth::unknown) return;
  gather(
      {{"in_force", std::string(weighing.ahead ? ask_ahead : ask_unread), {}, weighing.harshest}},
      open);
}

std::string ask_gap(const ListGap& gap) {
  const auto parties = fmt::format("{}", fmt::join(gap.parties, ", "));
  if (gap.dataset.empty()) return fmt::format("whether {} is listed: {}", parties, gap.why);
  return fmt::format("whether the list {} names {}: {}", gap.dataset, parties, gap.why);
}

}  // namespace

std::string_view name(Standing standing) {
  return standing_names[static_cast<std::size_t>(standing)];
}

std::string_view name(Screened screened) {
  return screened_names[static_cast<std::size_t>(screened)];
}

Decision decide(const model::Order& order, const RuleBook& book, const model::Clocks& clocks,
                std::span<const PartyFinding> findings, std::span<const ListGap> gaps,
                Screened screened) {
  const auto facts = read_facts(order);
  detail::Combination combination(clocks);
  Decision out{order.id,
               clocks,
               Outcome::unknown,
               Outcome::unknown,
               Outcome::unknown,
               {},
               {},
               {findings.begin(), findings.end()},
               {gaps.begin(), gaps.end()},
               screened,
               {},
               book.read_to(),
               book};
  const Dates dates{PartialDate::from_day(clocks.as_of), PartialDate::from_day(clocks.known_at)};
  if (clocks.as_of > clocks.known_at) {
    out.open.push_back({"in_force", std::string(ask_ahead), {}, Outcome::prohibited});
  }
  const auto rules = book.rules();
  out.controls.reserve(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto weighing =
        detail::weigh(rules[i], book.tests(i), order, facts, clocks, detail::Depth::all);
    combination.add(weighing);
    if (rules[i].known(clocks.known_at)) {
      out.controls.push_back(
          answer(rules[i], book.tests(i), order, facts, sayable(weighing), clocks, dates));
      gather(out.controls.back().open, out.open);
    } else {
      ask_unnamed(sayable(weighing), out.open);
    }
  }
  for (const auto& finding : findings) {
    combination.add(finding);
    if (finding.certain == Truth::unknown || finding.outcome == Outcome::unknown) {
      gather({{"party", std::string(ask_party), {}, finding.outcome}}, out.open);
    }
  }
  for (const auto& gap : gaps) {
    combination.add(gap);
    if (!gap.parties.empty()) gather({{"listing", ask_gap(gap), {}, gap_could_be}}, out.open);
  }
  const auto ruling = combination.ruling();
  out.outcome = ruling.outcome;
  out.at_least = ruling.at_least;
  out.at_most = ruling.at_most;
  if (combination.ahead()) out.if_unchanged = combination.if_unchanged();
  if (combination.if_unchanged().at_least == Outcome::unknown) {
    out.open.push_back({"coverage", std::string(ask_coverage), {}, Outcome::unknown});
  }
  return out;
}

Ruling rule_on(const model::Order& order, const RuleBook& book, const model::Clocks& clocks,
               std::span<const PartyFinding> findings, std::span<const ListGap> gaps) {
  const auto facts = read_facts(order);
  detail::Combination combination(clocks);
  const auto rules = book.rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    combination.add(
        detail::weigh(rules[i], book.tests(i), order, facts, clocks, detail::Depth::enough));
  }
  for (const auto& finding : findings) combination.add(finding);
  for (const auto& gap : gaps) combination.add(gap);
  return combination.ruling();
}

}  // namespace bayon::decide
