// Which flow is meant, when several fit? With a naive twin that tries every flow for every report.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "bayon/base/random.hpp"
#include "bayon/inquiry/trace/victim_payments.hpp"
#include "test/support/flow_fixture.hpp"
#include "test/support/victim_report.hpp"

namespace bayon::trace {
namespace {

using testing::day;
using testing::flow;
using testing::FlowFixture;
using testing::GivenFlow;
using ::testing::HasSubstr;
using testing::reported;

GivenFlow named(GivenFlow given, const char* reference) {
  given.reference = reference;
  return given;
}

std::vector<MatchedReport> matched(const FlowFixture& fixture, std::vector<Report> reports) {
  auto out = match_reports(fixture.flows(), std::move(reports), {});
  EXPECT_TRUE(out.ok());
  return out.ok() ? *out : std::vector<MatchedReport>();
}

TEST(MatchReports, WhatAnAmbiguousChoiceTookRulesNothingOut) {
  const FlowFixture fixture({flow("v1", "mule", 500'00, day(0)), flow("v1", "mule", 500'00, day(0)),
                             flow("v3", "mule", 500'00, day(0))});
  auto first = reported("v1", "mule", "500", "2024-01-01");
  first.from_account = "v1";
  auto second = reported("v2", "mule", "500", "2024-01-01");
  auto third = reported("v3", "mule", "500", "2024-01-01");
  third.from_account = "v3";
  const auto out = matched(fixture, {first, second, third});
  ASSERT_EQ(out.size(), 3u);
  EXPECT_EQ(out[0].match, Match::ambiguous);
  EXPECT_EQ(out[1].match, Match::ambiguous) << "two payments of v1 fit it as well";
  EXPECT_EQ(out[2].match, Match::exact);
}

TEST(MatchReports, WhatACertainMatchTookLeavesTheOtherOneCertain) {
  const FlowFixture fixture(
      {flow("v1", "mule", 500'00, day(0)), flow("v2", "mule", 500'00, day(0))});
  auto first = reported("v1", "mule", "500", "2024-01-01");
  first.from_account = "v1";
  const auto out = matched(fixture, {first, reported("v2", "mule", "500", "2024-01-01")});
  EXPECT_EQ(out.at(0).match, Match::exact);
  EXPECT_EQ(out.at(1).match, Match::exact);
}

TEST(MatchReports, TellTheTransferWhoseReferenceTheyName) {
  const FlowFixture fixture({named(flow("v1", "mule", 500'00, day(5)), "REF-1")});
  auto report = reported("v1", "mule", "499.99", "2024-01-01");
  report.reference = "ref-1";
  const auto out = matched(fixture, {report});
  ASSERT_EQ(out.at(0).match, Match::none);
  EXPECT_THAT(out[0].why, HasSubstr("v1 paid 500.00 USD to mule on 2024-01-06"));
}

std::string payer(const FlowFixture& fixture, const MatchedReport& matched) {
  if (matched.match == Match::none) return "none";
  return std::string(fixture.flows().account(fixture.flows().from(matched.flow)));
}

// The day said comes before the days around it, and the instant before the day.
TEST(MatchReports, TakeTheDayThatIsSaidBeforeTheOneBesideIt) {
  const FlowFixture fixture({flow("a", "mule", 100'00, day(1)), flow("b", "mule", 100'00, day(2)),
                             flow("c", "mule", 100'00, day(3))});
  const auto days = matched(fixture, {reported("v2", "mule", "100", "2024-01-03"),
                                      reported("v3", "mule", "100", "2024-01-04")});
  EXPECT_EQ(payer(fixture, days.at(0)), "b");
  EXPECT_EQ(payer(fixture, days.at(1)), "c");
  EXPECT_EQ(days[0].match, Match::exact);
  const auto instants = matched(fixture, {reported("v2", "mule", "100", "2024-01-03T00:00:00Z"),
                                          reported("v3", "mule", "100", "2024-01-04T00:00:00Z")});
  EXPECT_EQ(payer(fixture, instants.at(0)), "b");
  EXPECT_EQ(payer(fixture, instants.at(1)), "c");
}

// Whose day fits to the day is not robbed of its flow by one that is a day off.
TEST(MatchReports, TheSurestFitsOfAllReportsComeFirst) {
  const FlowFixture fixture({flow("b", "mule", 100'00, day(2))});
  const auto out = matched(fixture, {reported("v1", "mule", "100", "2024-01-02"),
                                     reported("v2", "mule", "100", "2024-01-03")});
  EXPECT_EQ(payer(fixture, out.at(0)), "none");
  EXPECT_EQ(payer(fixture, out.at(1)), "b");
  EXPECT_THAT(out[0].why, HasSubstr("the payment of another report"));
}

// A second report of one transfer is told so, and not that the transfer does not fit.
TEST(MatchReports, ATransferReportedTwiceIsThePaymentOfTheFirst) {
  const FlowFixture fixture({named(flow("v1", "mule", 100'00, day(2)), "REF-1")});
  auto report = reported("v1", "mule", "100", "2024-01-03");
  report.reference = "REF-1";
  const auto out = matched(fixture, {report, report});
  EXPECT_EQ(out.at(0).match, Match::reference);
  EXPECT_EQ(out.at(1).match, Match::none);
  EXPECT_EQ(out[1].why, "every flow that fits is the payment of another report");
}

constexpr std::int64_t hour = nanos_per_day / 24;

// How far the flow is from what the report says: its tier, then the nanoseconds that count in it.
// Nothing where it does not fit at all.
std::optional<std::pair<int, std::int64_t>> badness(const index::FlowIndex& flows,
                                                    const Report& report, index::FlowId id) {
  const index::Flow flow = flows.flow(id);
  if (flow.paid.amount != *parse_amount(report.amount, 2)) return std::nullopt;
  if (flows.account(flow.to) != report.to_account) return std::nullopt;
  const auto& own = report.from_account;
  if (!own.empty() && flows.find_account(own) && flows.account(flow.from) != own) {
    return std::nullopt;
  }
  if (report.when.empty()) return std::pair(1, std::int64_t{0});
  const bool to_the_second = report.when.size() > 10;
  const Instant said =
      to_the_second ? *parse_instant(report.when) : *start_of(parse_date(report.when)->first());
  const std::int64_t off = to_the_second ? std::abs(flow.at.nanos - said.nanos) : 0;
  if (to_the_second && off == 0) return std::pair(0, off);
  const int days = std::abs(static_cast<int>(flow.at.day() - said.day()));
  if (days > 1) return std::nullopt;
  return std::pair(1 + days, off);
}

std::vector<std::string> naive(const index::FlowIndex& flows, const std::vector<Report>& reports) {
  std::vector<std::string> out(reports.size(), "none");
  std::set<index::FlowId> taken, settled;
  const auto take = [&](std::size_t i, index::FlowId id, const std::string& how, bool sure) {
    out[i] = how + " " + std::to_string(id);
    taken.insert(id);
    if (sure) settled.insert(id);
  };
  for (std::size_t i = 0; i < reports.size(); ++i) {
    for (index::FlowId id = 0; id < flows.flows() && out[i] == "none"; ++id) {
      if (reports[i].reference.empty() || taken.contains(id)) continue;
      if (badness(flows, reports[i], id) && *flows.reference(id) == reports[i].reference) {
        take(i, id, "reference", true);
      }
    }
  }
  for (int tier = 0; tier <= 2; ++tier) {
    for (const bool only_sure : {true, false}) {
      for (std::size_t i = 0; i < reports.size(); ++i) {
        if (out[i] != "none") continue;
        std::optional<std::pair<std::int64_t, index::FlowId>> best;
        for (index::FlowId id = 0; id < flows.flows(); ++id) {
          const auto bad = badness(flows, reports[i], id);
          if (!bad || bad->first != tier || taken.contains(id)) continue;
          if (!best || std::pair(bad->second, id) < *best) best = {bad->second, id};
        }
        if (!best) continue;
        int equal = 0;
        for (index::FlowId id = 0; id < flows.flows(); ++id) {
          const auto bad = badness(flows, reports[i], id);
          if (bad && bad->first == tier && bad->second <= best->first && !settled.contains(id)) {
            ++equal;
          }
        }
        if (only_sure && equal != 1) continue;
        take(i, best->second, equal == 1 ? "exact" : "ambiguous", equal == 1);
      }
    }
  }
  return out;
}

TEST(MatchReports, AgreeWithTryingEveryFlow) {
  std::size_t ambiguous = 0, none = 0, exact = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    const auto any = [&](std::uint64_t below) {
      return static_cast<std::int64_t>(random.below(below));
    };
    std::vector<GivenFlow> given;
    for (auto left = 3 + any(30); left > 0; --left) {
      const Instant at{day(any(5)).nanos + any(4) * 6 * hour};
      auto one = flow("p" + std::to_string(any(4)), "m" + std::to_string(any(2)),
                      (1 + any(2)) * 100'00, at);
      if (random.chance(0.3)) one.reference = "R" + std::to_string(given.size());
      given.push_back(one);
    }
    const FlowFixture fixture(given);
    std::vector<Report> reports;
    for (auto left = 1 + any(16); left > 0; --left) {
      Report report =
          reported("v", random.chance(0.5) ? "m0" : "m1", random.chance(0.5) ? "100" : "200", "");
      report.when = PartialDate::from_day(day(any(5)).day()).text();
      if (random.chance(0.4)) report.when += random.chance(0.5) ? "T06:00:00Z" : "T07:30:00Z";
      if (random.chance(0.1)) report.when.clear();
      if (random.chance(0.3)) report.from_account = "p" + std::to_string(any(5));
      if (random.chance(0.2)) report.reference = "R" + std::to_string(any(20));
      reports.push_back(report);
    }
    if (!fixture.flows().find_account("m0") || !fixture.flows().find_account("m1")) continue;
    std::vector<std::string> told;
    for (const auto& one : matched(fixture, reports)) {
      told.push_back(std::string(name(one.match)));
      if (one.match != Match::none) told.back() += " " + std::to_string(one.flow);
      none += one.match == Match::none ? 1 : 0;
      ambiguous += one.match == Match::ambiguous ? 1 : 0;
      exact += one.match == Match::exact ? 1 : 0;
    }
    ASSERT_EQ(told, naive(fixture.flows(), reports)) << "seed " << seed;
  }
  EXPECT_GT(std::min({ambiguous, none, exact}), 100u);
}

// As many reports of one sum to one account as flows: a fixed ticket price.
TEST(MatchReports, ManyAlikeAreNoWorkOfTheirSquare) {
  std::vector<GivenFlow> given;
  std::vector<Report> reports;
  for (int i = 0; i < 50'000; ++i) {
    given.push_back(flow("p" + std::to_string(i), "mule", 100'00, day(2)));
    reports.push_back(reported("v", "mule", "100", "2024-01-03"));
  }
  const FlowFixture fixture(given);
  const auto out = matched(fixture, reports);
  EXPECT_TRUE(std::all_of(out.begin(), out.end(), [](const MatchedReport& one) {
    return one.match == Match::ambiguous || one.match == Match::exact;
  }));
  EXPECT_THAT(out.front().why, HasSubstr("at least 100 flows fit equally"));
}

}  // namespace
}  // namespace bayon::trace
