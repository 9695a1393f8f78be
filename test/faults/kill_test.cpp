// What is left when the program is killed at any moment, from outside?
//
// every_step_test stops at each system call; this one at random moments of the clock, so also
// between calls, inside SQLite and while other threads run. BAYON_KILLS sets how often.
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "bayon/store/snapshot.hpp"
#include "test/support/faulty_run.hpp"

namespace bayon::testing {
namespace {

constexpr int rows = 4'000;

// A ledger of its own for each load, large enough that a load takes a while.
void write_ledger(const std::filesystem::path& path, int load) {
  std::string text =
      "booking_time,debtor_account,debtor_name,creditor_account,creditor_name,amount,currency,fee,"
      "uetr,purpose\n";
  Random random(static_cast<std::uint64_t>(load) + 1);
  for (int row = 0; row < rows; ++row) {
    text += fmt::format(
        "2025-03-{:02}T{:02}:{:02}:00Z,A-{:05},,B-{:05},,{}.{:02},USD,,{:08x}-0000-4000-8000-{:012}"
        ",\n",
        1 + row * 28 / rows, row % 24, row % 60, random.next() % 900, random.next() % 900,
        1 + random.next() % 9'000, random.next() % 100, load, row);
  }
  ASSERT_TRUE(write_file(path, text).ok());
}

void kill_loads(int kills) {
  const Scratch scratch(fmt::format("kills-{}", kills));
  const auto folder = scratch / "case";
  ASSERT_EQ(run({"init", folder.string()}, folder).exit, 0);
  Random random(20'250'301);
  Holding held = examine(folder);
  int acknowledged = 0, interrupted = 0, kept = 0;
  std::int64_t span_us = 40'000;
  for (int load = 0; interrupted < kills; ++load) {
    ASSERT_LT(load, 20 * kills) << "loads end before they can be killed";
    const auto file = scratch / "ledger.csv";
    write_ledger(file, load);
    const auto started = std::chrono::steady_clock::now();
    const std::chrono::microseconds after(
        static_cast<std::int64_t>(random.next() % static_cast<std::uint64_t>(span_us)));
    const Ending ending = run({"load", folder.string(), "--format", "ledger_csv", "--mapping",
                               "bank", "--dataset", "bank_a", file.string()},
                              folder, {}, after);
    SCOPED_TRACE(fmt::format("load {} killed after {} us", load, after.count()));
    // The moments follow how long a load takes on this machine, grown as the case is.
    if (!ending.killed()) {
      span_us = std::max<std::int64_t>(span_us / 2, 2'000);
    } else if (std::chrono::steady_clock::now() - started > after / 2) {
      span_us = std::min<std::int64_t>(span_us + span_us / 8, 2'000'000);
    }
    const Holding now = examine(folder);
    ASSERT_TRUE(now.findings.empty()) << now.findings.front();
    for (const auto& [name, root] : held.loads) {
      ASSERT_TRUE(now.loads.contains(name)) << "lost: " << name;
    }
    const std::size_t fresh = now.loads.size() - held.loads.size();
    ASSERT_LE(fresh, 1u);
    if (ending.exit == 0) {
      ++acknowledged;
      ASSERT_EQ(fresh, 1u) << "acknowledged and lost";
    } else {
      ASSERT_TRUE(ending.killed()) << ending.said;
      ++interrupted;
      kept += static_cast<int>(fresh);
    }
    held = now;
  }
  ::testing::Test::RecordProperty("acknowledged", acknowledged);
  fmt::print("{} loads killed, {} of them had committed; {} acknowledged\n", interrupted, kept,
             acknowledged);
  // Every load that is there is there whole: its flows are counted in its record and on disk.
  auto opened = store::CaseFolder::open(folder, store::Access::read);
  ASSERT_TRUE(opened.ok());
  const auto snapshot = store::Snapshot::open(*opened);
  ASSERT_TRUE(snapshot.ok());
  for (const auto& dataset : (*snapshot)->datasets()) {
    const auto flows = dataset.flows();
    ASSERT_TRUE(flows.ok());
    for (const auto& part : *flows) EXPECT_EQ(part.table->size(), std::uint32_t{rows});
  }
}

TEST(Kill, LosesNothingAcknowledged) {
  const char* wanted = std::getenv("BAYON_KILLS");
  kill_loads(wanted != nullptr ? std::atoi(wanted) : 20);
}

TEST(KillSlow, LosesNothingAcknowledgedIn200Kills) { kill_loads(200); }

}  // namespace
}  // namespace bayon::testing
