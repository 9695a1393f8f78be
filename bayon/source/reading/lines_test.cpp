// What record batches promise where every line is a record, up to lines that no memory could hold.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "bayon/source/reading/csv.hpp"
#include "bayon/source/reading/json_lines.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::reading {
namespace {

struct Line {
  std::uint64_t line;
  std::string text;
  bool operator==(const Line&) const = default;
};

std::vector<Line> read_lines(const std::string& text, std::uint64_t line_bytes_max) {
  const ::bayon::testing::MemoryFile file(text);
  Silent progress;
  auto stream = ByteStream::open(file.input(), Bounds{}, progress);
  RecordBatches batches(*stream, json_lines_rule(line_bytes_max));
  RecordBatch batch;
  std::vector<Line> out;
  while (*batches.next(batch)) {
    JsonLines lines(batch, line_bytes_max);
    JsonLine line;
    while (lines.next(line)) {
      out.push_back({line.line, line.too_long ? "<too long>" : std::string(line.text)});
    }
  }
  return out;
}

std::vector<Line> read_lines_naively(const std::string& text, std::uint64_t line_bytes_max) {
  std::vector<Line> out;
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    ++number;
    if (line.size() > line_bytes_max) {
      out.push_back({number, "<too long>"});
    } else if (line.find_first_not_of(" \t\r") != std::string::npos) {
      out.push_back({number, line});
    }
    at = end + 1;
  }
  return out;
}

TEST(Lines, AgreeWithTheNaiveTwin) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const std::uint64_t bound = 1 + random.below(seed % 3 == 0 ? 200'000 : 100);
    std::string text;
    const auto lines = random.below(seed % 5 == 0 ? 30'000 : 200);
    for (std::uint64_t i = 0; i < lines; ++i) {
      const bool wild = random.chance(0.02);
      text += std::string(random.below(wild ? 3 * bound + 2 : 120), 'x');
      text += random.chance(0.2) ? "\r\n" : "\n";
    }
    if (random.chance(0.5)) text += "last";
    ASSERT_TRUE(read_lines(text, bound) == read_lines_naively(text, bound)) << "seed " << seed;
  }
}

TEST(Lines, AreCounted) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    std::string text(random.below(100), '\0');
    for (char& c : text) c = static_cast<char>(random.below(4) == 0 ? '\n' : random.below(256));
    EXPECT_EQ(count_line_breaks(text),
              static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')));
  }
}

std::uint64_t peak_memory_kib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss);
}

// A table whose second line has `size` bytes, made while it is read.
void meet_an_endless_line(std::uint64_t size) {
  const std::string block(1 << 16, 'x');
  std::uint64_t left = size;
  int part = 0;
  const ::bayon::testing::PipedInput pipe([&]() -> std::string_view {
    if (part == 0) return ++part, "a,b\n";
    if (left != 0) {
      const auto some = std::min<std::uint64_t>(left, block.size());
      left -= some;
      return std::string_view(block).substr(0, some);
    }
    return part++ == 1 ? std::string_view("\n1,2\n") : std::string_view{};
  });
  const std::uint64_t before = peak_memory_kib();
  Silent progress;
  auto stream = ByteStream::open(pipe.input(), Bounds{}, progress);
  CsvReader reader(*stream, {});
  EXPECT_EQ((*reader.next())->line, 1u);
  const CsvRecord* second = *reader.next();
  ASSERT_NE(second, nullptr);
  ASSERT_TRUE(second->fault.has_value());
  EXPECT_EQ(second->fault->code, errors::line_too_long);
  const CsvRecord* third = *reader.next();
  ASSERT_NE(third, nullptr);
  EXPECT_EQ(third->line, 3u);
  EXPECT_EQ(*reader.next(), nullptr);
  EXPECT_LT(peak_memory_kib() - before, 64u * 1024u);
}

TEST(Lines, OfAGigabyteAreMetInBoundedMemory) { meet_an_endless_line(std::uint64_t{1} << 30); }

TEST(LinesSlow, OfTenGigabytesAreMetInBoundedMemory) {
  meet_an_endless_line(10 * (std::uint64_t{1} << 30));
}

}  // namespace
}  // namespace bayon::source::reading
