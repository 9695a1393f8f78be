#include "bayon/store/detail/reference_map.hpp"

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"

namespace bayon::store::detail {
namespace {

// The naive twin is a map from texts to the rows that have them, the first one first. Hashes are
// made to meet, in whole and in the half that is kept.
TEST(ReferenceMap, FindsTheFirstRowOfATextAsAMapDoes) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Random random(seed);
    const std::uint64_t kinds = 1 + random.below(seed % 2 == 0 ? 50 : 5'000);
    std::vector<std::uint64_t> hashes;
    for (std::uint64_t kind = 0; kind < kinds; ++kind) {
      std::uint64_t hash = random.next();
      if (seed % 3 == 0) hash &= 0x8000000000000003ULL;
      if (seed % 3 == 1 && kind != 0 && random.chance(0.3)) hash = hashes.back() ^ (hash << 32);
      // Those whose place is at the end of a part reach past it to the beginning.
      if (random.chance(0.2)) hash |= 0xfffffff0u;
      hashes.push_back(hash);
    }
    ReferenceMap map;
    std::map<std::uint64_t, std::vector<std::uint32_t>> twin;
    std::vector<std::uint64_t> kind_of;
    for (std::uint32_t row = 0; row < 6'000; ++row) {
      const std::uint64_t kind = random.below(kinds);
      const auto held = twin.find(kind);
      std::uint32_t found = 0;
      const bool there = map.find(
          hashes[kind], [&](std::uint32_t other) { return kind_of[other] == kind; }, found);
      ASSERT_EQ(there, held != twin.end());
      if (there) {
        ASSERT_EQ(found, held->second.front());
      }
      kind_of.push_back(kind);
      if (there && random.chance(0.95)) continue;
      map.add(hashes[kind], row);
      twin[kind].push_back(row);
    }
  }
}

}  // namespace
}  // namespace bayon::store::detail
