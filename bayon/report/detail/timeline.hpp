// When was the money paid, when did it arrive where the trail stops, how much was still on its way?
//
// One picture per asset: three small charts over one axis of time, by day, week or month, so that
// there are at most about 75 steps. Each step leads to its days and these to their records.
//
// Threads: free functions.
#pragma once

#include <string>

#include "bayon/report/detail/story.hpp"

namespace bayon::report {

/// Empty where the answer has no day of this asset.
std::string timeline_svg(const Story& story, const std::string& asset);
/// The same figures by month, as a table.
std::string timeline_table(const Story& story, const std::string& asset);

}  // namespace bayon::report
