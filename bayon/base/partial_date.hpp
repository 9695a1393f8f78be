// Which day, month or year, as precisely as the source said it?
//
// A PartialDate is `1965`, `1965-03` or `1965-03-12`, or unknown. It stands for the interval from
// its first to its last day. Ordering is by first day, then coarser before finer, so unknown comes
// first.
//
// Invariants: date.calendar  a PartialDate made by parse_date or make_date exists in the proleptic
//                            Gregorian calendar, years 1 to 9999.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bayon/base/result.hpp"

namespace bayon {

/// Days since 1970-01-01.
using Day = std::int32_t;

class PartialDate {
 public:
  constexpr PartialDate() = default;  ///< unknown

  /// Fails with date.impossible (2023-02-30) or date.out_of_range (year outside 1..9999).
  /// A month or day of 0 means: not said. A day needs a month.
  static Result<PartialDate> make(int year, int month = 0, int day = 0);
  static PartialDate from_day(Day day);
  /// The packed form that segments hold; inverse of packed(). Trusts its input.
  static constexpr PartialDate unpack(std::uint32_t packed) { return PartialDate(packed); }

  constexpr bool known() const { return packed_ != 0; }
  constexpr int year() const { return static_cast<int>(packed_ >> 9); }
  constexpr int month() const { return static_cast<int>((packed_ >> 5) & 15u); }  ///< 0 = not said
  constexpr int day() const { return static_cast<int>(packed_ & 31u); }           ///< 0 = not said
  constexpr std::uint32_t packed() const { return packed_; }

  /// First and last day that the date may mean. Asking an unknown date is a bug (date.known).
  Day first() const;
  Day last() const;

  /// "1965-03-12", "1965-03", "1965", or "" when unknown.
  std::string text() const;

  friend constexpr auto operator<=>(PartialDate, PartialDate) = default;

 private:
  explicit constexpr PartialDate(std::uint32_t packed) : packed_(packed) {}
  std::uint32_t packed_ = 0;  // year << 9 | month << 5 | day
};

/// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, the latter two also with `/`.
/// Fails with date.malformed, date.impossible, date.out_of_range.
Result<PartialDate> parse_date(std::string_view text);

/// Reads `12 Mar 1965`, `Mar 1965`, `1965` with English month names or their first three letters.
/// Same failures.
Result<PartialDate> parse_english_date(std::string_view text);

/// Days since 1970-01-01 of a civil date; no checks. Hinnant's algorithm, constant cost.
Day day_of(int year, int month, int day);
bool leap_year(int year);
int days_in_month(int year, int month);

}  // namespace bayon
