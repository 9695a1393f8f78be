// Are single answers combined, dated and explained as promised?
#include "bayon/decide/decide.hpp"

#include <gtest/gtest.h>

#include "bayon/decide/change_points.hpp"
#include "bayon/decide/explain.hpp"

namespace bayon::decide {
namespace {

using model::Outcome;
using model::Truth;

Day on(std::string_view text) { return parse_date(text)->first(); }
constexpr Day all_known = 2932896;  // 9999-12-31

model::RuleEvent imposed(std::string_view legal) {
  model::RuleEvent out;
  out.legal_effective = *parse_date(legal);
  out.published = out.legal_effective;
  out.known_from = out.legal_effective.last();
  return out;
}

model::Rule rule(std::string id, Outcome outcome) {
  model::Rule out;
  out.id = std::move(id);
  out.issuer = "Example Ministry";
  out.citation = "Example Gazette";
  out.outcome = outcome;
  out.destinations = {"kh"};
  out.last_seen = *parse_date("2024-12-31");
  out.events.push_back(imposed("2020-01-01"));
  return out;
}

model::Order order() {
  model::Order out;
  out.id = "order-1";
  out.classification = "EAR99";
  out.end_use = "civil";
  out.destination = "kh";
  out.parties.push_back({"end_user", "Example Trading 07 Co", "kh", "civil"});
  return out;
}

RuleBook book(std::vector<model::Rule> rules) { return *RuleBook::of(std::move(rules)); }

Decision decided(const RuleBook& rules, const model::Order& what, std::string_view day,
                 std::span<const PartyFinding> findings = {}) {
  return decide(what, rules, {on(day), all_known}, findings);
}

PartyFinding finding(Outcome outcome, Truth certain) {
  return {"end_user",
          "Example Trading 07 Co",
          "us_ofac_sdn",
          "US Treasury, OFAC",
          "31 CFR 500",
          outcome,
          certain,
          {},
          ""};
}

TEST(Decide, TakesTheMostRestrictive) {
  const auto rules =
      book({rule("a", Outcome::no_licence_required), rule("b", Outcome::case_by_case),
            rule("c", Outcome::presumption_of_approval)});
  const auto decision = decided(rules, order(), "2023-01-01");
  EXPECT_EQ(decision.outcome, Outcome::case_by_case);
  ASSERT_EQ(decision.controls.size(), 3u);
  EXPECT_EQ(decision.controls[0].outcome, Outcome::no_licence_required);
  EXPECT_EQ(decision.controls[1].because[1].value, "kh");
  EXPECT_TRUE(decision.open.empty());
  EXPECT_EQ(decision.order, "order-1");
}

TEST(Decide, AListedPartyAddsItsOutcome) {
  const auto rules = book({rule("a", Outcome::no_licence_required)});
  const std::array listed{finding(Outcome::prohibited, Truth::yes)};
  EXPECT_EQ(decided(rules, order(), "2023-01-01", listed).outcome, Outcome::prohibited);
  EXPECT_EQ(decided(rules, order(), "2023-01-01", listed).parties.size(), 1u);

  const std::array possible{finding(Outcome::prohibited, Truth::unknown)};
  const auto decision = decided(rules, order(), "2023-01-01", possible);
  EXPECT_EQ(decision.outcome, Outcome::unknown);
  EXPECT_EQ(decision.at_least, Outcome::no_licence_required);
  EXPECT_EQ(decision.at_most, Outcome::prohibited);
  ASSERT_EQ(decision.open.size(), 1u);
  EXPECT_EQ(decision.open[0].fact, "party");

  const std::array cleared{finding(Outcome::prohibited, Truth::no)};
  EXPECT_EQ(decided(rules, order(), "2023-01-01", cleared).outcome, Outcome::no_licence_required);

  const std::array unspoken{finding(Outcome::unknown, Truth::yes)};
  EXPECT_EQ(decided(rules, order(), "2023-01-01", unspoken).at_most, Outcome::prohibited);
}

TEST(Decide, AListedPartyCountsWhereNoRuleReaches) {
  const auto rules = book({rule("a", Outcome::no_licence_required)});
  auto elsewhere = order();
  elsewhere.destination = "fr";
  elsewhere.parties[0].country = "fr";
  const std::array listed{finding(Outcome::prohibited, Truth::yes)};
  EXPECT_EQ(decided(rules, elsewhere, "2023-01-01", listed).outcome, Outcome::prohibited);
  EXPECT_EQ(decided(rules, elsewhere, "2023-01-01").outcome, Outcome::unknown);
}

TEST(Decide, AnOpenFactBesideAProhibitionIsListed) {
  auto doubtful = rule("a", Outcome::case_by_case);
  doubtful.when.tests.push_back({model::WordFact::end_user, {"military"}, {}, {}});
  const auto rules = book({doubtful, rule("b", Outcome::prohibited)});
  auto what = order();
  what.parties[0].kind.clear();
  const auto decision = decided(rules, what, "2023-01-01");
  EXPECT_EQ(decision.outcome, Outcome::prohibited);
  EXPECT_EQ(decision.at_least, Outcome::prohibited);
  ASSERT_EQ(decision.open.size(), 1u);
  EXPECT_EQ(decision.open[0].fact, "end_user");
  EXPECT_EQ(decision.open[0].rule, "a");
}

TEST(Decide, ReadsTheDateOfTheOrderThatTheRuleNames) {
  auto shipped = rule("a", Outcome::prohibited);
  shipped.reads = model::OrderDate::shipped;
  const auto rules = book({shipped});
  auto what = order();
  what.shipped = *parse_date("2019-12-31");
  EXPECT_EQ(decided(rules, what, "2023-01-01").controls[0].applies, Truth::no);
  what.shipped = *parse_date("2020-01-01");
  const auto decision = decided(rules, what, "2019-01-01");
  EXPECT_EQ(decision.outcome, Outcome::prohibited);
  EXPECT_EQ(decision.controls[0].read_on.text(), "2020-01-01");
  what.shipped = *parse_date("2020");
  EXPECT_EQ(decided(rules, what, "2023-01-01").outcome, Outcome::prohibited);
  what.shipped = *parse_date("2019-12");
  EXPECT_EQ(decided(rules, what, "2023-01-01").controls[0].applies, Truth::no);

  auto late = shipped;
  late.events = {imposed("2020-06-15")};
  const auto during = book({late});
  what.shipped = *parse_date("2020-06");
  EXPECT_EQ(decided(during, what, "2023-01-01").controls[0].applies, Truth::unknown);

  what.shipped = {};
  const auto undated = decided(rules, what, "2023-01-01");
  EXPECT_EQ(undated.outcome, Outcome::unknown);
  EXPECT_EQ(undated.at_most, Outcome::prohibited);
  EXPECT_NE(undated.open[0].question.find("shipped"), std::string_view::npos);
  for (const auto reads :
       {model::OrderDate::filed, model::OrderDate::entered, model::OrderDate::paid}) {
    auto other = rule("a", Outcome::prohibited);
    other.reads = reads;
    EXPECT_EQ(decided(book({other}), order(), "2023-01-01").outcome, Outcome::unknown);
  }
}

TEST(Decide, LawThatWasNotReadIsUnknown) {
  auto one = rule("a", Outcome::case_by_case);
  one.read_from = *parse_date("2019-06-01");
  const auto rules = book({one});
  const auto before = decided(rules, order(), "2019-05-31");
  EXPECT_EQ(before.controls[0].applies, Truth::unknown);
  EXPECT_EQ(before.controls[0].standing, Standing::unclear);
  EXPECT_EQ(before.outcome, Outcome::unknown);
  EXPECT_EQ(decided(rules, order(), "2019-06-01").controls[0].standing, Standing::not_yet);
}

// On a day after all that was known, law may have come or gone: nothing is sure, in no direction.
TEST(Decide, LawAfterTheKnownDayIsOpenBothWays) {
  const auto rules =
      book({rule("a", Outcome::no_licence_required), rule("b", Outcome::case_by_case)});
  const auto on_day = [&](std::string_view day, std::string_view known,
                          std::span<const PartyFinding> findings = {}) {
    return decide(order(), rules, {on(day), on(known)}, findings);
  };
  const auto sure = on_day("2023-01-01", "2023-01-01");
  EXPECT_EQ(sure.outcome, Outcome::case_by_case);
  EXPECT_FALSE(sure.if_unchanged);
  EXPECT_TRUE(horizon_line(sure).empty());

  const auto open = on_day("2023-01-02", "2023-01-01");
  EXPECT_EQ(open.outcome, Outcome::unknown);
  EXPECT_EQ(open.at_least, Outcome::unknown);
  EXPECT_EQ(open.at_most, Outcome::prohibited);
  ASSERT_TRUE(open.if_unchanged);
  EXPECT_EQ(*open.if_unchanged,
            (Ruling{Outcome::case_by_case, Outcome::case_by_case, Outcome::case_by_case}));
  EXPECT_EQ(horizon_line(open),
            "law was known only up to 2023-01-01; if nothing changed after that: case by case");
  EXPECT_NE(sentence(open).find("what follows could not be known"), std::string::npos);
  EXPECT_NE(sentence(open).find(horizon_line(open)), std::string::npos);
  ASSERT_EQ(open.open.size(), 1u) << "one question, not one for each rule";
  EXPECT_EQ(open.open[0].fact, "in_force");
  EXPECT_EQ(open.open[0].could_be, Outcome::prohibited);
  ASSERT_EQ(open.controls.size(), 2u);
  for (const auto& control : open.controls) {
    EXPECT_EQ(control.applies, Truth::unknown);
    EXPECT_EQ(control.outcome, Outcome::unknown);
    EXPECT_EQ(control.at_most, Outcome::prohibited);
    EXPECT_TRUE(control.past_known_at);
    EXPECT_NE(standing_line(control).find("if nothing changed after the known day"),
              std::string::npos);
    EXPECT_EQ(reason_line(control), "what the rule is on that day could not be known");
  }

  // A listing may be gone by then, too.
  const std::array listed{finding(Outcome::prohibited, Truth::yes)};
  EXPECT_EQ(on_day("2023-01-01", "2023-01-01", listed).outcome, Outcome::prohibited);
  const auto later = on_day("2023-01-02", "2023-01-01", listed);
  EXPECT_EQ(later.outcome, Outcome::unknown);
  EXPECT_EQ(later.at_least, Outcome::unknown);
  EXPECT_EQ(later.if_unchanged->outcome, Outcome::prohibited);
}

// Not found where nobody could look in full is not "not listed".
TEST(Decide, AListThatCannotTellLeavesTheOrderOpen) {
  const auto rules = book({rule("a", Outcome::no_licence_required)});
  const model::Clocks clocks{on("2023-01-01"), all_known};
  const std::array gaps{ListGap{"us_csl", "it does not reach back to that day", {"Example Unit"}}};
  const auto open = decide(order(), rules, clocks, {}, gaps, Screened::in_part);
  EXPECT_EQ(open.outcome, Outcome::unknown);
  EXPECT_EQ(open.at_least, Outcome::no_licence_required) << "what the rules say stands";
  EXPECT_EQ(open.at_most, Outcome::prohibited);
  EXPECT_EQ(rule_on(order(), rules, clocks, {}, gaps),
            (Ruling{open.outcome, open.at_least, open.at_most}));
  ASSERT_EQ(open.open.size(), 1u);
  EXPECT_EQ(open.open[0].fact, "listing");
  EXPECT_EQ(open.open[0].could_be, Outcome::prohibited);
  const std::string words =
      "whether the list us_csl names Example Unit: it does not reach back to that day";
  EXPECT_EQ(open.open[0].question, words);
  EXPECT_NE(sentence(open).find(words), std::string::npos) << sentence(open);
  EXPECT_NE(summary(open).find(words), std::string::npos) << summary(open);

  // A prohibition stands, whatever the list would have said.
  const std::array listed{finding(Outcome::prohibited, Truth::yes)};
  EXPECT_EQ(decide(order(), rules, clocks, listed, gaps).outcome, Outcome::prohibited);
  const std::array nobody{ListGap{"us_csl", "it does not reach back to that day", {}}};
  EXPECT_EQ(decide(order(), rules, clocks, {}, nobody).outcome, Outcome::no_licence_required);
}

TEST(Decide, ThatNoPartyWasScreenedIsSaid) {
  const auto rules = book({rule("a", Outcome::no_licence_required)});
  const model::Clocks clocks{on("2023-01-01"), all_known};
  const auto said = [&](Screened screened) {
    return sentence(decide(order(), rules, clocks, {}, {}, screened));
  };
  EXPECT_NE(said(Screened::not_at_all).find("no party was screened"), std::string::npos);
  for (const auto other : {Screened::untold, Screened::in_full, Screened::no_party_named}) {
    EXPECT_EQ(said(other).find("screened"), std::string::npos) << name(other);
  }
}

TEST(Decide, WhatNobodyCouldKnowIsNotNamed) {
  const auto rules = book({rule("a", Outcome::case_by_case)});
  EXPECT_EQ(decide(order(), rules, {on("2019-12-31"), on("2020-01-01")}).controls.size(), 1u);
  for (const auto day : {"2019-12-31", "2025-11-08"}) {
    const auto before = decide(order(), rules, {on(day), on("2019-12-31")});
    EXPECT_TRUE(before.controls.empty()) << day;
    EXPECT_EQ(before.outcome, Outcome::unknown);
    EXPECT_EQ(summary(before).find("Example"), std::string::npos) << summary(before);
  }
  // Law that was not read stays open, though the rule that says so has no name yet.
  auto late = rule("b", Outcome::prohibited);
  late.read_from = *parse_date("2019-06-01");
  auto early = rule("a", Outcome::case_by_case);
  early.events = {imposed("2010-01-01")};
  const auto both = decide(order(), book({early, late}), {on("2019-05-31"), on("2019-05-31")});
  ASSERT_EQ(both.controls.size(), 1u);
  EXPECT_EQ(both.outcome, Outcome::unknown);
  EXPECT_EQ(both.at_least, Outcome::case_by_case);
  EXPECT_EQ(both.at_most, Outcome::prohibited);
  ASSERT_EQ(both.open.size(), 1u);
  EXPECT_TRUE(both.open[0].rule.empty());
}

// An order that shipped on a day of known law is judged by it, whatever day is asked about.
TEST(Decide, LawOfAShippingDayThatWasKnownHoldsWhateverDayIsAsked) {
  auto shipped = rule("a", Outcome::prohibited);
  shipped.reads = model::OrderDate::shipped;
  auto what = order();
  what.shipped = *parse_date("2022-05-05");
  const auto rules = book({shipped});
  EXPECT_EQ(decide(what, rules, {on("2024-01-01"), on("2023-01-01")}).outcome, Outcome::prohibited);
  what.shipped = *parse_date("2023-01-02");
  const auto ahead = decide(what, rules, {on("2022-01-01"), on("2023-01-01")});
  EXPECT_EQ(ahead.outcome, Outcome::unknown);
  EXPECT_EQ(ahead.at_least, Outcome::unknown);
  EXPECT_EQ(ahead.if_unchanged->outcome, Outcome::prohibited);
}

TEST(Decide, ChangePointsEndWithTheKnownDay) {
  auto one = rule("a", Outcome::prohibited);
  auto ends = imposed("2023-06-01");
  ends.kind = model::EventKind::lift;
  ends.known_from = on("2023-01-01");
  one.events.push_back(ends);
  const auto rules = book({one});
  const auto points =
      change_points(order(), rules, on("2019-01-01"), on("2024-01-01"), on("2023-03-01"));
  ASSERT_EQ(points.size(), 2u);
  EXPECT_EQ(points[0].day, on("2020-01-01"));
  EXPECT_EQ(points[1].day, on("2023-03-02"));
  EXPECT_EQ(points[1].after.outcome, Outcome::unknown);
  // The order that no rule reaches changes too: a new one may.
  auto elsewhere = order();
  elsewhere.destination = "fr";
  elsewhere.parties[0].country = "fr";
  const auto open =
      change_points(elsewhere, rules, on("2019-01-01"), on("2024-01-01"), on("2023-03-01"));
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].after.at_most, Outcome::prohibited);
  EXPECT_TRUE(open[0].rules.empty());
}

TEST(Decide, SaysWhenTheQuestionLiesPastTheReading) {
  const auto rules = book({rule("a", Outcome::case_by_case)});
  EXPECT_FALSE(decided(rules, order(), "2024-12-31").controls[0].past_last_seen);
  const auto later = decided(rules, order(), "2025-01-01");
  EXPECT_TRUE(later.controls[0].past_last_seen);
  EXPECT_EQ(later.outcome, Outcome::case_by_case);
  EXPECT_EQ(
      standing_line(later.controls[0]),
      "in force according to Example Ministry since 2020-01-01; text read on 2024-12-31; later "
      "changes are not known");
}

// When the text was read is a fact of the book: no clock moves it, and nothing else is called so.
TEST(Decide, TheDayOfReadingIsTheBooksAndTrue) {
  auto one = rule("a", Outcome::case_by_case);
  const auto seen = [&](std::string_view known) {
    return seen_line(decide(order(), book({one}), {on("2021-01-01"), on(known)}).controls.at(0));
  };
  for (const auto known : {"2021-01-01", "2022-06-30", "2026-01-01"}) {
    EXPECT_EQ(seen(known), "text read on 2024-12-31") << known;
  }
  one.seen_by = "another program";
  EXPECT_EQ(seen("2022-06-30"),
            "last seen on 2024-12-31 by another program; the text itself was not read then");
  one.seen_by.clear();
  one.basis = model::Basis::secondary;
  EXPECT_EQ(seen("2022-06-30"),
            "last seen on 2024-12-31 by secondary sources; the text itself was not read then");
  one.basis = model::Basis::general_knowledge;
  EXPECT_EQ(seen("2022-06-30"),
            "last seen on 2024-12-31 by general knowledge; the text itself was not read then");
  one.last_seen = {};
  EXPECT_EQ(seen("2022-06-30"), "the text itself was not read");
}

TEST(Decide, SuspendedRulesDoNotApplyAndSayUntilWhen) {
  auto one = rule("a", Outcome::prohibited);
  auto pause = imposed("2021-01-01");
  pause.kind = model::EventKind::suspend;
  pause.expires = *parse_date("2021-12-31");
  one.events.push_back(pause);
  const auto rules = book({one});
  const auto during = decided(rules, order(), "2021-06-01");
  EXPECT_EQ(during.controls[0].applies, Truth::no);
  EXPECT_EQ(during.controls[0].standing, Standing::suspended);
  EXPECT_NE(standing_line(during.controls[0]).find("until 2021-12-31"), std::string::npos);
  EXPECT_EQ(decided(rules, order(), "2022-01-01").outcome, Outcome::prohibited);
  const auto points = change_points(order(), rules, on("2019-01-01"), on("2025-01-01"), all_known);
  ASSERT_EQ(points.size(), 3u);
  EXPECT_EQ(points[2].day, on("2022-01-01"));
}

TEST(Decide, AmendedOutcomesHoldFromTheirDay) {
  auto one = rule("a", Outcome::prohibited);
  auto amended = imposed("2021");
  amended.kind = model::EventKind::amend;
  amended.outcome = Outcome::case_by_case;
  one.events.push_back(amended);
  const auto rules = book({one});
  EXPECT_EQ(decided(rules, order(), "2020-12-31").outcome, Outcome::prohibited);
  EXPECT_EQ(decided(rules, order(), "2021-12-31").outcome, Outcome::case_by_case);
  const auto between = decided(rules, order(), "2021-06-01");
  EXPECT_EQ(between.outcome, Outcome::unknown);
  EXPECT_EQ(between.at_least, Outcome::case_by_case);
  EXPECT_EQ(between.at_most, Outcome::prohibited);
  ASSERT_FALSE(between.open.empty());
  EXPECT_EQ(between.open[0].fact, "in_force");
}

TEST(Decide, MilderCasesNeedToBeShownHarsherOnesRaiseDoubt) {
  auto one = rule("a", Outcome::case_by_case);
  one.cases.push_back({{true, {{model::WordFact::end_use, {"civil"}, {}, {}}}},
                       Outcome::presumption_of_approval,
                       "civil"});
  auto what = order();
  EXPECT_EQ(decided(book({one}), what, "2023-01-01").controls[0].case_note, "civil");
  what.end_use.clear();
  EXPECT_EQ(decided(book({one}), what, "2023-01-01").outcome, Outcome::case_by_case);
  one.cases[0].outcome = Outcome::prohibited;
  EXPECT_EQ(decided(book({one}), what, "2023-01-01").outcome, Outcome::unknown);
}

TEST(Decide, MultipleEndUsersAreEachLookedAt) {
  auto one = rule("a", Outcome::case_by_case);
  one.cases.push_back({{true, {{model::WordFact::every_end_user, {"civil"}, {}, {}}}},
                       Outcome::presumption_of_approval,
                       {}});
  one.cases.push_back(
      {{true, {{model::WordFact::end_user, {"military"}, {}, {}}}}, Outcome::prohibited, {}});
  const auto rules = book({one});
  auto what = order();
  EXPECT_EQ(decided(rules, what, "2023-01-01").outcome, Outcome::presumption_of_approval);
  what.parties.push_back({"end_user", "Example Unit 08", "kh", "military"});
  EXPECT_EQ(decided(rules, what, "2023-01-01").outcome, Outcome::prohibited);
  what.parties[1].kind = "military?";
  EXPECT_EQ(decided(rules, what, "2023-01-01").outcome, Outcome::unknown);
}

TEST(Decide, KeepsItsBookAlive) {
  Decision decision = [] {
    const auto rules = book({rule("a", Outcome::case_by_case)});
    return decided(rules, order(), "2023-01-01");
  }();
  EXPECT_EQ(decision.controls[0].rule->id, "a");
  EXPECT_NE(summary(decision).find("Example Ministry"), std::string::npos);
}

TEST(Explain, TellsTheReasonInWords) {
  auto one = rule("a", Outcome::case_by_case);
  one.when.tests.push_back({model::WordFact::end_user, {"military_intelligence"}, {}, {}});
  const auto rules = book({one});
  auto what = order();
  EXPECT_EQ(reason_line(decided(rules, what, "2023-01-01").controls[0]), "the end user is civil");
  what.parties[0].kind = "military_intelligence";
  EXPECT_EQ(reason_line(decided(rules, what, "2023-01-01").controls[0]),
            "the rule is in force; the destination is kh; the goods are EAR99; the end user is "
            "military intelligence");
  what.parties[0].kind.clear();
  EXPECT_EQ(reason_line(decided(rules, what, "2023-01-01").controls[0]),
            "the end user is not known");
}

TEST(Explain, TellsAllDatesOfAnEvent) {
  EventSeen event;
  event.kind = model::EventKind::lift;
  event.announced = *parse_date("2025-11-06");
  event.legal_effective = *parse_date("2025-11-07");
  event.published = *parse_date("2026-02");
  event.citation = "Example Gazette";
  EXPECT_EQ(
      event_line(event),
      "lift: announced 2025-11-06, legal effect 2025-11-07, published 2026-02. Example Gazette.");
  EXPECT_EQ(event_line(EventSeen{}), "impose.");
}

TEST(Explain, TheAdviceNamesTheDayOfReading) {
  const auto rules = book({rule("a", Outcome::case_by_case)});
  EXPECT_EQ(advice_line(rules), "Not legal advice. The rules were followed to 2024-12-31.");
}

}  // namespace
}  // namespace bayon::decide
