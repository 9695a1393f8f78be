// Which texts are IBANs?
#include "bayon/source/reading/iban.hpp"

#include <gtest/gtest.h>

#include <string>

#include "bayon/base/random.hpp"

namespace bayon::source::reading {
namespace {

// The examples of the standard's registry.
TEST(Iban, HasRightCheckDigits) {
  for (const char* const iban : {"DE89370400440532013000", "GB29NWBK60161331926819",
                                 "FR1420041010050500013M02606", "NO9386011117947"}) {
    const std::string text = iban;
    EXPECT_TRUE(is_iban(text)) << text;
    for (std::size_t at = 2; at < text.size(); ++at) {
      std::string wrong = text;
      wrong[at] = wrong[at] == '7' ? '8' : '7';
      if (wrong == text) continue;
      EXPECT_FALSE(is_iban(wrong)) << wrong;
    }
  }
  for (const char* const text : {"", "DE", "DE89 3704 0044 0532 0130 00", "de89370400440532013000",
                                 "BANKA-00000001", "123456789012345678", "DE8937040044053201300"}) {
    EXPECT_FALSE(is_iban(text)) << text;
  }
}

TEST(Iban, IsRareAmongOtherTexts) {
  Random random(5);
  int found = 0;
  for (int i = 0; i < 9'700; ++i) {
    std::string text = "DE";
    for (int at = 0; at < 20; ++at) text += static_cast<char>('0' + random.below(10));
    found += is_iban(text) ? 1 : 0;
  }
  EXPECT_GT(found, 50);
  EXPECT_LT(found, 200) << "about one in 97";
}

TEST(Iban, IsAsLongAsItsCountrySays) {
  // Check digits for any length of digits: those of the remainder.
  const auto made = [](const std::string& country, std::size_t length) {
    for (int check = 2; check < 99; ++check) {
      const std::string text =
          country + (check < 10 ? "0" : "") + std::to_string(check) + std::string(length - 4, '7');
      if (is_iban(text)) return true;
    }
    return false;
  };
  EXPECT_TRUE(made("NO", 15));
  EXPECT_TRUE(made("RU", 33));
  EXPECT_FALSE(made("NO", 16));
  EXPECT_FALSE(made("TY", 34)) << "no country";
}

}  // namespace
}  // namespace bayon::source::reading
