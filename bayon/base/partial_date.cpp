#include "bayon/base/partial_date.hpp"

#include <array>
#include <cctype>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon {

bool leap_year(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap_year(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

Day day_of(int year, int month, int day) {
  year -= month <= 2;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Result<PartialDate> PartialDate::make(int year, int month, int day) {
  if (year < 1 || year > 9999) return fail(errors::date_out_of_range, fmt::format("year {}", year));
  const bool possible = month >= 0 && month <= 12 && day >= 0 && (month != 0 || day == 0) &&
                        (month == 0 || day <= days_in_month(year, month));
  if (!possible) {
    return fail(errors::date_impossible, fmt::format("{:04}-{:02}-{:02}", year, month, day));
  }
  return PartialDate((static_cast<std::uint32_t>(year) << 9) |
                     (static_cast<std::uint32_t>(month) << 5) | static_cast<std::uint32_t>(day));
}

PartialDate PartialDate::from_day(Day day) {
  const int z = day + 719468;
  const int era = (z >= 0 ? z : z - 146096) / 146097;
  const int doe = z - era * 146097;
  const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  const int d = doy - (153 * mp + 2) / 5 + 1;
  const int m = mp < 10 ? mp + 3 : mp - 9;
  return *make(yoe + era * 400 + (m <= 2), m, d);
}

Day PartialDate::first() const {
  BAYON_CHECK(known(), date.known);
  return day_of(year(), month() == 0 ? 1 : month(), day() == 0 ? 1 : day());
}

Day PartialDate::last() const {
  BAYON_CHECK(known(), date.known);
  const int last_month = month() == 0 ? 12 : month();
  return day_of(year(), last_month, day() == 0 ? days_in_month(year(), last_month) : day());
}

std::string PartialDate::text() const {
  if (!known()) return {};
  if (month() == 0) return fmt::format("{:04}", year());
  if (day() == 0) return fmt::format("{:04}-{:02}", year(), month());
  return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

namespace {

// Reads exactly `width` digits; -1 when there are others.
int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? -1 : value;
}

Failure malformed(std::string_view text) {
  return fail(errors::date_malformed, "'" + std::string(text.substr(0, 40)) + "'");
}

int english_month(std::string_view word) {
  constexpr std::array<std::string_view, 12> months{
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (word.size() < 3) return 0;
  for (std::size_t m = 0; m < months.size(); ++m) {
    if (word.size() != 3 && word.size() != months[m].size()) continue;
    bool equal = true;
    for (std::size_t i = 0; i < word.size() && equal; ++i) {
      equal = static_cast<char>(std::tolower(static_cast<unsigned char>(word[i]))) == months[m][i];
    }
    if (equal) return static_cast<int>(m) + 1;
  }
  return 0;
}

}  // namespace

Result<PartialDate> parse_date(std::string_view text) {
  const auto separator = [&](std::size_t at) { return text[at] == '-' || text[at] == '/'; };
  const bool shape = text.size() == 4 || (text.size() == 7 && separator(4)) ||
                     (text.size() == 10 && separator(4) && separator(7));
  if (!shape) return malformed(text);
  const int year = digits(text.substr(0, 4));
  const int month = text.size() >= 7 ? digits(text.substr(5, 2)) : 0;
  const int day = text.size() == 10 ? digits(text.substr(8, 2)) : 0;
  if (year < 0 || month < 0 || day < 0) return malformed(text);
  if ((text.size() >= 7 && month == 0) || (text.size() == 10 && day == 0)) {
    return fail(errors::date_impossible, std::string(text));
  }
  return PartialDate::make(year, month, day);
}

Result<PartialDate> parse_english_date(std::string_view text) {
  std::array<std::string_view, 3> words{};
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const auto end = std::min(text.find(' ', at), text.size());
    if (count == 3) return malformed(text);
    words[count++] = text.substr(at, end - at);
    at = end;
  }
  if (count == 0) return malformed(text);
  const int year = words[count - 1].size() == 4 ? digits(words[count - 1]) : -1;
  const int month = count >= 2 ? english_month(words[count - 2]) : 0;
  const int day = count == 3 && words[0].size() <= 2 ? digits(words[0]) : 0;
  if (year < 0 || (count >= 2 && month == 0) || (count == 3 && day <= 0)) return malformed(text);
  return PartialDate::make(year, month, day);
}

}  // namespace bayon
