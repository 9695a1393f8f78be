#include "bayon/base/instant.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"

namespace bayon {
namespace {

// Property: text and instant are each other's inverse, over all 64 bits.
TEST(Instant, IsReadAsItIsWritten) {
  Random random(31);
  for (int i = 0; i < 20'000; ++i) {
    const Instant at{static_cast<std::int64_t>(random.next()) / 4 * 3};
    EXPECT_EQ(parse_instant(at.text())->nanos, at.nanos) << at.text();
    EXPECT_EQ(start_of(at.day())->day(), at.day());
    EXPECT_LE(start_of(at.day())->nanos, at.nanos);
  }
}

TEST(Instant, EndsOfTimeHaveText) {
  EXPECT_EQ(instant_min.text(), "1677-09-21T00:12:43.145224192Z");
  EXPECT_EQ(instant_max.text(), "2262-04-11T23:47:16.854775807Z");
}

TEST(Instant, ReadsWhatLedgersWrite) {
  const auto text = [](const char* written) { return parse_instant(written)->text(); };
  EXPECT_EQ(text("2022-09-01"), "2022-09-01T00:00:00Z");
  EXPECT_EQ(text("2022/09/01 00:20"), "2022-09-01T00:20:00Z");
  EXPECT_EQ(text("2022-09-01T00:20:30Z"), "2022-09-01T00:20:30Z");
  EXPECT_EQ(text("2022-09-01 00:20:30.5"), "2022-09-01T00:20:30.5Z");
  EXPECT_EQ(text("2022-09-01T07:20:00+07:00"), "2022-09-01T00:20:00Z");
  EXPECT_EQ(text("2022-08-31T20:50:00-03:30"), "2022-09-01T00:20:00Z");
}

TEST(Instant, RefusesWhatIsNoPointInTime) {
  for (const char* text :
       {"", "2022-09", "2022-09-01T", "2022-09-01T24:00", "2022-09-01T00:60", "2022-09-01T00:00:60",
        "2022-09-01T00:00:00.", "2022-09-01T00:00:00.1234567890", "2022-09-01T00:00:00+7",
        "2022-09-01T00:00:00+16:00", "2022-09-01T00:00:00 Z", "2022-09-01X00:00",
        "2022-09-01T0:00:00", "2022-09-01T00.00", "2022-09-01T00:00:00ZZ"}) {
    const auto got = parse_instant(text);
    ASSERT_FALSE(got.ok()) << text;
    EXPECT_EQ(name(got.error().code), "instant.malformed") << text;
  }
  EXPECT_EQ(name(parse_instant("2023-02-30T00:00").error().code), "date.impossible");
  EXPECT_EQ(name(parse_instant("1600-01-01T00:00").error().code), "date.out_of_range");
  EXPECT_EQ(name(start_of(200'000).error().code), "date.out_of_range");
}

TEST(Instant, SpansAreReadAndWritten) {
  EXPECT_EQ(*parse_span("8d"), 8 * nanos_per_day);
  EXPECT_EQ(*parse_span("36h"), 36 * 3600 * nanos_per_second);
  for (const char* text : {"8d", "36h", "90m", "31s"})
    EXPECT_EQ(span_text(*parse_span(text)), text);
  for (const char* text : {"", "d", "8", "-8d", "8 d", "8w", "1.5h", "999999999d"}) {
    EXPECT_EQ(name(parse_span(text).error().code), "instant.malformed") << text;
  }
}

}  // namespace
}  // namespace bayon
