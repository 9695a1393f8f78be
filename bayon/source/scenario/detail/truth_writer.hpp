// What is the truth about this world, for a person and for a program?
//
// Writes truth.json and truth_paths.csv; docs/formats/truth.md describes both.
//
// Threads: free functions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/scenario/detail/replay.hpp"

namespace bayon::source::scenario {

/// "V0001" for victim 0.
std::string victim_id(std::uint32_t victim);

/// The amount in the decimal places of its rail's asset.
std::string rail_amount(const Party& party, std::int64_t amount);

/// Publishes both files into `folder` and appends what was written.
Result<void> write_truth(const std::filesystem::path& folder, const World& world, const Cast& cast,
                         const Replay& replay, std::vector<WorldSummary::File>& files);

}  // namespace bayon::source::scenario
