#include "bayon/source/eu_journal/cell_values.hpp"

#include <algorithm>

#include "bayon/base/text.hpp"

namespace bayon::source::eu_journal {

namespace {

// Takes a quoted text off the front of `text`, which begins behind the opening quote.
std::string take_quoted(std::string_view& text) {
  std::string out;
  while (!text.empty()) {
    const auto quote = text.find('"');
    out += text.substr(0, quote);
    text.remove_prefix(quote == std::string_view::npos ? text.size() : quote + 1);
    if (!text.starts_with('"')) break;
    out += '"';
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace

std::vector<std::string> cell_values(std::string_view cell) {
  std::vector<std::string> out;
  while (!cell.empty()) {
    cell = trim(cell);
    std::string value;
    if (cell.starts_with('"')) {
      cell.remove_prefix(1);
      value = take_quoted(cell);
    }
    const auto end = cell.find(';');
    value += cell.substr(0, end);
    cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
    const auto trimmed = trim(value);
    if (!trimmed.empty()) out.emplace_back(trimmed);
  }
  return out;
}

LabelledNumber labelled_number(std::string_view text) {
  const auto digits = [](std::string_view part) {
    return std::any_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  const auto bracket = text.find(" (");
  if (bracket != std::string_view::npos && text.ends_with(')') && digits(text.substr(0, bracket))) {
    auto label = text.substr(bracket + 2);
    label.remove_suffix(1);
    return {trim(text.substr(0, bracket)), trim(label)};
  }
  for (const std::string_view word : {", issued", ", expires", ", valid"}) {
    const auto at = text.find(word);
    if (at != std::string_view::npos && digits(text.substr(0, at))) {
      return {trim(text.substr(0, at)), {}};
    }
  }
  return {text, {}};
}

}  // namespace bayon::source::eu_journal
