// What every question promises, whatever its verb. Answers themselves are told in test/spec.
#include "bayon/engine/engine.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/threads.hpp"
#include "test/support/engine_case.hpp"

namespace bayon {
namespace {

using testing::EngineCase;

ErrorCode refused(const Result<Json>& answer) {
  EXPECT_FALSE(answer.ok()) << answer->dump();
  return answer.ok() ? ErrorCode{} : answer.error().code;
}

TEST(Questions, OfAnUnknownVerbAreRefused) {
  const EngineCase one;
  EXPECT_EQ(refused(one.ask("tell", {})), errors::usage_unknown_verb);
}

TEST(Questions, WithAnUnknownFieldAreRefusedByEachVerb) {
  EngineCase one;
  one.load_list();
  one.load_ledger();
  one.load_reports();
  for (const auto* verb : {"status", "screen", "trace", "rings", "decide", "report"}) {
    EXPECT_EQ(refused(one.ask(verb, {{"name", "Example"}, {"colour", "red"}})),
              errors::question_out_of_range)
        << verb;
  }
}

TEST(Questions, OutOfRangeAreRefused) {
  EngineCase one;
  one.load_list();
  one.load_ledger();
  const Json wrong[] = {
      {{"verb", "screen"}, {"name", "Example"}, {"hits_max", 0}},
      {{"verb", "screen"}, {"name", "Example"}, {"hits_max", "many"}},
      {{"verb", "screen"}, {"name", "Example"}, {"score_min", 10'001}},
      {{"verb", "screen"}, {"name", 7}},
      {{"verb", "screen"}, {"name", "Example"}, {"country", "Atlantis"}},
      {{"verb", "screen"}, {"name", "Example"}, {"as_of", "2025-11"}},
      {{"verb", "rings"}, {"window", "0d"}},
      {{"verb", "rings"}, {"window", "9 days"}},
      {{"verb", "rings"}, {"window", "99999d"}},
      {{"verb", "rings"}, {"kinds", {"triangle"}}},
      {{"verb", "rings"}, {"ties", "loose"}},
      {{"verb", "rings"}, {"from", "nowhere"}},
      {{"verb", "rings"}, {"amount_min", "5"}},
      {{"verb", "rings"}, {"amount_min", "5"}, {"asset", "XYZ"}},
      {{"verb", "rings"}, {"hops_min", 5}, {"hops_max", 3}},
      {{"verb", "trace"}, {"from", "nowhere"}},
      {{"verb", "trace"}, {"rules", {"lifo"}}},
      {{"verb", "trace"}, {"label_stops", "yes"}},
      {{"verb", "decide"}, {"orders", "orders.csv"}},
      {{"verb", "decide"}, {"orders", Json::array()}, {"datasets", {"police"}}},
      {{"verb", "decide"}, {"rules", {"a.yml"}}, {"book", "b"}},
      {{"verb", "decide"}, {"book", "not a hash"}},
  };
  for (const auto& given : wrong) {
    Json question = given;
    const std::string verb = question["verb"];
    question.erase("verb");
    EXPECT_EQ(refused(one.ask(verb, question)), errors::question_out_of_range) << given.dump();
  }
  EXPECT_EQ(refused(one.ask("screen", Json::array())), errors::question_out_of_range);
}

TEST(Questions, OfAnEmptyCaseAreNotAnsweredWithSilence) {
  const EngineCase one;
  EXPECT_EQ(refused(one.ask("screen", {{"name", "Example"}})), errors::snapshot_empty);
  EXPECT_EQ(refused(one.ask("rings", {})), errors::snapshot_empty);
  EXPECT_EQ(refused(one.ask("decide", {})), errors::snapshot_empty);
}

// A victim in a report is on no list.
TEST(Questions, DoNotTakeReportsOfVictimsForAList) {
  EngineCase one;
  one.load_reports();
  EXPECT_EQ(refused(one.ask("screen", {{"name", "Test Victim 0001"}})), errors::snapshot_empty);
  one.load_list();
  const auto answer = one.ask("screen", {{"name", "Test Victim 0001"}});
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer->at("hits_found"), 0);
  EXPECT_EQ(answer->at("coverage").size(), 1u);
  const auto named = one.ask("screen", {{"name", "Test Victim 0001"}, {"datasets", {"police"}}});
  ASSERT_TRUE(named) << named.error().text();
  EXPECT_EQ(named->at("hits_found"), 1) << "a list that is named is asked whatever it holds";
}

TEST(Questions, OfAnUnknownDatasetAreRefused) {
  EngineCase one;
  one.load_list();
  one.load_ledger();
  for (const auto* name : {"nowhere", "bank_a"}) {
    EXPECT_EQ(refused(one.ask("screen", {{"name", "Example"}, {"datasets", {name}}})),
              errors::dataset_unknown);
  }
  EXPECT_EQ(refused(one.ask("decide", {{"datasets", {"sample_parties"}}})),
            errors::dataset_unknown);
}

TEST(Questions, CancelledAreNoAnswers) {
  EngineCase one;
  one.load_list();
  one.load_ledger();
  Silent progress;
  progress.cancel();
  EXPECT_EQ(refused(one.ask("screen", {{"name", "Example"}}, progress)),
            errors::question_cancelled);
  EXPECT_EQ(refused(one.ask("rings", {}, progress)), errors::question_cancelled);
}

TEST(Questions, GiveTheSameBytesOnAnyNumberOfThreads) {
  EngineCase one;
  one.load_list();
  one.load_ledger();
  one.load_reports();
  const std::pair<const char*, Json> questions[] = {
      {"screen", {{"name", "Example Trading 01 Co"}}},
      {"rings", {{"accounts_min", 2}}},
      {"trace", Json::object()},
  };
  for (const auto& [verb, question] : questions) {
    set_threads(1);
    const auto alone = one.ask(verb, question);
    set_threads(4);
    const auto together = one.ask(verb, question);
    set_threads(0);
    ASSERT_TRUE(alone) << alone.error().text();
    ASSERT_TRUE(together) << together.error().text();
    EXPECT_EQ(alone->dump(), together->dump()) << verb;
  }
}

TEST(Questions, NameTheSnapshotAndTheirClocks) {
  EngineCase one;
  one.load_list();
  const auto answer = one.ask("screen", {{"name", "Example"}});
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer->at("verb"), "screen");
  EXPECT_EQ(answer->at("snapshot").get<std::string>().size(), 64u);
  EXPECT_EQ(answer->at("question").at("as_of"), "2026-03-01");
  EXPECT_EQ(answer->at("question").at("known_at"), "2026-03-01");
}

}  // namespace
}  // namespace bayon
