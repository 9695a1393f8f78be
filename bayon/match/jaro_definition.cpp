#include "bayon/match/jaro_definition.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace bayon::match {

namespace {

__extension__ using Wide = __int128;

struct Matched {
  std::u32string of_a;  // in the order of a
  std::u32string of_b;  // in the order of b
};

// Each character of `a` takes the first equal one of `b` inside the window that is still free.
Matched matched_characters(std::u32string_view a, std::u32string_view b) {
  const auto na = static_cast<int>(a.size()), nb = static_cast<int>(b.size());
  const int reach = std::max(std::max(na, nb) / 2 - 1, 0);
  std::vector<bool> taken_a(a.size()), taken_b(b.size());
  for (int i = 0; i < na; ++i) {
    for (int j = 0; j < nb; ++j) {
      const auto at_a = static_cast<std::size_t>(i), at_b = static_cast<std::size_t>(j);
      if (std::abs(i - j) > reach || taken_b[at_b] || a[at_a] != b[at_b]) continue;
      taken_a[at_a] = taken_b[at_b] = true;
      break;
    }
  }
  Matched out;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (taken_a[i]) out.of_a += a[i];
  }
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (taken_b[j]) out.of_b += b[j];
  }
  return out;
}

}  // namespace

int jaro_winkler_by_definition(std::u32string_view a, std::u32string_view b) {
  const Matched matched = matched_characters(a, b);
  const auto m = static_cast<Wide>(matched.of_a.size());
  if (m == 0) return 0;
  Wide unequal = 0;
  for (std::size_t i = 0; i < matched.of_a.size(); ++i) {
    if (matched.of_a[i] != matched.of_b[i]) unequal += 1;
  }
  const Wide t = unequal / 2;
  const auto la = static_cast<Wide>(a.size()), lb = static_cast<Wide>(b.size());
  // jaro = jaro_up / jaro_down
  const Wide jaro_up = m * lb * m + m * la * m + (m - t) * la * lb;
  const Wide jaro_down = 3 * la * lb * m;
  Wide prefix = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>({a.size(), b.size(), 4}); ++i) {
    if (a[i] != b[i]) break;
    prefix += 1;
  }
  if (10 * jaro_up <= 7 * jaro_down) prefix = 0;
  // winkler = jaro + prefix / 10 * (1 - jaro)
  const Wide up = 10 * jaro_up + prefix * (jaro_down - jaro_up);
  const Wide down = 10 * jaro_down;
  return static_cast<int>((2 * 10'000 * up + down) / (2 * down));
}

}  // namespace bayon::match
