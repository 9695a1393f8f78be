// What gather_scatter promises by its words: order, the dividing moment, planted second-layer
// accounts.
#include "bayon/inquiry/rings/gather_scatter/typology.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test/support/ring_trials.hpp"

namespace bayon::rings::gather_scatter {
namespace {

using namespace ::bayon::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Question of(std::uint32_t senders, std::uint32_t receivers, Ties ties = Ties::strict) {
  Question question;
  question.kinds = {"gather_scatter"};
  question.accounts_min = senders;
  question.receivers_min = receivers;
  question.ties = ties;
  return question;
}

Answer find(const FlowFixture& fixture, const Question& question) {
  Silent progress;
  return *find_rings(fixture.flows(), question, progress);
}

TEST(GatherScatter, TellsBothSidesAndTheirSums) {
  const FlowFixture fixture({flow("v1", "h", 40, day(1)), flow("v2", "h", 60, day(2)),
                             flow("h", "m1", 55, day(3)), flow("h", "m2", 35, day(4))});
  const auto answer = find(fixture, of(2, 2));
  ASSERT_EQ(answer.instances.size(), 1u);
  const auto usd = fixture.asset("USD");
  EXPECT_THAT(roles_of(fixture.flows(), answer.instances.front()),
              ElementsAre("hub h", "source v1", "source v2", "target m1", "target m2"));
  EXPECT_THAT(answer.instances.front().sums,
              ElementsAre(Sum{Leg::in, usd, 100}, Sum{Leg::out, usd, 90}));
}

TEST(GatherScatter, MoneyLeavesOnlyAfterItCame) {
  const FlowFixture backwards({flow("h", "m1", 1, day(1)), flow("h", "m2", 1, day(2)),
                               flow("v1", "h", 1, day(3)), flow("v2", "h", 1, day(4))});
  EXPECT_THAT(find(backwards, of(2, 2)).instances, IsEmpty());
}

TEST(GatherScatter, OneInstantIsBothSidesOnlyInOrderOfRows) {
  const FlowFixture fixture({flow("v1", "h", 1, day(1)), flow("v2", "h", 1, day(2)),
                             flow("h", "m1", 1, day(2)), flow("h", "m2", 1, day(2))});
  EXPECT_THAT(find(fixture, of(2, 2)).instances, IsEmpty());
  EXPECT_EQ(find(fixture, of(2, 2, Ties::row_order)).instances.size(), 1u);
}

// v3 pays after m1 was paid: dividing there would lose m1, so two stay with three.
TEST(GatherScatter, DividesWhereMostAccountsAreJoined) {
  std::vector<GivenFlow> flows{flow("v1", "h", 1, day(1)), flow("v2", "h", 1, day(1)),
                               flow("h", "m1", 1, day(2)), flow("v3", "h", 1, day(3)),
                               flow("h", "m2", 1, day(4)), flow("h", "m3", 1, day(4))};
  EXPECT_THAT(flows_of(find(FlowFixture(flows), of(2, 2))), ElementsAre(FlowList{0, 1, 2, 4, 5}));
  flows.insert(flows.begin() + 4, flow("v4", "h", 1, day(3)));
  EXPECT_THAT(flows_of(find(FlowFixture(flows), of(2, 2))),
              ElementsAre(FlowList{0, 1, 3, 4, 5, 6}));
}

TEST(GatherScatter, NeedsThreeOnEachSideUnlessAskedOtherwise) {
  std::vector<GivenFlow> flows;
  for (const char* payer : {"v1", "v2", "v3"}) flows.push_back(flow(payer, "h", 1, day(1)));
  for (const char* payee : {"m1", "m2"}) flows.push_back(flow("h", payee, 1, day(2)));
  const FlowFixture fixture(flows);
  EXPECT_THAT(find(fixture, of(0, 0)).instances, IsEmpty());
  EXPECT_EQ(find(fixture, of(0, 2)).instances.size(), 1u);
}

TEST(GatherScatter, FindsEveryPlantedSecondLayerAccount) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    auto flows = background(random, 60, 30, 400);
    for (int plant = 0; plant < 8; ++plant) {
      const auto hub = fmt::format("treasury{}", plant);
      const auto begin = random.between(0, 22 * 24 * 60),
                 middle = begin + random.between(60, 4 * 24 * 60);
      for (std::int64_t i = random.between(3, 9); i > 0; --i) {
        flows.push_back(flow(fmt::format("from{}_{}", plant, i), hub, 500,
                             minute(random.between(begin, middle))));
      }
      for (std::int64_t i = random.between(3, 9); i > 0; --i) {
        const auto at = minute(random.between(middle + 1, begin + 8 * 24 * 60));
        flows.push_back(flow(hub, fmt::format("to{}_{}", plant, i), 400, at));
      }
    }
    const FlowFixture fixture(flows);
    const auto found = flows_of(find(fixture, of(3, 3)));
    for (int plant = 0; plant < 8; ++plant) {
      const auto hub = fixture.account(fmt::format("treasury{}", plant));
      const auto in = fixture.flows().in(hub), out = fixture.flows().out(hub);
      FlowList planted(in.begin(), in.end());
      planted.insert(planted.end(), out.begin(), out.end());
      EXPECT_EQ(std::count(found.begin(), found.end(), planted), 1)
          << "seed " << seed << " plant " << plant;
    }
  }
}

}  // namespace
}  // namespace bayon::rings::gather_scatter
