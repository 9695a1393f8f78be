// How well does the comparator tell labelled pairs of real names apart at the usual minimum? The
// numbers are printed; the test guards against losing what there is.
#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <vector>

#include "bayon/base/file.hpp"
#include "bayon/base/text.hpp"
#include "bayon/match/name_tokens/comparator.hpp"
#include "test/support/place.hpp"

namespace bayon::match::name_tokens {
namespace {

constexpr int minimum = 8'500;

// Cells of one CSV line; quotes are doubled inside quotes.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"')
        out.back() += line[++i];
      else
        quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      out.emplace_back();
    } else {
      out.back() += line[i];
    }
  }
  return out;
}

TEST(NameTokensRealPairs, AreToldApart) {
  const std::string file = "data/bench/name_pairs.csv";
  BAYON_NEEDS_SHARED(file);
  const auto text = read_file(testing::shared_data(file));
  ASSERT_TRUE(text.ok());
  int found = 0, wrong = 0, missed = 0, pairs = 0;
  for (const auto line : split(*text, '\n')) {
    const auto cells = cells_of(trim(line));
    if (cells.size() < 5 || (cells[4] != "true" && cells[4] != "false")) continue;
    ++pairs;
    const bool alike = score(fold_name(cells[2]).text, fold_name(cells[3]).text, minimum) > 0;
    const bool same = cells[4] == "true";
    found += alike && same ? 1 : 0;
    wrong += alike && !same ? 1 : 0;
    missed += !alike && same ? 1 : 0;
  }
  ASSERT_EQ(pairs, 395);
  const double f1 = 2.0 * found / (2.0 * found + wrong + missed);
  std::cout << "name_pairs: " << found << " found, " << wrong << " wrong, " << missed
            << " missed, F1 " << f1 << "\n";
  EXPECT_GT(f1, 0.70);
}

}  // namespace
}  // namespace bayon::match::name_tokens
