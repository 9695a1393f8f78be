// Is no pairing better than the one that was found? Tried against every one-to-one pairing.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "bayon/base/random.hpp"
#include "bayon/match/name_tokens/comparator.hpp"

namespace bayon::match::name_tokens {
namespace {

std::int64_t best_by_trying(const std::vector<std::int64_t>& worth, std::size_t rows,
                            std::size_t columns) {
  const std::size_t side = std::max(rows, columns);
  std::vector<std::size_t> column_of(side);
  std::iota(column_of.begin(), column_of.end(), std::size_t{0});
  std::int64_t best = 0;
  do {
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      if (column_of[row] < columns) sum += worth[row * columns + column_of[row]];
    }
    best = std::max(best, sum);
  } while (std::next_permutation(column_of.begin(), column_of.end()));
  return best;
}

TEST(BestPairing, IsTheBestOfAll) {
  Random random(5);
  BestPairing pairing;
  std::size_t contested = 0;
  for (int i = 0; i < 3'000; ++i) {
    const std::size_t rows = 1 + random.below(6), columns = 1 + random.below(6);
    std::vector<std::int64_t> worth(rows * columns);
    // Many zeros and many ties, as names have.
    for (auto& value : worth) value = static_cast<std::int64_t>(random.below(5) * random.below(3));
    const auto expected = best_by_trying(worth, rows, columns);
    ASSERT_EQ(pairing.sum(worth, rows, columns), expected);
    std::int64_t row_best = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      const auto begin = worth.begin() + static_cast<std::ptrdiff_t>(row * columns);
      row_best += *std::max_element(begin, begin + static_cast<std::ptrdiff_t>(columns));
    }
    if (row_best != expected) ++contested;
  }
  EXPECT_GT(contested, 500u) << "rows hardly ever wanted the same column";
}

TEST(BestPairing, OfNothingIsNothing) {
  EXPECT_EQ(BestPairing().sum({}, 0, 5), 0);
  EXPECT_EQ(BestPairing().sum({}, 5, 0), 0);
}

TEST(WordScore, NumbersAreEqualOrNot) {
  EXPECT_EQ(word_score(JaroWord(U"2007"), U"2008"), 0);
  EXPECT_EQ(word_score(JaroWord(U"2007"), U"2007"), score_max);
  EXPECT_EQ(word_score(JaroWord(U"mv7"), U"mv8"), 0);
  EXPECT_EQ(word_score(JaroWord(U"apple"), U"zebra"), 0);
}

TEST(PairingScore, ChargesALetterTooManyLightly) {
  EXPECT_EQ(pairing_score(10 * score_max, 10, 10), score_max);
  EXPECT_EQ(pairing_score(10 * score_max, 10, 20), 8'621);  // 10 / 11.6
  EXPECT_EQ(pairing_score(5 * score_max, 10, 10), 5'000);
  EXPECT_EQ(pairing_score(0, 0, 10), 0);
}

}  // namespace
}  // namespace bayon::match::name_tokens
