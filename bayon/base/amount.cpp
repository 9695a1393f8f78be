#include "bayon/base/amount.hpp"

#include <algorithm>

#include "bayon/base/error_codes.hpp"

namespace bayon {

namespace {

struct Wide {
  UInt128 high;
  UInt128 low;
};

Wide multiply_wide(UInt128 a, UInt128 b) {
  const UInt128 mask = ~std::uint64_t{0};
  const UInt128 a0 = a & mask, a1 = a >> 64, b0 = b & mask, b1 = b >> 64;
  const UInt128 p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0, p11 = a1 * b1;
  const UInt128 middle = (p00 >> 64) + (p01 & mask) + (p10 & mask);
  return {p11 + (p01 >> 64) + (p10 >> 64) + (middle >> 64), (middle << 64) | (p00 & mask)};
}

// Schoolbook binary division; only reached when the product does not fit 128 bits.
UInt128 divide_wide(Wide n, UInt128 d) {
  UInt128 remainder = n.high % d;
  UInt128 quotient = 0;
  for (int bit = 127; bit >= 0; --bit) {
    const bool carry = (remainder >> 127) != 0;
    remainder = (remainder << 1) | ((n.low >> bit) & 1);
    quotient <<= 1;
    if (carry || remainder >= d) {
      remainder -= d;
      quotient |= 1;
    }
  }
  return quotient;
}

}  // namespace

Amount multiply_divide(Amount a, Amount b, Amount c) {
  BAYON_CHECK(a >= 0 && b >= 0 && c > 0 && (a <= c || b <= c), amount.ratio_in_range);
  const auto ua = static_cast<UInt128>(a), ub = static_cast<UInt128>(b),
             uc = static_cast<UInt128>(c);
  if ((ua >> 64) == 0 && (ub >> 64) == 0) return static_cast<Amount>(ua * ub / uc);
  const Wide product = multiply_wide(ua, ub);
  if (product.high == 0) return static_cast<Amount>(product.low / uc);
  return static_cast<Amount>(divide_wide(product, uc));
}

Result<Amount> parse_amount(std::string_view text, int exponent) {
  BAYON_CHECK(exponent >= 0 && exponent <= exponent_max, amount.exponent_in_range);
  const std::string_view whole = text;
  const auto malformed = [&] {
    return fail(errors::amount_malformed, "'" + std::string(whole.substr(0, 64)) + "'");
  };
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  UInt128 value = 0;
  const auto limit = static_cast<UInt128>(amount_max);
  int decimals = -1;
  int kept = 0;
  bool digits = false;
  for (const char c : text) {
    if (c == '.') {
      if (decimals >= 0) return malformed();
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9') return malformed();
    digits = true;
    if (decimals >= 0 && ++decimals > exponent) {
      if (c != '0') {
        return fail(errors::amount_too_precise, "'" + std::string(whole.substr(0, 64)) +
                                                    "' has more than " + std::to_string(exponent) +
                                                    " decimal places");
      }
      continue;
    }
    if (decimals >= 0) ++kept;
    const auto digit = static_cast<UInt128>(c - '0');
    if (value > (limit - digit) / 10)
      return fail(errors::amount_out_of_range, std::string(whole.substr(0, 64)));
    value = value * 10 + digit;
  }
  if (!digits) return malformed();
  for (; kept < exponent; ++kept) {
    if (value > limit / 10)
      return fail(errors::amount_out_of_range, std::string(whole.substr(0, 64)));
    value *= 10;
  }
  return negative ? -static_cast<Amount>(value) : static_cast<Amount>(value);
}

namespace {

std::string digits_of(Amount amount, int exponent) {
  UInt128 value = amount < 0 ? ~static_cast<UInt128>(amount) + 1 : static_cast<UInt128>(amount);
  std::string out;
  while (value != 0 || static_cast<int>(out.size()) <= exponent) {
    out += static_cast<char>('0' + static_cast<int>(value % 10));
    value /= 10;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

std::string amount_text(Amount amount, int exponent) {
  std::string out = digits_of(amount, exponent);
  if (exponent > 0) out.insert(out.size() - static_cast<std::size_t>(exponent), 1, '.');
  return amount < 0 ? "-" + out : out;
}

std::string amount_grouped(Amount amount, int exponent) {
  std::string out = digits_of(amount, exponent);
  const auto places = static_cast<std::size_t>(exponent);
  for (std::size_t at = out.size() - places; at > 3;) {
    at -= 3;
    out.insert(at, 1, ',');
  }
  if (exponent > 0) out.insert(out.size() - places, 1, '.');
  return amount < 0 ? "-" + out : out;
}

}  // namespace bayon
