// Which times does a pattern read, and what does it refuse?
#include "bayon/source/ledger_csv/time_pattern.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"

namespace bayon::source::ledger_csv {
namespace {

using ::testing::HasSubstr;

std::string read(std::string_view pattern, std::string_view text) {
  const auto made = TimePattern::make(pattern);
  if (!made.ok()) return "pattern: " + made.error().detail;
  const auto at = made->read(text);
  return at.ok() ? at->text() : std::string(name(at.error().code));
}

TEST(TimePattern, ReadsWhatBanksWrite) {
  EXPECT_EQ(read("%d.%m.%Y", "01.03.2025"), "2025-03-01T00:00:00Z");
  EXPECT_EQ(read("%d.%m.%Y", "1.3.2025"), "2025-03-01T00:00:00Z");
  EXPECT_EQ(read("%d.%m.%Y %H:%M:%S", "01.03.2025 14:05:09"), "2025-03-01T14:05:09Z");
  EXPECT_EQ(read("%d/%m/%Y %H:%M", "28/02/2024 7:30"), "2024-02-28T07:30:00Z");
  EXPECT_EQ(read("%m/%d/%Y", "02/28/2024"), "2024-02-28T00:00:00Z");
  EXPECT_EQ(read("%d-%b-%Y", "09-MAR-2025"), "2025-03-09T00:00:00Z");
  EXPECT_EQ(read("%Y%m%d%H%M%S", "20250301140509"), "2025-03-01T14:05:09Z");
  EXPECT_EQ(read("%Y-%m-%dT%H:%M:%S.%f", "2025-03-01T14:05:09.25"), "2025-03-01T14:05:09.25Z");
  EXPECT_EQ(read("100%% %d.%m.%Y", "100% 1.3.2025"), "2025-03-01T00:00:00Z");
}

TEST(TimePattern, TakesTwoDigitsOfAYearAsPosixDoes) {
  EXPECT_EQ(read("%d.%m.%y", "01.03.25"), "2025-03-01T00:00:00Z");
  EXPECT_EQ(read("%d.%m.%y", "01.03.68"), "2068-03-01T00:00:00Z");
  EXPECT_EQ(read("%d.%m.%y", "01.03.69"), "1969-03-01T00:00:00Z");
  EXPECT_EQ(read("%d.%m.%y", "01.03.2025"), "instant.malformed");
}

TEST(TimePattern, RefusesWhatDoesNotFitInsteadOfGuessing) {
  for (const std::string_view text :
       {"", "01.03.2025 ", "01.03.25", "01.03.20255", "1.3", "2025-03-01", "01/03/2025",
        "aa.03.2025", "01.03.2025x", "00.03.2025", "01.00.2025", "-1.03.2025", "+1.3.2025"}) {
    EXPECT_EQ(read("%d.%m.%Y", text), "instant.malformed") << text;
  }
  EXPECT_EQ(read("%d.%m.%Y", "31.02.2025"), "date.impossible");
  EXPECT_EQ(read("%d.%m.%Y", "29.02.2025"), "date.impossible");
  EXPECT_EQ(read("%d.%m.%Y", "03.13.2025"), "date.impossible") << "month and day are not exchanged";
  EXPECT_EQ(read("%d.%m.%Y", "01.03.0000"), "date.out_of_range");
  EXPECT_EQ(read("%d.%m.%Y", "01.03.0999"), "date.out_of_range");
  EXPECT_EQ(read("%d.%m.%Y %H:%M:%S", "01.03.2025 24:00:00"), "instant.malformed");
  EXPECT_EQ(read("%d.%m.%Y %H:%M:%S", "01.03.2025 23:59:60"), "instant.malformed");
  EXPECT_EQ(read("%Y%m%d", "2025031"), "instant.malformed");
  EXPECT_EQ(read("%d-%b-%Y", "09-Mrz-2025"), "instant.malformed");
}

TEST(TimePattern, SaysWhatIsWrongWithItself) {
  EXPECT_THAT(read("%d.%m", ""), HasSubstr("lacks the year"));
  EXPECT_THAT(read("%Y", ""), HasSubstr("lacks the month"));
  EXPECT_THAT(read("%d.%m.%Y %y", ""), HasSubstr("the year twice"));
  EXPECT_THAT(read("%d.%m.%Y %M", ""), HasSubstr("the minute without"));
  EXPECT_THAT(read("%d.%m.%Y %q", ""), HasSubstr("no %q"));
  EXPECT_THAT(read("%d.%m.%Y %", ""), HasSubstr("ends behind"));
}

TEST(TimePattern, ReadsBackEveryInstantItCanWrite) {
  Random random(11);
  for (int round = 0; round < 3'000; ++round) {
    const int year = 1700 + static_cast<int>(random.below(500));
    const int month = 1 + static_cast<int>(random.below(12));
    const int day = 1 + static_cast<int>(random.below(28));
    const auto hour = random.below(24), minute = random.below(60), second = random.below(60);
    const auto expected = parse_instant(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year,
                                                    month, day, hour, minute, second));
    ASSERT_TRUE(expected.ok());
    EXPECT_EQ(read("%d.%m.%Y %H:%M:%S",
                   fmt::format("{}.{}.{:04} {}:{:02}:{}", day, month, year, hour, minute, second)),
              expected->text());
    EXPECT_EQ(read("%S%M%H%d%m%Y", fmt::format("{:02}{:02}{:02}{:02}{:02}{:04}", second, minute,
                                               hour, day, month, year)),
              expected->text());
  }
}

}  // namespace
}  // namespace bayon::source::ledger_csv
