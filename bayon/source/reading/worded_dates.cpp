#include "bayon/source/reading/worded_dates.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "bayon/model/property_value.hpp"

namespace bayon::source::reading {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

// The day of "2017-06-01-04:00", XML's day with a time zone.
std::string_view without_zone(std::string_view text) {
  if (text.size() < 11 || !parse_date(text.substr(0, 10))) return text;
  const auto rest = text.substr(10);
  const bool zone = rest == "Z" || (rest.size() == 6 && (rest[0] == '+' || rest[0] == '-') &&
                                    digit(rest[1]) && digit(rest[2]) && rest[3] == ':');
  return zone ? text.substr(0, 10) : text;
}

// Is the dot in front of `at` one behind letters ("Apr. 1944") and not behind digits ("10.8.
// 1960")?
bool abbreviated_before(std::string_view text, std::size_t at) {
  return at >= 2 && !digit(text[at - 2]);
}

// One date without words around it: "4 Apr. 1944", "October 19, 2020", and what read_list_date
// takes.
PartialDate read_one(std::string_view text) {
  text = without_zone(trim(text));
  if (const auto plain = model::read_list_date(text); plain.known()) return plain;
  std::string spaced;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool abbreviates = text[i] == '.' && i != 0 && !digit(text[i - 1]);
    if (text[i] == ' ' && i != 0 && text[i - 1] == '.' && !abbreviated_before(text, i)) continue;
    spaced += abbreviates || text[i] == ',' ? ' ' : text[i];
  }
  std::vector<std::string_view> parts;
  for (const auto part : split(spaced, ' ')) {
    if (!part.empty()) parts.push_back(equal_ascii_case(part, "sept") ? part.substr(0, 3) : part);
  }
  if (parts.size() == 3 && !digit(parts[0][0])) std::swap(parts[0], parts[1]);  // the month first
  return model::read_list_date(fmt::format("{}", fmt::join(parts, " ")));
}

// Drops what surrounds a date without changing which one it is: "(Aug. 1961)", "2 April 1970."
std::string_view without_brackets(std::string_view text) {
  text = trim(text);
  if (text.starts_with('(') && text.ends_with(')')) {
    text.remove_prefix(1);
    text.remove_suffix(1);
  }
  while (text.ends_with('.') || text.ends_with(',')) text.remove_suffix(1);
  constexpr std::string_view circa = " circa";
  if (text.size() > circa.size() &&
      equal_ascii_case(text.substr(text.size() - circa.size()), circa)) {
    text.remove_suffix(circa.size());
  }
  return trim(text);
}

std::string_view without_prefix(std::string_view text) {
  text = without_brackets(text);
  constexpr std::array<std::string_view, 17> prefixes{
      "on or around ", "on or about ", "probably ", "approximately ", "approximate ",
      "approx. ",      "approx ",      "around ",   "about ",         "circa ",
      "born in ",      "born on ",     "born ",     "ca. ",           "c. ",
      "on ",           "in "};
  for (bool found = true; found;) {
    found = false;
    text = trim(text);
    for (const auto prefix : prefixes) {
      if (!equal_ascii_case(text.substr(0, prefix.size()), prefix)) continue;
      text.remove_prefix(prefix.size());
      found = true;
    }
  }
  return text;
}

// The two ends of a range, or nothing.
struct Ends {
  std::string_view from;
  std::string_view until;
};

bool year_digits(std::string_view text) {
  return text.size() == 4 && std::all_of(text.begin(), text.end(), digit);
}

Ends range_ends(std::string_view text) {
  const auto ends_at = [&](std::string_view separator) -> Ends {
    const auto at = text.find(separator);
    if (at == std::string_view::npos) return {};
    return {trim(text.substr(0, at)), trim(text.substr(at + separator.size()))};
  };
  constexpr std::string_view between = "between ";
  constexpr std::string_view from = "from ";
  if (equal_ascii_case(text.substr(0, between.size()), between)) {
    text.remove_prefix(between.size());
    return ends_at(" and ");
  }
  if (equal_ascii_case(text.substr(0, from.size()), from)) text.remove_prefix(from.size());
  if (const Ends to = ends_at(" to "); !to.from.empty()) return to;
  for (const std::string_view dash : {"-", "\u2013", "\u2014"}) {
    const Ends ends = ends_at(dash);
    if (year_digits(ends.from) && year_digits(ends.until)) return ends;
  }
  return {};
}

std::vector<PartialDate> read_range(const Ends& ends) {
  const auto from = read_one(without_prefix(ends.from));
  const auto until = read_one(without_prefix(ends.until));
  if (!from.known() || !until.known() || until.year() < from.year() ||
      until.year() - from.year() > range_years_max) {
    return {};
  }
  if (from.year() == until.year() && from != until) {
    const auto year = PartialDate::make(from.year());
    return {*year};
  }
  std::vector<PartialDate> out;
  for (int year = from.year(); year <= until.year(); ++year) {
    const auto made = PartialDate::make(year);
    if (made) out.push_back(*made);
  }
  return out;
}

// The first separator of alternatives that occurs.
std::string_view separator_in(std::string_view text) {
  for (const std::string_view separator : {";", " or ", " OR ", " and ", " / ", "/", ","}) {
    if (text.find(separator) != std::string_view::npos) return separator;
  }
  return {};
}

}  // namespace

std::vector<PartialDate> read_worded_dates(std::string_view words) {
  const std::string_view text = without_prefix(words);
  if (text.empty()) return {};
  if (const auto one = read_one(text); one.known()) return {one};
  if (const Ends ends = range_ends(text); !ends.from.empty()) return read_range(ends);
  const std::string_view separator = separator_in(text);
  if (separator.empty()) return {};
  std::vector<PartialDate> out;
  for (const auto part : split(text, separator)) {
    if (trim(part).empty()) continue;
    const auto dates = read_worded_dates(part);
    if (dates.empty()) return {};
    for (const auto date : dates) {
      if (std::find(out.begin(), out.end(), date) == out.end()) out.push_back(date);
    }
  }
  return out;
}

PartialDate date_after(std::string_view words, std::string_view keyword) {
  const std::string lower = lower_ascii(words);
  const auto at = lower.find(lower_ascii(keyword));
  if (at == std::string::npos) return {};
  std::string flat(words.substr(at + keyword.size()));
  constexpr std::string_view blanks = "\n\r\t():";
  for (char& c : flat) {
    if (blanks.find(c) != std::string_view::npos) c = ' ';
  }
  const std::string_view rest = flat;
  for (std::size_t start = 0; start < rest.size(); ++start) {
    if (rest[start] == ' ' || (start != 0 && rest[start - 1] != ' ')) continue;
    // The longest run of up to three words that is a date.
    std::array<std::size_t, 3> ends{};
    std::size_t count = 0;
    for (std::size_t end = start; end <= rest.size() && count < ends.size(); ++end) {
      const bool word_ends =
          end == rest.size() ? rest[end - 1] != ' ' : rest[end] == ' ' && rest[end - 1] != ' ';
      if (end > start && word_ends) ends[count++] = end;
    }
    for (std::size_t k = count; k > 0; --k) {
      std::string_view run = rest.substr(start, ends[k - 1] - start);
      while (!run.empty() && (run.back() == '.' || run.back() == ',' || run.back() == ';')) {
        run.remove_suffix(1);
      }
      // A bare number is a year only if documents of today can bear it.
      const auto date = read_one(run);
      if (date.known() && date.year() >= 1900 && date.year() < 2100) return date;
    }
  }
  return {};
}

Result<void> add_worded_dates(EntityBuilder& entity, std::string_view property,
                              std::string_view words, const Said& said) {
  const auto dates = read_worded_dates(words);
  if (dates.empty()) return entity.add(property, words, said);
  for (const auto date : dates) {
    Said own = said;
    if (own.original.empty()) own.original = words;
    BAYON_TRY_VOID(entity.add(property, date.text(), own));
  }
  return {};
}

}  // namespace bayon::source::reading
