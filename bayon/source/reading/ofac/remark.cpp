#include "bayon/source/reading/ofac/remark.hpp"

#include "bayon/base/text.hpp"
#include "bayon/model/property_value.hpp"

namespace bayon::source::reading::ofac {

namespace {

constexpr auto npos = std::string_view::npos;

bool letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// "S.A. DE C.V." keeps its last dot: the publisher does not add another behind an abbreviation.
bool ends_in_abbreviation(std::string_view text) {
  return text.size() >= 4 && text.back() == '.' && letter(text[text.size() - 2]) &&
         text[text.size() - 3] == '.';
}

std::string_view without_alternative(std::string_view text) {
  for (const std::string_view mark : {"alt. ", "Alt. "}) {
    if (text.starts_with(mark)) return trim(text.substr(mark.size()));
  }
  return text;
}

}  // namespace

bool remark_cut(std::string_view remark) {
  return remark.size() >= remark_characters_max &&
         model::character_count(remark) >= remark_characters_max;
}

std::vector<Phrase> split_remark(std::string_view remark, bool broken_end) {
  std::vector<Phrase> phrases;
  remark = trim(remark);
  while (!remark.empty()) {
    const std::size_t cut = remark.find("; ");
    const bool last = cut == npos;
    std::string_view whole = trim(remark.substr(0, cut));
    remark = last ? std::string_view() : trim(remark.substr(cut + 2));
    const bool broken = last && broken_end;
    while (last && !broken && whole.ends_with(';')) whole = trim(whole.substr(0, whole.size() - 1));
    if (last && !broken && whole.ends_with('.') && !ends_in_abbreviation(whole)) {
      whole.remove_suffix(1);
    }
    if (!whole.empty()) phrases.push_back({whole, without_alternative(whole), broken});
  }
  return phrases;
}

}  // namespace bayon::source::reading::ofac
