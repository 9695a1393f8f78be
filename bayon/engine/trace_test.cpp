// Where can following money not begin, and where do labels end it?
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/trace/trace.hpp"
#include "test/support/engine_case.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon {
namespace {

using testing::EngineCase;

TEST(TraceVerb, NeedsVictims) {
  EngineCase one;
  one.load_ledger();
  const auto answer = one.ask("trace", {});
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, errors::trace_no_victims);
}

TEST(TraceVerb, NeedsAccountsThatAreThere) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  for (const auto& [verb, field] : {std::pair("trace", "stops"), std::pair("rings", "accounts")}) {
    const auto answer = one.ask(verb, {{field, {"BANKA-99999999"}}});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().code, errors::account_unknown);
  }
}

TEST(TraceVerb, StopsWhereAListNamesAnExchange) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  one.load_labels(
      "BANKA-00000300,USD,Example Exchange 3,Exchange\n"
      "BANKA-00000200,USD,Example Place 2,waiting_room\n");
  const auto answer = one.ask("trace", {{"rules", {"fifo"}}});
  ASSERT_TRUE(answer) << answer.error().text();
  const auto& rule = answer->at("rules").at(0);
  EXPECT_EQ(rule.at("claims").at(0).at("stopped"), "700.00");
  EXPECT_EQ(rule.at("stops").at(0).at("category"), "exchange");
  ASSERT_EQ(answer->at("labels").size(), 2u);
  EXPECT_EQ(answer->at("labels").at(0).at("stops"), false) << "an unknown word stops nothing";
  EXPECT_EQ(answer->at("labels").at(1).at("stops"), true);

  const auto without = one.ask("trace", {{"rules", {"fifo"}}, {"label_stops", false}});
  ASSERT_TRUE(without) << without.error().text();
  EXPECT_EQ(without->at("rules").at(0).at("claims").at(0).at("held"), "1000.00");
  EXPECT_TRUE(without->at("labels").empty());
}

// A list keeps the day of a report as its value and the time as it was written: both count.
TEST(TraceVerb, TakesThePaymentOfTheTimeThatTheReportSays) {
  EngineCase one;
  const auto ledger = one.write(
      "bank.csv",
      "booking_time,debtor_account,debtor_name,creditor_account,creditor_name,amount,currency,"
      "fee,uetr,purpose\n"
      "2025-03-02T09:00:00Z,A,,M,,100.00,USD,,,\n"
      "2025-03-02T15:00:00Z,B,,M,,100.00,USD,,,\n");
  const auto reports = one.write(
      "r.csv",
      "victim_id,paid_at,amount,asset,to_account\nV1,2025-03-02T16:00:00+01:00,100,USD,M\n");
  ASSERT_TRUE(one.load({"ledger_csv", "bank", {}, "bank", {ledger}, {}}));
  ASSERT_TRUE(one.load({"victim_reports", "police", "2025-03-10", {}, {reports}, {}}));
  const auto answer = one.ask("trace", {});
  ASSERT_TRUE(answer) << answer.error().text();
  const auto& report = answer->at("reports").at(0);
  EXPECT_EQ(report.at("match"), "exact");
  EXPECT_EQ(report.at("flow").at("from"), "B");
}

TEST(TraceVerb, ReadsBackwardWithoutVictimsToo) {
  EngineCase one;
  one.load_ledger();
  const auto answer = one.ask("trace", {{"to", "BANKA-00000300"}});
  ASSERT_TRUE(answer) << answer.error().text();
  const auto& sink = answer->at("sink");
  EXPECT_EQ(sink.at("account"), "BANKA-00000300");
  EXPECT_EQ(sink.at("received").at(0).at("amount"), "700.00");
  EXPECT_EQ(sink.at("received").at(0).at("victim"), "0.00") << "nobody reported anything";
  EXPECT_EQ(sink.at("received").at(0).at("unknown"), "700.00");
  const auto haircut = one.ask("trace", {{"to", "BANKA-00000300"}, {"rules", {"haircut"}}});
  ASSERT_FALSE(haircut.ok());
  EXPECT_EQ(haircut.error().code, errors::question_out_of_range);
}

TEST(TraceBackward, NeedsASink) {
  const testing::FlowFixture fixture({testing::flow("a", "b", 100, testing::day(1))});
  trace::BackwardQuestion question;
  question.sink = fixture.account("a");
  Silent progress;
  const auto answer = trace::trace_backward(fixture.flows(), question, progress);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, errors::trace_no_sink);
}

}  // namespace
}  // namespace bayon
