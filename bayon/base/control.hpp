// Does this text hold characters that nobody sees?
//
// Threads: free functions.
#pragma once

#include <algorithm>
#include <string_view>

namespace bayon {

/// A control character of ASCII, NUL and DEL included.
constexpr bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

constexpr bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_control);
}

}  // namespace bayon
