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
    ASSERT_EQ(is_account_key(text), same) << seed;
    known += same ? 1 : 0;
    ASSERT_EQ(*account_key(text), *model::single_blanks(text));
  }
  EXPECT_GT(known, 5'000u);
}

}  // namespace
}  // namespace bayon::source::reading
