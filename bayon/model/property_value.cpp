#include "bayon/model/property_value.hpp"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "bayon/base/control.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/territory.hpp"

namespace bayon::model {

namespace {

using State = PropertyValue::State;

// Width in bytes of a blank at `at`: ASCII blanks and controls, NEL, no-break space, the blanks of
// U+2000..200B, line and paragraph separators, U+3000 and the byte order mark; 0 for anything else.
std::size_t blank_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ' ' || is_control(c)) return 1;
  if (static_cast<unsigned char>(c) < 0x80) return 0;
  const auto rest = text.substr(at);
  if (rest.starts_with("\xc2\xa0") || rest.starts_with("\xc2\x85")) return 2;
  if (rest.size() >= 3 && rest.starts_with("\xe2\x80")) {
    const auto last = static_cast<unsigned char>(rest[2]);
    if (last <= 0x8b || last == 0xa8 || last == 0xa9 || last == 0xaf) return 3;
  }
  return rest.starts_with("\xe3\x80\x80") || rest.starts_with("\xef\xbb\xbf") ? 3 : 0;
}

// Most values are plain ASCII with single blanks: they are as they should be.
bool plain(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x7f || static_cast<unsigned char>(c) < 0x20) return false;
    if (c == ' ' && before == ' ') return false;
    before = c;
  }
  return !text.empty() && before != ' ';
}

// Drops blanks at both ends; runs of blanks inside become one where `single` is set.
std::string without_blanks(std::string_view text, bool single) {
  std::string out;
  out.reserve(text.size());
  std::size_t kept = 0;  // length of `out` up to its last character that is not a blank
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t width = blank_at(text, at);
    if (width == 0) {
      out += text[at++];
      kept = out.size();
      continue;
    }
    if (kept != 0 && (!single || out.size() == kept)) {
      const bool line_break = text[at] == '\n' || text[at] == '\t';
      if (single || (width == 1 && !line_break)) {
        out += ' ';
      } else {
        out.append(text, at, width);
      }
    }
    at += width;
  }
  out.resize(kept);
  return out;
}

std::string gender_code(std::string_view text) {
  const std::string word = lower_ascii(text);
  if (word == "male" || word == "m" || word == "man") return "male";
  if (word == "female" || word == "f" || word == "woman") return "female";
  if (word == "other" || word == "o") return "other";
  return {};
}

bool lower_code(std::string_view text, std::string_view also) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || also.find(c) != std::string_view::npos;
  });
}

std::string language_code(std::string_view text) {
  std::string code = lower_ascii(text);
  if (!lower_code(code, "")) return {};
  if (code.size() == 2) {
    const char* three = uloc_getISO3Language(code.c_str());
    return three == nullptr ? std::string() : std::string(three);
  }
  return code.size() == 3 ? code : std::string();
}

PropertyValue understood_or_not(std::string value, std::string&& text) {
  if (value.empty()) return {State::not_understood, std::move(text)};
  return {State::clean, std::move(value)};
}

bool keeps_lines(PropertyType type) {
  return type == PropertyType::text || type == PropertyType::html || type == PropertyType::json;
}

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size() || digits[0] == '-') return {};
  return value;
}

// "24.9.2004": day, month, year, as dots are used everywhere.
PartialDate dotted_date(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 3 || parts[2].size() != 4) return {};
  std::array<int, 3> values{};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto value = parts[i].empty() || parts[i].size() > 4 ? std::nullopt : number(parts[i]);
    if (!value) return {};
    values[i] = *value;
  }
  if (values[0] == 0 || values[1] == 0) return {};
  const auto made = PartialDate::make(values[2], values[1], values[0]);
  return made ? *made : PartialDate();
}

}  // namespace

PartialDate read_list_date(std::string_view text) {
  text = trim(text);
  // The time of day is no part of a partial date.
  if (text.size() > 11 && (text[10] == 'T' || text[10] == ' ') && text[4] == '-' &&
      text[11] >= '0' && text[11] <= '9') {
    text = text.substr(0, 10);
  }
  if (const auto iso = parse_date(text)) return *iso;
  if (const auto english = parse_english_date(text)) return *english;
  return dotted_date(text);
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;
  }));
}

Result<std::string> single_blanks(std::string_view text) {
  if (plain(text)) return std::string(text);
  BAYON_TRY(const std::string normal, nfc(text));
  return without_blanks(normal, true);
}

bool clean_as_written(PropertyType type, std::string_view text) {
  switch (type) {
    case PropertyType::country:
    case PropertyType::date:
    case PropertyType::gender:
    case PropertyType::language:
    case PropertyType::topic:
    case PropertyType::mimetype:
      return false;
    default:
      return plain(text);
  }
}

Result<PropertyValue> clean_value(PropertyType type, std::string_view text) {
  std::string clean;
  if (plain(text)) {
    clean = text;
  } else {
    BAYON_TRY(const std::string normal, nfc(text));
    clean = without_blanks(normal, !keeps_lines(type));
  }
  if (clean.empty()) return PropertyValue{};
  switch (type) {
    case PropertyType::country: {
      const auto code = territory_code(clean);
      return understood_or_not(std::string(code.value_or("")), std::move(clean));
    }
    case PropertyType::date:
      return understood_or_not(read_list_date(clean).text(), std::move(clean));
    case PropertyType::gender:
      return understood_or_not(gender_code(clean), std::move(clean));
    case PropertyType::language:
      return understood_or_not(language_code(clean), std::move(clean));
    case PropertyType::topic: {
      std::string code = lower_ascii(clean);
      if (!lower_code(code, ".-_")) code.clear();
      return understood_or_not(std::move(code), std::move(clean));
    }
    case PropertyType::mimetype:
      return PropertyValue{State::clean, lower_ascii(clean)};
    default:
      return PropertyValue{State::clean, std::move(clean)};
  }
}

}  // namespace bayon::model
