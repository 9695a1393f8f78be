#include "bayon/base/instant.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon {

namespace {

Failure malformed(std::string_view text) {
  return fail(errors::instant_malformed, "'" + std::string(text.substr(0, 40)) + "'");
}

// Two digits at `at`, or -1.
int two(std::string_view text, std::size_t at) {
  if (at + 2 > text.size()) return -1;
  const int tens = text[at] - '0', ones = text[at + 1] - '0';
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return -1;
  return tens * 10 + ones;
}

}  // namespace

Day Instant::day() const {
  const std::int64_t days = nanos / nanos_per_day;
  return static_cast<Day>(nanos % nanos_per_day < 0 ? days - 1 : days);
}

std::string Instant::text() const {
  std::int64_t rest = nanos % nanos_per_day;
  if (rest < 0) rest += nanos_per_day;
  const std::int64_t fraction = rest % nanos_per_second;
  rest /= nanos_per_second;
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", PartialDate::from_day(day()).text(),
                                rest / 3600, rest / 60 % 60, rest % 60);
  if (fraction != 0) {
    std::string digits = fmt::format("{:09}", fraction);
    digits.erase(digits.find_last_not_of('0') + 1);
    out += '.' + digits;
  }
  return out + 'Z';
}

Result<Instant> start_of(Day day) {
  constexpr Day day_max =
      static_cast<Day>(std::numeric_limits<std::int64_t>::max() / nanos_per_day) - 1;
  if (day > day_max || day < -day_max) {
    return fail(errors::date_out_of_range, fmt::format("day {} since 1970", day));
  }
  return Instant{static_cast<std::int64_t>(day) * nanos_per_day};
}

Instant end_of(Day day) {
  if (const auto next = start_of(day + 1); next.ok()) return Instant{next->nanos - 1};
  return day < 0 ? instant_min : instant_max;
}

Result<Instant> parse_instant(std::string_view text) {
  const std::string_view whole = text;
  if (text.size() < 10) return malformed(whole);
  BAYON_TRY(const PartialDate date, parse_date(text.substr(0, 10)));
  BAYON_TRY(Instant out, start_of(date.first()));
  text.remove_prefix(10);
  if (text.empty()) return out;
  if ((text.front() != 'T' && text.front() != ' ') || text.size() < 6) return malformed(whole);
  const int hour = two(text, 1), minute = two(text, 4);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text[3] != ':') return malformed(whole);
  std::int64_t seconds = hour * 3600 + minute * 60;
  std::int64_t fraction = 0;
  text.remove_prefix(6);
  if (!text.empty() && text.front() == ':') {
    const int second = two(text, 1);
    if (second < 0 || second > 59) return malformed(whole);
    seconds += second;
    text.remove_prefix(3);
    if (!text.empty() && text.front() == '.') {
      std::size_t at = 1;
      std::int64_t unit = nanos_per_second / 10;
      for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10) {
        fraction += (text[at] - '0') * unit;
      }
      if (at == 1 || at > 10) return malformed(whole);
      text.remove_prefix(at);
    }
  }
  if (!text.empty() && text != "Z") {
    const int hours = two(text, 1), minutes = two(text, 4);
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || hours < 0 ||
        hours > 15 || minutes < 0 || minutes > 59) {
      return malformed(whole);
    }
    const std::int64_t offset = hours * 3600 + minutes * 60;
    seconds -= text[0] == '+' ? offset : -offset;
  }
  out.nanos += seconds * nanos_per_second + fraction;
  return out;
}

Result<std::int64_t> parse_span(std::string_view text) {
  if (text.size() < 2) return malformed(text);
  std::int64_t unit = 0;
  switch (text.back()) {
    case 's':
      unit = nanos_per_second;
      break;
    case 'm':
      unit = 60 * nanos_per_second;
      break;
    case 'h':
      unit = 3600 * nanos_per_second;
      break;
    case 'd':
      unit = nanos_per_day;
      break;
    default:
      return malformed(text);
  }
  std::int64_t count = 0;
  for (const char c : text.substr(0, text.size() - 1)) {
    if (c < '0' || c > '9' || count > 100'000'000) return malformed(text);
    count = count * 10 + (c - '0');
  }
  std::int64_t out = 0;
  if (__builtin_mul_overflow(count, unit, &out)) return malformed(text);
  return out;
}

std::string span_text(std::int64_t nanos) {
  if (nanos % nanos_per_day == 0) return fmt::format("{}d", nanos / nanos_per_day);
  const std::int64_t seconds = nanos / nanos_per_second;
  if (seconds % 3600 == 0) return fmt::format("{}h", seconds / 3600);
  if (seconds % 60 == 0) return fmt::format("{}m", seconds / 60);
  return fmt::format("{}s", seconds);
}

}  // namespace bayon
