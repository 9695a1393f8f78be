#include "bayon/match/name_tokens/comparator.hpp"

#include <algorithm>

#include "bayon/match/code_points.hpp"

namespace bayon::match::name_tokens {

bool numeric(std::u32string_view word) {
  return std::any_of(word.begin(), word.end(),
                     [](char32_t point) { return point >= U'0' && point <= U'9'; });
}

int word_score(const JaroWord& a, std::u32string_view b) {
  if (numeric(a.word()) || numeric(b)) return a.word() == b ? score_max : 0;
  const int out = a.score(b);
  return out < word_score_min ? 0 : out;
}

int pairing_score(std::int64_t sum, std::size_t letters_a, std::size_t letters_b) {
  const auto shorter = static_cast<std::int64_t>(std::min(letters_a, letters_b));
  const auto longer = static_cast<std::int64_t>(std::max(letters_a, letters_b));
  if (shorter == 0) return 0;
  const std::int64_t whole = 100 * shorter + surplus_percent * (longer - shorter);
  return static_cast<int>((200 * sum + whole) / (2 * whole));
}

namespace {

std::size_t letters(std::span<const std::u32string_view> words) {
  std::size_t out = 0;
  for (const auto word : words) out += word.size();
  return out;
}

}  // namespace

int score(std::string_view a, std::string_view b, int score_min) {
  const std::u32string left = code_points(a), right = code_points(b);
  const auto rows = words(left), columns = words(right);
  const std::size_t letters_a = letters(rows), letters_b = letters(columns);
  const auto greatest = static_cast<std::int64_t>(std::min(letters_a, letters_b)) * score_max;
  if (pairing_score(greatest, letters_a, letters_b) < std::max(score_min, 1)) return 0;
  std::vector<std::int64_t> worth;
  worth.reserve(rows.size() * columns.size());
  for (const auto row : rows) {
    const JaroWord word(row);
    for (const auto column : columns) {
      worth.push_back(pair_worth(row.size(), column.size(), word_score(word, column)));
    }
  }
  const int out =
      pairing_score(BestPairing().sum(worth, rows.size(), columns.size()), letters_a, letters_b);
  return out < score_min ? 0 : out;
}

const Comparator& comparator() {
  static constexpr Comparator out{
      .name = "name_tokens",
      .summary = "the best pairing of the names' words by Jaro-Winkler, in any order",
      .takes = "folded names: lower-case words with single blanks between them",
      .score = &score,
      .reference = &reference,
  };
  return out;
}

}  // namespace bayon::match::name_tokens
