// How alike is this word to each of many others, by Jaro and Winkler?
//
// Jaro [Jaro1989] counts characters that occur in both words at most half the longer word apart (m)
// and, among those, pairs out of order (t): (m/|a| + m/|b| + (m - t)/m) / 3. Winkler [Winkler1990]
// adds for a common beginning: above 0.7, each of the first four characters that agree closes a
// tenth of the gap to 1. Everything is whole numbers; the score is rounded once, halves up.
//
// Threads: const methods may be called from any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bayon::match {

/// Jaro's boost threshold 0.7 and Winkler's prefix of four characters.
inline constexpr std::size_t prefix_max = 4;

/// The score of two words of `a` and `b` characters with `matched` common characters, `transposed`
/// pairs out of order and `prefix` characters at the beginning that agree. 0 when nothing matched.
/// Constant cost.
int winkler_score(std::size_t a, std::size_t b, std::size_t matched, std::size_t transposed,
                  std::size_t prefix);

/// Which letters a word has, 64 classes: equal letters share one.
std::uint64_t letter_classes(std::u32string_view word);

/// Characters at the beginning that agree, at most prefix_max.
std::size_t common_prefix(std::u32string_view a, std::u32string_view b);

/// One word, prepared for comparing with many.
class JaroWord {
 public:
  explicit JaroWord(std::u32string_view word);

  std::u32string_view word() const { return word_; }

  /// 0 to 10,000; 0 where either word is empty. Cost: O(|other|) for words up to 64 characters,
  /// else O(|a| |b|).
  int score(std::u32string_view other) const;

  /// Never below score(other), for a word of that length, letter_classes and common_prefix.
  /// Letters that only one word has cannot match, so m is at most what is left. Constant cost.
  int bound(std::size_t other_length, std::uint64_t other_classes, std::size_t prefix) const;

 private:
  std::uint64_t positions(char32_t point) const;
  int score_short(std::u32string_view other) const;
  int score_long(std::u32string_view other) const;

  std::u32string word_;
  std::uint64_t classes_ = 0;
  std::array<std::uint64_t, 128> ascii_{};                  // character -> positions in the word
  std::vector<std::pair<char32_t, std::uint64_t>> others_;  // the same beyond ASCII
};

}  // namespace bayon::match
