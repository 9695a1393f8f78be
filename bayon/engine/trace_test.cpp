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
