#include "bayon/store/detail/narrow_columns.hpp"

#include <algorithm>
#include <numeric>

namespace bayon::store::detail {

std::optional<RecordRuns> record_runs(std::span<const std::uint32_t> records) {
  constexpr std::size_t rows_a_run_min = 64;
  if (records.empty()) return std::nullopt;
  RecordRuns out;
  const std::size_t runs_max = records.size() / rows_a_run_min + 1;
  for (std::size_t row = 0; row < records.size(); ++row) {
    if (row != 0 && records[row] == records[row - 1] + 1) continue;
    if (out.row.size() == runs_max) return std::nullopt;
    out.row.push_back(static_cast<std::uint32_t>(row));
    out.record.push_back(records[row]);
  }
  return out;
}

std::optional<NarrowTimes> narrow_times(std::span<const std::int64_t> nanos) {
  if (nanos.empty()) return std::nullopt;
  // Differences of ascending instants fit 64 bits without a sign.
  const auto past = [&](std::int64_t at) {
    return static_cast<std::uint64_t>(at) - static_cast<std::uint64_t>(nanos.front());
  };
  std::uint64_t unit = 0;
  for (const std::int64_t at : nanos) {
    if (unit == 1) break;
    if (unit == 0 || past(at) % unit != 0) unit = std::gcd(unit, past(at));
  }
  unit = std::max<std::uint64_t>(unit, 1);
  constexpr std::uint64_t unit_max = std::uint64_t{1} << 62;
  if (unit > unit_max || past(nanos.back()) / unit > 0xffffffffu) return std::nullopt;
  NarrowTimes out{nanos.front(), static_cast<std::int64_t>(unit), {}};
  out.low.reserve(nanos.size());
  for (const std::int64_t at : nanos) {
    out.low.push_back(static_cast<std::uint32_t>(past(at) / unit));
  }
  return out;
}

std::optional<std::vector<std::uint32_t>> narrow_amounts(std::span<const std::uint64_t> amounts) {
  const auto wide = static_cast<std::size_t>(std::count_if(
      amounts.begin(), amounts.end(), [](std::uint64_t amount) { return amount >= low_mark; }));
  if (amounts.empty() || wide * 5 >= amounts.size()) return std::nullopt;
  std::vector<std::uint32_t> out;
  out.reserve(amounts.size());
  for (const std::uint64_t amount : amounts) {
    out.push_back(static_cast<std::uint32_t>(std::min<std::uint64_t>(amount, low_mark)));
  }
  return out;
}

}  // namespace bayon::store::detail
