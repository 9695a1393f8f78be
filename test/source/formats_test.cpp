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
    ASSERT_TRUE(expected.ok()) << sample.expected;
    EXPECT_EQ(outcome.sink.text(), *expected);
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
