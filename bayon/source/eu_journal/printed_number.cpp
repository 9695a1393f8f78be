#include "bayon/source/eu_journal/printed_number.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "bayon/model/territory.hpp"
#include "bayon/source/eu_journal/nationality_words.hpp"

namespace bayon::source::eu_journal {

namespace {

constexpr auto npos = std::string_view::npos;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), digit); }
bool all_digits(std::string_view text, std::size_t count) {
  return text.size() == count && std::all_of(text.begin(), text.end(), digit);
}

bool has_small_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// The code of a bank or a security.
bool code_of_letters(std::string_view text) {
  return !has_small_letter(text) &&
         std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string_view without_stops(std::string_view text) {
  constexpr std::string_view stops = " ,;:.";
  while (!text.empty() && stops.find(text.back()) != npos) text.remove_suffix(1);
  while (!text.empty() && stops.find(text.front()) != npos) text.remove_prefix(1);
  return text;
}

// What is said of the paper behind its number: when and where it was issued, when it ends.
std::string_view without_dates(std::string_view text) {
  for (const std::string_view words :
       {" issued", "(issued", " issue no", " expires", "(expires", ", valid", " (place of"}) {
    const auto at = text.find(words);
    if (at != npos && has_digit(text.substr(0, at))) text = text.substr(0, at);
  }
  return without_stops(text);
}

// "0012 (INN)" and "0012(INN)"; one letter glued to the number is a check digit.
std::string_view take_label(std::string_view& text) {
  const auto open = text.find('(');
  if (open == npos || open == 0 || !text.ends_with(')') || !has_digit(text.substr(0, open))) {
    return {};
  }
  const auto label = trim(text.substr(open + 1, text.size() - open - 2));
  if (label.size() < 2) return {};
  text = trim(text.substr(0, open));
  return label;
}

bool country_word(std::string_view text) {
  constexpr std::size_t shorter_are_letters_of_numbers = 4;
  return text.size() >= shorter_are_letters_of_numbers &&
         (model::territory_code(text) || nationality_code(text));
}

// "Libya B014995", "(Syrian) 0000000914", "R00012098, South Sudan".
std::string_view without_country(std::string_view text) {
  if (text.starts_with('(')) {
    const auto close = text.find(')');
    if (close != npos && has_digit(text.substr(close))) {
      return without_stops(text.substr(close + 1));
    }
  }
  if (const auto comma = text.rfind(", "); comma != npos && country_word(text.substr(comma + 2))) {
    return without_stops(text.substr(0, comma));
  }
  for (auto blank = text.rfind(' '); blank != npos && blank != 0;
       blank = text.rfind(' ', blank - 1)) {
    if (country_word(text.substr(0, blank))) return without_stops(text.substr(blank + 1));
  }
  return text;
}

// Behind "passport No.", "number", "CR no:"; letters of a series ("series 6012 No 175625", "ВК No
// 262981") belong to the number.
std::string without_marks(std::string_view text) {
  constexpr std::string_view series = "series ";
  const std::string lower = lower_ascii(text);
  for (const std::string_view mark :
       {"number ", "no. ", "no.: ", "no: ", "no ", "passport: ", "passport ", "document: "}) {
    const auto at = lower.rfind(mark);
    if (at == npos || (at != 0 && text[at - 1] != ' ')) continue;
    const auto behind = without_stops(text.substr(at + mark.size()));
    if (!has_digit(behind)) continue;
    auto before = without_stops(text.substr(0, at));
    const bool named = lower.starts_with(series);
    if (named) before.remove_prefix(std::min(series.size(), before.size()));
    const bool letters = !before.empty() && static_cast<unsigned char>(before.front()) >= 0x80;
    if (named || letters) return fmt::format("{} {}", before, behind);
    return std::string(behind);
  }
  return std::string(text);
}

// Two numbers side by side: each piece has digits and no word in small letters.
std::vector<std::string_view> side_by_side(std::string_view text) {
  for (const std::string_view between : {" and ", ", ", " / "}) {
    const auto parts = split(text, between);
    const bool numbers = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
      return has_digit(part) && !has_small_letter(part);
    });
    if (parts.size() > 1 && numbers) return {parts.begin(), parts.end()};
  }
  return {text};
}

// "0012 (OGRN), 0013 (TIN)": each with its own label.
std::vector<std::string_view> labelled_parts(std::string_view text) {
  constexpr std::string_view between = "), ";
  std::vector<std::string_view> parts;
  for (auto rest = text; !rest.empty();) {
    const auto end = rest.find(between);
    const auto part = rest.substr(0, end == npos ? end : end + 1);
    if (!has_digit(part.substr(0, part.find('(')))) return {text};
    parts.push_back(part);
    rest.remove_prefix(end == npos ? rest.size() : end + between.size());
  }
  return parts;
}

void add_numbers(std::string_view text, std::vector<PrintedNumber>& out) {
  const std::string_view label = take_label(text);
  if (text.ends_with(')') && text.find('(') == npos) text.remove_suffix(1);
  // A tax number of Russia with the code of the office behind it, which many companies share.
  constexpr std::size_t inn_size = 10, kpp_size = 9;
  for (const std::string_view between : {" / ", " KPP: "}) {
    const auto at = text.find(between);
    if (at != npos && all_digits(text.substr(0, at), inn_size) &&
        all_digits(text.substr(at + between.size()), kpp_size)) {
      out.push_back({std::string(text.substr(0, at)), "INN"});
      return;
    }
  }
  for (const auto part : side_by_side(text)) {
    std::string number = without_marks(without_country(without_stops(part)));
    if (!number.empty()) out.push_back({std::move(number), label});
  }
}

}  // namespace

std::vector<PrintedNumber> printed_numbers(std::string_view text) {
  text = without_dates(trim(text));
  if (text.starts_with("expiry ") || (!has_digit(text) && !code_of_letters(text))) return {};
  std::vector<PrintedNumber> out;
  for (const auto part : labelled_parts(text)) add_numbers(part, out);
  return out;
}

}  // namespace bayon::source::eu_journal
