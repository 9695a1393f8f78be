// What becomes of a trace when the amounts of an asset add up to more than 128 bits hold?
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "bayon/inquiry/trace/trace.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon::trace {
namespace {

using testing::FlowFixture;
using testing::GivenFlow;

// Three payments of nearly all that 128 bits hold.
TEST(Trace, RefusesSumsThatDoNotFit) {
  std::vector<GivenFlow> given;
  for (int i = 0; i < 3; ++i) {
    given.push_back(testing::flow("victim", "thief", amount_max - 1, testing::minute(i)));
  }
  const FlowFixture fixture(given);
  Question question;
  question.claims = {{"victim", 0, amount_max - 1}};
  question.payments = {{0, 0}};
  Silent silent;
  const auto forward = trace_forward(fixture.flows(), question, silent);
  ASSERT_FALSE(forward.ok());
  EXPECT_EQ(name(forward.error().code), "amount.overflow");
  BackwardQuestion back;
  back.sink = fixture.account("thief");
  const auto backward = trace_backward(fixture.flows(), back, silent);
  ASSERT_TRUE(backward.ok());
  EXPECT_TRUE(backward->origins.empty());
  EXPECT_EQ(backward->too_large, std::set<std::uint16_t>{0});
}

// Anyone may send any amount of a worthless token to the accounts that are traced.
TEST(Trace, AmountsThatDoNotFitChangeNothingForOtherAssets) {
  const auto given_with = [&](bool planted) {
    std::vector<GivenFlow> given{testing::flow("victim", "thief", 60, testing::minute(1)),
                                 testing::flow("other", "thief", 40, testing::minute(2)),
                                 testing::flow("thief", "sink", 70, testing::minute(4)),
                                 testing::flow("victim", "thief", 5, testing::minute(8))};
    const auto plant = [&](const char* from, const char* to, int when) {
      given.push_back(testing::flow(from, to, amount_max - 1, testing::minute(when)));
      given.back().asset = {"FORGED", 0};
    };
    if (planted) {
      plant("anyone", "thief", 3);
      plant("thief", "sink", 5);
      plant("thief", "thief", 6);
      plant("anyone", "sink", 7);
    }
    return given;
  };
  const FlowFixture bare(given_with(false)), planted(given_with(true));
  Silent silent;
  for (const Rule rule : {Rule::fifo, Rule::haircut}) {
    Question question;
    question.rule = rule;
    question.claims = {{"victim", 0, 65}};
    question.payments = {{0, 0}, {3, 0}};
    const auto expected = *trace_forward(bare.flows(), question, silent);
    const auto& assets = planted.flows().assets();
    const auto usd = std::find_if(assets.begin(), assets.end(),
                                  [](const model::Asset& asset) { return asset.code == "USD"; });
    question.claims.front().asset = static_cast<std::uint16_t>(usd - assets.begin());
    question.payments = {{0, 0}, {7, 0}};
    const auto answer = trace_forward(planted.flows(), question, silent);
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->balances.front().held, expected.balances.front().held);
    ASSERT_EQ(answer->held.size(), expected.held.size());
    for (std::size_t i = 0; i < expected.held.size(); ++i) {
      EXPECT_EQ(answer->held[i].units, expected.held[i].units);
      EXPECT_EQ(planted.flows().account(answer->held[i].account),
                bare.flows().account(expected.held[i].account));
    }
  }
  BackwardQuestion back;
  back.sink = planted.account("sink");
  const auto backward = trace_backward(planted.flows(), back, silent);
  ASSERT_TRUE(backward.ok());
  EXPECT_EQ(backward->too_large.size(), 1u);
  Amount units = 0;
  for (const auto& origin : backward->origins) units += origin.units;
  EXPECT_EQ(units, 70);
}

}  // namespace
}  // namespace bayon::trace
