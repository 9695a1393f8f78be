// What does a case say once one of its bytes is another?
//
// A byte is changed (or the file cut) at a sampled place of each kind of file; then everything that
// the case can tell is read, and the case verified. It may refuse with a catalogued error that
// names the file, or answer what it always answered; it must not answer anything else, and
// verification must find the change.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/base/random.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/index/name_index.hpp"
#include "bayon/index/party_reader.hpp"
#include "bayon/store/snapshot.hpp"
#include "test/support/faulty_run.hpp"
#include "test/support/place.hpp"

namespace bayon::testing {
namespace {

// Everything that a case holds, as one hash; facts and indexes alike.
class Reading {
 public:
  Result<std::uint64_t> of(const std::filesystem::path& path) {
    BAYON_TRY(const auto folder, store::CaseFolder::open(path, store::Access::read));
    BAYON_TRY(const auto answers, folder.ledger().answers());
    BAYON_TRY(const auto snapshot, store::Snapshot::open(folder));
    add(snapshot->root().view());
    add(answers.size());
    for (const auto& dataset : snapshot->datasets()) {
      BAYON_TRY_VOID(statements(dataset, folder.index()));
    }
    BAYON_TRY_VOID(store::unless_damaged([&] { return flows(snapshot, folder.index()); }));
    return xxh3_64(text_);
  }

 private:
  void add(std::string_view text) { text_.append(text).append("|"); }
  void add(std::uint64_t number) { text_ += fmt::format("{}|", number); }
  void add(const model::Evidence& evidence) {
    add(evidence.version);
    add(evidence.sha256);
    add(evidence.record);
  }

  Result<void> statements(const store::Dataset& dataset, const std::filesystem::path& index) {
    BAYON_TRY(const auto reader, index::PartyReader::open(dataset, {30'000, 30'000}));
    for (const auto& part : reader.parts()) {
      for (std::uint32_t row = 0; row < part.table->size(); ++row) {
        std::string canonical;
        append_canonical(part.table->row(row), canonical);
        add(canonical);
        if (reader.contains(part.base + row)) add(reader.evidence(part.base + row));
      }
      BAYON_TRY(const auto names, index::NameIndex::open(*part.table, index));
      for (const auto* list : {&names->names(), &names->identifiers(), &names->references()}) {
        for (std::size_t i = 0; i < list->size(); ++i) {
          add(list->key(i));
          add(list->row(i));
        }
      }
    }
    return {};
  }

  Result<void> flows(const std::shared_ptr<const store::Snapshot>& snapshot,
                     const std::filesystem::path& folder) {
    Silent progress;
    BAYON_TRY(const auto index, index::FlowIndex::open(snapshot, folder, progress));
    for (index::FlowId id = 0; id < index->flows(); ++id) {
      const auto flow = index->flow(id);
      add(index->account(flow.from));
      add(index->account(flow.to));
      add(amount_text(flow.paid.amount, 0));
      add(amount_text(flow.received.amount, 0));
      add(amount_text(flow.fee, 0));
      add(flow.at.text());
      add(index->kind(id));
      BAYON_TRY(const std::string reference, index->reference(id));
      add(reference);
      for (const auto& evidence : index->evidence(id)) add(evidence);
    }
    for (index::AccountId account = 0; account < index->accounts(); ++account) {
      for (const auto id : index->out(account)) add(id);
      for (const auto id : index->in(account)) add(id);
    }
    return {};
  }

  std::string text_;
};

Result<void> verify(const std::filesystem::path& path) {
  Silent progress;
  BAYON_TRY(const auto folder, store::CaseFolder::open(path, store::Access::read));
  BAYON_TRY(const auto snapshot, store::Snapshot::open(folder));
  BAYON_TRY_VOID(snapshot->verify(progress));
  BAYON_TRY_VOID(folder.verify_records());
  BAYON_TRY_VOID(folder.ledger().answers());
  return {};
}

class Damage : public ::testing::Test {
 protected:
  Damage() : scratch_(::testing::UnitTest::GetInstance()->current_test_info()->name()) {}

  void SetUp() override {
    const std::string folder = (scratch_ / "case").string();
    const auto sample = [](const std::string& file) {
      return (root() / "bayon/source" / file).string();
    };
    ASSERT_EQ(run({"init", folder}, folder).exit, 0);
    for (const char* version : {"2024-01-01", "2024-02-01"}) {
      ASSERT_EQ(run({"load", folder, "--format", "ftm", "--dataset", "list_a", "--version", version,
                     "--rejects-max", "90%", sample("ftm/sample/entities.ftm.json")},
                    folder)
                    .exit,
                0);
    }
    ASSERT_EQ(run({"load", folder, "--format", "ledger_csv", "--mapping", "bank", "--dataset",
                   "bank_a", "--rejects-max", "90%", sample("ledger_csv/sample/bank.csv")},
                  folder)
                  .exit,
              0);
    // Enough of them that the table of answers and its index have pages to walk to.
    for (int n = 0; n < 3; ++n) {
      const std::string name(400, static_cast<char>('a' + n));
      ASSERT_EQ(run({"screen", folder, name, "--as-of", "2025-01-01"}, folder).exit, 0);
    }
    ASSERT_EQ(run({"status", folder, "--as-of", "2025-01-01"}, folder).exit, 0);
    case_ = folder;
    const auto whole = Reading().of(case_);
    ASSERT_TRUE(whole.ok()) << whole.error().text();
    whole_ = *whole;
    ASSERT_TRUE(verify(case_).ok());
  }

  std::vector<std::filesystem::path> files(const std::string& end) const {
    std::vector<std::filesystem::path> out;
    for (const auto& file : std::filesystem::recursive_directory_iterator(case_)) {
      if (file.path().string().ends_with(end)) out.push_back(file.path());
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  // Puts `bytes` in the file's place, the old inode gone, as a damaged disk would show it.
  static void put(const std::filesystem::path& file, std::string_view bytes) {
    ASSERT_TRUE(write_file(file, bytes).ok());
  }

  // Calls `check(what)` with the file changed at sampled places (all where it has fewer than
  // `samples` bytes) and cut at sampled lengths; afterwards the file is as it was.
  template <typename Check>
  void each_damage(const std::filesystem::path& file, std::size_t samples, const Check& check) {
    const std::string whole = *read_file(file);
    ASSERT_FALSE(whole.empty()) << file;
    Random random(whole.size());
    for (std::size_t i = 0; i < std::min(samples, whole.size()); ++i) {
      const std::size_t at = whole.size() <= samples ? i : random.next() % whole.size();
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ (1 << (random.next() % 8)));
      put(file, damaged);
      SCOPED_TRACE(fmt::format("{}: byte {} of {}", file.string(), at, whole.size()));
      check();
      if (HasFatalFailure()) return;
    }
    for (std::size_t i = 0; i < samples / 8; ++i) {
      const std::size_t length = i == 0 ? 0 : random.next() % whole.size();
      put(file, std::string_view(whole).substr(0, length));
      SCOPED_TRACE(fmt::format("{}: cut to {} of {} bytes", file.string(), length, whole.size()));
      check();
      if (HasFatalFailure()) return;
    }
    put(file, whole);
  }

  void expect_told_or_whole(const Result<std::uint64_t>& read) {
    if (read.ok()) {
      EXPECT_EQ(*read, whole_) << "served damaged";
    } else {
      EXPECT_FALSE(read.error().where.file.empty()) << read.error().text();
    }
  }

  Scratch scratch_;
  std::filesystem::path case_;
  std::uint64_t whole_ = 0;
};

TEST_F(Damage, OfASegmentIsFoundAndNamed) {
  const auto segments = files(".seg");
  // Both versions of the list hold the same facts, so they share one file named by its content.
  ASSERT_EQ(segments.size(), 5u) << "statements and versions of a list, flows of a ledger";
  for (const auto& segment : segments) {
    each_damage(segment, 250, [&] {
      expect_told_or_whole(Reading().of(case_));
      const auto found = verify(case_);
      ASSERT_FALSE(found.ok()) << "not found";
      const auto code = found.error().code;
      EXPECT_TRUE(code == errors::store_page_damaged || code == errors::store_segment_damaged)
          << found.error().text();
      EXPECT_EQ(found.error().where.file, segment.string());
      if (code == errors::store_page_damaged) {
        EXPECT_NE(found.error().detail.find("file offset"), std::string::npos);
      }
    });
  }
}

TEST_F(Damage, MissingSegmentIsNamed) {
  for (const auto& segment : files(".seg")) {
    const std::string whole = *read_file(segment);
    std::filesystem::remove(segment);
    const auto found = verify(case_);
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(name(found.error().code), "store.segment_missing");
    EXPECT_EQ(found.error().where.file, segment.string());
    put(segment, whole);
  }
}

TEST_F(Damage, OfOneSegmentWithTheBytesOfAnotherIsFound) {
  const auto segments = files(".seg");
  const std::string first = *read_file(segments[0]), second = *read_file(segments[1]);
  put(segments[0], second);
  const auto found = verify(case_);
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(name(found.error().code), "store.segment_damaged");
  EXPECT_EQ(found.error().where.file, segments[0].string());
}

// An index is derived: whatever befalls it, the answers are the same and the file is made again.
TEST_F(Damage, OfAnIndexIsMendedUnseen) {
  const auto indexes = files(".idx");
  ASSERT_GE(indexes.size(), 3u);
  for (const auto& index : indexes) {
    const bool in_use = index.filename().string().starts_with("names-");
    const std::string whole = *read_file(index);
    each_damage(index, 150, [&] {
      const auto read = Reading().of(case_);
      ASSERT_TRUE(read.ok()) << read.error().text();
      EXPECT_EQ(*read, whole_);
      if (in_use) {
        // A padding byte may differ: nobody reads it. Everything else was written anew.
        const auto mended = store::Segment::open(index);
        ASSERT_TRUE(mended.ok());
      }
    });
    std::filesystem::remove(index);
    const auto read = Reading().of(case_);
    ASSERT_TRUE(read.ok()) << read.error().text();
    EXPECT_EQ(*read, whole_);
    EXPECT_TRUE(!in_use || *read_file(index) == whole) << "not made again";
  }
}

// SQLite has free space and spare bits in which nothing is kept. A change that verification does
// not find changes nothing: neither what is read, nor what is written afterwards.
TEST_F(Damage, OfTheLedgerIsFoundOrHarmless) {
  int found = 0, silent = 0;
  const std::string copy = (scratch_ / "copy").string();
  each_damage(case_ / "ledger.sqlite", 2'500, [&] {
    const auto read = Reading().of(case_);
    expect_told_or_whole(read);
    if (!read.ok() || !verify(case_).ok()) {
      ++found;
      return;
    }
    if (++silent % 40 != 0) return;
    std::filesystem::remove_all(copy);
    std::filesystem::copy(case_, copy, std::filesystem::copy_options::recursive);
    for (const char* day : {"2025-01-01", "2025-02-01", "2025-03-01"}) {
      ASSERT_EQ(run({"status", copy, "--as-of", day}, copy).exit, 0);
    }
    const auto folder = store::CaseFolder::open(copy, store::Access::write);
    ASSERT_TRUE(folder.ok()) << folder.error().text();
    const auto answers = folder->ledger().answers();
    ASSERT_TRUE(answers.ok()) << answers.error().text();
    EXPECT_EQ(answers->size(), 6u) << "an answer was recorded twice";
    const auto after = verify(copy);
    EXPECT_TRUE(after.ok()) << after.error().text();
  });
  fmt::print("ledger.sqlite: {} found, {} without effect\n", found, silent);
  EXPECT_GT(found, 300);
}

TEST_F(Damage, OfTheAuditLogIsFound) {
  each_damage(case_ / "audit.log", 4'000, [&] {
    const auto found = verify(case_);
    ASSERT_FALSE(found.ok());
    EXPECT_TRUE(found.error().code == errors::audit_broken_chain ||
                found.error().code == errors::audit_truncated)
        << found.error().text();
    EXPECT_EQ(found.error().where.file, (case_ / "audit.log").string());
    // A writer is told as well, and the log is left as it is found.
    const auto writer = store::CaseFolder::open(case_, store::Access::write);
    EXPECT_FALSE(writer.ok());
  });
}

TEST_F(Damage, OfTheRejectsIsFound) {
  each_damage(case_ / "rejects.csv", 1'000, [&] {
    expect_told_or_whole(Reading().of(case_));
    const auto found = verify(case_);
    ASSERT_FALSE(found.ok());
    EXPECT_EQ(name(found.error().code), "file.damaged");
    EXPECT_EQ(found.error().where.file, (case_ / "rejects.csv").string());
  });
  std::filesystem::remove(case_ / "rejects.csv");
  EXPECT_TRUE(verify(case_).ok()) << "it may be deleted";
}

// A write-ahead log that a crash left behind is part of the case, too: when its bytes go, what was
// acknowledged must be missed.
TEST_F(Damage, OfTheWriteAheadLogIsMissed) {
  const std::string folder = case_.string();
  const auto log = case_ / "ledger.sqlite-wal";
  const std::vector<std::string> load{
      "load",      folder,       "--format",
      "ofac_sdn",  "--dataset",  "list_b",
      "--version", "2024-03-01", (root() / "bayon/source/ofac_sdn/sample/sdn.csv").string()};
  // The step after which the load is settled, but SQLite has not put its log away.
  const std::string before = (scratch_ / "before").string();
  std::filesystem::copy(case_, before, std::filesystem::copy_options::recursive);
  std::optional<std::uint64_t> entries;
  for (int step = 1; step < 500 && !entries; ++step) {
    std::filesystem::remove_all(case_);
    std::filesystem::copy(before, case_, std::filesystem::copy_options::recursive);
    run(load, folder, {{"FAULT", "kill"}, {"FAULT_AT", std::to_string(step)}});
    const auto audit = store::read_audit(case_ / "audit.log");
    std::error_code status;
    if (audit.ok() && audit->head.entries == 8 && std::filesystem::exists(log, status)) {
      entries = audit->head.entries;
    }
  }
  ASSERT_TRUE(entries.has_value());
  const auto whole = Reading().of(case_);
  ASSERT_TRUE(whole.ok()) << whole.error().text();
  std::filesystem::remove_all(scratch_ / "held");
  const std::string bytes = *read_file(log);
  std::filesystem::copy(case_, scratch_ / "held", std::filesystem::copy_options::recursive);
  Random random(7);
  int missed = 0;
  for (int trial = 0; trial < 60; ++trial) {
    std::filesystem::remove_all(case_);
    std::filesystem::copy(scratch_ / "held", case_, std::filesystem::copy_options::recursive);
    // SQLite keeps what it recovered in memory shared with nobody now; a machine that stopped has
    // none.
    std::filesystem::remove(case_ / "ledger.sqlite-shm");
    std::string damaged = bytes;
    damaged[random.next() % damaged.size()] ^= 0x10;
    put(log, trial % 4 == 0 ? std::string_view(bytes).substr(0, random.next() % bytes.size())
                            : std::string_view(damaged));
    const auto read = Reading().of(case_);
    if (read.ok()) {
      EXPECT_EQ(*read, *whole) << "a load was lost without a word";
    } else {
      ++missed;
    }
  }
  EXPECT_GT(missed, 20);
}

}  // namespace
}  // namespace bayon::testing
