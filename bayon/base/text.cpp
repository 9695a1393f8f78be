#include "bayon/base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <memory>

#include "bayon/base/error_codes.hpp"

namespace bayon {

bool ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

bool valid_utf8(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned lead = byte(i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || i + width > text.size()) return false;
    // The second byte's range excludes overlong forms, surrogates and what lies past U+10FFFF.
    const unsigned low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (byte(i + 1) < low || byte(i + 1) > high) return false;
    for (std::size_t k = 2; k < width; ++k) {
      if (byte(i + k) < 0x80 || byte(i + k) > 0xbf) return false;
    }
    i += width;
  }
  return true;
}

namespace {

using NormalizerSource = const icu::Normalizer2* (*)(UErrorCode&);

const icu::Normalizer2& made_by(NormalizerSource source) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* out = source(status);
  BAYON_CHECK(U_SUCCESS(status) && out != nullptr, text.nfc_available);
  return *out;
}

// Kept here: who asks ICU anew each time, on several threads, leaves a thread sanitizer that cannot
// see into it in doubt who made it.
const icu::Normalizer2& normalizer() {
  static const icu::Normalizer2& made = made_by(icu::Normalizer2::getNFCInstance);
  return made;
}

const icu::Normalizer2& compatible_normalizer() {
  static const icu::Normalizer2& made = made_by(icu::Normalizer2::getNFKCInstance);
  return made;
}

// A transliterator is costly to make and not safe to share: one for each thread.
const icu::Transliterator& latinizer() {
  thread_local const std::unique_ptr<icu::Transliterator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> out(icu::Transliterator::createInstance(
        "Any-Latin; NFD; [:Nonspacing Mark:] Remove; Latin-ASCII; Lower; NFC", UTRANS_FORWARD,
        status));
    BAYON_CHECK(U_SUCCESS(status) && out != nullptr, text.transliterator_available);
    return out;
  }();
  return *made;
}

// Blanks between words, letters and digits inside them; an apostrophe or dot joins its neighbours.
void append_folded_ascii(std::string_view text, std::string& out) {
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      static_cast<unsigned char>(c) >= 0x80;
    if (kept) {
      out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (c != '\'' && c != '.' && c != '`' && !out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
}

}  // namespace

Result<std::string> nfc(std::string_view text) {
  if (ascii(text)) return std::string(text);
  if (!valid_utf8(text)) return fail(errors::text_invalid_utf8);
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  normalizer().normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink,
                             nullptr, status);
  if (U_FAILURE(status)) return fail(errors::text_invalid_utf8, u_errorName(status));
  return out;
}

std::string from_windows_1252(std::string_view bytes) {
  // The block 0x80..0x9f; unassigned bytes stay control characters.
  constexpr std::array<std::uint16_t, 32> block{
      0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
      0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const unsigned point = byte < 0x80 || byte >= 0xa0 ? byte : block[byte - 0x80u];
    if (point < 0x80) {
      out += static_cast<char>(point);
    } else if (point < 0x800) {
      out += static_cast<char>(0xc0 | (point >> 6));
      out += static_cast<char>(0x80 | (point & 63));
    } else {
      out += static_cast<char>(0xe0 | (point >> 12));
      out += static_cast<char>(0x80 | ((point >> 6) & 63));
      out += static_cast<char>(0x80 | (point & 63));
    }
  }
  return out;
}

FoldedName fold_name(std::string_view text) {
  FoldedName out;
  if (ascii(text)) {
    append_folded_ascii(text, out.text);
    return out;
  }
  auto unicode =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  // Some capitals have no rule of their own, and fold to a letter that has one.
  unicode.foldCase();
  latinizer().transliterate(unicode);
  for (std::int32_t i = 0; i < unicode.length();) {
    const UChar32 c = unicode.char32At(i);
    const std::int32_t width = U16_LENGTH(c);
    if (c >= 0x80) {
      if (u_isalpha(c)) {
        out.complete = false;
      } else if (!u_isdigit(c)) {
        const bool joins = u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_FORMAT_CHAR ||
                           u_charType(c) == U_MODIFIER_LETTER || c == 0x2019;
        if (joins) {
          unicode.remove(i, width);
        } else {
          unicode.replace(i, width, static_cast<UChar32>(' '));
          ++i;
        }
        continue;
      }
    }
    i += width;
  }
  std::string latin;
  unicode.toUTF8String(latin);
  append_folded_ascii(latin, out.text);
  return out;
}

std::vector<std::string_view> words(std::string_view folded) {
  std::vector<std::string_view> out;
  for (const auto piece : split(folded, ' ')) {
    if (!piece.empty()) out.push_back(piece);
  }
  return out;
}

std::string_view trim(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string upper_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

bool equal_ascii_case(std::string_view text, std::string_view other) {
  return text.size() == other.size() && lower_ascii(text) == lower_ascii(other);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  return split(text, std::string_view(&separator, 1));
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  for (;;) {
    const auto end = text.find(separator, at);
    out.push_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) return out;
    at = end + separator.size();
  }
}

namespace {

void append_identifier_ascii(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') {
      out += static_cast<char>(c - 'a' + 'A');
    } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      out += c;
    }
  }
}

}  // namespace

std::string identifier_key(std::string_view text) {
  std::string out;
  if (ascii(text) || !valid_utf8(text)) {
    append_identifier_ascii(text, out);
    return out;
  }
  // Full-width digits and the like are digits; dashes and blanks of any kind are none.
  UErrorCode status = U_ZERO_ERROR;
  const auto plain = compatible_normalizer().normalize(
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}), status);
  BAYON_CHECK(U_SUCCESS(status), text.nfc_available);
  for (std::int32_t i = 0; i < plain.length();) {
    const UChar32 c = plain.char32At(i);
    i += U16_LENGTH(c);
    if (!u_isalnum(c)) continue;
    const std::int32_t digit = u_charDigitValue(c);
    if (digit >= 0) {
      out += static_cast<char>('0' + digit);
    } else {
      icu::UnicodeString(u_toupper(c)).toUTF8String(out);
    }
  }
  return out;
}

}  // namespace bayon
