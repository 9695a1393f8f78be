#include "bayon/store/detail/held_ordinals.hpp"

#include <algorithm>

namespace bayon::store::detail {

namespace {

// The first index from `at` on that is not before what is sought. Looks near `at` first.
template <typename Before>
std::uint32_t skip(std::uint32_t at, std::uint32_t size, const Before& before) {
  std::uint32_t step = 1;
  while (at < size && before(at)) {
    if (size - at <= step || !before(at + step)) {
      // Between `at`, which lies before, and what does not or does not exist.
      std::uint32_t low = at + 1, high = std::min(size, at + step);
      while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (before(middle)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
    at += step;
    step *= 2;
  }
  return at;
}

}  // namespace

std::vector<std::uint32_t> held_ordinals(std::span<const StatementPart> parts,
                                         const DistinctStatements& distinct) {
  std::vector<std::uint32_t> out(distinct.size(), not_held);
  for (const StatementPart& part : parts) {
    const StatementTable& table = *part.table;
    std::uint32_t mine = 0, held = 0;
    while (mine < distinct.size() && held < table.size()) {
      const StatementRow wanted = distinct.row(mine);
      held = skip(held, table.size(), [&](std::uint32_t i) { return table.row(i) < wanted; });
      if (held == table.size()) break;
      const StatementRow found = table.row(held);
      if (found == wanted) {
        out[mine++] = part.base + held++;
      } else {
        mine =
            skip(mine, distinct.size(), [&](std::uint32_t i) { return distinct.row(i) < found; });
      }
    }
  }
  return out;
}

}  // namespace bayon::store::detail
