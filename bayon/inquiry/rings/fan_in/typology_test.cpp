// What fan_in promises by its words: windows, borders, planted collection accounts.
#include "bayon/inquiry/rings/fan_in/typology.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test/support/ring_trials.hpp"

namespace bayon::rings::fan_in {
namespace {

using namespace ::bayon::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Answer find(const FlowFixture& fixture, std::uint32_t accounts_min, std::int64_t window_nanos) {
  Question question;
  question.kinds = {"fan_in"};
  question.accounts_min = accounts_min;
  question.window_nanos = window_nanos;
  Silent progress;
  return *find_rings(fixture.flows(), question, progress);
}

TEST(FanIn, TellsHubSourcesAndWhatWasPaid) {
  const FlowFixture fixture({flow("v2", "mule", 500, day(1)), flow("v1", "mule", 300, day(2)),
                             flow("v2", "mule", 200, day(3)), flow("mule", "boss", 900, day(3))});
  const auto answer = find(fixture, 2, 3 * nanos_per_day);
  ASSERT_EQ(answer.instances.size(), 1u);
  const Instance& it = answer.instances.front();
  EXPECT_THAT(roles_of(fixture.flows(), it), ElementsAre("hub mule", "source v1", "source v2"));
  EXPECT_THAT(it.flows, ElementsAre(0u, 1u, 2u));
  EXPECT_EQ(it.first, day(1));
  EXPECT_EQ(it.last, day(3));
  EXPECT_THAT(it.sums, ElementsAre(Sum{Leg::in, fixture.asset("USD"), 1'000}));
}

TEST(FanIn, TheWindowHoldsBothItsEnds) {
  const FlowFixture fixture({flow("a", "h", 1, day(0)), flow("b", "h", 1, day(8))});
  EXPECT_EQ(find(fixture, 2, 8 * nanos_per_day).instances.size(), 1u);
  EXPECT_THAT(find(fixture, 2, 8 * nanos_per_day - 1).instances, IsEmpty());
}

TEST(FanIn, CountsPayersOnceAndNeverTheHubItself) {
  const FlowFixture fixture({flow("a", "h", 1, day(0)), flow("a", "h", 1, day(1)),
                             flow("h", "h", 1, day(1)), flow("b", "h", 1, day(1))});
  EXPECT_THAT(find(fixture, 3, nanos_per_day).instances, IsEmpty());
  EXPECT_EQ(find(fixture, 2, nanos_per_day).instances.front().flows.size(), 3u);
}

TEST(FanIn, ReportsOneWindowAfterTheOther) {
  std::vector<GivenFlow> flows;
  for (int burst = 0; burst < 3; ++burst) {
    for (const char* payer : {"a", "b", "c"}) flows.push_back(flow(payer, "h", 1, day(burst * 10)));
  }
  const FlowFixture fixture(flows);
  EXPECT_THAT(flows_of(find(fixture, 3, nanos_per_day)),
              ElementsAre(FlowList{0, 1, 2}, FlowList{3, 4, 5}, FlowList{6, 7, 8}));
}

TEST(FanIn, NeedsFivePayersUnlessAskedOtherwise) {
  std::vector<GivenFlow> flows;
  for (const char* payer : {"a", "b", "c", "d", "e"}) flows.push_back(flow(payer, "h", 1, day(1)));
  EXPECT_EQ(find(FlowFixture(flows), 0, nanos_per_day).instances.size(), 1u);
  flows.pop_back();
  EXPECT_THAT(find(FlowFixture(flows), 0, nanos_per_day).instances, IsEmpty());
}

// Planted: quiet collection accounts come back whole, busy ones come back at all.
TEST(FanIn, FindsEveryPlantedCollectionAccount) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    auto flows = background(random, 60, 30, 400);
    for (int plant = 0; plant < 10; ++plant) {
      const bool quiet = plant < 5;
      const auto hub = quiet ? fmt::format("mule{}", plant) : fmt::format("b{:03}", plant);
      const auto begin = random.between(0, 26 * 24 * 60), payers = random.between(5, 12);
      for (std::int64_t p = 0; p < payers; ++p) {
        const auto at = minute(begin + random.between(0, 3 * 24 * 60));
        flows.push_back(flow(fmt::format("victim{}_{}", plant, p), hub, 1'000, at));
      }
    }
    const FlowFixture fixture(flows);
    const auto answer = find(fixture, 5, 3 * nanos_per_day);
    for (int plant = 0; plant < 10; ++plant) {
      const bool quiet = plant < 5;
      const auto hub =
          fixture.account(quiet ? fmt::format("mule{}", plant) : fmt::format("b{:03}", plant));
      const auto found = std::find_if(
          answer.instances.begin(), answer.instances.end(),
          [&](const Instance& instance) { return instance.accounts.front().account == hub; });
      ASSERT_NE(found, answer.instances.end()) << "seed " << seed << " plant " << plant;
      if (quiet) {
        const auto in = fixture.flows().in(hub);
        EXPECT_EQ(found->flows, FlowList(in.begin(), in.end()))
            << "seed " << seed << " plant " << plant;
      }
    }
  }
}

}  // namespace
}  // namespace bayon::rings::fan_in
