// Is an answer that no longer follows from its snapshot found?
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

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

// Whatever page of the flows or of their index a question touches: damage of a segment is named,
// that of an index is mended unseen, and the answer is never another.
TEST(Verify, AnAnswerOverADamagedPageIsNotGiven) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  const auto whole = one.ask("trace", {});
  ASSERT_TRUE(whole) << whole.error().text();
  int named = 0, mended = 0;
  for (const char* kind : {"segments", "index"}) {
    for (const auto& file : std::filesystem::directory_iterator(one.folder() / kind)) {
      const std::string bytes = *read_file(file.path());
      for (std::size_t at = 128; at < bytes.size(); at += 61) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 4);
        ASSERT_TRUE(write_file(file.path(), damaged));
        const auto answer = one.ask("trace", {});
        if (answer) {
          ASSERT_EQ(answer->dump(), whole->dump()) << file.path() << " byte " << at;
          mended += std::string_view(kind) == "index" ? 1 : 0;
        } else {
          ASSERT_STREQ(kind, "segments") << answer.error().text();
          EXPECT_EQ(answer.error().where.file, file.path().string());
          named += answer.error().code == errors::store_page_damaged ? 1 : 0;
        }
        ASSERT_TRUE(write_file(file.path(), bytes));
      }
    }
  }
  EXPECT_GT(named, 10);
  EXPECT_GT(mended, 10);
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
