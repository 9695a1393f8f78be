#include "test/support/generated_world.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "bayon/base/amount.hpp"
#include "bayon/base/check.hpp"
#include "bayon/base/instant.hpp"
#include "test/support/place.hpp"

namespace bayon::testing {

using source::scenario::Scenario;
using source::scenario::WorldSummary;

ScratchFolder::ScratchFolder() {
  static std::atomic<int> number{0};
  path_ = std::filesystem::temp_directory_path() /
          fmt::format("bayon_world_{}_{}", ::getpid(), number++);
  // A process of that number may have been killed before it could tidy up.
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Scenario shipped_scenario(const std::string& name) {
  auto scenario = source::scenario::read_scenario(root() / "data" / "scenarios" / name);
  BAYON_CHECK(scenario.has_value(), test.scenario_reads);
  return *std::move(scenario);
}

Scenario small_scenario(std::uint64_t seed) {
  Scenario s = shipped_scenario();
  s.seed = seed;
  s.victims.count = 40;
  s.victims.payments = {2, 5};
  s.unidentified.deposits = 400;
  s.unidentified.total_usd = 6'000'000;
  s.unidentified.scale_per_million = 500'000;
  s.intermediaries.count = 9;
  s.intermediaries.batch_deposits = 4;
  s.exchange.accounts = 30;
  s.exchange.entries = 6;
  s.consolidation.groups = 3;
  s.consolidation.feeders = 2;
  s.consolidation.listed = 1;
  s.banks.count = 3;
  s.mules.layer_1 = 8;
  s.mules.layer_2 = 20;
  s.mules.layer_3 = 40;
  s.places.merchants = 20;
  s.places.landlords = 5;
  s.places.employers = 4;
  s.background.flows = 3'000;
  return s;
}

Scenario background_scenario(std::uint64_t seed, std::int64_t flows) {
  Scenario s = shipped_scenario();
  s.seed = seed;
  s.victims.count = 0;
  s.unidentified.deposits = 0;
  s.unidentified.total_usd = 0;
  s.intermediaries.count = 0;
  s.exchange.accounts = 0;
  s.exchange.entries = 0;
  s.consolidation.groups = 0;
  s.consolidation.listed = 0;
  s.mules.layer_1 = s.mules.layer_2 = s.mules.layer_3 = 0;
  s.background.flows = flows;
  return s;
}

WorldSummary played(const Scenario& scenario, const std::filesystem::path& folder) {
  Silent silent;
  auto summary = source::scenario::generate(scenario, folder, silent);
  BAYON_CHECK(summary.has_value(), test.scenario_plays);
  return *std::move(summary);
}

std::vector<CsvRow> csv_rows(const std::filesystem::path& path) {
  std::ifstream file(path);
  BAYON_CHECK(file.good(), test.file_opens);
  const auto cells_of = [](const std::string& line) {
    std::vector<std::string> cells{""};
    for (const char c : line) {
      if (c == ',') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    return cells;
  };
  std::string line;
  std::getline(file, line);
  const auto header = cells_of(line);
  std::vector<CsvRow> out;
  while (std::getline(file, line)) {
    const auto cells = cells_of(line);
    BAYON_CHECK(cells.size() == header.size(), test.row_width);
    CsvRow& row = out.emplace_back();
    for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = cells[i];
  }
  return out;
}

namespace {

std::int64_t ms_of(const std::string& text) {
  const auto at = parse_instant(text);
  BAYON_CHECK(at.has_value(), test.instant_parses);
  return at->nanos / 1'000'000;
}

std::int64_t units_of(const std::string& text, int places) {
  const auto amount = parse_amount(text, places);
  BAYON_CHECK(amount.has_value(), test.amount_parses);
  return static_cast<std::int64_t>(*amount);
}

}  // namespace

std::vector<WorldRecord> chain_records(const std::filesystem::path& folder) {
  std::vector<WorldRecord> out;
  for (CsvRow& row : csv_rows(folder / "chain.csv")) {
    out.push_back({"chain.csv", row["from_address"], row["to_address"],
                   row["transaction_hash"] + ":" + row["log_index"], "",
                   ms_of(row["block_timestamp"]), units_of(row["value"], 0),
                   units_of(row["fee"], 0), units_of(row["block_number"], 0),
                   units_of(row["log_index"], 0)});
  }
  return out;
}

std::vector<WorldRecord> exchange_records(const std::filesystem::path& folder) {
  std::vector<WorldRecord> out;
  for (CsvRow& row : csv_rows(folder / "exchange.csv")) {
    out.push_back({"exchange.csv", row["from"], row["to"], row["reference"], row["kind"],
                   ms_of(row["time"]), units_of(row["amount"], 6), units_of(row["fee"], 6), 0, 0});
  }
  return out;
}

std::vector<WorldRecord> bank_records(const std::filesystem::path& folder) {
  std::vector<WorldRecord> out;
  for (char bank = 'a'; bank <= 'z'; ++bank) {
    const std::string name = fmt::format("bank_{}.csv", bank);
    if (!std::filesystem::exists(folder / name)) break;
    for (CsvRow& row : csv_rows(folder / name)) {
      out.push_back({name, row["debtor_account"], row["creditor_account"], row["uetr"],
                     row["purpose"], ms_of(row["booking_time"]), units_of(row["amount"], 2),
                     units_of(row["fee"], 2), 0, 0});
    }
  }
  return out;
}

std::vector<WorldRecord> merged_records(const std::filesystem::path& folder) {
  std::vector<WorldRecord> out;
  std::set<std::string> seen;
  // The exchange comes first, as it is believed over the chain.
  for (const auto& records :
       {exchange_records(folder), chain_records(folder), bank_records(folder)}) {
    for (const WorldRecord& record : records) {
      if (seen.insert(record.reference).second) out.push_back(record);
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.at_ms < b.at_ms; });
  return out;
}

}  // namespace bayon::testing
