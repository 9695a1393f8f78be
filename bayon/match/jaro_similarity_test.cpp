// Is the bound never below the score? A bound that is too low would hide a listed name.
#include "bayon/match/jaro_similarity.hpp"

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"
#include "bayon/match/comparator.hpp"
#include "bayon/match/jaro_definition.hpp"

namespace bayon::match {
namespace {

// Letters 64 apart share a class, so some classes hold two letters.
std::u32string any_word(Random& random) {
  std::u32string out;
  const std::uint64_t length = 1 + random.below(random.chance(0.05) ? 90 : 12);
  for (std::uint64_t i = 0; i < length; ++i) {
    out += static_cast<char32_t>(U'a' + random.below(6) + 64 * random.below(2));
  }
  return out;
}

TEST(JaroWord, BoundIsNeverBelowTheScore) {
  Random random(3);
  std::size_t tight = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto a = any_word(random), b = any_word(random);
    const JaroWord word(a);
    const int score = word.score(b);
    const int bound = word.bound(b.size(), letter_classes(b), common_prefix(a, b));
    ASSERT_LE(score, bound);
    ASSERT_EQ(score, jaro_winkler_by_definition(a, b));
    if (bound < 8'000) ++tight;
  }
  EXPECT_GT(tight, 5'000u) << "a bound that excludes nothing saves nothing";
}

TEST(JaroWord, BoundarySixtyFourLettersIsSeamless) {
  for (const std::size_t length : {63u, 64u, 65u, 66u}) {
    std::u32string a, b;
    for (std::size_t i = 0; i < length; ++i) {
      a += static_cast<char32_t>(U'a' + i % 7);
      b += static_cast<char32_t>(U'a' + (i * 3) % 7);
    }
    EXPECT_EQ(JaroWord(a).score(b), jaro_winkler_by_definition(a, b)) << length;
    EXPECT_EQ(JaroWord(a).score(b.substr(1)), jaro_winkler_by_definition(a, b.substr(1))) << length;
  }
}

TEST(WinklerScore, BoostsOnlyAboveSevenTenths) {
  // 3 of 6 letters in order: jaro = (0.5 + 0.5 + 1) / 3 = 0.6667, so the prefix adds nothing.
  EXPECT_EQ(winkler_score(6, 6, 3, 0, 3), 6'667);
  // 4 of 6: 0.7778, and a prefix of three closes three tenths of the gap.
  EXPECT_EQ(winkler_score(6, 6, 4, 0, 3), 8'444);
  EXPECT_EQ(winkler_score(6, 6, 0, 0, 0), 0);
}

}  // namespace
}  // namespace bayon::match
