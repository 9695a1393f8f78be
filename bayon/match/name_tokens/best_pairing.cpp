#include <algorithm>
#include <limits>

#include "bayon/match/name_tokens/comparator.hpp"

namespace bayon::match::name_tokens {

std::int64_t BestPairing::sum(std::span<const std::int64_t> worth, std::size_t rows,
                              std::size_t columns) {
  if (rows == 0 || columns == 0) return 0;
  // No pairing beats each row with its own best column; where those differ, that is the answer.
  std::int64_t out = 0;
  bool one_to_one = true;
  seen_.assign(columns, 0);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto begin = worth.begin() + static_cast<std::ptrdiff_t>(row * columns);
    const auto best = std::max_element(begin, begin + static_cast<std::ptrdiff_t>(columns));
    if (*best == 0) continue;
    char& taken = seen_[static_cast<std::size_t>(best - begin)];
    one_to_one = one_to_one && taken == 0;
    taken = 1;
    out += *best;
  }
  if (one_to_one) return out;
  if (rows <= columns) return hungarian(worth, rows, columns);
  turned_.resize(rows * columns);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      turned_[column * rows + row] = worth[row * columns + column];
    }
  }
  return hungarian(turned_, columns, rows);
}

// Rows come in one after the other; each finds the cheapest chain of exchanges among those before
// it. Prices keep every pair's reduced cost at or above 0. Row and column 0 are a stand-in for
// "none".
std::int64_t BestPairing::hungarian(std::span<const std::int64_t> worth, std::size_t rows,
                                    std::size_t columns) {
  constexpr auto unreached = std::numeric_limits<std::int64_t>::max();
  row_price_.assign(rows + 1, 0);
  column_price_.assign(columns + 1, 0);
  row_of_.assign(columns + 1, 0);
  came_from_.assign(columns + 1, 0);
  for (std::size_t row = 1; row <= rows; ++row) {
    row_of_[0] = row;
    slack_.assign(columns + 1, unreached);
    seen_.assign(columns + 1, 0);
    std::size_t column = 0;
    do {
      seen_[column] = 1;
      const std::size_t from = row_of_[column];
      std::int64_t step = unreached;
      std::size_t next = 0;
      for (std::size_t c = 1; c <= columns; ++c) {
        if (seen_[c] != 0) continue;
        const std::int64_t cost =
            -worth[(from - 1) * columns + c - 1] - row_price_[from] - column_price_[c];
        if (cost < slack_[c]) {
          slack_[c] = cost;
          came_from_[c] = column;
        }
        if (slack_[c] < step) {
          step = slack_[c];
          next = c;
        }
      }
      for (std::size_t c = 0; c <= columns; ++c) {
        if (seen_[c] != 0) {
          row_price_[row_of_[c]] += step;
          column_price_[c] -= step;
        } else {
          slack_[c] -= step;
        }
      }
      column = next;
    } while (row_of_[column] != 0);
    for (; column != 0; column = came_from_[column]) row_of_[column] = row_of_[came_from_[column]];
  }
  std::int64_t out = 0;
  for (std::size_t c = 1; c <= columns; ++c) {
    if (row_of_[c] != 0) out += worth[(row_of_[c] - 1) * columns + c - 1];
  }
  return out;
}

}  // namespace bayon::match::name_tokens
