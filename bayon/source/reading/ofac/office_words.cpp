#include "bayon/source/reading/ofac/office_words.hpp"

#include <algorithm>
#include <array>

#include "bayon/base/text.hpp"

namespace bayon::source::reading::ofac {

namespace {

constexpr std::array<std::string_view, 39> offices{
    "admiral",      "advisor",       "adviser",        "ambassador",
    "attorney",     "captain",       "chair",          "chairman",
    "chief",        "colonel",       "commander",      "commander-in-chief",
    "commissioner", "constituent",   "director",       "ex-president",
    "general",      "governor",      "head",           "judge",
    "justice",      "leader",        "lieutenant",     "magistrate",
    "major",        "manager",       "mayor",          "minister",
    "officer",      "owner",         "president",      "presidential",
    "prosecutor",   "rector",        "representative", "secretary",
    "speaker",      "sub-commander", "vice-president"};

constexpr std::array<std::string_view, 23> qualifiers{
    "a",       "acting",    "assistant", "brigadier", "co-founder", "current",
    "deputy",  "executive", "ex-fry",    "ex-vj",     "first",      "former",
    "founder", "managing",  "or",        "prime",     "principal",  "second",
    "senior",  "state",     "the",       "vice",      "under"};

template <std::size_t size>
bool among(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool begins_as_office(std::string_view phrase) {
  constexpr std::size_t words_max = 5;
  std::size_t seen = 0;
  for (std::string_view word : split(phrase, ' ')) {
    if (word.empty() || ++seen > words_max) return false;
    while (word.ends_with(',') || word.ends_with('.')) word.remove_suffix(1);
    const std::string lower = lower_ascii(word);
    if (among(offices, lower)) return true;
    if (!among(qualifiers, lower)) return false;
  }
  return false;
}

bool ends_as_office(std::string_view phrase) {
  constexpr std::string_view chief = " chief of staff";
  constexpr std::array<std::string_view, 9> joining{"of",  "by",  "the", "to", "with",
                                                    "for", "and", "in",  "as"};
  constexpr std::size_t words_max = 7;
  std::string words = lower_ascii(trim(phrase.substr(0, phrase.find(','))));
  if (words.ends_with(chief)) words.resize(words.size() - chief.size() + chief.find(" of"));
  const auto parts = split(words, ' ');
  if (parts.size() < 2 || parts.size() > words_max) return false;
  const auto joins = [&](std::string_view word) { return among(joining, word); };
  return among(offices, parts.back()) && std::none_of(parts.begin(), parts.end(), joins);
}

}  // namespace bayon::source::reading::ofac
