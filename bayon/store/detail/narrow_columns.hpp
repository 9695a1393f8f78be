// Does a column of flows fit a narrower form?
//
// Chosen by what it holds, so that equal columns take equal forms.
//
// Threads: free functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace bayon::store::detail {

/// Where counting starts anew: rows and their records; between them a record is one more than the
/// one before.
struct RecordRuns {
  std::vector<std::uint32_t> row, record;
};
/// Nothing where runs are shorter than 64 rows on average. [row 0 always starts one]
std::optional<RecordRuns> record_runs(std::span<const std::uint32_t> records);

/// An instant is base + unit * low.
struct NarrowTimes {
  std::int64_t base = 0, unit = 0;
  std::vector<std::uint32_t> low;
};
/// `nanos` ascend. Nothing where 32 bits do not reach from the first to the last.
std::optional<NarrowTimes> narrow_times(std::span<const std::int64_t> nanos);

/// An amount past this stands in the side table.
inline constexpr std::uint32_t low_mark = 0xffffffffu;
/// Amounts in 32 bits, `low_mark` where they do not fit. Nothing where so many do not that their
/// entries in the side table, 20 bytes each, would take up what the rest saves.
std::optional<std::vector<std::uint32_t>> narrow_amounts(std::span<const std::uint64_t> amounts);

}  // namespace bayon::store::detail
