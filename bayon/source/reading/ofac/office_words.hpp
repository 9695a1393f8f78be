// Does this phrase name an office that someone holds?
//
// Remarks give offices without a word that says so: "Former Minister of Interior", "Commander,
// Example Guard". A phrase is taken for an office only when it begins with the word for one,
// perhaps behind "former", "deputy" and the like.
//
// Threads: free functions.
#pragma once

#include <string_view>

namespace bayon::source::reading::ofac {

/// Cost: a few comparisons for each of the first words.
bool begins_as_office(std::string_view phrase);

}  // namespace bayon::source::reading::ofac
