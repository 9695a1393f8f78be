// Does a comparator keep its promises for any bytes? Compiled once for each comparator's folder,
// with BAYON_MEMBER as its name. A line of the input is two texts with a tab between them.
#include <algorithm>
#include <cstdint>
#include <string_view>

#include "bayon/base/check.hpp"
#include "bayon/base/text.hpp"
#include "bayon/match/comparator.hpp"

namespace bayon::match::BAYON_MEMBER {
const Comparator& comparator();
}

namespace {

using bayon::match::score_max;

void check_pair(std::string_view a, std::string_view b) {
  const auto& comparator = bayon::match::BAYON_MEMBER::comparator();
  const int whole = comparator.score(a, b, 0);
  BAYON_CHECK(whole >= 0 && whole <= score_max, match.range);
  BAYON_CHECK(comparator.score(b, a, 0) == whole, match.symmetry);
  const int itself = comparator.score(a, a, 0);
  BAYON_CHECK(itself == score_max || itself == 0, match.identity);
  const int minimum = static_cast<int>((a.size() * 977 + b.size() * 131) % (score_max + 1));
  const int pruned = comparator.score(a, b, minimum);
  BAYON_CHECK(pruned == (whole >= minimum ? whole : 0), match.cutoff);
  // The plain version takes time that grows fast with the number of words.
  const auto short_a = a.substr(0, 20), short_b = b.substr(0, 20);
  BAYON_CHECK(comparator.score(short_a, short_b, 0) == comparator.reference(short_a, short_b),
              match.reference);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  for (const auto line : bayon::split(input.substr(0, 4'096), '\n')) {
    const auto cells = bayon::split(line, '\t');
    check_pair(cells[0], cells.size() > 1 ? cells[1] : cells[0]);
  }
  return 0;
}
