// The fast reading of amounts and times agrees with the careful one, and rounding with long
// division.
#include "bayon/source/ledger_csv/detail/decimal.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "bayon/source/ledger_csv/detail/time_reader.hpp"

namespace bayon::source::ledger_csv::detail {
namespace {

std::string any_number(Random& random) {
  std::string out;
  if (random.chance(0.2)) out += random.chance(0.7) ? "-" : "+";
  for (auto digits = random.below(random.chance(0.1) ? 42 : 20); digits > 0; --digits) {
    out += static_cast<char>('0' + random.below(10));
    if (random.chance(0.1)) out += '.';
    if (random.chance(0.01)) out += "x e,"[random.below(4)];
  }
  return out;
}

template <typename T>
std::string told(const Result<T>& result) {
  if constexpr (std::is_same_v<T, Instant>) {
    return result.ok() ? result->text() : std::string(name(result.error().code));
  } else {
    return result.ok() ? integer_text(*result) : std::string(name(result.error().code));
  }
}

TEST(Decimal, AgreesWithTheCarefulReader) {
  int good = 0;
  for (std::uint64_t seed = 0; seed < 200'000; ++seed) {
    Random random(seed);
    const std::string text = any_number(random);
    const int exponent = static_cast<int>(random.below(random.chance(0.2) ? 31 : 9));
    const auto careful = parse_amount(text, exponent);
    ASSERT_EQ(told(read_decimal(text, exponent)), told(careful)) << text << " at " << exponent;
    good += careful.ok() ? 1 : 0;
  }
  EXPECT_GT(good, 20'000);
}

TEST(Decimal, RoundsHalfToEven) {
  struct Case {
    std::string_view text;
    std::string_view expected;
    bool rounded;
  };
  const Case cases[] = {{"1.005", "100", true},
                        {"1.015", "102", true},
                        {"1.0050", "100", true},
                        {"1.00500000001", "101", true},
                        {"1.004999", "100", true},
                        {"1.006", "101", true},
                        {"-1.015", "-102", true},
                        {"-1.005", "-100", true},
                        {"1.2300", "123", false},
                        {"1.23", "123", false},
                        {"7", "700", false},
                        {"99676.960000001", "9967696", true},
                        {"0.999", "100", true},
                        {"1.00x", "amount.malformed", false},
                        {"1.0.5", "amount.malformed", false},
                        {"", "amount.malformed", false},
                        {".005", "0", true},
                        {"1.005e3", "amount.malformed", false}};
  for (const Case& each : cases) {
    bool rounded = false;
    EXPECT_EQ(told(read_decimal_rounded(each.text, 2, rounded)), each.expected) << each.text;
    EXPECT_EQ(rounded, each.rounded) << each.text;
  }
}

// The naive twin of rounding: all digits as one integer, divided.
TEST(Decimal, RoundsAsDivisionDoes) {
  for (std::uint64_t seed = 0; seed < 50'000; ++seed) {
    Random random(seed);
    const int finer = 1 + static_cast<int>(random.below(8));
    const int exponent = static_cast<int>(random.below(4));
    const auto value =
        static_cast<std::int64_t>(random.below(random.chance(0.5) ? 3'000 : 1u << 30));
    const std::string text = amount_text(value, exponent + finer);
    std::int64_t unit = 1;
    for (int i = 0; i < finer; ++i) unit *= 10;
    std::int64_t expected = value / unit;
    const std::int64_t twice_rest = 2 * (value % unit);
    if (twice_rest > unit || (twice_rest == unit && expected % 2 != 0)) ++expected;
    bool rounded = false;
    ASSERT_EQ(told(read_decimal_rounded(text, exponent, rounded)), std::to_string(expected))
        << text;
    ASSERT_EQ(rounded, twice_rest != 0) << text;
  }
}

TEST(Decimal, CountsAreDigitsAlone) {
  EXPECT_EQ(told(read_count("0")), "0");
  EXPECT_EQ(told(read_count("9223372036854775807")), "9223372036854775807");
  for (const std::string_view text :
       {"", "-1", "1.0", "9223372036854775808", "18446744073709551616", "1 "}) {
    EXPECT_EQ(told(read_count(text)), "number.malformed") << text;
  }
}

std::string plain(std::string_view text, char decimal, char group) {
  std::string out;
  const auto done = plain_decimal(text, {decimal, group}, out);
  return done.ok() ? out : std::string(name(done.error().code));
}

TEST(PlainDecimal, ReadsMarksAsTheMappingSaysThem) {
  EXPECT_EQ(plain("1.200,50", ',', '.'), "1200.50");
  EXPECT_EQ(plain("1200,50", ',', '.'), "1200.50");
  EXPECT_EQ(plain("-12.345.678,9", ',', '.'), "-12345678.9");
  EXPECT_EQ(plain("1.200", ',', '.'), "1200");
  EXPECT_EQ(plain("0,05", ',', '.'), "0.05");
  EXPECT_EQ(plain("1,200.50", '.', ','), "1200.50");
  EXPECT_EQ(plain("1 200,50", ',', ' '), "1200.50");
  EXPECT_EQ(plain("1\xc2\xa0\x32\x30\x30,50", ',', ' '), "1200.50");
  EXPECT_EQ(plain("1\xe2\x80\xaf\x32\x30\x30,50", ',', ' '), "1200.50");
  EXPECT_EQ(plain("1'200.50", '.', '\''), "1200.50");
  EXPECT_EQ(plain("1\xe2\x80\x99\x32\x30\x30.50", '.', '\''), "1200.50");
  EXPECT_EQ(plain("1200,50", ',', 0), "1200.50");
}

TEST(PlainDecimal, NeverGuessesAtWrongGroups) {
  for (const std::string_view text : {"12.00,5",     "1.20,50",   "1.2000,50",
                                      "1200.500,00", ".200,50",   "1..200,50",
                                      "1.200.,50",   "0.500",     "012.500",
                                      "1.200,",      ",50",       "1,200.50",
                                      "1,2,3",       "",          "-",
                                      "+1,00",       "--1",       "1.200,5 ",
                                      "1.200,50-",   "EUR 5",     "5 \xe2\x82\xac",
                                      "1e5",         "1.200,5.0", "1 200,50"}) {
    EXPECT_EQ(plain(text, ',', '.'), "amount.malformed") << text;
  }
  EXPECT_EQ(plain("1.200,50", ',', 0), "amount.malformed") << "no groups were named";
  EXPECT_EQ(plain("1200.50", ',', 0), "amount.malformed") << "the other mark";
}

// The naive twin: strip the marks of a number that was set with them.
TEST(PlainDecimal, ReadsBackWhatIsSetWithMarks) {
  Random random(21);
  for (int round = 0; round < 20'000; ++round) {
    const std::string whole = std::to_string(random.below(1'000'000'000'000));
    std::string grouped;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      if (i != 0 && (whole.size() - i) % 3 == 0) grouped += '.';
      grouped += whole[i];
    }
    const std::string part = std::to_string(random.below(1'000));
    EXPECT_EQ(plain(grouped + "," + part, ',', '.'), whole + "." + part);
    std::string damaged = grouped;
    damaged.insert(random.below(damaged.size() + 1), ".");
    const auto read = plain(damaged, ',', '.');
    const auto at = damaged.find('.');
    if (grouped.find('.') != grouped.npos || at == 0 || at + 4 != damaged.size()) {
      EXPECT_EQ(read, "amount.malformed") << damaged;
    }
  }
}

TEST(TimeReader, AgreesWithTheCarefulReader) {
  const Mapping mapping;
  TimeReader reader(mapping);
  int good = 0;
  for (std::uint64_t seed = 0; seed < 100'000; ++seed) {
    Random random(seed);
    std::string text = "2022-09-01 00:20:31";
    for (auto& c : text) {
      if (c >= '0' && c <= '9' && random.chance(0.3)) c = static_cast<char>('0' + random.below(4));
    }
    if (random.chance(0.3)) text[10] = 'T';
    if (random.chance(0.2)) text[4] = text[7] = '/';
    if (random.chance(0.3)) text.resize(16);
    if (random.chance(0.1)) text.resize(random.below(text.size() + 1));
    if (random.chance(0.2)) text += random.chance(0.5) ? "Z" : ".25+07:00";
    if (random.chance(0.05) && !text.empty()) text[random.below(text.size())] = ' ';
    const auto careful = parse_instant(text);
    ASSERT_EQ(told(reader.read(text)), told(careful)) << text;
    good += careful.ok() ? 1 : 0;
  }
  EXPECT_GT(good, 20'000);
}

TEST(TimeReader, ReadsEachLayout) {
  const auto read = [](TimeLayout layout, std::string_view text) {
    Mapping mapping;
    mapping.time_layout = layout;
    mapping.time_epoch = day_of(2017, 1, 1);
    return told(TimeReader(mapping).read(text));
  };
  EXPECT_EQ(read(TimeLayout::iso, "2025-03-01 00:00:11 UTC"), "2025-03-01T00:00:11Z");
  EXPECT_EQ(read(TimeLayout::iso, "2022/09/01 00:20"), "2022-09-01T00:20:00Z");
  EXPECT_EQ(read(TimeLayout::unix_seconds, "1289241911.72836"), "2010-11-08T18:45:11.72836Z");
  EXPECT_EQ(read(TimeLayout::unix_millis, "1709251200001"), "2024-03-01T00:00:00.001Z");
  EXPECT_EQ(read(TimeLayout::unix_nanos, "-1"), "1969-12-31T23:59:59.999999999Z");
  EXPECT_EQ(read(TimeLayout::day_step, "31"), "2017-02-01T00:00:00Z");
  EXPECT_EQ(read(TimeLayout::day_step, "-1"), "number.malformed");
  EXPECT_EQ(read(TimeLayout::day_step, "99999999"), "date.out_of_range");
  EXPECT_EQ(read(TimeLayout::unix_seconds, "99999999999999"), "date.out_of_range");
  EXPECT_EQ(read(TimeLayout::unix_seconds, "soon"), "instant.malformed");
  EXPECT_EQ(read(TimeLayout::iso, "2023-02-30 00:00"), "date.impossible");
  EXPECT_EQ(read(TimeLayout::iso, ""), "instant.malformed");
}

}  // namespace
}  // namespace bayon::source::ledger_csv::detail
