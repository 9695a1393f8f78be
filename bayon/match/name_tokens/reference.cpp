// Tries every pairing: row after row, with every set of columns that the rows before may have
// taken.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "bayon/base/check.hpp"
#include "bayon/match/code_points.hpp"
#include "bayon/match/jaro_definition.hpp"
#include "bayon/match/name_tokens/comparator.hpp"

namespace bayon::match::name_tokens {

namespace {

std::vector<std::u32string> pieces(std::string_view text) {
  std::vector<std::u32string> out(1);
  for (const char32_t point : code_points(text)) {
    if (point != U' ') {
      out.back() += point;
    } else if (!out.back().empty()) {
      out.emplace_back();
    }
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

bool has_digit(const std::u32string& word) {
  return word.find_first_of(U"0123456789") != std::u32string::npos;
}

std::int64_t alike(const std::u32string& a, const std::u32string& b) {
  const int whole = jaro_winkler_by_definition(a, b);
  if ((has_digit(a) || has_digit(b)) && a != b) return 0;
  return whole >= 8'000 ? whole : 0;
}

std::int64_t letters(const std::vector<std::u32string>& words) {
  std::size_t out = 0;
  for (const auto& word : words) out += word.size();
  return static_cast<std::int64_t>(out);
}

}  // namespace

int reference(std::string_view a, std::string_view b) {
  auto rows = pieces(a), columns = pieces(b);
  if (rows.empty() || columns.empty()) return 0;
  if (columns.size() > rows.size()) std::swap(rows, columns);
  BAYON_CHECK(columns.size() <= 20, match.reference_words);
  constexpr std::int64_t never = -1;
  std::vector<std::int64_t> best(std::size_t{1} << columns.size(), never);
  best[0] = 0;
  for (const auto& row : rows) {
    auto after = best;  // the row stays alone
    for (std::size_t taken = 0; taken < best.size(); ++taken) {
      if (best[taken] == never) continue;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const std::size_t with = taken | (std::size_t{1} << c);
        if (with == taken) continue;
        const auto length = static_cast<std::int64_t>(std::min(row.size(), columns[c].size()));
        after[with] = std::max(after[with], best[taken] + length * alike(row, columns[c]));
      }
    }
    best = std::move(after);
  }
  const std::int64_t sum = *std::max_element(best.begin(), best.end());
  const std::int64_t shorter = std::min(letters(rows), letters(columns));
  const std::int64_t longer = std::max(letters(rows), letters(columns));
  // sum / (shorter + 0.16 * (longer - shorter)), halves up
  const std::int64_t below = 100 * shorter + 16 * (longer - shorter);
  return static_cast<int>((2 * 100 * sum + below) / (2 * below));
}

}  // namespace bayon::match::name_tokens
