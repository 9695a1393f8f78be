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

std::vector<std::string_view> phone_numbers(std::string_view value) {
  constexpr std::ptrdiff_t digits_min = 7;  // of a number that stands alone, without a local prefix
  for (const std::string_view between : {", ", " / "}) {
    std::vector<std::string_view> parts;
    bool whole = true;
    for (const auto part : split(value, between)) {
      parts.push_back(trim(part));
      const auto digits =
          std::count_if(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
      whole = whole && digits >= digits_min;
    }
    if (parts.size() > 1 && whole) return parts;
  }
  return {value};
}

}  // namespace bayon::source::eu_journal
