// How alike are these two texts, letter by letter, by Jaro and Winkler?
//
// The whole texts are compared as they are: whoever wants case or script set aside folds them first
// (bayon/base/text.hpp). Boost threshold 0.7, prefix of at most four characters, whole
// ten-thousandths [Jaro1989] [Winkler1990].
//
// Threads: free functions.
#pragma once

#include <string_view>

#include "bayon/match/comparator.hpp"

namespace bayon::match::jaro_winkler {

const Comparator& comparator();

/// 0 to 10,000; 0 below `score_min`, and where either text is empty: what says nothing is like
/// nothing. Looks at the first points_max characters. Cost: O(|a| + |b|) up to 64 characters, else
/// O(|a| |b|).
int score(std::string_view a, std::string_view b, int score_min = 0);

/// The same by the definition. Cost: O(|a| |b|).
int reference(std::string_view a, std::string_view b);

}  // namespace bayon::match::jaro_winkler
