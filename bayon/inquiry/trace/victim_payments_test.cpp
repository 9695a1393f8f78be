#include "bayon/inquiry/trace/victim_payments.hpp"

#include <gtest/gtest.h>

#include "bayon/base/progress.hpp"
#include "test/support/flow_fixture.hpp"
#include "test/support/victim_report.hpp"

namespace bayon::trace {
namespace {

using testing::day;
using testing::flow;
using testing::FlowFixture;
using testing::GivenFlow;
using testing::reported;

TEST(Payers, AreVictimsUnlessTheReportNamesAnotherAccountOrAVictimPaidThem) {
  const FlowFixture fixture({flow("exchange", "scam", 100, day(0)), flow("v2", "scam", 100, day(0)),
                             flow("v4", "v3", 100, day(1)), flow("v3", "scam", 100, day(2))});
  auto first = reported("v1", "scam", "1", "2024-01-01");
  first.from_account = "my wallet";
  auto second = reported("v2", "scam", "1", "2024-01-01");
  second.from_account = "v2";
  const auto out = *match_reports(fixture.flows(),
                                  {first, second, reported("v3", "scam", "1", "2024-01-03"),
                                   reported("v4", "v3", "1", "2024-01-02")},
                                  {});
  std::vector<Claim> claims;
  std::vector<Payment> payments;
  ASSERT_TRUE(claims_of(fixture.flows(), out, claims, payments).ok());
  const auto payers = payers_of(fixture.flows(), payments);
  const auto reason = [&](const char* key) {
    return payers.at(*fixture.flows().find_account(key));
  };
  EXPECT_EQ(reason("exchange"), StopReason::payer);
  EXPECT_EQ(reason("v2"), StopReason::victim);
  EXPECT_EQ(reason("v3"), StopReason::payer) << "v4 reports to have paid it";
  EXPECT_EQ(reason("v4"), StopReason::victim);
}

TEST(Payers, ThatALabelNamesEndTheTraceByTheirLabel) {
  const FlowFixture fixture(
      {flow("exchange", "scam", 100, day(0)), flow("scam", "exchange", 100, day(1))});
  const auto& flows = fixture.flows();
  Question question;
  question.claims = {{"v1", 0, 100}};
  question.payments = {{0, 0}};
  Silent silent;
  const auto unlabelled = trace_forward(flows, question, silent);
  ASSERT_TRUE(unlabelled.ok());
  EXPECT_EQ(unlabelled->balances[0].returned, 100);
  question.payments[0].own = false;
  const auto foreign = trace_forward(flows, question, silent);
  ASSERT_TRUE(foreign.ok());
  EXPECT_EQ(foreign->balances[0].stopped, 100) << "nobody got anything back";
  question.payments[0].own = true;
  question.stops.emplace(*flows.find_account("exchange"), Stop{StopReason::label, "exchange"});
  const auto labelled = trace_forward(flows, question, silent);
  ASSERT_TRUE(labelled.ok());
  EXPECT_EQ(labelled->balances[0].returned, 0);
  EXPECT_EQ(labelled->balances[0].stopped, 100);
}

TEST(SelfTransfers, MoveNothingButTheirFee) {
  GivenFlow to_itself = flow("scam", "scam", 150, day(2));
  to_itself.fee = 5;
  const FlowFixture fixture({flow("v1", "scam", 100, day(0)), flow("clean", "scam", 100, day(1)),
                             to_itself, flow("scam", "cash", 100, day(3))});
  Question question;
  question.claims = {{"v1", 0, 100}};
  question.payments = {{0, 0}};
  Silent silent;
  const auto answer = trace_forward(fixture.flows(), question, silent);
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->balances[0].fees, 5);
  Amount at_cash = 0;
  for (const Holding& holding : answer->held) {
    if (fixture.flows().account(holding.account) == "cash") at_cash += holding.units;
  }
  EXPECT_EQ(at_cash, 95) << "the oldest units stay the oldest";
}

}  // namespace
}  // namespace bayon::trace
