#include "bayon/model/currency_signs.hpp"

#include <algorithm>

#include <unicode/ucurr.h>
#include <unicode/unistr.h>

namespace bayon::model {

std::vector<std::string> currency_signs(std::string_view code) {
  std::vector<std::string> out{std::string(code)};
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(
      icu::StringPiece(code.data(), static_cast<std::int32_t>(code.size())));
  if (wide.length() != 3) return out;
  for (const auto style : {UCURR_SYMBOL_NAME, UCURR_NARROW_SYMBOL_NAME}) {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    const UChar* name =
        ucurr_getName(wide.getTerminatedBuffer(), "en", style, nullptr, &length, &status);
    if (U_SUCCESS(status)) icu::UnicodeString(name, length).toUTF8String(out.emplace_back());
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace bayon::model
