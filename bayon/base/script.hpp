// In which script is this written?
//
// Threads: free functions.
#pragma once

#include <string_view>

namespace bayon {

/// Does each letter of `text` stand for a sound that Latin letters show too (Latin, Cyrillic,
/// Greek, Armenian, Georgian)? Others leave vowels out (Arabic, Hebrew), have several readings
/// (Han, Kana) or are spelled by other rules than those of the letters (Hangul, Thai): what is put
/// into Latin from them need not be what a list writes. `text` must be valid UTF-8. [UTR24]
bool spelled_by_letters(std::string_view text);

}  // namespace bayon
