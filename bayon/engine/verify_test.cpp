// Is an answer that no longer follows from its snapshot found?
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/store/case_folder.hpp"
#include "bayon/store/snapshot.hpp"
#include "test/support/engine_case.hpp"

namespace bayon {
namespace {

using testing::EngineCase;

TEST(Verify, RecomputesEveryAnswerFromTheSnapshotItNames) {
  EngineCase one;
  one.load_list();
  ASSERT_TRUE(one.ask("screen", {{"name", "Example Trading 01 Co"}}));
  one.load_ledger();
  one.load_reports();
  ASSERT_TRUE(one.ask("trace", {}));
  ASSERT_TRUE(one.ask("rings", {{"accounts_min", 2}}));
  ASSERT_TRUE(one.ask("screen", {{"name", "Example Trading 01 Co"}}));
  ASSERT_TRUE(
      one.ask("decide",
              {{"orders", {{{"id", "O1"}, {"classification", "EAR99"}, {"destination", "kh"}}}}}));
  const auto verified = one.verify();
  ASSERT_TRUE(verified) << verified.error().text();
  EXPECT_EQ(verified->at("answers"), 5);
  EXPECT_TRUE(verified->at("mismatches").empty()) << verified->dump();
}

// verify.mismatch is what a face makes of this finding.
TEST(Verify, FindsAnAnswerThatDoesNotFollow) {
  EngineCase one;
  one.load_list();
  const auto answer = one.ask("screen", {{"name", "Example Trading 01 Co"}});
  ASSERT_TRUE(answer) << answer.error().text();
  {
    auto folder = store::CaseFolder::open(one.folder(), store::Access::write);
    ASSERT_TRUE(folder) << folder.error().text();
    auto answers = folder->ledger().answers();
    ASSERT_TRUE(answers) << answers.error().text();
    ASSERT_EQ(answers->size(), 1u);
    store::AnswerRecord forged = answers->front();
    forged.answer = sha256("another answer");
    ASSERT_TRUE(folder->ledger().record(forged, R"({"event":"answer"})"));
    ASSERT_TRUE(folder->settle_audit());
  }
  const auto verified = one.verify();
  ASSERT_TRUE(verified) << verified.error().text();
  ASSERT_EQ(verified->at("mismatches").size(), 1u) << verified->dump();
  EXPECT_EQ(verified->at("mismatches").at(0).at("verb"), "screen");
}

TEST(Verify, ASnapshotThatIsNotThereIsAnError) {
  const EngineCase one;
  const auto folder = store::CaseFolder::open(one.folder(), store::Access::read);
  ASSERT_TRUE(folder) << folder.error().text();
  const auto snapshot = store::Snapshot::open(*folder, 99);
  ASSERT_FALSE(snapshot.ok());
  EXPECT_EQ(snapshot.error().code, errors::snapshot_unknown);
}

}  // namespace
}  // namespace bayon
