#include "bayon/store/audit_log.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/store/case_folder.hpp"
#include "test/support/faulty_run.hpp"

namespace bayon::store {
namespace {

class Audit : public ::testing::Test {
 protected:
  Audit() : scratch_("audit"), path_(scratch_ / "audit.log") {}

  void fill(int entries) {
    auto log = AuditLog::open(path_);
    ASSERT_TRUE(log.ok());
    for (int i = 0; i < entries; ++i) {
      ASSERT_TRUE(log->append(fmt::format(R"({{"event":"load","number":{}}})", i)).ok());
    }
  }
  ErrorCode refusal() const {
    const auto read = read_audit(path_);
    EXPECT_FALSE(read.ok());
    return read.ok() ? ErrorCode{} : read.error().code;
  }

  testing::Scratch scratch_;
  std::filesystem::path path_;
};

TEST_F(Audit, HeadIsTheMerkleRootOverAllEntries) {
  std::vector<Digest> leaves;
  auto log = AuditLog::open(path_);
  ASSERT_TRUE(log.ok());
  EXPECT_EQ(log->head().root, merkle_root(leaves));
  for (int i = 0; i < 40; ++i) {
    const std::string entry = fmt::format("entry {}", i);
    leaves.push_back(merkle_leaf(entry));
    const auto head = log->append(entry);
    ASSERT_TRUE(head.ok());
    EXPECT_EQ(head->root, merkle_root(leaves));
    EXPECT_EQ(head->entries, leaves.size());
    EXPECT_EQ(head->bytes, std::filesystem::file_size(path_));
  }
  const auto read = read_audit(path_);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->head.root, merkle_root(leaves));
  EXPECT_EQ(read->entries[7].text, "entry 7");
  EXPECT_EQ(read->entries[7].root, merkle_root(std::span(leaves).first(8)));
}

TEST_F(Audit, GoesOnWhereItEnded) {
  fill(5);
  fill(6);
  EXPECT_EQ(read_audit(path_)->head.entries, 11u);
}

TEST_F(Audit, MissingLogIsEmpty) { EXPECT_EQ(read_audit(path_)->head.entries, 0u); }

TEST_F(Audit, CutLastLineGoesWithTheNextEntry) {
  fill(3);
  const std::string whole = *read_file(path_);
  for (const std::size_t cut : {std::size_t{1}, std::size_t{40}}) {
    ASSERT_TRUE(write_file(path_, whole.substr(0, whole.size() - cut)).ok());
    EXPECT_EQ(read_audit(path_)->head.entries, 2u);
    fill(0);
    EXPECT_EQ(*read_file(path_), whole.substr(0, whole.size() - cut)) << "opening changes nothing";
    fill(1);
    EXPECT_EQ(read_audit(path_)->head.entries, 3u);
  }
}

TEST_F(Audit, ChangedRemovedOrReorderedEntryBreaksTheChain) {
  fill(4);
  const std::string whole = *read_file(path_);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = whole.find('\n', at) + 1;
    lines.push_back(whole.substr(at, end - at));
    at = end;
  }
  const auto put = [&](const std::vector<std::string>& kept) {
    std::string text;
    for (const auto& line : kept) text += line;
    ASSERT_TRUE(write_file(path_, text).ok());
  };
  auto changed = lines;
  changed[1].replace(changed[1].find("number"), 6, "amount");
  put(changed);
  EXPECT_EQ(name(refusal()), "audit.broken_chain");
  put({lines[0], lines[2], lines[3]});
  EXPECT_EQ(name(refusal()), "audit.broken_chain");
  put({lines[1], lines[0], lines[2], lines[3]});
  EXPECT_EQ(name(refusal()), "audit.broken_chain");
  put({lines[0], "\n", lines[1]});
  EXPECT_EQ(name(refusal()), "audit.broken_chain");
  // The same entry spelt otherwise: a blank more.
  auto spelt = lines;
  spelt[2].insert(1, " ");
  put(spelt);
  EXPECT_EQ(name(refusal()), "audit.broken_chain");
  EXPECT_EQ(read_audit(path_).error().where.record, 3u);
}

TEST_F(Audit, EntryIsOneLine) {
  auto log = AuditLog::open(path_);
  EXPECT_THROW((void)log->append("a\nb"), InvariantBroken);
  EXPECT_THROW((void)log->append("\xff"), InvariantBroken);
}

// The log against the ledger: what one file alone cannot show.
class AuditOfCase : public ::testing::Test {
 protected:
  AuditOfCase() : scratch_("audit-case"), case_(scratch_ / "case") {
    EXPECT_TRUE(CaseFolder::create(case_).ok());
    auto folder = CaseFolder::open(case_, Access::write);
    EXPECT_TRUE(folder.ok());
    for (int i = 0; i < 3; ++i) {
      AnswerRecord answer;
      answer.verb = "screen";
      answer.question = fmt::format("{{\"number\":{}}}", i);
      EXPECT_TRUE(folder->ledger().record(answer, fmt::format("answer {}", i)).ok());
    }
    EXPECT_TRUE(folder->settle_audit().ok());
    log_ = case_ / "audit.log";
  }
  std::string verified() const {
    const auto folder = CaseFolder::open(case_, Access::read);
    if (!folder.ok()) return std::string(name(folder.error().code));
    const auto records = folder->verify_records();
    return records.ok() ? "whole" : std::string(name(records.error().code));
  }
  std::string opened_for_writing() const {
    const auto folder = CaseFolder::open(case_, Access::write);
    return folder.ok() ? "open" : std::string(name(folder.error().code));
  }

  testing::Scratch scratch_;
  std::filesystem::path case_, log_;
};

TEST_F(AuditOfCase, HoldsWhatTheLedgerSettled) {
  EXPECT_EQ(verified(), "whole");
  EXPECT_EQ(read_audit(log_)->entries[2].text, "answer 2");
}

TEST_F(AuditOfCase, CutLogIsMissed) {
  const std::string whole = *read_file(log_);
  ASSERT_TRUE(write_file(log_, whole.substr(0, whole.find('\n') + 1)).ok());
  EXPECT_EQ(verified(), "audit.truncated");
  EXPECT_EQ(opened_for_writing(), "audit.truncated");
  std::filesystem::remove(log_);
  EXPECT_EQ(verified(), "audit.truncated");
}

// Someone who writes the whole log anew makes a chain that holds, but not the one the ledger knows.
TEST_F(AuditOfCase, RewrittenLogIsFound) {
  std::filesystem::remove(log_);
  {
    auto log = AuditLog::open(log_);
    for (const char* entry : {"answer 0", "answer X", "answer 2"})
      ASSERT_TRUE(log->append(entry).ok());
  }
  EXPECT_EQ(verified(), "audit.broken_chain");
  EXPECT_EQ(opened_for_writing(), "audit.broken_chain");
}

TEST_F(AuditOfCase, EntryThatTheLedgerDoesNotKnowIsFound) {
  {
    auto log = AuditLog::open(log_);
    ASSERT_TRUE(log->append("answer 3").ok());
  }
  EXPECT_EQ(verified(), "audit.broken_chain");
}

// A crash after the entry and before the note: the entry is not written twice.
TEST_F(AuditOfCase, EntryThatIsThereAlreadyIsNotedOnce) {
  {
    auto folder = CaseFolder::open(case_, Access::write);
    AnswerRecord answer;
    answer.verb = "screen";
    answer.question = "{\"number\":3}";
    ASSERT_TRUE(folder->ledger().record(answer, "answer 3").ok());
    auto log = AuditLog::open(log_);
    ASSERT_TRUE(log->append("answer 3").ok());
  }
  EXPECT_EQ(verified(), "whole");
  EXPECT_EQ(opened_for_writing(), "open");
  EXPECT_EQ(read_audit(log_)->head.entries, 4u);
  EXPECT_EQ(verified(), "whole");
}

}  // namespace
}  // namespace bayon::store
