#include "bayon/store/segment.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "test/support/faulty_run.hpp"
#include "test/support/place.hpp"

namespace bayon::store {
namespace {

// Where the head keeps its fields: docs/formats/segments.md.
constexpr std::size_t version_at = 8, content_at = 48, head_check_at = 80, head_bytes = 88;

class SegmentFile : public ::testing::Test {
 protected:
  SegmentFile() : scratch_("segment") {
    Random random(61);
    for (int i = 0; i < 50'000; ++i) numbers_.push_back(static_cast<std::uint32_t>(random.next()));
    for (int i = 0; i < 9; ++i) wide_.push_back(random.next());
  }

  SegmentWriter::Written written() {
    SegmentWriter writer;
    writer.add("wide", wide_);
    writer.add("numbers", numbers_);
    writer.add("none", none_);
    writer.add_text("text", "what a name says");
    auto out = writer.write(scratch_.path());
    EXPECT_TRUE(out.ok());
    return *out;
  }

  // The file with `change` made to its bytes, head checksum made right again where asked.
  std::filesystem::path changed(const std::function<void(std::string&)>& change, bool mend_head) {
    std::string bytes = *read_file(written().path);
    change(bytes);
    if (mend_head && bytes.size() >= head_bytes) {
      const std::uint64_t check = xxh3_64(std::string_view(bytes).substr(0, head_check_at));
      std::memcpy(bytes.data() + head_check_at, &check, 8);
    }
    EXPECT_TRUE(write_file(scratch_ / "changed.seg", bytes).ok());
    return scratch_ / "changed.seg";
  }

  testing::Scratch scratch_;
  std::vector<std::uint32_t> numbers_;
  std::vector<std::uint64_t> wide_;
  std::vector<std::uint16_t> none_;
};

TEST_F(SegmentFile, GivesBackWhatWasWritten) {
  const auto file = written();
  EXPECT_EQ(file.path.filename().string(), file.content.hex().substr(0, 32) + ".seg");
  const auto segment = Segment::open(file.path);
  ASSERT_TRUE(segment.ok());
  const auto numbers = *(*segment)->column<std::uint32_t>("numbers");
  EXPECT_TRUE(std::equal(numbers.begin(), numbers.end(), numbers_.begin(), numbers_.end()));
  EXPECT_EQ((*segment)->column<std::uint64_t>("wide")->size(), wide_.size());
  EXPECT_TRUE((*segment)->column<std::uint16_t>("none")->empty());
  EXPECT_EQ(*(*segment)->text("text"), "what a name says");
  EXPECT_TRUE((*segment)->has("text"));
  EXPECT_FALSE((*segment)->has("tex"));
  EXPECT_EQ((*segment)->bytes(), std::filesystem::file_size(file.path));
  EXPECT_EQ((*segment)->content(), file.content);
  EXPECT_TRUE((*segment)->verify().ok());
}

TEST_F(SegmentFile, OrderOfAddingDoesNotMatter) {
  SegmentWriter writer;
  writer.add_text("text", "what a name says");
  writer.add("none", none_);
  writer.add("numbers", numbers_);
  writer.add("wide", wide_);
  const std::string first = *read_file(written().path);
  EXPECT_EQ(*read_file(writer.write(scratch_.path())->path), first);
}

TEST_F(SegmentFile, ColumnOfAnotherWidthOrNameIsDamage) {
  const auto segment = *Segment::open(written().path);
  EXPECT_EQ(name(segment->column<std::uint64_t>("numbers").error().code), "store.segment_damaged");
  EXPECT_EQ(name(segment->text("nothing").error().code), "store.segment_damaged");
}

TEST_F(SegmentFile, MissingIsNamed) {
  const auto segment = Segment::open(scratch_ / "gone.seg");
  ASSERT_FALSE(segment.ok());
  EXPECT_EQ(name(segment.error().code), "store.segment_missing");
  EXPECT_EQ(segment.error().where.file, (scratch_ / "gone.seg").string());
}

TEST_F(SegmentFile, DamagedPageIsNamedAndOthersAreServed) {
  // The second page of `numbers`, which come after `none` in the file.
  const auto path = changed([](std::string& bytes) { bytes[128 + page_bytes + 7] ^= 1; }, false);
  const auto segment = *Segment::open(path);
  const auto numbers = segment->column<std::uint32_t>("numbers");
  ASSERT_FALSE(numbers.ok());
  EXPECT_EQ(name(numbers.error().code), "store.page_damaged");
  EXPECT_EQ(numbers.error().where.file, path.string());
  EXPECT_NE(numbers.error().detail.find("'numbers', page 1 of 4"), std::string::npos)
      << numbers.error().detail;
  EXPECT_TRUE(segment->column<std::uint64_t>("wide").ok());
  EXPECT_EQ(name(segment->column<std::uint32_t>("numbers").error().code), "store.page_damaged")
      << "a second time as well";
  EXPECT_EQ(name(segment->verify().error().code), "store.page_damaged");
}

TEST_F(SegmentFile, NewerVersionIsNotTakenForDamage) {
  const auto newer = changed([](std::string& bytes) { bytes[version_at] = 9; }, true);
  EXPECT_EQ(name(Segment::open(newer).error().code), "case.newer_format");
  const auto flipped = changed([](std::string& bytes) { bytes[version_at] = 9; }, false);
  EXPECT_EQ(name(Segment::open(flipped).error().code), "store.segment_damaged");
}

TEST_F(SegmentFile, ContentHashOfOtherBytesIsFound) {
  const auto path = changed([](std::string& bytes) { bytes[content_at] ^= 1; }, true);
  const auto segment = *Segment::open(path);
  EXPECT_EQ(name(segment->verify().error().code), "store.segment_damaged");
}

TEST_F(SegmentFile, ChangedGapIsFound) {
  // Between the head and the first column.
  const auto path = changed([](std::string& bytes) { bytes[head_bytes + 3] = 1; }, false);
  EXPECT_EQ(name((*Segment::open(path))->verify().error().code), "store.page_damaged");
}

TEST_F(SegmentFile, CutFileIsDamage) {
  for (const std::size_t length :
       {std::size_t{0}, std::size_t{7}, head_bytes, std::size_t{100'000}}) {
    const auto path = changed([&](std::string& bytes) { bytes.resize(length); }, false);
    EXPECT_EQ(name(Segment::open(path).error().code), "store.segment_damaged") << length;
  }
  const auto longer = changed([](std::string& bytes) { bytes += 'x'; }, false);
  EXPECT_EQ(name(Segment::open(longer).error().code), "store.segment_damaged");
}

// Files of this version of the format, made when it was: whatever is written later, they are read.
TEST_F(SegmentFile, FilesOfThisVersionStayReadable) {
  int files = 0;
  for (const char* folder : {"bayon/store/sample_segments", "bayon/index/sample_index"}) {
    for (const auto& file : std::filesystem::directory_iterator(testing::root() / folder)) {
      const auto segment = Segment::open(file.path());
      ASSERT_TRUE(segment.ok()) << segment.error().text();
      EXPECT_TRUE((*segment)->verify().ok()) << file.path();
      ++files;
    }
  }
  EXPECT_EQ(files, 8);
}

// A directory that someone made up, its checksums right: it must be turned away, not followed.
TEST_F(SegmentFile, MadeUpDirectoryIsTurnedAway) {
  const std::string whole = *read_file(written().path);
  std::uint64_t directory_at = 0, directory_bytes = 0;
  std::memcpy(&directory_at, whole.data() + 16, 8);
  std::memcpy(&directory_bytes, whole.data() + 24, 8);
  Random random(62);
  int turned_away = 0;
  for (int trial = 0; trial < 3'000; ++trial) {
    const auto path = changed(
        [&](std::string& bytes) {
          const std::size_t entries = 4 * 56;
          for (int changes = 0; changes < 2; ++changes) {
            const std::uint64_t value = random.chance(0.5) ? random.next() : random.below(300'000);
            const std::size_t at = directory_at + random.below(entries / 8) * 8;
            std::memcpy(bytes.data() + at, &value, 8);
          }
          if (random.chance(0.2)) bytes[12] = static_cast<char>(random.below(256));  // columns
          const std::uint64_t check = xxh3_64(std::string_view(bytes).substr(directory_at));
          std::memcpy(bytes.data() + 40, &check, 8);
        },
        true);
    const auto segment = Segment::open(path);
    if (!segment.ok()) {
      EXPECT_EQ(name(segment.error().code), "store.segment_damaged");
      ++turned_away;
      continue;
    }
    (void)(*segment)->verify();
    (void)(*segment)->column<std::uint32_t>("numbers");
    (void)(*segment)->text("text");
  }
  EXPECT_GT(turned_away, 2'000);
}

TEST_F(SegmentFile, IsReadByManyThreads) {
  const auto segment = *Segment::open(written().path);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      const auto numbers = segment->column<std::uint32_t>("numbers");
      ASSERT_TRUE(numbers.ok());
      EXPECT_EQ(numbers->back(), numbers_.back());
    });
  }
}

TEST_F(SegmentFile, NamesAreBoundAndDistinct) {
  SegmentWriter writer;
  EXPECT_THROW(writer.add_text("", "x"), InvariantBroken);
  EXPECT_THROW(writer.add_text(std::string(24, 'n'), "x"), InvariantBroken);
  writer.add_text(std::string(23, 'n'), "x");
  EXPECT_THROW(writer.add_text(std::string(23, 'n'), "y"), InvariantBroken);
}

TEST_F(SegmentFile, MissingFolderIsSaid) {
  SegmentWriter writer;
  writer.add_text("text", "x");
  EXPECT_EQ(name(writer.write(scratch_ / "none").error().code), "file.not_writable");
}

}  // namespace
}  // namespace bayon::store
