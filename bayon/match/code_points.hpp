// Which characters does this text consist of?
//
// Comparators count Unicode code points, not bytes: a Khmer letter weighs what a Latin one does.
//
// Threads: free functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bayon::match {

/// Comparators look at so many code points and leave the rest: the vocabulary's longest name has
/// 384.
inline constexpr std::size_t points_max = 512;

/// The first points_max code points of `text`. Bytes that are not UTF-8 count as one code point
/// each, so that any text can be compared with itself.
std::u32string code_points(std::string_view text);

/// Pieces of `points` between blanks, without empty ones. Lifetime: views into `points`.
std::vector<std::u32string_view> words(std::u32string_view points);

}  // namespace bayon::match
