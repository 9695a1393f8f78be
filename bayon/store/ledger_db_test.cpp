#include "bayon/store/ledger_db.hpp"

#include <sqlite3.h>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "test/support/faulty_run.hpp"

namespace bayon::store {
namespace {

LoadRecord any_load(int number) {
  LoadRecord out;
  out.dataset = fmt::format("list_{}", number % 2);
  out.kind = source::Kind::list;
  out.format = "ftm";
  out.version = fmt::format("2024-01-{:02}", number);
  out.loaded_at = "2025-01-01T00:00:00Z";
  out.rows = 10;
  out.accepted = 9;
  out.rejected = 1;
  out.facts = 20;
  out.remarks = {"a remark, with \"quotes\"", "\xe1\x9e\x80"};
  out.gaps = {"a \"gap\"", "another"};
  out.root = sha256(out.version);
  out.files = {{"a.json", sha256("a"), 5}, {"b.json", sha256("b"), 6}};
  out.segments = {{SegmentKind::statements, "a.seg", sha256("c"), 7, 8}};
  return out;
}

class Ledger : public ::testing::Test {
 protected:
  Ledger() : scratch_("ledger"), path_(scratch_ / "led?ger#50%25.sqlite") {
    EXPECT_TRUE(LedgerDb::open(path_, true, true).ok());
  }

  // What someone does with another program.
  void tamper(const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &db), SQLITE_OK);
    char* why = nullptr;
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &why), SQLITE_OK) << why;
    EXPECT_GT(sqlite3_changes(db), 0) << sql;
    sqlite3_close(db);
  }

  testing::Scratch scratch_;
  std::filesystem::path path_;
};

TEST_F(Ledger, GivesBackWhatWasCommitted) {
  {
    auto db = LedgerDb::open(path_, false, true);
    ASSERT_TRUE(db.ok());
    for (int i = 1; i <= 3; ++i) EXPECT_EQ(*db->commit(any_load(i), "entry"), std::uint64_t(i));
  }
  const auto db = LedgerDb::open(path_, false, false);
  const auto loads = db->loads();
  ASSERT_TRUE(loads.ok()) << loads.error().text();
  ASSERT_EQ(loads->size(), 3u);
  const LoadRecord expected = any_load(2);
  const LoadRecord& got = (*loads)[1];
  EXPECT_EQ(got.sequence, 2u);
  EXPECT_EQ(got.remarks, expected.remarks);
  EXPECT_EQ(got.gaps, expected.gaps);
  EXPECT_EQ(got.files, expected.files);
  EXPECT_EQ(got.root, expected.root);
  ASSERT_EQ(got.segments.size(), 1u);
  EXPECT_EQ(got.segments[0].content, expected.segments[0].content);
  EXPECT_EQ(db->loads(2)->size(), 2u);
  EXPECT_EQ(db->pending()->size(), 3u);
}

TEST_F(Ledger, AnswerIsRecordedOnce) {
  auto db = LedgerDb::open(path_, false, true);
  AnswerRecord answer;
  answer.verb = "screen";
  answer.question = "{}";
  EXPECT_EQ(*db->record(answer, "one"), 1u);
  EXPECT_EQ(*db->record(answer, "one again"), 1u);
  answer.question = "{\"name\":\"x\"}";
  EXPECT_EQ(*db->record(answer, "two"), 2u);
  EXPECT_EQ(db->answers()->size(), 2u);
  EXPECT_EQ(db->pending()->size(), 2u);
}

TEST_F(Ledger, SettledEntriesWaitNoLonger) {
  auto db = LedgerDb::open(path_, false, true);
  for (int i = 1; i <= 3; ++i) ASSERT_TRUE(db->commit(any_load(i), fmt::format("{}", i)).ok());
  const auto pending = *db->pending();
  ASSERT_TRUE(db->settled(pending[1].id, {2, sha256("head"), 99}).ok());
  EXPECT_EQ(db->pending()->size(), 1u);
  EXPECT_EQ(db->pending()->front().entry, "3");
  EXPECT_EQ(db->audit_head()->entries, 2u);
  EXPECT_EQ(db->audit_head()->root, sha256("head"));
  EXPECT_EQ(db->audit_head()->bytes, 99u);
}

TEST_F(Ledger, TwoNotesOfRejectsAreKept) {
  auto db = LedgerDb::open(path_, false, true);
  for (const char* text : {"a", "b", "c"}) ASSERT_TRUE(db->note_rejects(sha256(text)).ok());
  EXPECT_FALSE(*db->rejects_noted(sha256("a")));
  EXPECT_TRUE(*db->rejects_noted(sha256("b")));
  EXPECT_TRUE(*db->rejects_noted(sha256("c")));
}

// Every record that is served is checked: one field changed, one record more or fewer.
TEST_F(Ledger, TamperedRecordsAreDamage) {
  {
    auto db = LedgerDb::open(path_, false, true);
    for (int i = 1; i <= 3; ++i) ASSERT_TRUE(db->commit(any_load(i), "entry").ok());
    AnswerRecord answer;
    answer.verb = "screen";
    ASSERT_TRUE(db->record(answer, "answer").ok());
  }
  const std::string whole = (scratch_ / "whole").string();
  std::filesystem::copy(path_, whole);
  for (const char* sql :
       {"UPDATE load SET rows = 11 WHERE sequence = 2", "UPDATE load SET version = '2024-02-02'",
        "UPDATE source_file SET name = 'c.json' WHERE load = 3",
        "DELETE FROM load WHERE sequence = 3",
        "DELETE FROM source_file WHERE load = 1 AND ordinal = 1", "UPDATE segment SET rows = 1",
        "DELETE FROM segment WHERE load = 2", "UPDATE load SET remarks = '[]'",
        "UPDATE load SET root = 'x'", "UPDATE tally SET loads = 2", "DELETE FROM tally"}) {
    tamper(sql);
    const auto db = LedgerDb::open(path_, false, false);
    ASSERT_TRUE(db.ok());
    const auto loads = db->loads();
    ASSERT_FALSE(loads.ok()) << sql;
    EXPECT_EQ(name(loads.error().code), "case.damaged") << sql;
    EXPECT_EQ(loads.error().where.file, path_.string());
    std::filesystem::copy_file(whole, path_, std::filesystem::copy_options::overwrite_existing);
  }
  tamper("UPDATE answer SET asked_at = 'never'");
  EXPECT_EQ(name(LedgerDb::open(path_, false, false)->answers().error().code), "case.damaged");
  tamper("UPDATE outbox SET entry = 'another' WHERE id = 2");
  EXPECT_EQ(name(LedgerDb::open(path_, false, false)->pending().error().code), "case.damaged");
}

TEST_F(Ledger, FolderInItsPlaceFails) {
  const auto folder = scratch_ / "folder.sqlite";
  std::filesystem::create_directory(folder);
  EXPECT_EQ(name(LedgerDb::open(folder, false, true).error().code), "case.damaged");
}

TEST_F(Ledger, CannotBeMadeWhereThereIsNoFolder) {
  const auto nowhere = scratch_ / "absent" / "ledger.sqlite";
  EXPECT_EQ(name(LedgerDb::open(nowhere, true, true).error().code), "ledger_db.failed");
}

TEST_F(Ledger, OtherFilesAndNewerLedgersAreTold) {
  tamper("CREATE TABLE x(y); INSERT INTO x VALUES(1); PRAGMA user_version=99");
  EXPECT_EQ(name(LedgerDb::open(path_, false, false).error().code), "case.newer_format");
  tamper("INSERT INTO x VALUES(1); PRAGMA user_version=0");
  EXPECT_EQ(name(LedgerDb::open(path_, false, false).error().code), "case.damaged");
  tamper("DROP TABLE load; INSERT INTO x VALUES(1); PRAGMA user_version=1");
  EXPECT_EQ(name(LedgerDb::open(path_, false, false)->loads().error().code), "case.damaged");
}

// A writer inside its transaction: readers see the snapshot before it, another writer is told.
TEST_F(Ledger, ReadersDoNotWaitForAWriter) {
  auto writer = LedgerDb::open(path_, false, true);
  ASSERT_TRUE(writer->commit(any_load(1), "entry").ok());
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(
      sqlite3_exec(other, "BEGIN IMMEDIATE; UPDATE load SET rows = 99;", nullptr, nullptr, nullptr),
      SQLITE_OK);
  EXPECT_EQ(LedgerDb::open(path_, false, false)->loads()->front().rows, 10u);
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
}

}  // namespace
}  // namespace bayon::store
