#include "bayon/source/un_consolidated/element_text.hpp"

#include <algorithm>
#include <array>

#include "bayon/base/text.hpp"

namespace bayon::source::un_consolidated {

namespace {

bool says_nothing(std::string_view text) {
  return equal_ascii_case(text, "na") || equal_ascii_case(text, "n/a") || text == "-";
}

// Line breaks of the document are blanks.
std::string flattened(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string said(const reading::XmlElement& element, std::string_view name) {
  std::string text = element.text(name);
  if (says_nothing(text)) text.clear();
  return text;
}

std::vector<std::string> values(const reading::XmlElement& element, std::string_view name) {
  std::vector<std::string> out;
  element.for_each(name, [&](const reading::XmlElement& holder) {
    holder.for_each("VALUE", [&](const reading::XmlElement& value) {
      std::string text = value.text();
      if (!text.empty() && !says_nothing(text)) out.push_back(std::move(text));
    });
  });
  return out;
}

std::vector<std::string> enumerated(std::string_view text) {
  std::vector<std::string> out;
  text = trim(text);
  if (!text.starts_with("a)")) return {std::string(text)};
  char letter = 'a';
  while (!text.empty()) {
    text.remove_prefix(2);
    ++letter;
    const std::string next = {' ', letter, ')'};
    std::size_t end = text.find(next);
    const std::string next_line = {'\n', letter, ')'};
    end = std::min(end, text.find(next_line));
    const auto item = trim(text.substr(0, end));
    if (!item.empty()) out.emplace_back(item);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return out;
}

std::string document_number(std::string_view text) {
  std::string_view found = text;
  const std::string lower = lower_ascii(text);
  constexpr std::array<std::string_view, 5> labels{"number", " no.", "passport:", "n\u00b0", "id "};
  for (const auto label : labels) {
    const auto at = lower.rfind(label);
    if (at == std::string::npos) continue;
    found = text.substr(at + label.size());
    break;
  }
  found = trim(found.substr(0, found.find('(')));
  while (!found.empty() && (found.front() == ':' || found.front() == '.' || found.front() == ' ')) {
    found.remove_prefix(1);
  }
  // Too few digits: the words behind the label were no number.
  const auto digits = std::count_if(found.begin(), found.end(), digit);
  return std::string(digits >= 3 ? found : text);
}

std::string number_in_note(std::string_view note) {
  const std::string flat = flattened(note);
  constexpr std::string_view mark = "number ";
  const auto at = lower_ascii(flat).find(mark);
  if (at == std::string::npos) return {};
  std::string_view found = std::string_view(flat).substr(at + mark.size());
  for (const std::string_view end : {",", ";", " issued", " under", " expire"}) {
    found = found.substr(0, found.find(end));
  }
  found = trim(found);
  constexpr std::ptrdiff_t digits_min = 3, words_max = 3;
  const bool number = std::count_if(found.begin(), found.end(), digit) >= digits_min &&
                      std::count(found.begin(), found.end(), ' ') < words_max;
  return number ? std::string(found) : std::string();
}

AliasNote alias_note(std::string_view note) {
  const std::string flat = flattened(note);
  const std::string lower = lower_ascii(flat);
  for (const std::string_view mark : {"original script:", "in arabic script:", "in arabic:"}) {
    const auto at = lower.find(mark);
    if (at == std::string::npos) continue;
    const auto name = trim(std::string_view(flat).substr(at + mark.size()));
    const bool latin = std::all_of(name.begin(), name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (latin || name.find_first_of(":;") != std::string_view::npos) continue;
    std::string_view words = trim(std::string_view(flat).substr(0, at));
    while (words.ends_with('.') || words.ends_with(',')) words.remove_suffix(1);
    return {std::string(words), std::string(name)};
  }
  return {std::string(note), {}};
}

}  // namespace bayon::source::un_consolidated
