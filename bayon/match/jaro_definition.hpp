// What do Jaro and Winkler say of two words, taken by the letter of the definition?
//
// The plain version behind every reference.cpp; slow and easy to check by eye. [Jaro1989]
// [Winkler1990]
//
// Threads: free functions.
#pragma once

#include <string_view>

namespace bayon::match {

/// 0 to 10,000 in whole ten-thousandths, rounded once, halves up; 0 where either word is empty.
/// Cost: O(|a| |b|).
int jaro_winkler_by_definition(std::u32string_view a, std::u32string_view b);

}  // namespace bayon::match
