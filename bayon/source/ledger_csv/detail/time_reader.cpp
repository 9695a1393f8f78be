#include "bayon/source/ledger_csv/detail/time_reader.hpp"

#include <limits>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/source/ledger_csv/detail/decimal.hpp"

namespace bayon::source::ledger_csv::detail {

namespace {

Failure malformed(std::string_view text) {
  return fail(errors::instant_malformed, fmt::format("'{}'", text.substr(0, 40)));
}

// Two digits at `at`, below `limit`; -1 otherwise.
std::int64_t two(std::string_view text, std::size_t at, int limit) {
  const unsigned tens = static_cast<unsigned char>(text[at]) - '0';
  const unsigned ones = static_cast<unsigned char>(text[at + 1]) - '0';
  const int value = tens < 10 && ones < 10 ? static_cast<int>(tens * 10 + ones) : -1;
  return value < limit ? value : -1;
}

}  // namespace

Result<Instant> TimeReader::read(std::string_view text) {
  switch (layout_) {
    case TimeLayout::iso:
      return read_iso(text);
    case TimeLayout::unix_seconds:
      return read_unix(text, 9);
    case TimeLayout::unix_millis:
      return read_unix(text, 6);
    case TimeLayout::unix_nanos:
      return read_unix(text, 0);
    case TimeLayout::day_step:
      return read_day_step(text);
    case TimeLayout::pattern:
      return pattern_->read(text);
  }
  return malformed(text);
}

Result<Instant> TimeReader::read_iso(std::string_view text) {
  if (text.ends_with(" UTC")) text.remove_suffix(4);
  // Neighbours in a ledger share their day: its calendar work is done once.
  if (text.size() >= 10 && text.substr(0, 10) != day_text_) {
    BAYON_TRY(const Instant midnight, parse_instant(text.substr(0, 10)));
    day_text_ = text.substr(0, 10);
    day_nanos_ = midnight.nanos;
  }
  const std::size_t size = text.size() - (text.ends_with('Z') ? 1 : 0);
  const bool plain = (size == 16 || (size == 19 && text[16] == ':')) && text[13] == ':' &&
                     (text[10] == ' ' || text[10] == 'T');
  if (!plain) return parse_instant(text);
  const auto hour = two(text, 11, 24), minute = two(text, 14, 60);
  const auto second = size == 19 ? two(text, 17, 60) : 0;
  if (hour < 0 || minute < 0 || second < 0) return malformed(text);
  return Instant{day_nanos_ + ((hour * 60 + minute) * 60 + second) * nanos_per_second};
}

Result<Instant> TimeReader::read_unix(std::string_view text, int decimals) {
  const auto nanos = read_decimal(text, decimals);
  if (!nanos.ok()) return malformed(text);
  constexpr Amount most = std::numeric_limits<std::int64_t>::max();
  if (*nanos > most || *nanos < -most) {
    return fail(errors::date_out_of_range, fmt::format("'{}'", text.substr(0, 40)));
  }
  return Instant{static_cast<std::int64_t>(*nanos)};
}

Result<Instant> TimeReader::read_day_step(std::string_view text) const {
  BAYON_TRY(const std::uint64_t step, read_count(text));
  constexpr std::uint64_t steps_max = 1'000'000;
  if (step > steps_max) return fail(errors::date_out_of_range, fmt::format("step {}", step));
  return start_of(epoch_ + static_cast<Day>(step));
}

}  // namespace bayon::source::ledger_csv::detail
