#include "bayon/base/random.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace bayon {
namespace {

// xoshiro256** seeded by splitmix64(0): the first numbers, computed from the authors' C code
// [Blackman2021]. A change here would change every generated world.
TEST(Random, IsTheSameEverywhere) {
  Random random(0);
  EXPECT_EQ(random.next(), 11091344671253066420ull);
  EXPECT_EQ(random.next(), 13793997310169335082ull);
  EXPECT_EQ(random.next(), 1900383378846508768ull);
}

TEST(Random, SeedsGiveDifferentStreams) {
  std::vector<std::uint64_t> first;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) first.push_back(Random(seed).next());
  std::sort(first.begin(), first.end());
  EXPECT_EQ(std::adjacent_find(first.begin(), first.end()), first.end());
}

TEST(Random, BoundsHoldAndAreReached) {
  Random random(5);
  bool low = false, high = false;
  for (int i = 0; i < 2'000; ++i) {
    EXPECT_LT(random.below(7), 7u);
    const auto value = random.between(-3, 3);
    EXPECT_TRUE(value >= -3 && value <= 3);
    low = low || value == -3;
    high = high || value == 3;
    const double unit = random.unit();
    EXPECT_TRUE(unit >= 0 && unit < 1);
  }
  EXPECT_TRUE(low && high);
}

// A part's stream does not move when another part takes more numbers.
TEST(Random, ForksDependOnNameAndSeedAlone) {
  const Random world(9);
  EXPECT_EQ(world.fork("banks").next(), Random(9).fork("banks").next());
  EXPECT_NE(world.fork("banks").next(), world.fork("wallets").next());
  EXPECT_NE(world.fork("banks").next(), Random(10).fork("banks").next());
}

}  // namespace
}  // namespace bayon
