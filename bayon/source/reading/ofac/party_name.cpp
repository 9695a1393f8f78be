#include "bayon/source/reading/ofac/party_name.hpp"

#include <algorithm>
#include <array>

#include "bayon/base/text.hpp"

namespace bayon::source::reading::ofac {

namespace {

bool is_suffix(std::string_view word) {
  constexpr std::array<std::string_view, 8> suffixes{"jr", "jr.", "sr", "sr.",
                                                     "ii", "iii", "iv", "v"};
  return std::find(suffixes.begin(), suffixes.end(), lower_ascii(word)) != suffixes.end();
}

void append_word(std::string_view word, std::string& out) {
  if (word.empty()) return;
  if (!out.empty()) out += ' ';
  out += word;
}

}  // namespace

PersonName read_person_name(std::string_view text) {
  PersonName name;
  const auto parts = split(text, ',');
  if (parts.size() < 2) {
    name.full = std::string(trim(text));
    return name;
  }
  name.last = std::string(trim(parts[0]));
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string_view part = trim(parts[i]);
    if (is_suffix(part) && name.suffix.empty()) {
      name.suffix = std::string(part);
    } else {
      append_word(part, name.first);
    }
  }
  append_word(name.first, name.full);
  append_word(name.last, name.full);
  append_word(name.suffix, name.full);
  return name;
}

}  // namespace bayon::source::reading::ofac
