#include "bayon/source/ledger_csv/detail/decimal.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

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

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), digit);
}

// How many bytes at the front are the group mark, as the field sets it.
std::size_t mark_length(std::string_view text, char mark) {
  if (text.starts_with(mark)) return 1;
  if (mark == ' ' && text.starts_with("\xc2\xa0")) return 2;       // no-break space
  if (mark == ' ' && text.starts_with("\xe2\x80\xaf")) return 3;   // the narrow one
  if (mark == '\'' && text.starts_with("\xe2\x80\x99")) return 3;  // the typographic apostrophe
  return 0;
}

// The digits of `whole`, appended; false where its groups are not as they should be.
bool ungroup(std::string_view whole, char mark, std::string& out) {
  const auto digits_at_front = [&] {
    return static_cast<std::size_t>(std::find_if_not(whole.begin(), whole.end(), digit) -
                                    whole.begin());
  };
  std::size_t count = digits_at_front();
  const bool grouped = count < whole.size();
  if (count == 0 || (grouped && (count > 3 || whole.front() == '0'))) return false;
  for (;;) {
    out += whole.substr(0, count);
    whole.remove_prefix(count);
    if (whole.empty()) return true;
    const std::size_t length = mark == 0 ? 0 : mark_length(whole, mark);
    if (length == 0) return false;
    whole.remove_prefix(length);
    count = digits_at_front();
    if (count != 3) return false;
  }
}

}  // namespace

Result<void> plain_decimal(std::string_view text, NumberMarks marks, std::string& out) {
  out.clear();
  std::string_view left = text;
  if (left.starts_with('-')) {
    out += '-';
    left.remove_prefix(1);
  }
  const auto mark = left.find(marks.decimal);
  const bool good = ungroup(left.substr(0, mark), marks.group, out) &&
                    (mark == left.npos || all_digits(left.substr(mark + 1)));
  if (!good) {
    const std::string groups =
        marks.group == 0 ? "no group_mark" : fmt::format("group_mark \"{}\"", marks.group);
    return fail(errors::amount_malformed, fmt::format("'{}' read with decimal_mark \"{}\" and {}",
                                                      text.substr(0, 60), marks.decimal, groups));
  }
  if (mark != left.npos) {
    out += '.';
    out += left.substr(mark + 1);
  }
  return {};
}

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
