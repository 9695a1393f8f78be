#include "bayon/base/script.hpp"

#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "bayon/base/check.hpp"
#include "bayon/base/text.hpp"

namespace bayon {

bool spelled_by_letters(std::string_view text) {
  if (ascii(text)) return true;
  const auto unicode =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  for (std::int32_t at = 0; at < unicode.length();) {
    const UChar32 c = unicode.char32At(at);
    at += U16_LENGTH(c);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    BAYON_CHECK(U_SUCCESS(status), text.script_known);
    switch (script) {
      case USCRIPT_COMMON:  // digits, blanks, punctuation
      case USCRIPT_INHERITED:
      case USCRIPT_LATIN:
      case USCRIPT_CYRILLIC:
      case USCRIPT_GREEK:
      case USCRIPT_ARMENIAN:
      case USCRIPT_GEORGIAN:
        break;
      default:
        return false;
    }
  }
  return true;
}

}  // namespace bayon
