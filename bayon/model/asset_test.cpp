#include "bayon/model/asset.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::model {
namespace {

TEST(Asset, SmallestUnitsAreThoseOfIso4217AndOfTheContracts) {
  const auto places = [](const char* code) { return find_asset(code)->exponent; };
  EXPECT_EQ(places("USD"), 2);
  EXPECT_EQ(places("KHR"), 2);
  EXPECT_EQ(places("JPY"), 0);
  EXPECT_EQ(places("BHD"), 3);
  EXPECT_EQ(places("XBT"), 8);
  EXPECT_EQ(places("USDT"), 6);
  EXPECT_EQ(places("ETH"), 18);
}

TEST(Asset, UnknownCodesAreRefused) {
  for (const char* code : {"", "US", "usd", "XXXX", "AED AFN", "D A", "ZWL ", "XYZ"}) {
    const auto found = find_asset(code);
    ASSERT_FALSE(found.ok()) << code;
    EXPECT_EQ(name(found.error().code), "asset.unknown");
  }
}

TEST(Asset, CurrenciesWrittenOutHaveCodes) {
  EXPECT_EQ(asset_code("US Dollar"), "USD");
  EXPECT_EQ(asset_code(" Yuan "), "CNY");
  EXPECT_EQ(asset_code("usdt"), "USDT");
}

}  // namespace
}  // namespace bayon::model
