// Amounts against a naive twin that calculates with decimal digits in strings, as one does on
// paper.
#include "bayon/base/amount.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"

namespace bayon {
namespace {

// Digits of non-negative numbers, most significant first, without leading zeros ("0" alone).
std::string stripped(std::string digits) {
  const auto first = digits.find_first_not_of('0');
  return first == std::string::npos ? "0" : digits.substr(first);
}

bool less(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

std::string sum(std::string a, std::string b) {
  const std::size_t width = std::max(a.size(), b.size()) + 1;
  a.insert(0, width - a.size(), '0');
  b.insert(0, width - b.size(), '0');
  int carry = 0;
  for (std::size_t i = width; i-- > 0;) {
    const int digit = a[i] - '0' + b[i] - '0' + carry;
    a[i] = static_cast<char>('0' + digit % 10);
    carry = digit / 10;
  }
  return stripped(a);
}

// a - b for a >= b.
std::string difference(std::string a, std::string b) {
  b.insert(0, a.size() - b.size(), '0');
  int borrow = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    int digit = a[i] - b[i] - borrow;
    borrow = digit < 0 ? 1 : 0;
    if (digit < 0) digit += 10;
    a[i] = static_cast<char>('0' + digit);
  }
  return stripped(a);
}

std::string product(const std::string& a, const std::string& b) {
  std::string out = "0";
  for (const char digit : b) {
    out = stripped(out + "0");
    for (int times = digit - '0'; times > 0; --times) out = sum(out, a);
  }
  return out;
}

std::string quotient(const std::string& a, const std::string& b) {
  std::string rest = "0", out;
  for (const char digit : a) {
    rest = stripped(rest + digit);
    int times = 0;
    for (; !less(rest, b); ++times) rest = difference(rest, b);
    out += static_cast<char>('0' + times);
  }
  return stripped(out);
}

std::string digits_of(Amount amount) { return integer_text(amount); }

// Of every size: half of them near a power of two, where carries and signs go wrong.
Amount any_amount(Random& random) {
  const auto bits = random.below(127);
  const UInt128 wide = (static_cast<UInt128>(random.next()) << 64) | random.next();
  if (random.chance(0.5)) return static_cast<Amount>(wide & ((UInt128{1} << bits) - 1));
  const Amount power = Amount{1} << bits;
  return std::clamp<Amount>(power + random.between(-2, 2), 0, amount_max);
}

const std::string largest = "170141183460469231731687303715884105727";

TEST(Amount, SumsAndProductsAreThoseOnPaper) {
  Random random(11);
  int overflowed = 0;
  for (int i = 0; i < 4'000; ++i) {
    const Amount a = any_amount(random), b = any_amount(random);
    const std::string added = sum(digits_of(a), digits_of(b));
    const std::string multiplied = product(digits_of(a), digits_of(b));
    EXPECT_EQ(checked_add(a, b).has_value(), !less(largest, added));
    EXPECT_EQ(checked_mul(a, b).has_value(), !less(largest, multiplied));
    overflowed += checked_mul(a, b) ? 0 : 1;
    if (const auto got = checked_add(a, b)) EXPECT_EQ(digits_of(*got), added);
    if (const auto got = checked_mul(a, b)) EXPECT_EQ(digits_of(*got), multiplied);
    const Amount more = std::max(a, b), less_of = std::min(a, b);
    EXPECT_EQ(digits_of(*checked_sub(more, less_of)),
              difference(digits_of(more), digits_of(less_of)));
  }
  EXPECT_GT(overflowed, 500);
  EXPECT_FALSE(checked_sub(amount_min, 1).has_value());
  EXPECT_FALSE(checked_add(amount_max, 1).has_value());
}

TEST(Amount, SharesAreThoseOnPaper) {
  Random random(12);
  for (int i = 0; i < 1'500; ++i) {
    Amount b = any_amount(random), c = any_amount(random);
    if (b > c) std::swap(b, c);
    if (c == 0) continue;
    const Amount a = any_amount(random);
    EXPECT_EQ(digits_of(multiply_divide(a, b, c)),
              quotient(product(digits_of(a), digits_of(b)), digits_of(c)))
        << digits_of(a) << " * " << digits_of(b) << " / " << digits_of(c);
  }
}

TEST(Amount, SharesOfMoreThanTheWholeAreABug) {
  EXPECT_THROW(multiply_divide(3, 3, 2), InvariantBroken);
  EXPECT_THROW(multiply_divide(1, 1, 0), InvariantBroken);
  EXPECT_THROW((void)parse_amount("1", exponent_max + 1), InvariantBroken);
}

// Property: text and amount are each other's inverse, for every exponent.
TEST(Amount, IsReadAsItIsWritten) {
  Random random(13);
  for (int i = 0; i < 5'000; ++i) {
    Amount amount = any_amount(random);
    if (random.chance(0.3)) amount = -amount;
    const int exponent = static_cast<int>(random.below(exponent_max + 1));
    const std::string text = amount_text(amount, exponent);
    EXPECT_EQ(*parse_amount(text, exponent), amount) << text;
    std::string grouped = amount_grouped(amount, exponent);
    std::erase(grouped, ',');
    EXPECT_EQ(grouped, text);
  }
  EXPECT_EQ(amount_text(amount_min, 0), "-170141183460469231731687303715884105728");
}

TEST(Amount, IsWrittenForPeople) {
  EXPECT_EQ(amount_text(123450, 2), "1234.50");
  EXPECT_EQ(amount_text(5, 2), "0.05");
  EXPECT_EQ(amount_text(-5, 2), "-0.05");
  EXPECT_EQ(amount_grouped(294'000'000'000, 2), "2,940,000,000.00");
  EXPECT_EQ(amount_grouped(-123456, 2), "-1,234.56");
  EXPECT_EQ(amount_grouped(999, 0), "999");
}

TEST(Amount, ReadsDecimals) {
  EXPECT_EQ(*parse_amount("1234.5", 2), 123450);
  EXPECT_EQ(*parse_amount("1234.500000", 2), 123450) << "zeros are no digits finer than a cent";
  EXPECT_EQ(*parse_amount("-0.1", 1), -1);
  EXPECT_EQ(*parse_amount("+7", 0), 7);
  EXPECT_EQ(*parse_amount(".5", 1), 5);
  EXPECT_EQ(*parse_amount(largest, 0), amount_max);
}

TEST(Amount, RefusesWhatIsNoDecimal) {
  for (const char* text : {"", ".", "-", "1,000", "1e3", "0x10", " 1", "1 ", "1.2.3", "--1", "١",
                           "NaN", "inf", "1-"}) {
    const auto got = parse_amount(text, 2);
    ASSERT_FALSE(got.ok()) << text;
    EXPECT_EQ(name(got.error().code), "amount.malformed") << text;
  }
}

TEST(Amount, RefusesWhatIsFinerThanTheSmallestUnit) {
  EXPECT_EQ(name(parse_amount("0.001", 2).error().code), "amount.too_precise");
  EXPECT_EQ(name(parse_amount("1.5", 0).error().code), "amount.too_precise");
}

TEST(Amount, RefusesWhatDoesNotFit) {
  EXPECT_EQ(name(parse_amount(std::string(40, '9'), 0).error().code), "amount.out_of_range");
  EXPECT_EQ(name(parse_amount("170141183460469231731687303715884105728", 0).error().code),
            "amount.out_of_range");
  EXPECT_EQ(name(parse_amount("1000000000000000000000", 18).error().code), "amount.out_of_range");
}

}  // namespace
}  // namespace bayon
