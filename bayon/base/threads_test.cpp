#include "bayon/base/threads.hpp"

#include <atomic>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/check.hpp"

namespace bayon {
namespace {

class Threads : public ::testing::TestWithParam<std::size_t> {
 protected:
  void SetUp() override { set_threads(GetParam()); }
  void TearDown() override { set_threads(0); }
};

using Pieces = std::set<std::pair<std::size_t, std::size_t>>;

// Borders depend on the count and the grain alone: that is what makes answers equal bytes.
TEST_P(Threads, PiecesCoverAllOnceWithFixedBorders) {
  for (const std::size_t count : {0u, 1u, 63u, 64u, 65u, 1'000u}) {
    Pieces pieces, expected;
    for (std::size_t at = 0; at < count; at += 64) expected.insert({at, std::min(at + 64, count)});
    std::mutex mutex;
    parallel_for(count, 64, [&](std::size_t begin, std::size_t end) {
      const std::lock_guard lock(mutex);
      EXPECT_TRUE(pieces.insert({begin, end}).second);
    });
    EXPECT_EQ(pieces, expected);
  }
}

TEST_P(Threads, PiecesMayBeCutFurther) {
  std::atomic<std::size_t> sum{0};
  parallel_for(100, 10, [&](std::size_t begin, std::size_t end) {
    parallel_for(end - begin, 3, [&](std::size_t b, std::size_t e) { sum += e - b; });
  });
  EXPECT_EQ(sum.load(), 100u);
}

TEST_P(Threads, BrokenInvariantReachesTheCaller) {
  EXPECT_THROW(parallel_for(100, 1,
                            [](std::size_t begin, std::size_t) {
                              if (begin == 57) BAYON_CHECK(false, test.broken);
                            }),
               InvariantBroken);
}

TEST_P(Threads, BothAreDone) {
  std::atomic<int> done{0};
  parallel_both([&] { ++done; }, [&] { ++done; });
  EXPECT_EQ(done.load(), 2);
}

INSTANTIATE_TEST_SUITE_P(OnOneAndMore, Threads, ::testing::Values(1, 2, 8));

}  // namespace
}  // namespace bayon
