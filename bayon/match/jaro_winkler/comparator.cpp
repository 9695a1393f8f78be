#include "bayon/match/jaro_winkler/comparator.hpp"

#include "bayon/match/code_points.hpp"
#include "bayon/match/jaro_similarity.hpp"

namespace bayon::match::jaro_winkler {

int score(std::string_view a, std::string_view b, int score_min) {
  const std::u32string left = code_points(a), right = code_points(b);
  const JaroWord word(left);
  const int bound = word.bound(right.size(), letter_classes(right), common_prefix(left, right));
  if (left.empty() || right.empty() || bound < score_min) return 0;
  const int out = word.score(right);
  return out < score_min ? 0 : out;
}

const Comparator& comparator() {
  static constexpr Comparator out{
      .name = "jaro_winkler",
      .summary = "common letters near each other, with a bonus for a common beginning",
      .takes = "any text; folded text to set case and script aside",
      .score = &score,
      .reference = &reference,
  };
  return out;
}

}  // namespace bayon::match::jaro_winkler
