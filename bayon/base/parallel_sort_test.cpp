#include "bayon/base/parallel_sort.hpp"

#include <cstdint>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"

namespace bayon {
namespace {

// The naive twin is std::sort; sizes about the borders of pieces, few and many distinct keys.
TEST(ParallelSort, OrdersAsOneThreadDoes) {
  for (const std::size_t count : {1u, 2u, 3u, 4u, 7u}) {
    set_threads(count);
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      Random random(seed);
      const std::size_t sizes[] = {0, 1, 4'095, 4'096, 8'193, 20'000 + random.below(50'000)};
      const std::uint64_t keys = random.chance(0.5) ? 5 : 1'000'000;
      std::vector<std::pair<std::uint64_t, std::uint32_t>> items;
      for (std::uint32_t i = 0; i < sizes[seed % 6]; ++i) {
        items.emplace_back(random.chance(0.2) ? seed : random.below(keys), i);
      }
      auto twin = items;
      std::sort(twin.begin(), twin.end());
      parallel_sort(items, [](const auto& a, const auto& b) { return a < b; });
      ASSERT_EQ(items, twin) << count << " threads, seed " << seed;
    }
  }
  set_threads(0);
}

}  // namespace
}  // namespace bayon
