#include "bayon/source/reading/account_key.hpp"

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"
#include "bayon/model/property_value.hpp"

namespace bayon::source::reading {
namespace {

TEST(AccountKey, IsOneHoweverTheAccountIsSet) {
  for (const char* written : {"AB 12", "AB  12", "AB\t12",
                              "AB\xc2\xa0"
                              "12",
                              "AB\xe2\x80\x8b"
                              "12",
                              "AB \r\n12",
                              "\xef\xbb\xbf"
                              "AB 12",
                              " AB 12\xe2\x80\x8b", "AB\x1b 12",
                              "AB\x7f"
                              "12"}) {
    EXPECT_EQ(*account_key(written), "AB 12") << written;
  }
  EXPECT_EQ(*account_key("e\xcc\x81"), "\xc3\xa9") << "composed";
  EXPECT_EQ(*account_key("ab 12"), "ab 12") << "case is not for this to say";
  EXPECT_EQ(*account_key("\xe2\x80\x8b"), "");
  EXPECT_FALSE(account_key("\xff").ok());
}

TEST(AccountKey, OfAnIbanIsTheIban) {
  for (const char* written : {"DE89 3704 0044 0532 0130 00", "de89370400440532013000",
                              "DE89\xc2\xa0"
                              "3704 00440532013000",
                              "DE89370400440532013000"}) {
    EXPECT_EQ(*account_key(written), "DE89370400440532013000") << written;
  }
  EXPECT_EQ(*account_key("DE89 3704 0044 0532 0130 01"), "DE89 3704 0044 0532 0130 01")
      << "its check digits say that it is none";
  EXPECT_EQ(*account_key("ab12 3"), "ab12 3");
  EXPECT_FALSE(is_account_key("de89370400440532013000"));
  EXPECT_TRUE(is_account_key("DE89370400440532013000"));
}

TEST(AccountKey, OfAnAddressOfAChainIsNoIban) {
  // A Tron address of 34 characters with the check digits of an IBAN, of no country's length.
  EXPECT_EQ(*account_key("TY63pZ5gd3rJF3sCsDwsTPBY2vJBzWz69v"),
            "TY63pZ5gd3rJF3sCsDwsTPBY2vJBzWz69v");
  EXPECT_EQ(*account_key("0xABCDEFabcdef0123456789ABCDEFabcdef012345"),
            "0xabcdefabcdef0123456789abcdefabcdef012345");
  EXPECT_FALSE(is_account_key("0xABCDEFabcdef0123456789ABCDEFabcdef012345"));
  EXPECT_TRUE(is_account_key("0xabcdefabcdef0123456789abcdefabcdef012345"));
  EXPECT_EQ(*account_key("0xABC"), "0xABC") << "somebody's own number";
}

// The quick look agrees with the careful one.
TEST(AccountKey, IsKnownAtASight) {
  std::size_t known = 0;
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    Random random(seed);
    std::string text;
    for (auto left = random.below(24); left > 0; --left) {
      text += random.chance(0.1) ? static_cast<char>(random.below(0x80)) : 'a';
    }
    const bool same = !text.empty() && *model::single_blanks(text) == text;
    const bool numbered = text.size() > 4 && text[2] <= '9' && text[3] <= '9';
    ASSERT_TRUE(same || !is_account_key(text)) << seed;
    ASSERT_TRUE(!same || numbered || is_account_key(text)) << seed;
    known += same ? 1 : 0;
    ASSERT_EQ(*account_key(text), *model::single_blanks(text));
  }
  EXPECT_GT(known, 5'000u);
}

}  // namespace
}  // namespace bayon::source::reading
