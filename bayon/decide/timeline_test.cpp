// Do histories with suspensions, expiries, partial and missing dates come out as their notices say?
#include "bayon/decide/timeline.hpp"

#include <gtest/gtest.h>

namespace bayon::decide {
namespace {

using model::EventKind;
using model::Rule;
using model::RuleEvent;

constexpr Day all_known = 2932896;  // 9999-12-31

Day on(std::string_view text) { return parse_date(text)->first(); }

RuleEvent event(EventKind kind, std::string_view legal, std::string_view expires = "") {
  RuleEvent out;
  out.kind = kind;
  if (!legal.empty()) out.legal_effective = *parse_date(legal);
  if (!expires.empty()) out.expires = *parse_date(expires);
  out.known_from = on("1900-01-01");
  return out;
}

Rule rule(std::vector<RuleEvent> events) {
  EXPECT_EQ(check_history(events).reason, "");
  Rule out;
  out.events = std::move(events);
  return out;
}

Phase phase(const Rule& of, std::string_view day, Day known_at = all_known) {
  const auto states = states_on(of, on(day), known_at);
  EXPECT_EQ(states.size(), 1u) << day;
  RuleState clear;
  EXPECT_TRUE(clear_state_on(of, on(day), known_at, clear));
  EXPECT_EQ(clear, states.front()) << day;
  return clear.phase;
}

// The suspension of the Affiliates Rule ends by itself.
TEST(Timeline, ASuspensionReturnsByItself) {
  const auto affiliates = rule({event(EventKind::impose, "2025-09-29"),
                                event(EventKind::suspend, "2025-11-10", "2026-11-09")});
  EXPECT_EQ(phase(affiliates, "2025-09-28"), Phase::not_yet);
  EXPECT_EQ(phase(affiliates, "2025-11-09"), Phase::in_force);
  EXPECT_EQ(phase(affiliates, "2025-11-10"), Phase::suspended);
  EXPECT_EQ(phase(affiliates, "2026-11-09"), Phase::suspended);
  EXPECT_EQ(phase(affiliates, "2026-11-10"), Phase::in_force);
}

// Cyprus: renewed year by year; the day after the last window it is back.
TEST(Timeline, RenewalsWithoutAGapHold) {
  const auto cyprus =
      rule({event(EventKind::impose, "1987"), event(EventKind::suspend, "2022-10-01", "2023-09-30"),
            event(EventKind::extend, "2023-10-01", "2024-09-30"),
            event(EventKind::extend, "2024-06-01", "2025-09-30")});
  EXPECT_EQ(phase(cyprus, "2022-09-30"), Phase::in_force);
  for (const auto day : {"2022-10-01", "2023-09-30", "2023-10-01", "2024-10-01", "2025-09-30"}) {
    EXPECT_EQ(phase(cyprus, day), Phase::suspended) << day;
  }
  EXPECT_EQ(phase(cyprus, "2025-10-01"), Phase::in_force);
}

TEST(Timeline, ARuleWithAnEndLapsesAndCanComeAgain) {
  const auto yearly =
      rule({event(EventKind::impose, "2020-01-01", "2020-12-31"),
            event(EventKind::impose, "2022-01-01"), event(EventKind::lift, "2023-01-01")});
  EXPECT_EQ(phase(yearly, "2020-12-31"), Phase::in_force);
  EXPECT_EQ(phase(yearly, "2021-01-01"), Phase::lapsed);
  EXPECT_EQ(phase(yearly, "2022-01-01"), Phase::in_force);
  EXPECT_EQ(phase(yearly, "2023-01-01"), Phase::lifted);
}

TEST(Timeline, APartialDateLeavesItsSpanOpen) {
  const auto yearly = rule({event(EventKind::impose, "1996")});
  EXPECT_EQ(phase(yearly, "1995-12-31"), Phase::not_yet);
  EXPECT_EQ(phase(yearly, "1996-12-31"), Phase::in_force);
  const auto within = states_on(yearly, on("1996-06-01"), all_known);
  ASSERT_EQ(within.size(), 2u);
  EXPECT_EQ(within[0].phase, Phase::not_yet);
  EXPECT_EQ(within[1].phase, Phase::in_force);
  RuleState clear;
  EXPECT_FALSE(clear_state_on(yearly, on("1996-06-01"), all_known, clear));
}

TEST(Timeline, AMissingDateLeavesItOpenFromTheDayItIsKnown) {
  auto lifted = event(EventKind::lift, "");
  lifted.known_from = on("2020-05-01");
  const auto history = rule({event(EventKind::impose, "2019-01-01"), lifted});
  EXPECT_EQ(phase(history, "2020-04-30"), Phase::in_force);
  EXPECT_EQ(states_on(history, on("2020-05-01"), all_known).size(), 2u);
  EXPECT_EQ(phase(history, "2020-06-01", on("2020-04-30")), Phase::in_force);
}

TEST(Timeline, AnAnnouncementChangesNothing) {
  auto said = event(EventKind::announce, "");
  said.announced = *parse_date("2020-05-01");
  const auto history = rule({event(EventKind::impose, "2019-01-01"), said});
  EXPECT_EQ(phase(history, "2020-06-01"), Phase::in_force);
  EXPECT_EQ(reached(said, on("2020-04-30")), model::Truth::no);
  EXPECT_EQ(reached(said, on("2020-05-01")), model::Truth::yes);
  EXPECT_EQ(boundaries(history, all_known), std::vector<Day>{on("2019-01-01")});
}

TEST(Timeline, HiddenEventsAreLeftOut) {
  auto lifted = event(EventKind::lift, "2020-01-01");
  lifted.known_from = on("2021-01-01");
  const auto history = rule({event(EventKind::impose, "2019-01-01"), lifted});
  EXPECT_EQ(phase(history, "2020-06-01", on("2020-06-01")), Phase::in_force);
  EXPECT_EQ(phase(history, "2020-06-01", on("2021-01-01")), Phase::lifted);
  EXPECT_EQ(boundaries(history, on("2020-06-01")).size(), 1u);
}

TEST(Timeline, AnAmendedTextHoldsFromItsDay) {
  auto amended = event(EventKind::amend, "2020-01-01");
  amended.outcome = model::Outcome::prohibited;
  const auto history = rule({event(EventKind::impose, "2019-01-01"), amended});
  EXPECT_EQ(states_on(history, on("2019-12-31"), all_known)[0].text, -1);
  EXPECT_EQ(states_on(history, on("2020-01-01"), all_known)[0].text, 1);
}

TEST(Timeline, StatesWithinASpanCoverTheChangesInIt) {
  const auto history =
      rule({event(EventKind::impose, "2019-01-01"), event(EventKind::lift, "2020-01-01")});
  EXPECT_EQ(states_within(history, on("2019-02-01"), on("2019-12-31"), all_known).size(), 1u);
  EXPECT_EQ(states_within(history, on("2019-12-31"), on("2020-01-01"), all_known).size(), 2u);
  EXPECT_EQ(states_within(history, -never, never - 1, all_known).size(), 3u);
}

TEST(Timeline, HistoriesThatDoNotFitAreNamed) {
  const auto fault = [](std::vector<RuleEvent> events) {
    const auto found = check_history(events);
    EXPECT_FALSE(found.reason.empty());
    return found.event;
  };
  EXPECT_EQ(fault({event(EventKind::lift, "2020-01-01")}), 0u);
  EXPECT_EQ(fault({event(EventKind::amend, "2020-01-01")}), 0u);
  EXPECT_EQ(fault({event(EventKind::impose, "2020-01-01"), event(EventKind::impose, "2021-01-01")}),
            1u);
  EXPECT_EQ(fault({event(EventKind::impose, "2020-01-01"), event(EventKind::extend, "2021-01-01")}),
            1u);
  EXPECT_EQ(fault({event(EventKind::impose, "2020-01-01", "2020-06-01"),
                   event(EventKind::extend, "2020-06-03", "2021-01-01")}),
            1u);
  EXPECT_EQ(fault({event(EventKind::impose, "2020-01-01", "2019-01-01")}), 0u);
  EXPECT_EQ(fault({event(EventKind::impose, "2020-01-01", "2025-01-01"),
                   event(EventKind::suspend, "2021-01-01")}),
            1u);
  EXPECT_EQ(fault({event(EventKind::impose, "2020-01-01"), event(EventKind::lift, "2019-01-01")}),
            1u);
}

}  // namespace
}  // namespace bayon::decide
