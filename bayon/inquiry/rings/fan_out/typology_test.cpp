// What fan_out promises by its words, and that it is the mirror of fan_in.
#include "bayon/inquiry/rings/fan_out/typology.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test/support/ring_trials.hpp"

namespace bayon::rings::fan_out {
namespace {

using namespace ::bayon::testing;
using ::testing::ElementsAre;

Answer find(const FlowFixture& fixture, std::string kind, std::int64_t window_nanos) {
  Question question;
  question.kinds = {std::move(kind)};
  question.accounts_min = 3;
  question.window_nanos = window_nanos;
  Silent progress;
  return *find_rings(fixture.flows(), question, progress);
}

TEST(FanOut, TellsHubTargetsAndWhatWasPaidInEachAsset) {
  GivenFlow tokens = flow("boss", "m3", 70, day(2));
  tokens.asset = {"USDT", 6};
  const FlowFixture fixture({flow("boss", "m1", 30, day(1)), flow("boss", "m2", 20, day(1)), tokens,
                             flow("m1", "boss", 5, day(1))});
  const auto answer = find(fixture, "fan_out", 2 * nanos_per_day);
  ASSERT_EQ(answer.instances.size(), 1u);
  EXPECT_THAT(roles_of(fixture.flows(), answer.instances.front()),
              ElementsAre("hub boss", "target m1", "target m2", "target m3"));
  EXPECT_THAT(answer.instances.front().sums, ElementsAre(Sum{Leg::out, fixture.asset("USD"), 50},
                                                         Sum{Leg::out, fixture.asset("USDT"), 70}));
}

// Money turned around: who collected now distributes, in the same windows.
TEST(FanOut, IsTheMirrorOfFanIn) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    Random random(seed);
    auto flows = any_flows(random);
    const FlowFixture there(flows);
    for (auto& flow : flows) std::swap(flow.from, flow.to);
    const FlowFixture back(flows);
    const auto window = random.between(0, 8) * (nanos_per_day / 2);
    const auto in = flows_of(find(there, "fan_in", window));
    EXPECT_EQ(in, flows_of(find(back, "fan_out", window))) << "seed " << seed;
    found += in.size();
  }
  EXPECT_GT(found, 100u);
}

TEST(FanOut, FindsEveryPlantedDistributor) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    auto flows = background(random, 60, 30, 400);
    for (int plant = 0; plant < 8; ++plant) {
      const auto begin = random.between(0, 29 * 24 * 60), mules = random.between(3, 12);
      for (std::int64_t m = 0; m < mules; ++m) {
        const auto at = minute(begin + random.between(0, 24 * 60));
        flows.push_back(
            flow(fmt::format("boss{}", plant), fmt::format("mule{}_{}", plant, m), 1'000, at));
      }
    }
    const FlowFixture fixture(flows);
    const auto found = flows_of(find(fixture, "fan_out", nanos_per_day));
    for (int plant = 0; plant < 8; ++plant) {
      const auto out = fixture.flows().out(fixture.account(fmt::format("boss{}", plant)));
      EXPECT_EQ(std::count(found.begin(), found.end(), FlowList(out.begin(), out.end())), 1)
          << "seed " << seed << " plant " << plant;
    }
  }
}

}  // namespace
}  // namespace bayon::rings::fan_out
