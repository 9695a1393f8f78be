// Does this phrase name an office that someone holds?
//
// Remarks give offices without a word that says so: "Former Minister of Interior", "Commander,
// Example Guard", "air force commander". A phrase is taken for an office only when it begins with
// the word for one, perhaps behind "former", "deputy" and the like, or ends with it.
//
// Threads: free functions.
#pragma once

#include <string_view>

namespace bayon::source::reading::ofac {

/// Cost: a few comparisons for each of the first words.
bool begins_as_office(std::string_view phrase);

/// Does it end in an office, before what it is an office of? "air force commander", "Example party
/// chairman, Example City"; not "wife of the Minister".
bool ends_as_office(std::string_view phrase);

}  // namespace bayon::source::reading::ofac
