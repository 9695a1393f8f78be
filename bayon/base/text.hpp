// How is this text spelt, once accidents of encoding, case and script are set aside?
//
// Everything that Bayon stores is valid UTF-8 in NFC. Names are compared in folded form: case
// folded, transliterated to Latin where ICU has a transform, marks removed, punctuation to single
// blanks.
//
// Threads: all functions are free to use from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"

namespace bayon {

/// Is `text` well-formed UTF-8 (no surrogates, no overlong forms)? Cost: one pass.
bool valid_utf8(std::string_view text);

/// Is `text` pure ASCII?
bool ascii(std::string_view text);

/// NFC form. Fails with text.invalid_utf8. ASCII is returned as it is.
Result<std::string> nfc(std::string_view text);

/// One Latin-1 (ISO 8859-1, Windows-1252 punctuation included) text as UTF-8.
std::string from_windows_1252(std::string_view bytes);

struct FoldedName {
  std::string text;      ///< Latin words in lower case with single blanks between them
  bool complete = true;  ///< false when a script could not be put into Latin letters
};

/// Folded form of a name for comparing. `text` must be valid UTF-8.
/// `complete` is false when letters of a script without a transform (Khmer, Lao) remain as they
/// are: such a name is unknown in Latin, not different.
FoldedName fold_name(std::string_view text);

/// Words of a folded name.
std::vector<std::string_view> words(std::string_view folded);

/// `text` without blanks and tabs at either end.
std::string_view trim(std::string_view text);

/// ASCII lower case; other bytes unchanged.
std::string lower_ascii(std::string_view text);
std::string upper_ascii(std::string_view text);

/// Does `text` equal `other` but for ASCII case?
bool equal_ascii_case(std::string_view text, std::string_view other);

/// Splits at each `separator`; the pieces are views into `text`.
std::vector<std::string_view> split(std::string_view text, char separator);
std::vector<std::string_view> split(std::string_view text, std::string_view separator);

/// Letters and digits only, upper case: the form in which identifiers are compared.
std::string identifier_key(std::string_view text);

}  // namespace bayon
