// Territories are found under every spelling that real lists use, and nothing is guessed.
#include "bayon/model/territory.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>

namespace bayon::model {
namespace {

std::string code(std::string_view text) {
  return std::string(territory_code(text).value_or("nothing"));
}

// long: one table
TEST(Territory, FindsNamesAsListsWriteThem) {
  constexpr std::array<std::pair<const char*, const char*>, 62> cases{{
      {"Cuba", "cu"},
      {"Korea, North", "kp"},
      {"Korea, South", "kr"},
      {"Democratic People's Republic of Korea", "kp"},
      {"Burma", "mm"},
      {"Myanmar (Burma) / Myanmar (Birmanie)", "mm"},
      {"Congo, Democratic Republic of the", "cd"},
      {"Democratic Republic of the Congo", "cd"},
      {"Congo, Republic of the", "cg"},
      {"Iran", "ir"},
      {"Iran (Islamic Republic of)", "ir"},
      {"Venezuela (Bolivarian Republic of)", "ve"},
      {"Syrian Arab Republic", "sy"},
      {"Syria / Syrie", "sy"},
      {"West Bank", "ps"},
      {"Region: Gaza", "ps"},
      {"Region: West Bank", "ps"},
      {"Palestinian", "ps"},
      {"State of Palestine", "ps"},
      {"Viet Nam", "vn"},
      {"Vietnam", "vn"},
      {"Belarus / B\u00e9larus", "by"},
      {"Russia / Russie", "ru"},
      {"Russian Federation", "ru"},
      {"South Sudan / Soudan du sud", "ss"},
      {"Sudan / Soudan", "sd"},
      {"China / Chine", "cn"},
      {"Haiti / Ha\u00efti", "ht"},
      {"T\u00fcrkiye", "tr"},
      {"Turkey", "tr"},
      {"Cote d Ivoire", "ci"},
      {"C\u00f4te d'Ivoire", "ci"},
      {"Bahamas, The", "bs"},
      {"The Gambia", "gm"},
      {"Man, Isle of", "im"},
      {"Virgin Islands, British", "vg"},
      {"Macau", "mo"},
      {"Hong Kong", "hk"},
      {"North Macedonia, The Republic of", "mk"},
      {"Macedonia, The Former Yugoslav Republic of", "mk"},
      {"Bosnia and Herzegovina", "ba"},
      {"Trinidad and Tobago", "tt"},
      {"Saint Vincent and the Grenadines", "vc"},
      {"Cabo Verde.  Previously Cape Verde.", "cv"},
      {"Czech Republic", "cz"},
      {"Lao People's Democratic Republic", "la"},
      {"United Republic of Tanzania", "tz"},
      {"United Kingdom of Great Britain and Northern Ireland", "gb"},
      {"United States of America", "us"},
      {"Kosovo", "xk"},
      {"Region: Crimea", "ua-cri"},
      {"Soviet Union", "suhh"},
      {"Yugoslavia", "yucs"},
      {"Zaire", "zr"},
      {"  cuba ", "cu"},
      {"US", "us"},
      {"kh", "kh"},
      {"PRK", "kp"},
      {"uk", "gb"},
      {"YU", "yucs"},
      {"ua-cri", "ua-cri"},
      {"Taiwan, Province of China", "tw"},
  }};
  for (const auto& [text, expected] : cases) EXPECT_EQ(code(text), expected) << text;
}

TEST(Territory, DoesNotGuess) {
  for (const char* text : {"",
                           "undetermined",
                           "None Identified",
                           "Congo",
                           "Korea",
                           "Virgin Islands",
                           "Texas",
                           "Region: Commonwealth of Independent States",
                           "Region: Kafia Kingi",
                           "possibly Palestinian",
                           "Cuba / Haiti",
                           "Iran (Iraq)",
                           "Hamas Terrorist Attacks / Attaques terroristes du Hamas",
                           "Un",
                           "dE",
                           "QQ",
                           "qqq",
                           "xx-yyy",
                           "((((((",
                           "/ / / /",
                           ",",
                           "Region: Region: Region:"}) {
    EXPECT_EQ(code(text), "nothing") << text;
  }
  EXPECT_EQ(code(std::string(5'000, 'a')), "nothing");
  EXPECT_EQ(code("\xc3\x28 \xff"), "nothing");
}

// Every code that can be answered leads back to itself through its own English name.
TEST(Territory, EveryEnglishNameLeadsBackToItsCode) {
  int known = 0;
  for (char a = 'a'; a <= 'z'; ++a) {
    for (char b = 'a'; b <= 'z'; ++b) {
      const std::string both{a, b};
      if (!territory_known(both)) continue;
      ++known;
      EXPECT_EQ(code(territory_name(both)), both) << territory_name(both);
    }
  }
  EXPECT_GE(known, 249);  // ISO 3166-1 has 249 entries
  EXPECT_EQ(territory_name("yucs"), "Yugoslavia");
  EXPECT_EQ(territory_name("not-one"), "not-one");
  EXPECT_FALSE(territory_known("not-one"));
}

}  // namespace
}  // namespace bayon::model
