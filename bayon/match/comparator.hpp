// How alike are these two values?
//
// A Comparator is one folder under bayon/match: a pure function from two texts to a score, the
// plain version of it that tests hold against it, and labelled pairs. CMake finds the folders and
// generates the list behind `comparators()`.
//
// Threads:    constant data and free functions.
// Invariants: match.range      0 <= score <= score_max
//             match.symmetry   score(a, b) = score(b, a)
//             match.identity   score(a, a) = score_max unless a says nothing
//             match.cutoff     a score at or above score_min is the score without a minimum;
//                              below, it is 0
#pragma once

#include <span>
#include <string_view>

namespace bayon::match {

/// Scores are whole ten-thousandths, rounded once, halves up.
inline constexpr int score_max = 10'000;

struct Comparator {
  std::string_view name;     ///< the folder's name
  std::string_view summary;  ///< one line for people
  std::string_view takes;    ///< what it expects of a value beside valid UTF-8

  /// How alike `a` and `b` are; 0 for what is below `score_min`, which may only save work.
  int (*score)(std::string_view a, std::string_view b, int score_min);
  /// The same by the definition, without any care for speed.
  int (*reference)(std::string_view a, std::string_view b);
};

/// Every comparator of this build, by name.
std::span<const Comparator* const> comparators();

}  // namespace bayon::match
