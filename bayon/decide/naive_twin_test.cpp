// Does the engine decide as a plain reading of the rules does, day by day and word by word?
//
// The twin below walks through the days one at a time and keeps a table of states; it compares
// words as strings and goods letter by letter. Where goods are not classified it asks every
// code that the rule could mean. It shares no code with the engine but the plain data of
// model/rule.hpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "bayon/base/random.hpp"
#include "bayon/decide/change_points.hpp"
#include "bayon/decide/explain.hpp"
#include "bayon/decide/read_rules.hpp"
#include "test/support/place.hpp"

namespace bayon::decide {
namespace {

using model::EventKind;
using model::Outcome;
using model::Rule;
using model::Truth;

constexpr Day all_known = 2932896;  // 9999-12-31
const Day first_day = day_of(2021, 11, 1);
const Day last_day = day_of(2026, 3, 1);

struct TwinState {
  Phase phase = Phase::not_yet;
  Outcome outcome = Outcome::unknown;
};

// One state for each day of the range, by walking up to it from 1990.
std::vector<TwinState> walk_days(const Rule& rule, Day known_at) {
  std::vector<TwinState> table;
  Phase phase = Phase::not_yet;
  Outcome outcome = rule.outcome;
  Day ends = never;
  for (Day day = day_of(1990, 1, 1); day <= last_day; ++day) {
    for (const auto& event : rule.events) {
      if (event.kind == EventKind::announce || event.known_from > known_at) continue;
      if (event.legal_effective.last() != day) continue;
      const Day expiry = event.expires.known() ? event.expires.last() : never;
      const bool on = phase == Phase::in_force || phase == Phase::suspended;
      if (event.kind == EventKind::impose && !on) {
        phase = Phase::in_force;
        outcome = rule.outcome;
        ends = expiry;
      } else if (event.kind == EventKind::lift && on) {
        phase = Phase::lifted;
        ends = never;
      } else if (event.kind == EventKind::suspend && on) {
        phase = Phase::suspended;
        ends = expiry;
      } else if (event.kind == EventKind::extend && ends != never) {
        ends = expiry;
      } else if (event.kind == EventKind::amend && phase != Phase::not_yet &&
                 event.outcome != Outcome::unknown) {
        outcome = event.outcome;
      }
    }
    if (ends < day) {
      phase = phase == Phase::suspended ? Phase::in_force : Phase::lapsed;
      ends = never;
    }
    if (day >= first_day) table.push_back({phase, outcome});
  }
  return table;
}

int fixed_characters(const std::string& pattern) {
  if (pattern == "ear") return 0;
  if (pattern == "usml") return 1;
  if (pattern == "600_series") return 1;
  if (pattern == "9x515") return 4;
  if (pattern.find('.') != std::string::npos) return 10 + static_cast<int>(pattern.size());
  return static_cast<int>(
      std::count_if(pattern.begin(), pattern.end(), [](char c) { return c != '?' && c != '.'; }));
}

// Does the pattern, read letter by letter, stand at the beginning of the code?
bool fits(std::string pattern, const std::string& code) {
  const bool munitions = code[0] == 'I' || code[0] == 'V' || code[0] == 'X';
  if (pattern == "usml") return munitions;
  if (pattern == "ear") return !munitions;
  if (pattern == "ear99") return code == "EAR99";
  if (munitions || code == "EAR99") return false;
  if (pattern.rfind("600_series", 0) == 0) pattern.replace(0, 10, "??6??");
  if (pattern.rfind("9x515", 0) == 0) pattern.replace(0, 5, "9?515");
  if (code.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '?' && pattern[i] != code[i]) return false;
  }
  return code.size() == pattern.size() || code[pattern.size()] == '.';
}

// The lists' word on one fully classified good.
Truth reach_code(const model::ItemTest& items, const std::string& code) {
  if (items.any()) return Truth::yes;
  int best = -1;
  Truth out = Truth::no;
  const auto look = [&](const std::vector<std::string>& list, Truth truth) {
    for (const auto& pattern : list) {
      if (fits(pattern, code) && fixed_characters(pattern) > best) {
        best = fixed_characters(pattern);
        out = truth;
      }
    }
  };
  look(items.no, Truth::no);
  look(items.maybe, Truth::unknown);
  look(items.yes, Truth::yes);
  return out;
}

// Codes that goods without a classification might have: one for each pattern, and others.
std::vector<std::string> possible_codes(const model::ItemTest& items,
                                        const std::string& jurisdiction) {
  std::vector<std::string> eccns{"EAR99", "1C350", "0A982", "9A610", "5A992"};
  for (const auto* list : {&items.yes, &items.maybe, &items.no}) {
    for (auto pattern : *list) {
      if (pattern.rfind("600_series", 0) == 0) pattern.replace(0, 10, "9A610");
      if (pattern.rfind("9x515", 0) == 0) pattern.replace(0, 5, "9A515");
      if (pattern == "ear" || pattern == "ear99" || pattern == "usml") continue;
      for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '?') pattern[i] = i == 1 ? 'A' : '0';
      }
      eccns.push_back(pattern);
    }
  }
  if (jurisdiction == "ITAR") return {"I", "VIII(h)", "XXI"};
  if (jurisdiction.empty()) eccns.push_back("VIII(h)");
  return eccns;
}

Truth twin_items(const model::ItemTest& items, const model::Order& order) {
  if (!order.classification.empty()) return reach_code(items, order.classification);
  std::set<Truth> seen;
  for (const auto& code : possible_codes(items, order.jurisdiction)) {
    seen.insert(reach_code(items, code));
  }
  return seen.size() == 1 ? *seen.begin() : Truth::unknown;
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Truth twin_test(const model::WordTest& test, const model::Order& order) {
  using model::WordFact;
  const auto word_truth = [&](const std::string& word, bool closed_list) {
    if (!closed_list || has(test.maybe, word)) return Truth::unknown;
    return has(test.yes, word) ? Truth::yes : Truth::no;
  };
  const auto listed = [](const auto& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (test.fact == WordFact::end_use) {
    return word_truth(order.end_use, listed(model::end_uses, order.end_use));
  }
  std::vector<Truth> each;
  for (const auto& party : order.parties) {
    const bool wanted = test.fact == WordFact::other_party
                            ? party.role == "consignee" || party.role == "intermediary"
                            : party.role == "end_user";
    const bool known = listed(model::party_kinds, party.kind);
    if (wanted && (known || test.fact != WordFact::other_party)) {
      each.push_back(word_truth(party.kind, known));
    }
  }
  if (test.fact == WordFact::other_party) each.push_back(Truth::no);
  if (each.empty()) return Truth::unknown;
  return test.fact == WordFact::every_end_user ? *std::min_element(each.begin(), each.end())
                                               : *std::max_element(each.begin(), each.end());
}

Truth twin_condition(const model::Condition& condition, const model::Order& order) {
  Truth out = condition.all || condition.tests.empty() ? Truth::yes : Truth::no;
  for (const auto& test : condition.tests) {
    const Truth held = twin_test(test, order);
    out = condition.all ? std::min(out, held) : std::max(out, held);
  }
  return out;
}

Truth twin_destination(const Rule& rule, const model::Order& order) {
  if (rule.destinations.empty() || has(rule.destinations, order.destination)) return Truth::yes;
  if (order.destination.empty()) return Truth::unknown;
  for (const auto& party : order.parties) {
    const bool receives = party.role == "end_user" || party.role == "consignee";
    if (receives && has(rule.destinations, party.country)) return Truth::unknown;
  }
  return Truth::no;
}

// The day's table and the order's words, ready for all days.
struct TwinRule {
  std::vector<TwinState> days;
  Truth scope = Truth::no;
  std::vector<Truth> cases;
};

TwinRule prepare(const Rule& rule, const model::Order& order, const std::vector<TwinState>& days) {
  TwinRule out{days,
               std::min({twin_destination(rule, order), twin_items(rule.items, order),
                         twin_condition(rule.when, order)}),
               {}};
  for (const auto& one : rule.cases) out.cases.push_back(twin_condition(one.when, order));
  return out;
}

Ruling twin_ruling(const RuleBook& book, const std::vector<TwinRule>& prepared, Day day) {
  Outcome stated = Outcome::unknown;
  Outcome least = Outcome::unknown;
  Outcome most = Outcome::unknown;
  for (std::size_t i = 0; i < prepared.size(); ++i) {
    const auto& rule = book.rules()[i];
    const auto& state = prepared[i].days[static_cast<std::size_t>(day - first_day)];
    if (state.phase != Phase::in_force || prepared[i].scope == Truth::no) continue;
    std::vector<Outcome> open;
    Outcome settled = state.outcome;
    for (std::size_t c = 0; c < rule.cases.size(); ++c) {
      if (prepared[i].cases[c] == Truth::unknown) open.push_back(rule.cases[c].outcome);
      if (prepared[i].cases[c] == Truth::yes) {
        settled = rule.cases[c].outcome;
        break;
      }
    }
    open.push_back(settled);
    most = std::max(most, *std::max_element(open.begin(), open.end()));
    if (prepared[i].scope != Truth::yes) continue;
    stated = std::max(stated, settled);
    least = std::max(least, *std::min_element(open.begin(), open.end()));
  }
  return {stated == most ? stated : Outcome::unknown, least, most};
}

const RuleBook& shipped() {
  static const RuleBook book = *read_rules(std::array{testing::root() / "data/rules"});
  return book;
}

template <typename T>
const T& one_of(Random& random, const std::vector<T>& values) {
  return values[random.below(values.size())];
}

model::Order any_order(Random& random) {
  static const std::vector<std::string> codes{
      "",        "",      "VIII(h)", "IV",      "XI(c)", "9A610.x", "9A610.y", "0A604.a",
      "9A515.x", "5A002", "5A002",   "5A992.c", "3A991", "EAR99",   "EAR99",   "1A005",
      "1C350",   "0A982", "6A003.b", "2A994",   "9E991", "0A998",   "3A001"};
  std::vector<std::string> uses(model::end_uses.begin(), model::end_uses.end());
  std::vector<std::string> kinds(model::party_kinds.begin(), model::party_kinds.end());
  for (int i = 0; i < 3; ++i) {
    uses.insert(uses.end(), {"", "civil", "military"});
    kinds.insert(kinds.end(), {"", "civil", "military"});
  }
  uses.push_back("gardening");
  kinds.push_back("gardener");
  static const std::vector<std::string> countries{"kh", "kh", "kh", "kh", "th", "fr", ""};
  static const std::vector<std::string> roles{"end_user", "end_user", "consignee", "intermediary",
                                              "exporter"};
  model::Order out;
  out.classification = one_of(random, codes);
  if (out.classification.empty() && random.chance(0.5)) {
    out.jurisdiction = random.chance(0.5) ? "ITAR" : "EAR";
  }
  out.end_use = one_of(random, uses);
  out.destination = one_of(random, countries);
  for (auto count = random.below(4); count > 0; --count) {
    out.parties.push_back(
        {one_of(random, roles), "Example Party", one_of(random, countries), one_of(random, kinds)});
  }
  return out;
}

std::string told(const model::Order& order) {
  std::string out = order.classification + "/" + order.jurisdiction + " to " + order.destination +
                    " for " + order.end_use;
  for (const auto& party : order.parties) {
    out += ", " + party.role + " " + party.kind + " in " + party.country;
  }
  return out;
}

// A book of a few rules with random histories, goods and cases.
// long: each part of a rule draws from the same stream
Rule any_rule(Random& random, int number) {
  const auto outcome = [&] { return static_cast<Outcome>(1 + random.below(7)); };
  Rule rule;
  rule.id = "rule_" + std::to_string(number);
  rule.outcome = outcome();
  if (random.chance(0.8)) rule.destinations = {"kh"};
  static const std::vector<std::string> patterns{"usml",  "ear",         "ear99", "600_series",
                                                 "9x515", "5A002",       "??9??", "5A992",
                                                 "3????", "600_series.y"};
  for (auto count = random.below(4); count > 0; --count) {
    const auto which = random.below(3);
    // Paragraphs stand under `maybe` alone: the twin knows no half-said codes.
    const auto& pattern = one_of(random, patterns);
    const bool paragraph = pattern.find('.') != std::string::npos;
    if (has(rule.items.yes, pattern) || has(rule.items.maybe, pattern) ||
        has(rule.items.no, pattern)) {
      continue;
    }
    (paragraph || which == 1 ? rule.items.maybe
     : which == 2            ? rule.items.no
                             : rule.items.yes)
        .push_back(pattern);
  }
  const auto condition = [&] {
    model::Condition out;
    out.all = random.chance(0.5);
    for (auto count = 1 + random.below(2); count > 0; --count) {
      model::WordTest test;
      test.fact = static_cast<model::WordFact>(random.below(4));
      const auto word = [&] {
        return std::string(test.fact == model::WordFact::end_use
                               ? model::end_uses[random.below(model::end_uses.size())]
                               : model::party_kinds[random.below(model::party_kinds.size())]);
      };
      test.yes = {word(), word()};
      if (random.chance(0.3)) {
        const auto doubtful = word();
        if (!has(test.yes, doubtful)) test.maybe = {doubtful};
      }
      out.tests.push_back(test);
    }
    return out;
  };
  if (random.chance(0.5)) rule.when = condition();
  for (auto count = random.below(3); count > 0; --count) {
    rule.cases.push_back({condition(), outcome(), {}});
  }
  Day day = first_day - 200;
  for (auto tries = random.below(9) + 1; tries > 0; --tries) {
    model::RuleEvent event;
    day += static_cast<Day>(random.below(300));
    event.kind = static_cast<EventKind>(random.below(5));
    event.legal_effective = PartialDate::from_day(day);
    event.published = PartialDate::from_day(day + static_cast<Day>(random.below(60)) - 30);
    event.known_from = event.published.first();
    if (random.chance(0.5) && event.kind != EventKind::lift && event.kind != EventKind::amend) {
      event.expires = PartialDate::from_day(day + static_cast<Day>(random.below(400)));
    }
    if (event.kind == EventKind::amend && random.chance(0.7)) event.outcome = outcome();
    rule.events.push_back(event);
    if (!check_history(rule.events).reason.empty()) rule.events.pop_back();
  }
  if (rule.events.empty()) {
    model::RuleEvent event;
    event.legal_effective = event.published = PartialDate::from_day(first_day);
    event.known_from = first_day;
    rule.events.push_back(event);
  }
  return rule;
}

// Past the known day nothing is sure in either direction; the walk says what an unchanged law
// would.
constexpr Ruling past_all_knowledge{Outcome::unknown, Outcome::unknown, Outcome::prohibited};

void compare_unchanged(const RuleBook& book, const model::Order& order, const model::Clocks& clocks,
                       const Ruling& expected) {
  const auto decision = decide(order, book, clocks);
  ASSERT_EQ(decision.if_unchanged.has_value(), clocks.as_of > clocks.known_at);
  if (!decision.if_unchanged) return;
  EXPECT_EQ(*decision.if_unchanged, expected) << told(order);
}

// Compares all days of the range; returns on how many the answer was new.
int compare_all_days(const RuleBook& book, const std::vector<std::vector<TwinState>>& tables,
                     const model::Order& order, Day known_at) {
  std::vector<TwinRule> prepared;
  for (std::size_t i = 0; i < book.rules().size(); ++i) {
    prepared.push_back(prepare(book.rules()[i], order, tables[i]));
  }
  std::set<Day> changes;
  for (const auto& point : change_points(order, book, first_day, last_day, known_at)) {
    changes.insert(point.day);
  }
  Ruling before{};
  int changed = 0;
  for (Day day = first_day; day <= last_day; ++day) {
    const auto walked = twin_ruling(book, prepared, day);
    const auto expected = day > known_at ? past_all_knowledge : walked;
    if (day % 31 == 0) compare_unchanged(book, order, {day, known_at}, walked);
    const auto actual = rule_on(order, book, {day, known_at});
    if (actual != expected) {
      ADD_FAILURE() << PartialDate::from_day(day).text() << " " << told(order) << ": "
                    << name(actual.outcome) << " [" << name(actual.at_least) << ".."
                    << name(actual.at_most) << "], the twin says " << name(expected.outcome) << " ["
                    << name(expected.at_least) << ".." << name(expected.at_most) << "]";
      return changed;
    }
    if (day > first_day && actual != before) {
      ++changed;
      EXPECT_TRUE(changes.contains(day))
          << "changes between its change points, on " << PartialDate::from_day(day).text() << ": "
          << told(order);
    }
    before = actual;
  }
  return changed;
}

std::vector<std::vector<TwinState>> all_tables(const RuleBook& book, Day known_at) {
  std::vector<std::vector<TwinState>> out;
  for (const auto& rule : book.rules()) out.push_back(walk_days(rule, known_at));
  return out;
}

TEST(NaiveTwin, AgreesOnTheShippedRulesOnEveryDay) {
  std::map<Outcome, int> outcomes;
  int changed = 0;
  for (const Day known_at : {all_known, day_of(2021, 12, 8), day_of(2025, 11, 1)}) {
    const auto tables = all_tables(shipped(), known_at);
    Random random(20211209);
    for (int i = 0; i < 150; ++i) {
      const auto order = any_order(random);
      changed += compare_all_days(shipped(), tables, order, known_at);
      ++outcomes[rule_on(order, shipped(), {day_of(2023, 5, 1), known_at}).outcome];
      if (HasFailure()) return;
    }
  }
  // The generator reaches what it is there for.
  EXPECT_GT(changed, 50);
  EXPECT_GE(outcomes.size(), 6u);
}

TEST(NaiveTwin, AgreesOnRandomRulesOnEveryDay) {
  int changed = 0;
  std::set<EventKind> kinds;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    std::vector<Rule> rules;
    for (int i = 0; i < 4; ++i) rules.push_back(any_rule(random, i));
    for (const auto& rule : rules) {
      for (const auto& event : rule.events) kinds.insert(event.kind);
    }
    const auto book = RuleBook::of(std::move(rules));
    ASSERT_TRUE(book) << book.error().text();
    const Day known_at = random.chance(0.5) ? all_known : first_day + 700;
    const auto tables = all_tables(*book, known_at);
    for (int i = 0; i < 5; ++i) {
      changed += compare_all_days(*book, tables, any_order(random), known_at);
      ASSERT_FALSE(HasFailure()) << "seed " << seed;
    }
  }
  EXPECT_GT(changed, 200);
  EXPECT_EQ(kinds.size(), 5u);
}

// Whatever an open fact turns out to be, the answer stays within what was said.
TEST(NaiveTwin, EveryCompletionStaysWithinTheBounds) {
  const std::vector<std::string> codes{"EAR99", "5A992.c", "5A002", "9A610.x", "3A991", "1C350"};
  const std::vector<std::string> munitions{"VIII(h)", "IV"};
  Random random(7);
  int opened = 0;
  for (int i = 0; i < 400; ++i) {
    auto order = any_order(random);
    if (order.parties.empty() || order.parties[0].role != "end_user") {
      order.parties.insert(order.parties.begin(), {"end_user", "Example Party", "kh", ""});
    }
    const model::Clocks clocks{static_cast<Day>(random.between(first_day, last_day)), all_known};
    const auto said = rule_on(order, shipped(), clocks);
    for (int k = 0; k < 60; ++k) {
      auto full = order;
      if (full.end_use.empty())
        full.end_use = model::end_uses[random.below(model::end_uses.size())];
      if (full.destination.empty()) full.destination = random.chance(0.7) ? "kh" : "fr";
      for (auto& party : full.parties) {
        if (party.role == "end_user" && party.kind.empty()) {
          party.kind = model::party_kinds[random.below(model::party_kinds.size())];
        }
      }
      if (full.classification.empty()) {
        const bool itar =
            full.jurisdiction == "ITAR" || (full.jurisdiction.empty() && random.chance(0.3));
        full.classification = one_of(random, itar ? munitions : codes);
      }
      const auto one = rule_on(full, shipped(), clocks);
      opened += full != order;
      ASSERT_LE(said.at_least, one.at_least) << told(order) << " -> " << told(full);
      ASSERT_GE(said.at_most, one.at_most) << told(order) << " -> " << told(full);
      ASSERT_TRUE(said.outcome == Outcome::unknown || one.at_most <= said.outcome) << told(full);
      ASSERT_TRUE(said.outcome != Outcome::no_licence_required || one.outcome == said.outcome);
    }
  }
  EXPECT_GT(opened, 5000);
}

// A book whose rules read the order's own dates as well, some of them partly known or missing.
RuleBook any_book(Random& random) {
  std::vector<Rule> rules;
  for (int i = 0; i < 4; ++i) {
    rules.push_back(any_rule(random, i));
    if (random.chance(0.4)) rules.back().reads = model::OrderDate::shipped;
  }
  return *RuleBook::of(std::move(rules));
}

// Whatever becomes known later: what was said of a day that lay ahead still holds it. Where it was
// said for certain, later news of that day's future cannot be what changes it.
TEST(NaiveTwin, WhatIsLearnedLaterStaysWithinWhatWasSaid) {
  int hardened = 0, softened = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Random random(seed);
    const auto book = any_book(random);
    for (int i = 0; i < 25; ++i) {
      auto order = any_order(random);
      if (random.chance(0.7)) {
        order.shipped =
            PartialDate::from_day(static_cast<Day>(random.between(first_day, last_day)));
      }
      const Day day = static_cast<Day>(random.between(first_day + 1, last_day));
      const Day known_at = static_cast<Day>(random.between(first_day, day - 1));
      const auto said = decide(order, book, {day, known_at});
      const auto later = rule_on(order, book, {day, all_known});
      ASSERT_TRUE(said.if_unchanged);
      ASSERT_GE(said.at_most, later.at_most) << "seed " << seed << " " << told(order);
      // A rule that reads a shipping day of known law may bound the answer from below.
      const bool dated = order.shipped.known() && order.shipped.last() <= known_at;
      ASSERT_TRUE(dated || said.at_least == Outcome::unknown) << "seed " << seed;
      ASSERT_TRUE(said.outcome == Outcome::unknown || said.outcome == Outcome::prohibited);
      ASSERT_FALSE(said.open.empty());
      hardened += later.at_most > said.if_unchanged->at_most;
      softened += later.at_least < said.if_unchanged->at_least;
    }
  }
  // Later news did go both ways, so that a firm answer would have been wrong.
  EXPECT_GT(hardened, 100);
  EXPECT_GT(softened, 100);
}

TEST(NaiveTwin, NamesNothingThatCouldNotBeKnown) {
  std::size_t hidden = 0, named = 0;
  const auto look = [&](const RuleBook& book, const model::Order& order, model::Clocks clocks) {
    const auto decision = decide(order, book, clocks);
    const auto known = PartialDate::from_day(clocks.known_at);
    std::set<std::string> names;
    for (const auto& answer : decision.controls) {
      names.insert(answer.rule->id);
      auto events = answer.noted;
      if (answer.event) events.push_back(*answer.event);
      for (const auto& event : events) {
        const auto& whole = answer.rule->events[static_cast<std::size_t>(event.index)];
        ASSERT_LE(whole.known_from, clocks.known_at) << answer.rule->id;
        ASSERT_FALSE(event.published > known || event.announced > known);
      }
    }
    for (const auto& rule : book.rules()) {
      const bool knowable =
          std::any_of(rule.events.begin(), rule.events.end(),
                      [&](const auto& one) { return one.known_from <= clocks.known_at; });
      ASSERT_EQ(names.contains(rule.id), knowable) << rule.id;
      ++(knowable ? named : hidden);
      if (knowable) continue;
      ASSERT_EQ(summary(decision).find(rule.id), std::string::npos) << summary(decision);
      for (const auto& open : decision.open) ASSERT_NE(open.rule, rule.id);
    }
  };
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    const auto book = any_book(random);
    for (int i = 0; i < 10; ++i) {
      const model::Clocks clocks{static_cast<Day>(random.between(first_day - 300, last_day)),
                                 static_cast<Day>(random.between(first_day - 300, last_day))};
      look(book, any_order(random), clocks);
      look(shipped(), any_order(random), clocks);
    }
  }
  EXPECT_GT(hidden, 1000u);
  EXPECT_GT(named, 1000u);
}

TEST(NaiveTwin, FullDecisionsRuleAsTheShortFormDoes) {
  Random random(11);
  for (int i = 0; i < 1000; ++i) {
    const auto order = any_order(random);
    const Day known_at =
        i % 2 == 0 ? all_known : static_cast<Day>(random.between(first_day, last_day));
    const model::Clocks clocks{static_cast<Day>(random.between(first_day, last_day)), known_at};
    const auto full = decide(order, shipped(), clocks);
    EXPECT_EQ((Ruling{full.outcome, full.at_least, full.at_most}),
              rule_on(order, shipped(), clocks));
    const bool settled = full.outcome != Outcome::unknown && full.at_least == full.at_most;
    EXPECT_TRUE(settled || !full.open.empty()) << told(order);
  }
}

}  // namespace
}  // namespace bayon::decide
