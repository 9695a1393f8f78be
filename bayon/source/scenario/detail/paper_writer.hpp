// Which papers come with the ledgers: reports of victims, orders, lists?
//
// Threads: free functions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/scenario/detail/cast.hpp"

namespace bayon::source::scenario {

/// victim_reports.csv: a row for each payment, by the day on which it was reported.
Result<void> write_reports(const std::filesystem::path& folder, const World& world,
                           const Cast& cast, std::vector<WorldSummary::File>& files);

/// orders.csv: export orders around the dates of the Cambodia rules.
Result<void> write_orders(const std::filesystem::path& folder, const World& world,
                          std::vector<WorldSummary::File>& files);

/// lists/labels.csv and the two versions of the sample list.
Result<void> write_lists(const std::filesystem::path& folder, const World& world, const Cast& cast,
                         std::vector<WorldSummary::File>& files);

/// A party on both versions of the sample list.
struct ListedParty {
  std::string id;
  std::string schema;  ///< Company or Person
  std::string name;
};
std::vector<ListedParty> sample_parties(const Scenario& scenario);

/// Companies behind the scam, on the second version only.
inline constexpr std::string_view operator_company = "Example Fortune Park Holding Co";
inline constexpr std::string_view operator_subsidiary = "Example Fortune Park Trading Co";
inline constexpr std::string_view guarantee_market = "Sample Guarantee Market Ltd";

}  // namespace bayon::source::scenario
