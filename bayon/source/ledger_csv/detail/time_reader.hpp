// When did this row happen?
//
// Threads: an object belongs to one thread; it remembers the last day it met.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bayon/base/instant.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/ledger_csv/mapping.hpp"

namespace bayon::source::ledger_csv::detail {

class TimeReader {
 public:
  /// `mapping` must outlive the reader.
  explicit TimeReader(const Mapping& mapping)
      : layout_(mapping.time_layout),
        epoch_(mapping.time_epoch),
        pattern_(mapping.time_pattern ? &*mapping.time_pattern : nullptr) {}

  /// Fails with instant.malformed, number.malformed, date.malformed, date.impossible or
  /// date.out_of_range. `iso` also takes the suffix " UTC" of database exports; unix times may have
  /// decimals down to nanoseconds.
  Result<Instant> read(std::string_view text);

 private:
  Result<Instant> read_iso(std::string_view text);
  static Result<Instant> read_unix(std::string_view text, int decimals);
  Result<Instant> read_day_step(std::string_view text) const;

  TimeLayout layout_;
  Day epoch_;
  const TimePattern* pattern_;
  std::string day_text_;  // of the last row, with its midnight
  std::int64_t day_nanos_ = 0;
};

}  // namespace bayon::source::ledger_csv::detail
