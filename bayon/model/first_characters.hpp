// What fits of a text that is too long?
//
// Threads: free functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace bayon::model {

/// The first `most` code points of `text`, which must be valid UTF-8; no blank at the end.
std::string_view first_characters(std::string_view text, std::size_t most);

}  // namespace bayon::model
