#include "bayon/model/territory.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_map>

#include "bayon/base/check.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/detail/territory_names.hpp"

namespace bayon::model {

namespace {

// Alternatives nested deeper than this ("A / B (C) / ...") are no name of a territory.
constexpr int nesting_max = 3;

void append_word(std::string_view word, std::string& out) {
  if (word.empty() || word == "the") return;
  if (!out.empty()) out += ' ';
  out += word == "st" ? std::string_view("saint") : word;
}

// As `folded`, for ASCII.
std::string folded_ascii(std::string_view text) {
  std::string out;
  std::string word;
  const auto end_word = [&] {
    append_word(word, out);
    word.clear();
  };
  for (const char c : text) {
    if (c == '\'' || c == '.') continue;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (c >= 'A' && c <= 'Z') {
      word += static_cast<char>(c - 'A' + 'a');
    } else {
      end_word();
      if (c == '&') append_word("and", out);
    }
  }
  end_word();
  return out;
}

// Letters and digits in lower case without marks, words parted by single blanks, "the" left out,
// "and" for "&". Not fold_name: this needs no transliteration, whose tables are slow to load.
std::string folded(std::string_view text) {
  if (ascii(text)) return folded_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decomposer = icu::Normalizer2::getNFDInstance(status);
  BAYON_CHECK(U_SUCCESS(status), territory.normalizer_available);
  icu::UnicodeString letters = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  letters = decomposer->normalize(letters, status);
  std::string out;
  std::string word;
  for (std::int32_t at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
    const UChar32 c = letters.char32At(at);
    if (c == '\'' || c == 0x2019 || c == '.' || u_charType(c) == U_NON_SPACING_MARK) continue;
    if (c == '&') {
      append_word(word, out);
      word.clear();
      append_word("and", out);
    } else if (u_isalnum(c)) {
      icu::UnicodeString(u_tolower(c)).toUTF8String(word);
    } else {
      append_word(word, out);
      word.clear();
    }
  }
  append_word(word, out);
  return out;
}

// Looks names up by views, so that asking makes no string.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};
using CodeByText = std::unordered_map<std::string, std::string_view, TextHash, std::equal_to<>>;

struct Names {
  CodeByText by_name;   // folded names
  CodeByText by_code;   // lower-case codes onto themselves
  CodeByText by_three;  // ISO 3166 alpha-3 in capitals
};

std::string display_name(const char* code, const char* language) {
  icu::UnicodeString shown;
  icu::Locale("", code).getDisplayCountry(icu::Locale(language), shown);
  std::string out;
  shown.toUTF8String(out);
  return out;
}

Names make_names() {
  Names names;
  for (const auto& [code, name] : detail::own_territories()) {
    names.by_code.emplace(code, code);
    names.by_name.emplace(folded(name), code);
  }
  for (const char* const* iso = icu::Locale::getISOCountries(); *iso != nullptr; ++iso) {
    const std::string lower = lower_ascii(*iso);
    // Nodes of the map never move, so views into its keys live as long as the map.
    const auto entry = names.by_code.emplace(lower, std::string_view()).first;
    entry->second = entry->first;
    names.by_three.emplace(icu::Locale("", *iso).getISO3Country(), entry->second);
    names.by_name.emplace(folded(display_name(*iso, "en")), entry->second);
  }
  for (const auto& [code, name] : detail::more_territory_names()) {
    const auto entry = names.by_code.find(code);
    BAYON_CHECK(entry != names.by_code.end(), territory.alias_of_known_code);
    names.by_name.emplace(name, entry->second);
  }
  // French comes last: where a spelling means another territory in English, English stands.
  for (const char* const* iso = icu::Locale::getISOCountries(); *iso != nullptr; ++iso) {
    names.by_name.emplace(folded(display_name(*iso, "fr")),
                          names.by_code.find(lower_ascii(*iso))->second);
  }
  return names;
}

const Names& names() {
  static const Names made = make_names();
  return made;
}

std::optional<std::string_view> find(const CodeByText& table, std::string_view text) {
  const auto found = table.find(text);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

// Codes that ISO has given up and FollowTheMoney writes in another way.
std::optional<std::string_view> given_up(std::string_view code) {
  using Row = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Row, 6> codes{
      {{"bu", "mm"}, {"su", "suhh"}, {"tp", "tl"}, {"uk", "gb"}, {"yu", "yucs"}, {"el", "gr"}}};
  for (const auto& [old, code_now] : codes) {
    if (old == code) return code_now;
  }
  return std::nullopt;
}

std::optional<std::string_view> from_code(std::string_view text) {
  if (text.size() == 3) {
    if (const auto three = find(names().by_three, text)) return three;
  }
  if (text.size() < 2 || text.size() > 7) return std::nullopt;
  const std::string lower = lower_ascii(text);
  // "Un" or "dE" are words, not codes.
  if (lower != text && upper_ascii(text) != text) return std::nullopt;
  if (const auto code = find(names().by_code, lower)) return code;
  return given_up(lower);
}

std::optional<std::string_view> from_text(std::string_view text, int depth);

// Both parts must be known and agree, else the text is not one territory.
std::optional<std::string_view> from_both(std::string_view a, std::string_view b, int depth) {
  const auto first = from_text(a, depth);
  if (!first || from_text(b, depth) != first) return std::nullopt;
  return first;
}

std::optional<std::string_view> from_text(std::string_view text, int depth) {
  constexpr auto npos = std::string_view::npos;
  text = trim(text);
  if (text.empty() || depth > nesting_max) return std::nullopt;
  if (const auto code = from_code(text)) return code;
  if (const auto named = find(names().by_name, folded(text))) return named;
  constexpr std::string_view region = "Region:";
  if (text.starts_with(region)) return from_text(text.substr(region.size()), depth + 1);
  if (const auto cut = text.find(" / "); cut != npos) {
    return from_both(text.substr(0, cut), text.substr(cut + 3), depth + 1);
  }
  const auto open = text.find('(');
  if (open != npos && text.ends_with(')')) {
    const auto before = trim(text.substr(0, open));
    const auto inside = text.substr(open + 1, text.size() - open - 2);
    const std::string turned = std::string(inside) + ' ' + std::string(before);
    if (const auto named = find(names().by_name, folded(turned))) return named;
    return from_both(before, inside, depth + 1);
  }
  // "Congo, Democratic Republic of the" is said the other way round.
  const auto comma = text.find(',');
  if (comma != npos && text.find(',', comma + 1) == npos) {
    const std::string turned =
        std::string(text.substr(comma + 1)) + ' ' + std::string(text.substr(0, comma));
    return find(names().by_name, folded(turned));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> territory_code(std::string_view text) {
  constexpr std::size_t name_bytes_max = 200;
  if (text.size() > name_bytes_max) return std::nullopt;
  return from_text(text, 0);
}

bool territory_known(std::string_view code) { return find(names().by_code, code).has_value(); }

std::string territory_name(std::string_view code) {
  for (const auto& own : detail::own_territories()) {
    if (own.code == code) return std::string(own.name);
  }
  if (!territory_known(code)) return std::string(code);
  return display_name(std::string(code).c_str(), "en");
}

}  // namespace bayon::model
