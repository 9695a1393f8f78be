#include "bayon/model/currency_signs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bayon::model {
namespace {

using ::testing::ElementsAre;

TEST(CurrencySigns, AreTheCodeAndWhatStandsForIt) {
  EXPECT_THAT(currency_signs("USD"), ElementsAre("USD", "$"));
  EXPECT_THAT(currency_signs("HKD"), ElementsAre("HK$", "HKD", "$"));
  EXPECT_THAT(currency_signs("EUR"), ElementsAre("EUR", "\xe2\x82\xac"));
  EXPECT_THAT(currency_signs("USDT"), ElementsAre("USDT"));
  EXPECT_THAT(currency_signs("XQQ"), ElementsAre("XQQ"));
  EXPECT_THAT(currency_signs(""), ElementsAre(""));
}

}  // namespace
}  // namespace bayon::model
