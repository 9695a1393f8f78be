// How is a rule book kept as one file, and how is it named?
//
// A bundle is the texts of a book's files, one after the other, each under a line
//
//   --- # <bytes> <name>
//
// so that it reads as a YAML stream, and nothing in a text can be mistaken for the next file. Its
// SHA-256 names the book: an answer that names it can be computed again from the bundle alone.
//
// Threads: free functions.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/decide/read_rules.hpp"

namespace bayon::decide {

/// The bundle of `texts`, in order of names, then texts.
std::string make_bundle(std::span<const RuleText> texts);

/// The texts of a bundle. Fails with rules.malformed where it is none.
Result<std::vector<RuleText>> read_bundle(std::string_view bundle);

}  // namespace bayon::decide
