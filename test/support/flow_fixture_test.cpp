// Does the fixture hand on what a test wrote down, through the real loader and index?
#include "test/support/flow_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayon::testing {
namespace {

using ::testing::ElementsAre;

TEST(FlowFixture, ListsGivenFlowsInOrderOfTime) {
  const FlowFixture fixture(
      {flow("b", "c", 60, day(2)), flow("a", "b", 100, day(1)), flow("a", "a", 1, day(3))});
  const auto& flows = fixture.flows();
  ASSERT_EQ(flows.flows(), 3u);
  EXPECT_EQ(flows.account(flows.from(0)), "a");
  EXPECT_EQ(flows.flow(1).paid.amount, 60);
  EXPECT_EQ(flows.at(1), day(2));
  EXPECT_THAT(flows.out(fixture.account("a")), ElementsAre(0u, 2u));
  EXPECT_THAT(flows.in(fixture.account("b")), ElementsAre(0u));
}

TEST(FlowFixture, TakesConversionsFeesAndSeveralLedgers) {
  GivenFlow swap = flow("x", "y", 1'000, day(1));
  swap.received = GivenQuantity{{"USDT", 6}, 9'900'000};
  GivenFlow paid = flow("y", "z", 500, day(1));
  paid.fee = 20;
  const FlowFixture fixture(std::vector<GivenLedger>{
      {"ledger_a", model::Books::bank, {swap}}, {"ledger_b", model::Books::custodian, {paid}}});
  const auto& flows = fixture.flows();
  ASSERT_EQ(flows.flows(), 2u);
  EXPECT_TRUE(flows.flow(0).conversion());
  EXPECT_EQ(flows.flow(0).received.asset, fixture.asset("USDT"));
  EXPECT_EQ(flows.flow(1).received.amount, 480);
  EXPECT_EQ(flows.dataset(1), "ledger_b");
}

TEST(FlowFixture, RemovesItsFolder) {
  std::filesystem::path folder;
  {
    const FlowFixture fixture({flow("a", "b", 1, day(0))});
    folder = fixture.folder();
    EXPECT_TRUE(std::filesystem::exists(folder));
  }
  EXPECT_FALSE(std::filesystem::exists(folder));
}

}  // namespace
}  // namespace bayon::testing
