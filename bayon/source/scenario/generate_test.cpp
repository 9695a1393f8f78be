// Is a world the same each time, and does it fail in words?
#include <set>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/source/scenario/detail/background.hpp"
#include "bayon/source/scenario/truth.hpp"
#include "test/support/generated_world.hpp"

namespace bayon::source::scenario {
namespace {

using testing::ScratchFolder;

// Path within the folder, and hash, of every file.
std::map<std::string, std::string> hashes(const std::filesystem::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    out[std::filesystem::relative(entry.path(), folder).string()] =
        sha256(*read_file(entry.path())).hex();
  }
  return out;
}

TEST(Generate, SameSeedSameBytes) {
  const ScratchFolder one, two;
  const auto summary = testing::played(testing::small_scenario(7), one.path());
  testing::played(testing::small_scenario(7), two.path());
  const auto files = hashes(one.path());
  EXPECT_EQ(files, hashes(two.path()));
  ASSERT_EQ(files.size(), summary.files.size());
  for (const auto& file : summary.files) {
    EXPECT_TRUE(files.contains(file.name)) << file.name;
    EXPECT_EQ(std::filesystem::file_size(one.path() / file.name), file.bytes) << file.name;
  }
}

// Draws made as arguments of one call come in whichever order a compiler likes. One hash for all of
// them holds every build to the same world; who changes worlds on purpose writes the new one here.
TEST(Generate, SameBytesWhicheverTheCompiler) {
  const ScratchFolder folder;
  testing::played(testing::small_scenario(7), folder.path());
  std::string all;
  for (const auto& [name, hash] : hashes(folder.path())) all += name + ' ' + hash + '\n';
  EXPECT_EQ(sha256(all).hex(), "2d5df9336ed359c90ebeef01e241db4d05233031df24e57aa3ddf44104f1db0b");
}

TEST(Generate, AnotherSeedChangesEveryLedger) {
  const ScratchFolder one, two;
  testing::played(testing::small_scenario(7), one.path());
  testing::played(testing::small_scenario(8), two.path());
  const auto a = hashes(one.path()), b = hashes(two.path());
  ASSERT_EQ(a.size(), b.size());
  for (const auto& [name, hash] : a) {
    // The earlier list knows nothing of the scam.
    if (name.starts_with("lists/") || name == "made-up-world.txt") continue;
    EXPECT_NE(hash, b.at(name)) << name;
  }
}

TEST(Generate, LeavesTheFilesOfOthersAlone) {
  const ScratchFolder one;
  ASSERT_TRUE(write_file(one.path() / "chain.csv", "somebody's").ok());
  Silent progress;
  const auto refused = generate(testing::small_scenario(7), one.path(), progress);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(name(refused.error().code), "scenario.folder_in_use");
  EXPECT_EQ(*read_file(one.path() / "chain.csv"), "somebody's");
}

TEST(Generate, WritesThroughNoLink) {
  const ScratchFolder one, other;
  testing::played(testing::small_scenario(7), one.path());
  ASSERT_TRUE(write_file(other.path() / "precious", "somebody's").ok());
  std::filesystem::remove(one.path() / "chain.csv");
  std::filesystem::create_symlink(other.path() / "precious", one.path() / "chain.csv");
  Silent progress;
  const auto refused = generate(testing::small_scenario(7), one.path(), progress);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(name(refused.error().code), "scenario.folder_in_use");
  EXPECT_EQ(*read_file(other.path() / "precious"), "somebody's");
}

TEST(Generate, ASecondWorldReplacesTheFirst) {
  const ScratchFolder one, two;
  testing::played(testing::small_scenario(8), one.path());
  testing::played(testing::small_scenario(7), one.path());
  testing::played(testing::small_scenario(7), two.path());
  EXPECT_EQ(hashes(one.path()), hashes(two.path()));
}

// The background draws its own stream, so its size moves nothing of the scam.
TEST(Generate, BackgroundDoesNotMoveTheScam) {
  const ScratchFolder one, two;
  Scenario s = testing::small_scenario(3);
  testing::played(s, one.path());
  s.background.flows = 0;
  testing::played(s, two.path());
  for (const char* name : {"truth.json", "truth_paths.csv", "victim_reports.csv"}) {
    EXPECT_EQ(hashes(one.path()).at(name), hashes(two.path()).at(name)) << name;
  }
}

TEST(Generate, SummaryCountsWhatIsThere) {
  const ScratchFolder folder;
  const Scenario s = testing::small_scenario(5);
  const auto summary = testing::played(s, folder.path());
  const auto merged = testing::merged_records(folder.path());
  EXPECT_EQ(summary.flows, merged.size());
  EXPECT_EQ(summary.scam_flows, summary.flows - static_cast<std::uint64_t>(s.background.flows));
  EXPECT_EQ(summary.victims, 40u);
  EXPECT_EQ(summary.payments, testing::csv_rows(folder.path() / "victim_reports.csv").size());
  for (const auto& file : summary.files) {
    if (file.name.ends_with(".csv")) {
      EXPECT_EQ(file.rows, testing::csv_rows(folder.path() / file.name).size()) << file.name;
    }
  }
}

TEST(Generate, BackgroundAloneHasNoScam) {
  const ScratchFolder folder;
  const auto summary = testing::played(testing::background_scenario(11, 5'000), folder.path());
  EXPECT_EQ(summary.flows, 5'000u);
  EXPECT_EQ(summary.scam_flows, 0u);
  EXPECT_EQ(summary.victims, 0u);
  EXPECT_TRUE(testing::csv_rows(folder.path() / "victim_reports.csv").empty());
  EXPECT_TRUE(testing::csv_rows(folder.path() / "truth_paths.csv").empty());
  const Truth truth = *read_truth(folder.path());
  std::set<std::string> roles;
  for (const auto& account : truth.accounts) roles.insert(account.role);
  EXPECT_EQ(roles, (std::set<std::string>{"casino", "cash", "clearing", "exchange_hot",
                                          "exchange_outside", "issuer", "merchant", "vendor"}));
  // Hubs and the episodes that look like a scam's and are none.
  std::set<std::string> kinds;
  for (const auto& record : testing::bank_records(folder.path())) kinds.insert(record.kind);
  for (const auto& record : testing::exchange_records(folder.path())) kinds.insert(record.kind);
  for (const char* kind : {"salary", "purchase", "sale", "payout", "transfer", "supply", "cash",
                           "opening", "deposit", "withdrawal", "internal"}) {
    EXPECT_TRUE(kinds.contains(kind)) << kind;
  }
}

TEST(Generate, BackgroundHasHubs) {
  const ScratchFolder folder;
  testing::played(testing::background_scenario(12, 20'000), folder.path());
  std::map<std::string, std::size_t> degree;
  std::size_t records = 0;
  for (const auto& record : testing::merged_records(folder.path())) {
    ++degree[record.from];
    ++degree[record.to];
    ++records;
  }
  std::vector<std::size_t> sorted;
  for (const auto& [account, count] : degree) sorted.push_back(count);
  std::sort(sorted.rbegin(), sorted.rend());
  // Between hubs and the middle lie orders of magnitude.
  EXPECT_GT(sorted[0], 50 * sorted[sorted.size() / 2]);
  EXPECT_GT(sorted[10], 10 * sorted[sorted.size() / 2]);
  EXPECT_GT(sorted.size(), records / 20);
}

TEST(Generate, StopsWhenCancelled) {
  const ScratchFolder folder;
  Silent progress;
  progress.cancel();
  const auto summary = generate(testing::small_scenario(1), folder.path(), progress);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, errors::question_cancelled);
}

TEST(Generate, AFolderThatCannotBeIsAnError) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.path() / "file", "x"));
  Silent silent;
  const auto summary =
      generate(testing::small_scenario(1), folder.path() / "file" / "world", silent);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, errors::file_not_writable);
}

TEST(Generate, TellsWhenBanksRunOutOfSeconds) {
  // One transfer in two seconds is what the background may take; this world asks for three times
  // that.
  Scenario s = testing::background_scenario(1, 0);
  s.period.days = 90;
  s.background.flows = 90 * 86'400 * 3 / 2;
  s.background.mix = {};
  s.background.mix.peer = 1;
  const World world(s);
  Background background(world, Cast{});
  Transfer transfer;
  std::int64_t before = 0;
  while (!background.overran() && background.next(transfer)) {
    ASSERT_LT(before, transfer.at_ms);
    before = transfer.at_ms;
  }
  EXPECT_TRUE(background.overran());
}

}  // namespace
}  // namespace bayon::source::scenario
