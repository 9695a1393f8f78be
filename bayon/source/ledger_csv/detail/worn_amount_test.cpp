#include <gtest/gtest.h>

#include "bayon/source/ledger_csv/detail/worn_amount.hpp"

namespace bayon::source::ledger_csv::detail {
namespace {

std::string stripped(std::string_view text, std::string_view asset) {
  WornAmount worn;
  std::string out;
  return worn.strip(text, asset, out) ? out : "no";
}

TEST(WornAmount, TakesOffWhatBanksWriteAround) {
  EXPECT_EQ(stripped("$1,234.50", "USD"), "1,234.50");
  EXPECT_EQ(stripped("-$5.00", "USD"), "-5.00");
  EXPECT_EQ(stripped("$-5.00", "USD"), "-5.00");
  EXPECT_EQ(stripped("($5.00)", "USD"), "-5.00");
  EXPECT_EQ(stripped("45.00-", "EUR"), "-45.00");
  EXPECT_EQ(stripped("45,00 \xe2\x82\xac", "EUR"), "45,00");
  EXPECT_EQ(stripped("45,00\xc2\xa0"
                     "EUR",
                     "EUR"),
            "45,00");
  EXPECT_EQ(stripped("EUR 45,00-", "EUR"), "-45,00");
  EXPECT_EQ(stripped("\xe2\x88\x92"
                     "45.00",
                     "EUR"),
            "-45.00")
      << "U+2212";
  EXPECT_EQ(stripped("\xe0\xb8\xbf"
                     "1,000",
                     "THB"),
            "1,000");
  EXPECT_EQ(stripped("HK$20", "HKD"), "20");
  EXPECT_EQ(stripped("$20", "HKD"), "20") << "a dollar, in a column of Hong Kong's";
  EXPECT_EQ(stripped("12.5 USDT", "USDT"), "12.5");
  EXPECT_EQ(stripped("+5.00", "USD"), "5.00");
  EXPECT_EQ(stripped("+ $5.00", "USD"), "5.00");
}

TEST(WornAmount, GuessesNothing) {
  for (const std::string_view text : {"5.00",
                                      "\xe2\x82\xac"
                                      "5.00",
                                      "5.00 EUR", "--5.00", "-5.00-", "(-5.00)", "$", "()", "-", "",
                                      "$$5", "5.00 CR", "USD", "$5.00x", "+5-", "+(5)",
                                      "+\xe2\x88\x92"
                                      "5",
                                      "++5"}) {
    EXPECT_EQ(stripped(text, "USD"), "no") << text;
  }
}

}  // namespace
}  // namespace bayon::source::ledger_csv::detail
