// What does a screening say on another day, or with what was known on another day?
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/inquiry/screen/entity.hpp"
#include "bayon/inquiry/screen/screener.hpp"
#include "test/support/list_fixture.hpp"

namespace bayon::screen {
namespace {

using model::Truth;
using testing::between;
using testing::day_of;
using ::testing::ElementsAre;
using testing::GivenList;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ListFixture;

Answer ask(const ListFixture& fixture, const std::string& name, const std::string& as_of,
           const std::string& known_at) {
  Question question;
  question.name = name;
  question.clocks = {day_of(as_of), day_of(known_at)};
  Silent progress;
  auto out = screen(*fixture.snapshot(), fixture.index(), question, progress);
  EXPECT_TRUE(out.ok()) << out.error().text();
  return out.ok() ? *std::move(out) : Answer{};
}

GivenList version(const std::string& label, const std::vector<std::string>& names) {
  GivenList out{.dataset = "list_a", .version = label, .entities = {}};
  for (const auto& name : names) {
    out.entities.push_back({"p-" + name, "Organization", {{"name", "Example " + name}}});
  }
  return out;
}

TEST(ScreeningClocks, EachVersionAnswersForItsTime) {
  const ListFixture fixture({version("2019-01-15", {"Oldest"}), version("2021-07-07", {"Newer"})});
  EXPECT_EQ(ask(fixture, "Example Oldest", "2020-01-01", "2024-01-01").hits.size(), 1u);
  const Answer between = ask(fixture, "Example Newer", "2020-01-01", "2024-01-01");
  EXPECT_EQ(between.hits.size(), 0u);
  ASSERT_EQ(between.later.size(), 1u);
  EXPECT_EQ(between.later[0].listed, Truth::unknown);
  EXPECT_EQ(between.later[0].version, "2021-07-07");
  EXPECT_EQ(ask(fixture, "Example Oldest", "2022-01-01", "2024-01-01").hits.size(), 0u);
  EXPECT_EQ(ask(fixture, "Example Newer", "2022-01-01", "2024-01-01").hits.size(), 1u);
  // On 2020-06-01 nobody could know of the later version.
  const Answer then = ask(fixture, "Example Oldest", "2022-01-01", "2020-06-01");
  ASSERT_EQ(then.hits.size(), 1u);
  EXPECT_EQ(then.hits[0].version, "2019-01-15");
  EXPECT_EQ(then.coverage[0].version, "2019-01-15");
  EXPECT_EQ(then.coverage[0].reach, Reach::partial) << "who was listed after the known day?";
  EXPECT_EQ(ask(fixture, "Example Oldest", "2020-06-01", "2020-06-01").coverage[0].reach,
            Reach::answered);
}

// A listing that fell between two versions is on one of them alone: that is no "no".
TEST(ScreeningClocks, BetweenTwoVersionsTheNextOneIsHeardToo) {
  const auto dated = between("2020-03-05", "");
  GivenList later = version("2021-07-07", {"Lasting", "Newest"});
  later.entities.push_back({"p-d", "Person", {{"name", "Sample Person"}, {"topics", "sanction"}}});
  later.entities.push_back(
      {"s-d", "Sanction", {{"entity", "p-d", dated}, {"program", "EXAMPLE", dated}}});
  later.entities.push_back({"p-Lasting", "Organization", {{"alias", "Sample Later Name"}}});
  const ListFixture fixture({version("2019-01-15", {"Lasting", "Departed"}), later});
  const Answer newest = ask(fixture, "Example Newest", "2020-06-01", "2024-01-01");
  EXPECT_THAT(newest.hits, IsEmpty());
  ASSERT_EQ(newest.later.size(), 1u);
  EXPECT_EQ(newest.later[0].listed, Truth::unknown);
  // What the next version dates, it tells for the day asked.
  const Answer since = ask(fixture, "Sample Person", "2020-06-01", "2024-01-01");
  ASSERT_EQ(since.later.size(), 1u);
  EXPECT_EQ(since.later[0].listed, Truth::yes);
  EXPECT_THAT(ask(fixture, "Sample Person", "2020-01-01", "2024-01-01").later, IsEmpty());
  // A party of both under a name of the next alone.
  EXPECT_EQ(ask(fixture, "Sample Later Name", "2020-06-01", "2024-01-01").later.size(), 1u);
  // Who is in both is told once, who leaves is told to leave.
  const Answer lasting = ask(fixture, "Example Lasting", "2020-06-01", "2024-01-01");
  ASSERT_EQ(lasting.hits.size(), 1u);
  EXPECT_EQ(lasting.hits[0].gone_by, "");
  EXPECT_THAT(lasting.later, IsEmpty());
  const Answer leaving = ask(fixture, "Example Departed", "2020-06-01", "2024-01-01");
  ASSERT_EQ(leaving.hits.size(), 1u);
  EXPECT_EQ(leaving.hits[0].gone_by, "2021-07-07");
  // On the day of a version, and to whom does not know the next one, it is not heard.
  EXPECT_THAT(ask(fixture, "Example Newest", "2019-01-15", "2024-01-01").later, IsEmpty());
  EXPECT_EQ(ask(fixture, "Example Departed", "2019-01-15", "2024-01-01").hits[0].gone_by, "");
  EXPECT_THAT(ask(fixture, "Example Newest", "2020-06-01", "2020-12-31").later, IsEmpty());
}

// Lists date when a party was first listed; it may have been off the list in between.
TEST(ScreeningClocks, ADateBeforeAVersionThatLacksThePartyProvesNothing) {
  const auto dated = between("2007-03-24", "");
  GivenList later = version("2021-07-07", {"Lasting"});
  later.entities.push_back({"p-d", "Person", {{"name", "Sample Person"}, {"topics", "sanction"}}});
  later.entities.push_back(
      {"s-d", "Sanction", {{"entity", "p-d", dated}, {"program", "EXAMPLE", dated}}});
  const ListFixture fixture({version("2019-01-15", {"Lasting"}), later});
  const Answer back = ask(fixture, "Sample Person", "2020-06-01", "2024-01-01");
  ASSERT_EQ(back.later.size(), 1u);
  EXPECT_EQ(back.later[0].listed, Truth::unknown);
  ASSERT_EQ(back.later[0].listings.size(), 1u);
  EXPECT_EQ(back.later[0].listings[0].held, Truth::unknown);
}

TEST(ScreeningClocks, UnknownIsNotNotListed) {
  const ListFixture fixture({version("2021-07-07", {"Newer"})});
  const Answer unknown = ask(fixture, "Example Newer", "2020-01-01", "2020-01-01");
  EXPECT_THAT(unknown.hits, IsEmpty());
  ASSERT_EQ(unknown.coverage.size(), 1u);
  EXPECT_EQ(unknown.coverage[0].reach, Reach::unknown);
  EXPECT_EQ(unknown.coverage[0].version, "");
  EXPECT_FALSE(unknown.coverage[0].day.has_value());
  EXPECT_THAT(unknown.coverage[0].remarks, ElementsAre(HasSubstr("unknown")));

  const Answer before = ask(fixture, "Example Newer", "2020-01-01", "2024-01-01");
  ASSERT_EQ(before.coverage.size(), 1u);
  EXPECT_EQ(before.coverage[0].reach, Reach::before_first);
  ASSERT_EQ(before.hits.size(), 1u);
  EXPECT_EQ(before.hits[0].listed, Truth::unknown);
  EXPECT_EQ(before.hits[0].because[0].held, Truth::unknown);
}

TEST(ScreeningClocks, TheCoverageTellsHowOldTheVersionWasAndWhichComesNext) {
  const ListFixture fixture({version("2019-01-15", {"Lasting"}), version("2021-07-07", {"Lasting"}),
                             version("2023-01-21", {"Lasting"})});
  const auto told = [&](const char* as_of, const char* known_at) {
    return ask(fixture, "Example Lasting", as_of, known_at).coverage.at(0);
  };
  const Coverage gap = told("2021-07-06", "2024-01-01");
  EXPECT_EQ(gap.reach, Reach::answered);
  EXPECT_EQ(gap.version, "2019-01-15");
  EXPECT_EQ(gap.age_days, 903);
  EXPECT_EQ(gap.next_version, "2021-07-07");
  EXPECT_EQ(gap.next_day, day_of("2021-07-07"));
  EXPECT_EQ(told("2021-07-07", "2024-01-01").age_days, 0);
  const Coverage last = told("2026-11-01", "2026-11-01");
  EXPECT_EQ(last.age_days, 1'380);
  EXPECT_EQ(last.next_version, "");
  EXPECT_FALSE(last.next_day);
  // Who asks what was known in 2022 is not told of 2023.
  EXPECT_EQ(told("2022-01-01", "2022-06-01").next_version, "");
  EXPECT_EQ(told("2022-01-01", "2023-01-21").next_version, "2023-01-21");
  EXPECT_EQ(told("2019-01-10", "2024-01-01").age_days, -5);
  EXPECT_FALSE(told("2018-01-01", "2018-01-01").age_days);
}

TEST(ScreeningClocks, AnEndedListingIsToldButIsNoHit) {
  const auto interval = between("2010-05-05", "2020-03");
  const ListFixture fixture(
      {{.dataset = "list_a",
        .version = "2015-01-01",
        .entities = {
            {"p-1", "Person", {{"name", "Sample Person"}, {"topics", "sanction", interval}}},
            {"p-1/s",
             "Sanction",
             {{"entity", "p-1", interval}, {"program", "EXAMPLE", interval}}}}}});
  const Answer during = ask(fixture, "Sample Person", "2019-01-01", "2024-01-01");
  ASSERT_EQ(during.hits.size(), 1u);
  EXPECT_EQ(during.hits[0].listed, Truth::yes);
  EXPECT_THAT(during.not_in_force, IsEmpty());

  const Answer after = ask(fixture, "Sample Person", "2021-01-01", "2024-01-01");
  EXPECT_THAT(after.hits, IsEmpty());
  ASSERT_EQ(after.not_in_force.size(), 1u);
  const Hit& ended = after.not_in_force[0];
  EXPECT_EQ(ended.listed, Truth::no);
  EXPECT_EQ(ended.because[0].held, Truth::yes);
  ASSERT_EQ(ended.listings.size(), 1u);
  EXPECT_EQ(ended.listings[0].valid, interval);
  EXPECT_EQ(ended.listings[0].programme, "EXAMPLE");
  EXPECT_EQ(ended.listings[0].held, Truth::no);
  EXPECT_THAT(ended.topics, IsEmpty());

  // The month of its end is all that is known.
  const Answer within = ask(fixture, "Sample Person", "2020-03-10", "2024-01-01");
  ASSERT_EQ(within.hits.size(), 1u);
  EXPECT_EQ(within.hits[0].listed, Truth::unknown);

  // Before the first version the dates still tell.
  const Answer early = ask(fixture, "Sample Person", "2011-01-01", "2024-01-01");
  ASSERT_EQ(early.hits.size(), 1u);
  EXPECT_EQ(early.hits[0].listed, Truth::yes);
  EXPECT_EQ(early.hits[0].because[0].held, Truth::unknown);
  const Answer earlier = ask(fixture, "Sample Person", "2009-01-01", "2024-01-01");
  EXPECT_THAT(earlier.hits, IsEmpty());
  EXPECT_EQ(earlier.not_in_force.size(), 1u);
}

TEST(ScreeningClocks, DatesOfTheSanctionItselfCount) {
  const ListFixture fixture(
      {{.dataset = "list_a",
        .version = "2015-01-01",
        .entities = {{"p-1", "Person", {{"name", "Sample Person"}}},
                     {"s-1",
                      "Sanction",
                      {{"entity", "p-1"}, {"startDate", "2014"}, {"endDate", "2016-06-30"}}},
                     {"p-2", "Person", {{"name", "Other Sample"}}},
                     {"s-2", "Sanction", {{"entity", "p-2"}, {"endDate", "2016-06-30"}}},
                     {"s-3", "Sanction", {{"entity", "p-2"}}}}}});
  EXPECT_EQ(ask(fixture, "Sample Person", "2016-01-01", "2024-01-01").hits.size(), 1u);
  EXPECT_EQ(ask(fixture, "Sample Person", "2017-01-01", "2024-01-01").hits.size(), 0u);
  EXPECT_EQ(ask(fixture, "Sample Person", "2017-01-01", "2024-01-01").not_in_force.size(), 1u);
  // One of two listings has no end.
  EXPECT_EQ(ask(fixture, "Other Sample", "2017-01-01", "2024-01-01").hits.size(), 1u);
}

TEST(ScreeningClocks, ANameThatIsNoLongerHeldIsToldApart) {
  const ListFixture fixture(
      {{.dataset = "list_a",
        .version = "2015-01-01",
        .entities = {{"v-1",
                      "Vessel",
                      {{"name", "TEST VESSEL ONE", between("", "2016-12-31")},
                       {"name", "SAMPLE SHIP TWO", between("2017-01-01", "")}}}}}});
  EXPECT_EQ(ask(fixture, "Test Vessel One", "2016-01-01", "2024-01-01").hits.size(), 1u);
  const Answer later = ask(fixture, "Test Vessel One", "2018-01-01", "2024-01-01");
  EXPECT_THAT(later.hits, IsEmpty());
  ASSERT_EQ(later.not_in_force.size(), 1u);
  EXPECT_EQ(later.not_in_force[0].because[0].held, Truth::no);
  EXPECT_EQ(later.not_in_force[0].caption, "SAMPLE SHIP TWO");
  EXPECT_EQ(ask(fixture, "Sample Ship Two", "2018-01-01", "2024-01-01").hits.size(), 1u);
}

TEST(ScreeningClocks, TheOrderOfLoadingDoesNotMatter) {
  const std::vector<GivenList> in_order{version("2019-01-15", {"Oldest", "Lasting"}),
                                        version("2021-07-07", {"Lasting", "Newer"}),
                                        version("2023-01-21", {"Lasting", "Newest"})};
  const std::vector<GivenList> out_of_order{in_order[2], in_order[0], in_order[1]};
  const ListFixture one(in_order), other(out_of_order);
  EXPECT_EQ(one.snapshot()->root(), other.snapshot()->root());
  for (const char* day : {"2018-01-01", "2019-01-15", "2020-05-05", "2022-01-01", "2024-01-01"}) {
    for (const char* name : {"Example Oldest", "Example Lasting", "Example Newest", "Example"}) {
      EXPECT_EQ(ask(one, name, day, "2024-01-01"), ask(other, name, day, "2024-01-01")) << day;
    }
    const model::Clocks clocks{day_of(day), day_of("2024-01-01")};
    const auto a = entity(*one.snapshot(), "p-Lasting", clocks);
    const auto b = entity(*other.snapshot(), "p-Lasting", clocks);
    ASSERT_TRUE(a.ok() && b.ok());
    EXPECT_EQ(*a, *b);
  }
}

TEST(EntityAsOf, TellsAllFactsWithTheirEvidence) {
  const ListFixture fixture({version("2019-01-15", {"Lasting"}), version("2021-07-07", {"Newer"})});
  const model::Clocks then{day_of("2020-01-01"), day_of("2024-01-01")};
  const auto found = entity(*fixture.snapshot(), "p-Lasting", then);
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->found.size(), 1u);
  EXPECT_EQ(found->found[0].version, "2019-01-15");
  EXPECT_EQ(found->found[0].schema, "Organization");
  EXPECT_EQ(found->found[0].caption, "Example Lasting");
  ASSERT_EQ(found->found[0].facts.size(), 1u);
  EXPECT_EQ(found->found[0].facts[0].evidence.version, "2019-01-15");
  const auto gone =
      entity(*fixture.snapshot(), "p-Lasting", {day_of("2022-01-01"), day_of("2024-01-01")});
  ASSERT_TRUE(gone.ok());
  EXPECT_THAT(gone->found, IsEmpty());
  EXPECT_EQ(gone->coverage[0].version, "2021-07-07");
  const auto far = entity(*fixture.snapshot(), "p-Lasting", {2'000'000'000, 0});
  ASSERT_FALSE(far.ok());
  EXPECT_EQ(name(far.error().code), "question.out_of_range");
}

}  // namespace
}  // namespace bayon::screen
