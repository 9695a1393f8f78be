// How alike are these two names, word by word and in any order?
//
// Takes folded names (bayon/base/text.hpp fold_name). Each word of one name is paired with at most
// one word of the other, so that the sum over pairs of  min(length) * likeness  is greatest. The
// score is
//
//   sum / (shorter + surplus_percent * (longer - shorter))
//
// where shorter and longer are the lengths of the two names in letters. So a word weighs as many
// letters as it has; a word that stands against another that it is not like costs all of its
// weight; a word too many on one side costs a little. The likeness of two words is Jaro-Winkler, or
// nothing below word_score_min, or where either holds a digit and they are not equal: 2007 is not
// nearly 2008. [Jaro1989] [Winkler1990]
//
// Threads: free functions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "bayon/match/comparator.hpp"
#include "bayon/match/jaro_similarity.hpp"

namespace bayon::match::name_tokens {

/// Words less alike than this are other words.
inline constexpr int word_score_min = 8'000;
/// What a letter too many on one side weighs against one that should be there.
inline constexpr int surplus_percent = 16;

const Comparator& comparator();

/// 0 to 10,000; 0 below `score_min`, and where either name has no words. Looks at the first
/// points_max characters. Cost: O(words of a * words of b) likenesses, and their best pairing in
/// cubic time at worst.
int score(std::string_view a, std::string_view b, int score_min = 0);

/// The same by the definition, trying every pairing. Cost: exponential in the words of the name
/// with fewer of them; for tests.
int reference(std::string_view a, std::string_view b);

/// Has the word a digit?
bool numeric(std::u32string_view word);

/// Likeness of two words as the comparator takes it: 0 or word_score_min to 10,000.
int word_score(const JaroWord& a, std::u32string_view b);

/// What a pairing worth `sum` (letters * ten-thousandths) scores, between names of so many letters.
/// Constant cost.
int pairing_score(std::int64_t sum, std::size_t letters_a, std::size_t letters_b);

/// The worth of pairing two words.
constexpr std::int64_t pair_worth(std::size_t length_a, std::size_t length_b, int likeness) {
  return static_cast<std::int64_t>(length_a < length_b ? length_a : length_b) * likeness;
}

/// The greatest sum of a one-to-one pairing. `worth` holds rows * columns values of at least 0, row
/// by row. Cost: O(rows * columns) where the rows' best columns differ, else the Hungarian method
/// in O(small^2 * large) [Kuhn1955].
class BestPairing {
 public:
  std::int64_t sum(std::span<const std::int64_t> worth, std::size_t rows, std::size_t columns);

 private:
  std::int64_t hungarian(std::span<const std::int64_t> worth, std::size_t rows,
                         std::size_t columns);

  // Kept between calls, so that thousands of names need no memory anew.
  std::vector<std::int64_t> turned_, row_price_, column_price_, slack_;
  std::vector<std::size_t> row_of_, came_from_;
  std::vector<char> seen_;
};

}  // namespace bayon::match::name_tokens
