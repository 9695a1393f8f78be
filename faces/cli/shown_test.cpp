#include "faces/cli/shown.hpp"

#include <gtest/gtest.h>

#include "bayon/base/check.hpp"

namespace bayon::cli {
namespace {

TEST(Shown, foreign_text_cannot_act_on_the_terminal) {
  EXPECT_EQ(harmless("a\x1b[31mb\r\n\tc\x7f"), "a\uFFFD[31mb\uFFFD\uFFFD\uFFFDc\uFFFD");
  EXPECT_EQ(harmless("x\u202Ey\u2066z\u0085"), "x\uFFFDy\uFFFDz\uFFFD");
  EXPECT_EQ(harmless("Владимир សុខ 王"), "Владимир សុខ 王");
  EXPECT_EQ(harmless("\xff\xc3"), "\uFFFD\uFFFD");
}

TEST(Shown, columns_are_those_of_a_terminal) {
  EXPECT_EQ(columns("abc"), 3U);
  EXPECT_EQ(columns("Пётр"), 4U);
  EXPECT_EQ(columns("王小明"), 6U);
  EXPECT_EQ(columns("e\u0301"), 1U);
  EXPECT_EQ(columns("ស\u17BBខ"), 2U);
}

TEST(Shown, fitted_cuts_between_letters) {
  EXPECT_EQ(fitted("short", 8), "short");
  EXPECT_EQ(fitted("0123456789", 8), "01234...");
  EXPECT_EQ(fitted("王王王王王", 8), "王王...");
}

TEST(Shown, grouped_keeps_every_digit_that_says_something) {
  EXPECT_EQ(grouped("0"), "0");
  EXPECT_EQ(grouped("999"), "999");
  EXPECT_EQ(grouped("1000"), "1,000");
  EXPECT_EQ(grouped("-1234567.500000"), "-1,234,567.50");
  EXPECT_EQ(grouped("12.345678"), "12.345678");
  EXPECT_EQ(grouped("12.00"), "12.00");
  EXPECT_EQ(grouped("not a number"), "not a number");
  EXPECT_EQ(grouped("12."), "12.");
  EXPECT_EQ(grouped(std::uint64_t{12345678}), "12,345,678");
  EXPECT_EQ(counted(1, "hit", "hits"), "1 hit");
  EXPECT_EQ(counted(1200, "hit", "hits"), "1,200 hits");
}

TEST(Shown, scores_read_as_shares_of_one) {
  EXPECT_EQ(score_text(10000), "1.00");
  EXPECT_EQ(score_text(9700), "0.97");
  EXPECT_EQ(score_text(8765), "0.8765");
}

TEST(Shown, sums_are_exact) {
  DecimalSum sum;
  EXPECT_FALSE(sum.any());
  sum.add("0.1");
  sum.add("0.2");
  sum.add("12345678901234567890.000003");
  EXPECT_EQ(sum.text(), "12,345,678,901,234,567,890.300003");
  EXPECT_TRUE(sum.any());
}

TEST(Shown, a_sum_that_cannot_be_told_is_unknown) {
  DecimalSum of_words;
  of_words.add("1.00");
  of_words.add("many");
  EXPECT_EQ(of_words.text(), "unknown");
  DecimalSum too_large;
  for (int times = 0; times < 3; ++times) too_large.add("99999999999999999999999999999999999999");
  EXPECT_EQ(too_large.text(), "unknown");
  EXPECT_FALSE(too_large.any());
}

TEST(Shown, amounts_compare_by_value) {
  EXPECT_TRUE(more("10", "9.99"));
  EXPECT_FALSE(more("9.99", "10"));
  EXPECT_FALSE(more("1.0", "1"));
  EXPECT_TRUE(more("0", "unknown"));
  EXPECT_FALSE(more("unknown", "0"));
}

TEST(Shown, a_count_that_is_missing_is_never_zero) {
  const Json json{{"count", 3}, {"text", "a\nb"}, {"flag", true}};
  EXPECT_EQ(count_of(json, "count"), 3U);
  EXPECT_THROW(count_of(json, "other"), InvariantBroken);
  EXPECT_EQ(text_of(json, "text"), "a\uFFFDb");
  EXPECT_EQ(text_of(json, "flag"), "yes");
  EXPECT_EQ(text_of(json, "other"), "");
  EXPECT_TRUE(list_of(json, "other").empty());
}

}  // namespace
}  // namespace bayon::cli
