// What cycle promises by its words: order, window, length, every sequence once, planted loops.
#include "bayon/inquiry/rings/cycle/typology.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test/support/ring_trials.hpp"

namespace bayon::rings::cycle {
namespace {

using namespace ::bayon::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Question within(std::int64_t days, std::uint32_t hops_max = 10) {
  Question question;
  question.kinds = {"cycle"};
  question.window_nanos = days * nanos_per_day;
  question.hops_max = hops_max;
  return question;
}

std::vector<FlowList> find(const FlowFixture& fixture, const Question& question) {
  Silent progress;
  return flows_of(*find_rings(fixture.flows(), question, progress));
}

TEST(Cycle, TellsMembersInTheirOrderAndWhatWentAround) {
  const FlowFixture fixture(
      {flow("z", "m", 100, day(1)), flow("m", "a", 90, day(2)), flow("a", "z", 80, day(3))});
  Silent progress;
  const auto answer = *find_rings(fixture.flows(), within(2), progress);
  ASSERT_EQ(answer.instances.size(), 1u);
  EXPECT_THAT(roles_of(fixture.flows(), answer.instances.front()),
              ElementsAre("member z", "member m", "member a"));
  EXPECT_THAT(answer.instances.front().sums,
              ElementsAre(Sum{Leg::around, fixture.asset("USD"), 270}));
}

TEST(Cycle, MustCloseInsideTheWindowAndInTheOrderOfTime) {
  const FlowFixture fixture(
      {flow("a", "b", 1, day(1)), flow("b", "c", 1, day(2)), flow("c", "a", 1, day(9))});
  EXPECT_EQ(find(fixture, within(8)).size(), 1u);
  EXPECT_THAT(find(fixture, within(7)), IsEmpty());
  const FlowFixture backwards(
      {flow("c", "a", 1, day(1)), flow("b", "c", 1, day(2)), flow("a", "b", 1, day(3))});
  EXPECT_THAT(find(backwards, within(8)), IsEmpty());
}

TEST(Cycle, OneInstantIsASequenceOnlyInOrderOfRows) {
  const FlowFixture fixture({flow("a", "b", 1, day(1)), flow("b", "a", 1, day(1))});
  Question question = within(8);
  EXPECT_THAT(find(fixture, question), IsEmpty());
  question.ties = Ties::row_order;
  EXPECT_THAT(find(fixture, question), ElementsAre(FlowList{0, 1}));
}

TEST(Cycle, NeverPassesAnAccountTwice) {
  const FlowFixture eight({flow("a", "b", 1, day(1)), flow("b", "c", 1, day(2)),
                           flow("c", "b", 1, day(3)), flow("b", "a", 1, day(4))});
  EXPECT_THAT(find(eight, within(8)), ElementsAre(FlowList{0, 3}, FlowList{1, 2}));
}

TEST(Cycle, FindsEachOfParallelFlowsOnce) {
  const FlowFixture fixture({flow("a", "b", 1, day(1)), flow("a", "b", 2, day(2)),
                             flow("b", "a", 1, day(3)), flow("b", "a", 2, day(4))});
  EXPECT_THAT(find(fixture, within(8)),
              ElementsAre(FlowList{0, 2}, FlowList{0, 3}, FlowList{1, 2}, FlowList{1, 3}));
}

TEST(Cycle, KeepsToTheLengthAskedFor) {
  std::vector<GivenFlow> flows;
  for (int i = 0; i < 6; ++i) {
    flows.push_back(flow(fmt::format("m{}", i), fmt::format("m{}", (i + 1) % 6), 1, day(i)));
  }
  const FlowFixture fixture(flows);
  EXPECT_EQ(find(fixture, within(8, 6)).size(), 1u);
  EXPECT_THAT(find(fixture, within(8, 5)), IsEmpty());
  Question longer = within(8, 7);
  longer.hops_min = 7;
  EXPECT_THAT(find(fixture, longer), IsEmpty());
}

// A chain that comes back early with many flows and late with few: the label for few flows must not
// hide the one for many.
TEST(Cycle, ALateShortWayDoesNotHideAnEarlyLongOne) {
  const FlowFixture fixture({flow("s", "a", 1, day(0)), flow("a", "b", 1, day(1)),
                             flow("b", "c", 1, day(2)), flow("c", "s", 1, day(3)),
                             flow("a", "s", 1, day(4)), flow("b", "s", 1, day(5))});
  EXPECT_THAT(find(fixture, within(8)),
              ElementsAre(FlowList{0, 1, 2, 3}, FlowList{0, 1, 5}, FlowList{0, 4}));
  EXPECT_THAT(find(fixture, within(8, 3)), ElementsAre(FlowList{0, 1, 5}, FlowList{0, 4}));
  EXPECT_THAT(find(fixture, within(3)), ElementsAre(FlowList{0, 1, 2, 3}));
}

TEST(Cycle, FindsEveryPlantedLoop) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    auto flows = background(random, 40, 30, 500);
    for (int plant = 0; plant < 8; ++plant) {
      // Every second loop runs through a busy account.
      const auto length = random.between(2, 10);
      const auto key = [&](std::int64_t i) {
        return i % length == 1 && plant % 2 == 1 ? fmt::format("b{:03}", plant)
                                                 : fmt::format("loop{}_{}", plant, i % length);
      };
      std::int64_t at = random.between(0, 20 * 24 * 60);
      for (std::int64_t i = 0; i < length; ++i) {
        GivenFlow step = flow(key(i), key(i + 1), 1'000'000, minute(at));
        step.kind = fmt::format("plant{}", plant);
        flows.push_back(step);
        at += random.between(1, 8 * 24 * 60 / length - 1);
      }
    }
    const FlowFixture fixture(flows);
    const auto found = find(fixture, within(8));
    for (int plant = 0; plant < 8; ++plant) {
      FlowList planted;
      for (index::FlowId f = 0; f < fixture.flows().flows(); ++f) {
        if (fixture.flows().kind(f) == fmt::format("plant{}", plant)) planted.push_back(f);
      }
      EXPECT_EQ(std::count(found.begin(), found.end(), planted), 1)
          << "seed " << seed << " plant " << plant;
    }
  }
}

}  // namespace
}  // namespace bayon::rings::cycle
