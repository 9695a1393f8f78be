// How are many things put in order on all threads?
//
// Runs are sorted side by side and then merged in pairs, each merge cut where its halves meet. The
// order must be total (of two different items one comes first), so that the answer is the same on
// any number of threads.
//
// Threads: may be called from anywhere.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <vector>

#include "bayon/base/threads.hpp"

namespace bayon {

/// Sorts `items` by `less`. Cost: O(n log n) over all threads; as much memory again as the items.
template <typename T, typename Less>
void parallel_sort(std::vector<T>& items, const Less& less) {
  constexpr std::size_t worth_a_thread = 4096;
  const std::size_t pieces =
      std::bit_floor(std::min(std::bit_ceil(threads()), items.size() / worth_a_thread + 1));
  if (pieces < 2) {
    std::sort(items.begin(), items.end(), less);
    return;
  }
  const auto border = [&](std::size_t piece) { return items.size() * piece / pieces; };
  const auto at = [&](std::size_t place) {
    return items.begin() + static_cast<std::ptrdiff_t>(place);
  };
  parallel_for(pieces, 1, [&](std::size_t piece, std::size_t) {
    std::sort(at(border(piece)), at(border(piece + 1)), less);
  });
  std::vector<T> merged(items.size());
  for (std::size_t width = 1; width < pieces; width *= 2) {
    // Each pair of runs is merged by as many threads as it has pieces.
    const std::size_t parts = 2 * width;
    parallel_for(pieces, 1, [&](std::size_t piece, std::size_t) {
      const std::size_t first = piece / parts * parts, part = piece % parts;
      const auto left = at(border(first)), right = at(border(first + width));
      const auto end = at(border(first + parts));
      const auto left_cut = [&](std::size_t p) {
        return left +
               (right - left) * static_cast<std::ptrdiff_t>(p) / static_cast<std::ptrdiff_t>(parts);
      };
      const auto right_cut = [&](std::size_t p) {
        if (p == 0) return right;
        return p == parts ? end : std::lower_bound(right, end, *left_cut(p), less);
      };
      const auto a = left_cut(part), b = right_cut(part);
      std::merge(a, left_cut(part + 1), b, right_cut(part + 1),
                 merged.begin() + (a - items.begin()) + (b - right), less);
    });
    items.swap(merged);
  }
}

}  // namespace bayon
