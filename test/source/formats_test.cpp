// What every format promises, shown on its own samples: the golden answer, the same answer packed,
// on any number of threads and read twice, and no damage to a file that goes unnoticed or unnamed.
// BAYON_UPDATE_GOLDEN=1 rewrites the golden files; read the diff.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/source/format.hpp"
#include "test/support/collecting_sink.hpp"
#include "test/support/format_sample.hpp"
#include "test/support/packing.hpp"

namespace bayon::source {
namespace {

using ::bayon::testing::CollectingSink;
using ::bayon::testing::FormatSample;
using ::bayon::testing::SampleRequest;
using ::bayon::testing::samples_of;
using ::testing::IsEmpty;

struct Outcome {
  CollectingSink sink;
  std::string error;  ///< the code's name; empty when the load went through
};

Outcome read(const Format& format, const FormatSample& sample) {
  const SampleRequest input(sample);
  Outcome out;
  Silent progress;
  const auto status = format.read(input.request(), out.sink, progress);
  if (!status.ok()) {
    out.error = name(status.error().code);
    EXPECT_FALSE(status.error().text().empty());
  }
  return out;
}

class Formats : public ::testing::TestWithParam<const Format*> {
 protected:
  void TearDown() override { set_threads(0); }
  const Format& format() const { return *GetParam(); }
};

INSTANTIATE_TEST_SUITE_P(Each, Formats, ::testing::ValuesIn(formats().begin(), formats().end()),
                         [](const auto& each) { return std::string(each.param->name); });

TEST(FindFormat, KnowsEachAndNamesThemToWhoAsksForAnother) {
  for (const Format* format : formats()) EXPECT_EQ(*find_format(format->name), format);
  const auto missing = find_format("ofac");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, errors::format_unknown);
  EXPECT_THAT(missing.error().detail, ::testing::HasSubstr("ofac_sdn"));
}

TEST_P(Formats, AreDescribed) {
  for (const auto text : {format().name, format().summary, format().publisher, format().licence,
                          format().cadence, format().files}) {
    EXPECT_FALSE(text.empty());
  }
  EXPECT_FALSE(samples_of(format()).empty()) << "bayon/source/" << format().name << "/sample";
}

TEST_P(Formats, ReadTheirSamplesAsExpected) {
  for (const FormatSample& sample : samples_of(format())) {
    SCOPED_TRACE(sample.name);
    const Outcome outcome = read(format(), sample);
    EXPECT_EQ(outcome.error, "");
    EXPECT_THAT(outcome.sink.broken_promises(), IsEmpty());
    EXPECT_GT(outcome.sink.facts, 0u);
    ASSERT_EQ(outcome.sink.files.size(), sample.files.size());
    for (std::size_t i = 0; i < sample.files.size(); ++i) {
      EXPECT_EQ(outcome.sink.files[i].second, sample.files[i].bytes.size());
    }
    if (std::getenv("BAYON_UPDATE_GOLDEN") != nullptr) {
      ASSERT_TRUE(write_file(sample.expected, outcome.sink.text()).ok());
    }
    const auto expected = read_file(sample.expected);
    ASSERT_TRUE(expected.ok()) << sample.expected << ": BAYON_UPDATE_GOLDEN=1 writes it";
    EXPECT_EQ(outcome.sink.text(), *expected)
        << sample.expected << ": where this is meant, BAYON_UPDATE_GOLDEN=1 writes it anew";
  }
}

TEST_P(Formats, ReadPackedFilesAlike) {
  for (const FormatSample& sample : samples_of(format())) {
    const std::string plain = read(format(), sample).sink.text();
    for (auto* pack : {&::bayon::testing::gzip, &::bayon::testing::zstd}) {
      FormatSample packed = sample;
      for (auto& file : packed.files) file.bytes = pack(file.bytes);
      const Outcome outcome = read(format(), packed);
      EXPECT_EQ(outcome.error, "");
      EXPECT_EQ(outcome.sink.text(), plain) << sample.name;
    }
  }
}

TEST_P(Formats, SayTheSameOnAnyNumberOfThreads) {
  for (const FormatSample& sample : samples_of(format())) {
    set_threads(1);
    const std::string alone = read(format(), sample).sink.text();
    for (const std::size_t count : {2u, 4u}) {
      set_threads(count);
      EXPECT_EQ(read(format(), sample).sink.text(), alone) << sample.name;
    }
  }
}

// A file cut anywhere is refused, or says no more than the whole one and accounts for every record.
TEST_P(Formats, BearFilesThatWereCut) {
  for (const FormatSample& sample : samples_of(format())) {
    const std::uint64_t whole_rows = read(format(), sample).sink.rows();
    for (std::size_t file = 0; file < sample.files.size(); ++file) {
      const std::size_t size = sample.files[file].bytes.size();
      for (std::size_t cut = 0; cut < size; cut += 1 + size / 150) {
        FormatSample damaged = sample;
        damaged.files[file].bytes.resize(cut);
        const Outcome outcome = read(format(), damaged);
        SCOPED_TRACE(sample.name + "/" + sample.files[file].name + " cut at " +
                     std::to_string(cut));
        EXPECT_LE(outcome.sink.rows(), whole_rows);
        if (outcome.error.empty()) {
          EXPECT_THAT(outcome.sink.broken_promises(), IsEmpty());
        }
      }
    }
  }
}

TEST_P(Formats, BearFlippedBits) {
  for (const FormatSample& sample : samples_of(format())) {
    Random random(sample.files.size());
    for (int round = 0; round < 300; ++round) {
      FormatSample damaged = sample;
      auto& bytes = damaged.files[random.below(damaged.files.size())].bytes;
      for (auto flips = 1 + random.below(3); flips > 0 && !bytes.empty(); --flips) {
        auto& byte = bytes[random.below(bytes.size())];
        byte = static_cast<char>(byte ^ (1 << random.below(8)));
      }
      const Outcome outcome = read(format(), damaged);
      if (outcome.error.empty()) {
        EXPECT_THAT(outcome.sink.broken_promises(), IsEmpty()) << sample.name << " " << round;
      }
    }
  }
}

// Samples of tables, with the lines of each: the first may be a header.
struct TableSample {
  FormatSample sample;
  std::size_t file = 0;
  std::vector<std::string> lines;  ///< with their line ends

  FormatSample with(const std::vector<std::string>& changed) const {
    FormatSample out = sample;
    out.files[file].bytes.clear();
    for (const auto& line : changed) out.files[file].bytes += line;
    return out;
  }
};

std::vector<TableSample> tables_of(const Format& format) {
  std::vector<TableSample> out;
  for (const FormatSample& sample : samples_of(format)) {
    for (std::size_t i = 0; i < sample.files.size(); ++i) {
      const auto& [name, bytes] = sample.files[i];
      if (name.find(".csv") == std::string::npos) continue;
      TableSample& table = out.emplace_back(TableSample{sample, i, {}});
      for (std::size_t at = 0; at < bytes.size();) {
        const auto end = std::min(bytes.find('\n', at), bytes.size() - 1) + 1;
        table.lines.push_back(bytes.substr(at, end - at));
        at = end;
      }
    }
  }
  return out;
}

// The line with a quote before or behind its field of that number.
std::string with_stray_quote(std::string line, std::size_t field, bool before) {
  std::size_t at = 0;
  for (; field != 0; --field) {
    const auto comma = line.find(',', at);
    if (comma == std::string::npos) return line;
    at = comma + 1;
  }
  if (!before) at = std::min(line.find_first_of(",\r\n", at), line.size());
  return line.insert(at, "\"");
}

// Two stray quotes, in any two lines and columns, cost no row: each is accepted or rejected still.
TEST_P(Formats, LoseNoRowBetweenTwoStrayQuotes) {
  for (const TableSample& table : tables_of(format())) {
    const std::uint64_t whole_rows = read(format(), table.sample).sink.rows();
    Random random(table.lines.size());
    for (int round = 0; round < 300 && table.lines.size() > 2; ++round) {
      auto lines = table.lines;
      const auto first = 1 + random.below(lines.size() - 1),
                 second = 1 + random.below(lines.size() - 1);
      if (first >= second) continue;
      const auto field = random.below(8);
      lines[first] = with_stray_quote(lines[first], field, true);
      lines[second] =
          with_stray_quote(lines[second], random.chance(0.7) ? field : random.below(8), false);
      const Outcome outcome = read(format(), table.with(lines));
      if (outcome.error.empty()) {
        EXPECT_GE(outcome.sink.rows(), whole_rows)
            << table.sample.name << " " << first << "-" << second << " field " << field;
      }
    }
  }
}

TEST_P(Formats, ReadLinesThatEndWithCrAlike) {
  for (const TableSample& table : tables_of(format())) {
    auto lines = table.lines;
    bool plain = true;
    for (auto& line : lines) {
      if (line.ends_with("\r\n")) line.erase(line.size() - 2, 1);
      plain = plain && line.find('\r') == std::string::npos;
    }
    if (!plain) continue;
    const std::string expected = read(format(), table.with(lines)).sink.text();
    for (auto& line : lines) std::replace(line.begin(), line.end(), '\n', '\r');
    const Outcome outcome = read(format(), table.with(lines));
    EXPECT_EQ(outcome.error, "");
    EXPECT_EQ(outcome.sink.text(), expected) << table.sample.name;
  }
}

// A table whose last line was cut is refused, or a person is told.
TEST_P(Formats, TellOfALastLineThatMayBeCut) {
  if (format().name.starts_with("ofac")) return;  // its files end with a mark, not with a line
  for (const TableSample& table : tables_of(format())) {
    const auto& last = table.lines.back();
    if (!last.ends_with('\n') || table.lines.size() < 3) continue;
    for (std::size_t keep = 1; keep < last.size() - 1; ++keep) {
      auto lines = table.lines;
      lines.back().resize(keep);
      const Outcome outcome = read(format(), table.with(lines));
      const auto& remarks = outcome.sink.remarks;
      const bool told = !outcome.error.empty() ||
                        std::any_of(remarks.begin(), remarks.end(), [](const std::string& remark) {
                          return remark.find("has no line end") != std::string::npos;
                        });
      EXPECT_TRUE(told) << table.sample.name << ": " << lines.back();
    }
  }
}

// Files of other kinds are refused whole, by every format.
TEST_P(Formats, RefuseFilesOfOtherKinds) {
  const std::string image("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0", 29);
  for (const FormatSample& sample : samples_of(format())) {
    for (const std::string& bytes : {image, std::string(5'000, '\0'), std::string()}) {
      FormatSample other = sample;
      for (auto& file : other.files) file.bytes = bytes;
      const Outcome outcome = read(format(), other);
      EXPECT_TRUE(!outcome.error.empty() || outcome.sink.facts == 0) << sample.name;
      EXPECT_TRUE(!outcome.error.empty() || !bytes.empty()) << "an empty file is a cut file";
    }
  }
}

TEST_P(Formats, NameTheFileThatIsMissing) {
  Request request;
  request.dataset = "sample";
  request.version = "2025-01-01";
  request.files = {{"/nowhere/at/all", "all"}};
  CollectingSink sink;
  Silent progress;
  const auto status = format().read(request, sink, progress);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, errors::file_not_found);
}

}  // namespace
}  // namespace bayon::source
