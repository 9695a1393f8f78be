// What does a generated world look like from outside, in the plainest reading?
//
// A folder that goes away, scenarios to change, and ledgers split at commas. It shares nothing with
// the writers nor with the real readers, so that tests can hold either against it.
//
// Threads: one object, one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "bayon/source/scenario/scenario.hpp"

namespace bayon::testing {

/// A new folder under the temporary one; removed with all it holds.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// data/scenarios/`name`. One that does not read is a broken test.scenario_reads.
source::scenario::Scenario shipped_scenario(const std::string& name = "scam_centre.toml");

/// The shipped one cut down: dozens of victims, some thousand flows.
source::scenario::Scenario small_scenario(std::uint64_t seed);

/// The shipped one with everything of the scam set to nothing.
source::scenario::Scenario background_scenario(std::uint64_t seed, std::int64_t flows);

/// Plays `scenario` into `folder`. A failure is a broken test.scenario_plays.
source::scenario::WorldSummary played(const source::scenario::Scenario& scenario,
                                      const std::filesystem::path& folder);

/// Rows by column name, in the order of the file. Files without quotes only; a row that is wider or
/// narrower than the header is a broken test.row_width.
using CsvRow = std::map<std::string, std::string>;
std::vector<CsvRow> csv_rows(const std::filesystem::path& path);

/// One record of any ledger of a world.
struct WorldRecord {
  std::string ledger;  ///< file name
  std::string from;
  std::string to;
  std::string reference;
  std::string kind;
  std::int64_t at_ms = 0;
  std::int64_t amount = 0;  ///< smallest units
  std::int64_t fee = 0;
  std::int64_t block = 0;
  std::int64_t log_index = 0;
};
std::vector<WorldRecord> chain_records(const std::filesystem::path& folder);
std::vector<WorldRecord> exchange_records(const std::filesystem::path& folder);
/// Of all banks, one file after the other.
std::vector<WorldRecord> bank_records(const std::filesystem::path& folder);

/// All ledgers together, one record for each reference, the exchange's rather than the chain's, by
/// time.
std::vector<WorldRecord> merged_records(const std::filesystem::path& folder);

}  // namespace bayon::testing
