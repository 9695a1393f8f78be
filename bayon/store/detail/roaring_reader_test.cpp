#include "bayon/store/detail/roaring_reader.hpp"

#include <gtest/gtest.h>
#include <roaring/roaring.hh>

#include <algorithm>
#include <set>
#include <string>

#include "bayon/base/random.hpp"

namespace bayon::store::detail {
namespace {

constexpr std::size_t all = std::size_t{1} << 24;

std::string written(const std::set<std::uint32_t>& numbers, bool runs) {
  Roaring bitmap;
  for (const std::uint32_t number : numbers) bitmap.add(number);
  if (runs) bitmap.runOptimize();
  std::string out(bitmap.getSizeInBytes(), '\0');
  bitmap.write(out.data());
  return out;
}

// Sparse, dense and in runs, in few containers and in many.
std::set<std::uint32_t> any_numbers(Random& random) {
  std::set<std::uint32_t> out;
  for (auto parts = random.below(7); parts > 0; --parts) {
    const auto key = static_cast<std::uint32_t>(random.below(9)) << 16;
    const auto kind = random.below(3);
    const auto many = kind == 0 ? random.below(300) : 5'000 + random.below(9'000);
    const auto first = static_cast<std::uint32_t>(random.below(30'000));
    for (std::uint32_t i = 0; i < many; ++i) {
      out.insert(key + (kind == 1 ? first + i : static_cast<std::uint32_t>(random.below(1 << 16))));
    }
  }
  return out;
}

TEST(RoaringReader, ReadsWhatCRoaringWrites) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const auto numbers = any_numbers(random);
    for (const bool runs : {false, true}) {
      const auto read = read_roaring(written(numbers, runs), all);
      ASSERT_TRUE(read) << "seed " << seed;
      EXPECT_EQ(std::set<std::uint32_t>(read->begin(), read->end()), numbers) << "seed " << seed;
      EXPECT_EQ(read->size(), numbers.size());
    }
  }
}

TEST(RoaringReader, ReadsNoMoreThanIsAskedFor) {
  const std::string bytes = written({1, 2, 3}, false);
  EXPECT_TRUE(read_roaring(bytes, 3));
  EXPECT_FALSE(read_roaring(bytes, 2));
}

// What is damaged is refused, or it is another bitmap from end to end; nothing is read beyond it.
TEST(RoaringReader, BelievesNoByte) {
  std::size_t refused = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Random random(seed);
    std::string bytes = written(any_numbers(random), random.chance(0.5));
    for (auto flips = 1 + random.below(4); flips > 0; --flips) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    }
    if (random.chance(0.2)) bytes.resize(random.below(bytes.size()));
    const auto read = read_roaring(bytes, all);
    refused += read ? 0 : 1;
    if (read) {
      EXPECT_TRUE(std::is_sorted(read->begin(), read->end()));
    }
  }
  EXPECT_GT(refused, 100u);
  // Two containers, the first of which says that it has runs and has none.
  const std::string empty_run("\x3b\x30\x00\x00\x01\x00\x00\x00\x00\x00\x00", 11);
  EXPECT_FALSE(read_roaring(empty_run, all));
  EXPECT_FALSE(read_roaring("", all));
}

}  // namespace
}  // namespace bayon::store::detail
