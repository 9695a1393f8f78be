#include "bayon/source/ledger_csv/detail/decimal.hpp"

#include <array>

#include "bayon/base/error_codes.hpp"

namespace bayon::source::ledger_csv::detail {

namespace {

constexpr std::array<std::int64_t, 19> powers = [] {
  std::array<std::int64_t, 19> out{};
  std::int64_t value = 1;
  for (auto& power : out) {
    power = value;
    value *= value < 1'000'000'000'000'000'000 ? 10 : 1;
  }
  return out;
}();

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Result<Amount> read_decimal(std::string_view text, int exponent) {
  // 18 digits fit into 64 bits; all else takes the careful way.
  const bool negative = text.starts_with('-');
  const std::string_view digits = text.substr(negative ? 1 : 0);
  if (digits.empty() || digits.size() > 18) return parse_amount(text, exponent);
  std::int64_t value = 0;
  std::size_t at = 0;
  for (; at < digits.size() && digit(digits[at]); ++at) value = value * 10 + (digits[at] - '0');
  std::size_t places = 0;
  if (at < digits.size() && digits[at] == '.' && at != 0) {
    const std::size_t point = at;
    for (++at; at < digits.size() && digit(digits[at]); ++at) {
      value = value * 10 + (digits[at] - '0');
    }
    places = at - point - 1;
  }
  const auto wanted = static_cast<std::size_t>(exponent);
  if (at == 0 || at != digits.size() || places > wanted || wanted - places > 18) {
    return parse_amount(text, exponent);
  }
  const Amount out = static_cast<Amount>(value) * powers[wanted - places];
  return negative ? -out : out;
}

Result<Amount> read_decimal_rounded(std::string_view text, int exponent, bool& rounded) {
  const auto point = text.find('.');
  const std::size_t keep = point + 1 + static_cast<std::size_t>(exponent);
  if (point == std::string_view::npos || text.size() <= keep) return read_decimal(text, exponent);
  const std::string_view finer = text.substr(keep);
  for (const char c : finer) {
    if (!digit(c)) {
      return fail(errors::amount_malformed, "'" + std::string(text.substr(0, 60)) + "'");
    }
  }
  BAYON_TRY(Amount out, read_decimal(text.substr(0, keep), exponent));
  const auto nonzero = finer.find_first_not_of('0');
  if (nonzero == std::string_view::npos) return out;
  rounded = true;
  const bool over_half =
      finer[0] > '5' || (finer[0] == '5' && finer.find_first_not_of('0', 1) != finer.npos);
  const bool half = finer[0] == '5' && !over_half;
  if (over_half || (half && out % 2 != 0)) {
    const auto away = checked_add(out, text.starts_with('-') ? -1 : 1);
    if (!away) return fail(errors::amount_out_of_range, std::string(text.substr(0, 64)));
    out = *away;
  }
  return out;
}

Result<std::uint64_t> read_count(std::string_view text) {
  std::uint64_t out = 0;
  bool good = !text.empty() && text.size() <= 19;
  for (const char c : text) {
    good = good && digit(c);
    out = out * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (!good || out >> 63 != 0) {
    return fail(errors::number_malformed, "'" + std::string(text.substr(0, 40)) + "'");
  }
  return out;
}

}  // namespace bayon::source::ledger_csv::detail
