// How much, exactly?
//
// An Amount is a signed 128-bit integer count of an asset's smallest unit (a cent, a satoshi, a
// wei). Never floating point. Reading and writing decimal text needs the asset's exponent; no digit
// is ever dropped: text that is finer than the smallest unit is an error.
//
// Invariants: amount.no_overflow  checked_* report overflow, they never wrap.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "bayon/base/result.hpp"

namespace bayon {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

using Amount = Int128;

inline constexpr Amount amount_max = static_cast<Amount>((~UInt128{0}) >> 1);
inline constexpr Amount amount_min = -amount_max - 1;
inline constexpr int exponent_max = 30;  ///< more decimal places than this is not an asset

/// a + b, or nothing when 128 bits cannot hold it.
constexpr std::optional<Amount> checked_add(Amount a, Amount b) {
  Amount out = 0;
  if (__builtin_add_overflow(a, b, &out)) return std::nullopt;
  return out;
}
constexpr std::optional<Amount> checked_sub(Amount a, Amount b) {
  Amount out = 0;
  if (__builtin_sub_overflow(a, b, &out)) return std::nullopt;
  return out;
}
constexpr std::optional<Amount> checked_mul(Amount a, Amount b) {
  Amount out = 0;
  if (__builtin_mul_overflow(a, b, &out)) return std::nullopt;
  return out;
}

/// floor(a * b / c) with a 256-bit product, for 0 <= a, 0 <= b <= c or a <= c, 0 < c: the result
/// fits because one factor does not exceed the divisor. Cost: constant.
Amount multiply_divide(Amount a, Amount b, Amount c);

/// Reads decimal text ("1234.50", "-0.1") as units of 10^-exponent.
/// Fails with amount.malformed, amount.too_precise (digits finer than the smallest unit, trailing
/// zeros allowed) or amount.out_of_range. No thousands separators, no exponent notation.
Result<Amount> parse_amount(std::string_view text, int exponent);

/// Writes `amount` with exactly `exponent` decimal places: 123450, 2 -> "1234.50".
std::string amount_text(Amount amount, int exponent);

/// As amount_text, with thousands separated by commas, for people.
std::string amount_grouped(Amount amount, int exponent);

/// The plain integer.
inline std::string integer_text(Int128 value) { return amount_text(value, 0); }

}  // namespace bayon
