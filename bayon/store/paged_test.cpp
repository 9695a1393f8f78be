#include "bayon/store/paged.hpp"

#include <atomic>
#include <filesystem>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/store/segment.hpp"
#include "bayon/store/strings.hpp"
#include "test/support/faulty_run.hpp"

namespace bayon::store {
namespace {

constexpr std::size_t numbers_a_page = page_bytes / sizeof(std::uint32_t);
constexpr std::size_t first_column_at = 128;

class PagedColumn : public ::testing::Test {
 protected:
  PagedColumn() : scratch_("paged") {
    numbers_.resize(40 * numbers_a_page + 5);
    std::iota(numbers_.begin(), numbers_.end(), 1u);
    SegmentWriter writer;
    writer.add("numbers", numbers_);
    const auto written = writer.write(scratch_.path());
    EXPECT_TRUE(written.ok());
    path_ = written->path;
  }

  // The segment with one bit of each of these pages flipped.
  std::shared_ptr<const Segment> damaged(const std::vector<std::size_t>& pages) {
    std::string bytes = *read_file(path_);
    for (const std::size_t page : pages) bytes[first_column_at + page * page_bytes + 7] ^= 16;
    EXPECT_TRUE(write_file(path_, bytes).ok());
    return *Segment::open(path_);
  }

  static Result<std::uint32_t> at(const Paged<std::uint32_t>& column, std::size_t index) {
    return unless_damaged([&]() -> Result<std::uint32_t> { return column[index]; });
  }

  testing::Scratch scratch_;
  std::filesystem::path path_;
  std::vector<std::uint32_t> numbers_;
};

TEST_F(PagedColumn, GivesBackWhatWasWritten) {
  const auto segment = *Segment::open(path_);
  const auto column = *segment->paged<std::uint32_t>("numbers");
  ASSERT_EQ(column.size(), numbers_.size());
  for (std::size_t i = 0; i < numbers_.size(); i += 997) EXPECT_EQ(column[i], numbers_[i]);
  const auto all = column.slice(0, column.size());
  EXPECT_TRUE(std::equal(all.begin(), all.end(), numbers_.begin(), numbers_.end()));
  EXPECT_EQ(column.lower_bound(4'000), 3'999u);
  EXPECT_EQ(column.lower_bound(0xffffffffu), column.size());
  EXPECT_EQ(name(segment->paged<std::uint64_t>("numbers").error().code), "store.segment_damaged");
  EXPECT_EQ(name(segment->paged<std::uint32_t>("none").error().code), "store.segment_damaged");
}

// A flipped bit in any page is found and named when a byte of that page is asked for, by whatever
// way, and at no other time.
TEST_F(PagedColumn, DamagedPageIsNamedWhenItIsAskedFor) {
  const std::size_t pages = 41;
  for (std::size_t page = 0; page < pages; ++page) {
    const auto segment = damaged({page});
    const auto column = *segment->paged<std::uint32_t>("numbers");
    const std::size_t first = page * numbers_a_page;
    const std::size_t last = std::min(first + numbers_a_page, numbers_.size());
    if (page != 0) {
      EXPECT_EQ(*at(column, first - 1), first);
    }
    if (last != numbers_.size()) {
      EXPECT_EQ(*at(column, last), last + 1);
    }
    for (const std::size_t index : {first, last - 1, first}) {
      const auto read = at(column, index);
      ASSERT_FALSE(read.ok()) << "page " << page << " was served";
      EXPECT_EQ(name(read.error().code), "store.page_damaged");
      EXPECT_EQ(read.error().where.file, path_.string());
      EXPECT_NE(read.error().detail.find(fmt::format("'numbers', page {} of {}", page, pages)),
                std::string::npos)
          << read.error().detail;
    }
    const auto across = unless_damaged(
        [&]() -> Result<std::size_t> { return column.slice(0, column.size()).size(); });
    EXPECT_FALSE(across.ok());
    EXPECT_FALSE(segment->check_pages().ok());
    EXPECT_FALSE(segment->verify().ok());
    (void)damaged({page});  // flips it back
  }
}

// Who has touched many pages gets the rest checked beforehand: what is damaged there stays
// unserved.
TEST_F(PagedColumn, CheckingAheadServesNoDamage) {
  for (const std::size_t count : {std::size_t{1}, std::size_t{4}}) {
    set_threads(count);
    const auto segment = damaged({20, 35});
    const auto column = *segment->paged<std::uint32_t>("numbers");
    for (std::size_t page = 0; page < 41; ++page) {
      const auto read = at(column, page * numbers_a_page);
      EXPECT_EQ(read.ok(), page != 20 && page != 35) << page;
    }
    (void)damaged({20, 35});
    set_threads(0);
  }
}

// Good once is not good for ever: verification reads the file again.
TEST_F(PagedColumn, VerifyReadsWhatWasTouchedBefore) {
  const auto segment = *Segment::open(path_);
  const auto column = *segment->paged<std::uint32_t>("numbers");
  EXPECT_EQ(column[0], 1u);
  {
    // Into the mapped file itself, as a failing disk or a stranger would.
    FILE* file = std::fopen(path_.c_str(), "r+b");
    ASSERT_NE(file, nullptr);
    ASSERT_EQ(std::fseek(file, first_column_at, SEEK_SET), 0);
    ASSERT_EQ(std::fputc(9, file), 9);
    ASSERT_EQ(std::fclose(file), 0);
  }
  EXPECT_EQ(name(segment->verify().error().code), "store.page_damaged");
}

TEST_F(PagedColumn, IsReadByManyThreads) {
  const auto segment = damaged({25});
  const auto column = *segment->paged<std::uint32_t>("numbers");
  std::atomic<int> refused{0}, wrong{0};
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        Random random(t);
        for (int i = 0; i < 20'000; ++i) {
          const std::size_t index = random.below(numbers_.size());
          const auto read = at(column, index);
          const bool bad = index / numbers_a_page == 25;
          if (!read.ok()) ++refused;
          if (read.ok() == bad || (read.ok() && *read != numbers_[index])) ++wrong;
        }
      });
    }
  }
  EXPECT_EQ(wrong.load(), 0);
  EXPECT_GT(refused.load(), 0);
}

TEST_F(PagedColumn, DamageCrossesThreads) {
  const auto segment = damaged({25});
  const auto column = *segment->paged<std::uint32_t>("numbers");
  const auto sum = unless_damaged([&]() -> Result<std::uint64_t> {
    std::atomic<std::uint64_t> out{0};
    parallel_for(column.size(), numbers_a_page, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) out += column[i];
    });
    return out.load();
  });
  ASSERT_FALSE(sum.ok());
  EXPECT_EQ(name(sum.error().code), "store.page_damaged");
}

// Offsets whose checksums hold but that cannot be: refused, not followed.
TEST_F(PagedColumn, StringsThatReachPastTheTextAreRefused) {
  const std::vector<std::vector<std::uint64_t>> cases{{0, 3, 99}, {0, 3, 2}, {4, 3, 5}};
  for (const auto& starts : cases) {
    SegmentWriter writer;
    writer.add("s.at", starts);
    writer.add_text("s.text", "abcde");
    const auto segment = *Segment::open(writer.write(scratch_.path())->path);
    const auto strings = PagedStrings::open(*segment, "s");
    ASSERT_TRUE(strings.ok());
    int refused = 0;
    for (std::size_t i = 0; i < strings->size(); ++i) {
      const auto read =
          unless_damaged([&]() -> Result<std::string> { return std::string(strings->at(i)); });
      if (read.ok()) continue;
      EXPECT_EQ(name(read.error().code), "store.segment_damaged");
      ++refused;
    }
    EXPECT_EQ(refused, 1);
  }
}

TEST(Paged, ValuesInMemoryNeedNoCheck) {
  const std::vector<std::uint32_t> values{1, 5, 9};
  const Paged<std::uint32_t> column{std::span<const std::uint32_t>(values)};
  EXPECT_EQ(column[2], 9u);
  EXPECT_EQ(column.slice(1, 3).size(), 2u);
  EXPECT_EQ(column.lower_bound(6), 2u);
  EXPECT_THROW((void)column.slice(1, 4), InvariantBroken);
}

}  // namespace
}  // namespace bayon::store
