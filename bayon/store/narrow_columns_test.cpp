#include "bayon/store/detail/narrow_columns.hpp"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"

namespace bayon::store::detail {
namespace {

TEST(NarrowColumns, RecordsAreRunsWhereTheyCount) {
  EXPECT_FALSE(record_runs({}).has_value());
  for (const std::uint64_t gap_in : {20u, 100u, 1'000u}) {
    Random random(gap_in);
    std::vector<std::uint32_t> records;
    std::uint32_t next = 1;
    for (int i = 0; i < 20'000; ++i) {
      next += random.below(gap_in) == 0 ? 1 + static_cast<std::uint32_t>(random.below(9)) : 0;
      records.push_back(next++);
    }
    const auto runs = record_runs(records);
    ASSERT_EQ(runs.has_value(), gap_in > 64);
    if (!runs) continue;
    std::vector<std::uint32_t> back;
    for (std::size_t run = 0; run < runs->row.size(); ++run) {
      const std::size_t end = run + 1 < runs->row.size() ? runs->row[run + 1] : records.size();
      for (std::uint32_t record = runs->record[run]; back.size() < end; ++record) {
        back.push_back(record);
      }
    }
    EXPECT_EQ(back, records);
  }
}

TEST(NarrowColumns, TimesKeepTheirLargestUnit) {
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const auto times = [](std::vector<std::int64_t> nanos) { return narrow_times(nanos); };
  EXPECT_FALSE(times({}).has_value());
  EXPECT_EQ(times({7, 7})->base, 7);
  EXPECT_EQ(times({7, 7})->low, (std::vector<std::uint32_t>{0, 0}));
  EXPECT_EQ(times({-30, 0, 45})->unit, 15);
  EXPECT_EQ(times({-30, 0, 45})->low, (std::vector<std::uint32_t>{0, 2, 5}));
  EXPECT_TRUE(times({0, 1, 0xffffffff}).has_value());
  EXPECT_FALSE(times({0, 1, 0x100000000}).has_value());
  EXPECT_FALSE(times({least, most}).has_value()) << "their difference is no signed unit";
  EXPECT_FALSE(times({least, 0, most}).has_value());
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    const std::int64_t unit = random.between(1, 2'000'000'000);
    const std::int64_t start = random.between(-1'000'000'000'000, 1'000'000'000'000);
    std::vector<std::int64_t> nanos;
    for (int i = 0; i < 50; ++i) nanos.push_back(start + unit * random.between(0, 4'000'000));
    std::sort(nanos.begin(), nanos.end());
    const auto narrow = narrow_times(nanos);
    ASSERT_TRUE(narrow.has_value());
    EXPECT_EQ(narrow->unit % unit, 0);
    for (std::size_t i = 0; i < nanos.size(); ++i) {
      EXPECT_EQ(narrow->base + narrow->unit * narrow->low[i], nanos[i]);
    }
  }
}

TEST(NarrowColumns, AmountsStayWideWhereManyAre) {
  std::vector<std::uint64_t> amounts(100, 5);
  EXPECT_FALSE(narrow_amounts({}).has_value());
  for (std::size_t wide = 0; wide < 40; ++wide) {
    ASSERT_EQ(narrow_amounts(amounts).has_value(), wide < 20) << wide;
    amounts[wide] = wide % 2 == 0 ? low_mark : ~std::uint64_t{0};
  }
  EXPECT_EQ(*narrow_amounts(std::vector<std::uint64_t>{1, 2, 3, 4, low_mark - 1, low_mark}),
            (std::vector<std::uint32_t>{1, 2, 3, 4, low_mark - 1, low_mark}));
}

}  // namespace
}  // namespace bayon::store::detail
