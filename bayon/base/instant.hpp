// When exactly, in UTC?
//
// An Instant is a count of nanoseconds since 1970-01-01T00:00:00Z, without leap seconds, 64 bits:
// the years 1678 to 2262.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "bayon/base/partial_date.hpp"
#include "bayon/base/result.hpp"

namespace bayon {

inline constexpr std::int64_t nanos_per_second = 1'000'000'000;
inline constexpr std::int64_t nanos_per_day = 86'400 * nanos_per_second;

struct Instant {
  std::int64_t nanos = 0;

  friend constexpr auto operator<=>(Instant, Instant) = default;

  /// The UTC day the instant falls on.
  Day day() const;
  /// "2022-09-01T00:20:00Z"; a fraction only where there is one.
  std::string text() const;
};

inline constexpr Instant instant_min{std::numeric_limits<std::int64_t>::min()};
inline constexpr Instant instant_max{std::numeric_limits<std::int64_t>::max()};

/// Midnight UTC at the start of `day`. Fails with date.out_of_range outside 1678..2262.
Result<Instant> start_of(Day day);
/// The last nanosecond of `day`; the least or greatest instant for days outside 1678..2262.
Instant end_of(Day day);

/// Reads `YYYY-MM-DD`, `YYYY-MM-DD HH:MM[:SS[.f]]` with `T` or blank, `/` or `-`, and an optional
/// `Z` or `+HH:MM` offset (none means UTC).
/// Fails with instant.malformed, date.impossible, date.out_of_range.
Result<Instant> parse_instant(std::string_view text);

/// Reads a span such as `8d`, `36h`, `90m`, `30s` into nanoseconds. Fails with instant.malformed.
Result<std::int64_t> parse_span(std::string_view text);

/// Writes a span in its largest whole unit: "8d", "36h", "90s".
std::string span_text(std::int64_t nanos);

}  // namespace bayon
