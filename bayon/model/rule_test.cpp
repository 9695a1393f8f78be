// Are the words of rules one to one with their meanings, and the outcomes in order?
#include "bayon/model/rule.hpp"

#include <gtest/gtest.h>

namespace bayon::model {
namespace {

TEST(Rule, OutcomesStandFromMildestToStrictest) {
  constexpr std::array names{
      "no_licence_required", "exception_available",   "presumption_of_approval",
      "case_by_case",        "presumption_of_denial", "policy_of_denial",
      "prohibited"};
  Outcome before = Outcome::unknown;
  for (const auto* text : names) {
    const auto found = find_outcome(text);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(name(*found), text);
    EXPECT_LT(before, *found);
    EXPECT_EQ(stricter(before, *found), *found);
    EXPECT_EQ(stricter(*found, before), *found);
    before = *found;
  }
  EXPECT_FALSE(find_outcome("denied"));
  EXPECT_FALSE(find_outcome(""));
}

TEST(Rule, EveryWordReadsBackAsItself) {
  for (const auto kind : {EventKind::impose, EventKind::lift, EventKind::amend, EventKind::suspend,
                          EventKind::extend, EventKind::announce}) {
    EXPECT_EQ(find_event_kind(name(kind)), kind);
  }
  for (const auto date : {GoverningDate::legal_effective, GoverningDate::policy_effective,
                          GoverningDate::published, GoverningDate::announced}) {
    EXPECT_EQ(find_governing_date(name(date)), date);
  }
  for (const auto date : {OrderDate::as_of, OrderDate::filed, OrderDate::shipped,
                          OrderDate::entered, OrderDate::paid}) {
    EXPECT_EQ(find_order_date(name(date)), date);
  }
  for (const auto basis : {Basis::primary, Basis::secondary, Basis::general_knowledge}) {
    EXPECT_EQ(find_basis(name(basis)), basis);
  }
  for (const auto fact :
       {WordFact::end_use, WordFact::end_user, WordFact::every_end_user, WordFact::other_party}) {
    EXPECT_EQ(find_word_fact(name(fact)), fact);
  }
  EXPECT_EQ(name(Truth::yes), "yes");
  EXPECT_FALSE(find_event_kind("outcome"));
}

TEST(Rule, TheGoverningDateIsTheOneNamed) {
  RuleEvent event;
  event.announced = *parse_date("2020-01-01");
  event.policy_effective = *parse_date("2020-02-01");
  event.legal_effective = *parse_date("2020-03-01");
  event.published = *parse_date("2020-04-01");
  EXPECT_EQ(event.governing().text(), "2020-03-01");
  event.governs = GoverningDate::policy_effective;
  EXPECT_EQ(event.governing().text(), "2020-02-01");
  event.governs = GoverningDate::published;
  EXPECT_EQ(event.governing().text(), "2020-04-01");
  event.governs = GoverningDate::announced;
  EXPECT_EQ(event.governing().text(), "2020-01-01");
}

TEST(Rule, HarshestLooksAtCasesAndAmendments) {
  Rule rule;
  rule.outcome = Outcome::case_by_case;
  EXPECT_EQ(rule.harshest(), Outcome::case_by_case);
  rule.cases.push_back({{}, Outcome::presumption_of_denial, {}});
  EXPECT_EQ(rule.harshest(), Outcome::presumption_of_denial);
  RuleEvent announced;
  announced.kind = EventKind::announce;
  announced.outcome = Outcome::prohibited;
  rule.events.push_back(announced);
  EXPECT_EQ(rule.harshest(), Outcome::presumption_of_denial);
  rule.events[0].kind = EventKind::amend;
  EXPECT_EQ(rule.harshest(), Outcome::prohibited);
}

}  // namespace
}  // namespace bayon::model
