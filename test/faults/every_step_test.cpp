// What is left of a load that ends at any of its steps? Either all of it or nothing.
//
// Each test runs the real program with faulty_calls.cpp preloaded and lets the machine fail at the
// first, second, third... call that changes a file, until the program comes through.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/store/snapshot.hpp"
#include "test/support/faulty_run.hpp"
#include "test/support/place.hpp"

namespace bayon::testing {
namespace {

constexpr int steps_max = 2000;

std::string sample(const std::string& file) { return (root() / "bayon/source" / file).string(); }

std::vector<std::string> load_list(const std::string& folder) {
  return {"load",
          folder,
          "--format",
          "ofac_sdn",
          "--dataset",
          "list_a",
          "--version",
          "2024-01-01",
          sample("ofac_sdn/sample/sdn.csv"),
          sample("ofac_sdn/sample/add.csv"),
          sample("ofac_sdn/sample/alt.csv"),
          sample("ofac_sdn/sample/sdn_comments.csv")};
}

// Brings flows, statements, a version, an index and rejects: every kind of file that there is.
std::vector<std::string> load_ledger(const std::string& folder) {
  return {"load",
          folder,
          "--format",
          "ledger_csv",
          "--mapping",
          "bank",
          "--dataset",
          "bank_a",
          "--rejects-max",
          "90%",
          sample("ledger_csv/sample/bank.csv")};
}

class EveryStep : public ::testing::Test {
 protected:
  EveryStep()
      : scratch_(::testing::UnitTest::GetInstance()->current_test_info()->name()),
        before_(scratch_ / "before"),
        folder_(scratch_ / "case") {}

  void SetUp() override {
    ASSERT_EQ(run({"init", before_.string()}, before_).exit, 0);
    ASSERT_EQ(run(load_list(before_.string()), before_).exit, 0);
    held_before_ = examine(before_);
    ASSERT_TRUE(held_before_.findings.empty()) << held_before_.findings.front();
    restart();
    ASSERT_EQ(run(load_ledger(folder_.string()), folder_).exit, 0);
    held_after_ = examine(folder_);
    ASSERT_TRUE(held_after_.findings.empty()) << held_after_.findings.front();
    ASSERT_EQ(held_after_.loads.size(), held_before_.loads.size() + 1);
  }

  void restart() {
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(before_, folder_, std::filesystem::copy_options::recursive);
  }

  // The case holds what it held, or that and the whole load; and the load can be made good.
  void expect_all_or_nothing(const Ending& ending) {
    const Holding held = examine(folder_);
    ASSERT_TRUE(held.findings.empty()) << held.findings.front();
    const bool there = held.loads == held_after_.loads;
    EXPECT_TRUE(there || held.loads == held_before_.loads);
    EXPECT_EQ(held.root, there ? held_after_.root : held_before_.root);
    EXPECT_TRUE(there || ending.exit != 0) << "acknowledged and lost";
    ASSERT_EQ(run(load_ledger(folder_.string()), folder_).exit, 0);
    EXPECT_EQ(examine(folder_).root, held_after_.root);
  }

  // Calls `check(step, ending)` for a load that meets `kind` at step 1, 2, 3... Returns how many
  // steps there are.
  template <typename Check>
  int each_step(const std::string& kind, const Check& check) {
    for (int step = 1; step < steps_max; ++step) {
      restart();
      const std::string log = (scratch_ / "log").string();
      std::filesystem::remove(log);
      const Ending ending =
          run(load_ledger(folder_.string()), folder_,
              {{"FAULT", kind}, {"FAULT_AT", std::to_string(step)}, {"FAULT_LOG", log}});
      SCOPED_TRACE(fmt::format("{} at step {}, exit {}: {}", kind, step, ending.exit, ending.said));
      check(ending);
      if (HasFatalFailure()) return step;
      std::ifstream lines(log);
      const auto reached = std::count(std::istreambuf_iterator<char>(lines), {}, '\n');
      if (reached < step) return step - 1;
    }
    return steps_max;
  }

  Scratch scratch_;
  std::filesystem::path before_, folder_;
  Holding held_before_, held_after_;
};

TEST_F(EveryStep, KilledLoadIsThereAsAWholeOrNotAtAll) {
  int killed = 0;
  const int steps = each_step("kill", [&](const Ending& ending) {
    killed += ending.killed() ? 1 : 0;
    expect_all_or_nothing(ending);
  });
  EXPECT_GT(killed, 30) << "a load has fewer steps than it should: is the fault library there?";
  EXPECT_EQ(killed, steps);
}

TEST_F(EveryStep, TornWriteIsNeverTakenForAWholeOne) {
  int killed = 0;
  each_step("half", [&](const Ending& ending) {
    killed += ending.killed() ? 1 : 0;
    expect_all_or_nothing(ending);
  });
  EXPECT_GT(killed, 30);
}

TEST_F(EveryStep, FullDiskIsSaidAndLeavesTheCaseAsItWas) {
  int refused = 0;
  each_step("full", [&](const Ending& ending) {
    ASSERT_FALSE(ending.killed());
    if (ending.exit != 0) {
      ++refused;
      EXPECT_NE(ending.said.find("file.disk_full"), std::string::npos);
    }
    expect_all_or_nothing(ending);
  });
  EXPECT_GT(refused, 20);
}

TEST_F(EveryStep, FailingDiskIsSaidAndLeavesTheCaseAsItWas) {
  int refused = 0;
  each_step("io", [&](const Ending& ending) {
    ASSERT_FALSE(ending.killed());
    if (ending.exit != 0) {
      ++refused;
      EXPECT_TRUE(ending.said.find("file.not_writable") != std::string::npos ||
                  ending.said.find("ledger_db.failed") != std::string::npos ||
                  ending.said.find("file.unreadable") != std::string::npos ||
                  ending.said.find("file.read_only_folder") != std::string::npos);
    }
    expect_all_or_nothing(ending);
  });
  EXPECT_GT(refused, 20);
}

TEST_F(EveryStep, FolderThatTurnsReadOnlyIsSaidAndLeavesTheCaseAsItWas) {
  int refused = 0;
  each_step("readonly", [&](const Ending& ending) {
    ASSERT_FALSE(ending.killed());
    if (ending.exit != 0) {
      ++refused;
      // A folder that turns in the middle of a write is an input error to SQLite.
      EXPECT_TRUE(ending.said.find("file.read_only_folder") != std::string::npos ||
                  ending.said.find("ledger_db.failed") != std::string::npos);
    }
    expect_all_or_nothing(ending);
  });
  EXPECT_GT(refused, 20);
}

TEST_F(EveryStep, ReadOnlyFolderIsReadAndNotWritten) {
  restart();
  const Fault read_only{{"FAULT", "readonly"}, {"FAULT_AT", "1"}};
  const Ending refused = run(load_ledger(folder_.string()), folder_, read_only);
  EXPECT_EQ(refused.exit, 77);
  EXPECT_NE(refused.said.find("file.read_only_folder"), std::string::npos);
  EXPECT_EQ(run({"status", folder_.string()}, folder_, read_only).exit, 0);
  EXPECT_EQ(run({"verify", folder_.string()}, folder_, read_only).exit, 0);
  EXPECT_EQ(examine(folder_).root, held_before_.root);
}

// What a crash left in the write-ahead log is part of the case: it must not be passed over.
TEST_F(EveryStep, ReadOnlyFolderAfterACrashIsRefusedRatherThanReadAsItWasBefore) {
  restart();
  const auto left_behind = [&] {
    std::error_code status;
    const auto bytes = std::filesystem::file_size(folder_ / "ledger.sqlite-wal", status);
    return !status && bytes != 0;
  };
  int step = 1;
  for (; step < steps_max && !left_behind(); ++step) {
    restart();
    run(load_ledger(folder_.string()), folder_,
        {{"FAULT", "kill"}, {"FAULT_AT", std::to_string(step)}});
  }
  ASSERT_LT(step, steps_max);
  const Ending ending =
      run({"status", folder_.string()}, folder_, {{"FAULT", "readonly"}, {"FAULT_AT", "1"}});
  EXPECT_EQ(ending.exit, 77) << ending.said;
  EXPECT_NE(ending.said.find("file.read_only_folder"), std::string::npos);
  EXPECT_EQ(run({"status", folder_.string()}, folder_).exit, 0);
}

// The order in which files are made durable: what a record speaks of lies on the disk before it.
TEST_F(EveryStep, FactsAreDurableBeforeTheLedgerAndTheLedgerBeforeTheLog) {
  restart();
  const std::string log = (scratch_ / "log").string();
  ASSERT_EQ(run(load_ledger(folder_.string()), folder_, {{"FAULT_LOG", log}}).exit, 0);
  std::ifstream lines(log);
  std::set<std::string> unsynced;  // files that were written, folders in which a name was made
  std::string number, call, path;
  int segments = 0, commits = 0, entries = 0;
  const auto waiting = [&](const std::string& part) {
    return std::any_of(unsynced.begin(), unsynced.end(),
                       [&](const std::string& file) { return file.find(part) != file.npos; });
  };
  while (lines >> number >> call >> path) {
    SCOPED_TRACE(fmt::format("step {}: {} {}", number, call, path));
    const std::string folder = std::filesystem::path(path).parent_path().string();
    if (call == "fsync" || call == "fdatasync") unsynced.erase(path);
    if (call == "rename" && path.ends_with(".seg")) {
      ++segments;
      EXPECT_FALSE(waiting("/" + std::filesystem::path(path).filename().string()));
      unsynced.insert(folder);
    }
    if (call == "write" || call == "pwrite") {
      const bool ledger = path.ends_with("ledger.sqlite-wal");
      EXPECT_FALSE(ledger && waiting("segments")) << "a record before its facts";
      if (path.ends_with("audit.log")) {
        ++entries;
        EXPECT_FALSE(waiting("ledger.sqlite-wal")) << "an entry before its record";
      }
      commits += ledger ? 1 : 0;
      EXPECT_FALSE(path.ends_with("ledger.sqlite") && waiting("ledger.sqlite-wal"));
      unsynced.insert(path);
    }
  }
  EXPECT_EQ(segments, 3);
  EXPECT_GT(commits, 3);
  EXPECT_EQ(entries, 1);
  EXPECT_FALSE(waiting("audit.log"));
  EXPECT_FALSE(waiting("segments"));
}

TEST_F(EveryStep, InterruptedInitCanBeMadeAgain) {
  int killed = 0;
  for (int step = 1; step < steps_max; ++step) {
    std::filesystem::remove_all(folder_);
    const Ending ending = run({"init", folder_.string()}, folder_,
                              {{"FAULT", "kill"}, {"FAULT_AT", std::to_string(step)}});
    SCOPED_TRACE(fmt::format("killed at step {}", step));
    if (!ending.killed()) break;
    ++killed;
    const bool made = std::filesystem::exists(folder_ / "ledger.sqlite");
    ASSERT_EQ(run({"init", folder_.string()}, folder_).exit, made ? 73 : 0);
    const Holding held = examine(folder_);
    ASSERT_TRUE(held.findings.empty()) << held.findings.front();
    EXPECT_TRUE(held.loads.empty());
  }
  EXPECT_GT(killed, 10);
}

}  // namespace
}  // namespace bayon::testing
