#include "bayon/base/partial_date.hpp"

#include <tuple>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"

namespace bayon {
namespace {

PartialDate any_date(Random& random) {
  const int year = static_cast<int>(random.between(1, 9999));
  const int month = static_cast<int>(random.between(0, 12));
  const int day = month == 0 ? 0 : static_cast<int>(random.between(0, days_in_month(year, month)));
  return *PartialDate::make(year, month, day);
}

// The naive twin counts one day after the other through the calendar, leap years by the rule of the
// Gregorian bull: every fourth, not every hundredth, but every four-hundredth.
TEST(PartialDate, DaysAreThoseOfTheCalendar) {
  int year = 1600, month = 1, day = 1;
  for (Day count = day_of(1600, 1, 1); year < 2401; ++count) {
    ASSERT_EQ(day_of(year, month, day), count);
    const PartialDate date = PartialDate::from_day(count);
    ASSERT_EQ(std::tuple(date.year(), date.month(), date.day()), std::tuple(year, month, day));
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const int lengths[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (++day > lengths[month - 1]) {
      day = 1;
      if (++month > 12) {
        month = 1;
        ++year;
      }
    }
  }
  EXPECT_EQ(day_of(1970, 1, 1), 0);
}

TEST(PartialDate, IsReadAsItIsWritten) {
  Random random(21);
  for (int i = 0; i < 20'000; ++i) {
    const PartialDate date = any_date(random);
    EXPECT_EQ(*parse_date(date.text()), date);
    EXPECT_EQ(PartialDate::unpack(date.packed()), date);
  }
  EXPECT_EQ(PartialDate().text(), "");
}

TEST(PartialDate, StandsForAllItsDays) {
  EXPECT_EQ(parse_date("1964")->first(), day_of(1964, 1, 1));
  EXPECT_EQ(parse_date("1964")->last(), day_of(1964, 12, 31));
  EXPECT_EQ(parse_date("1964-02")->last(), day_of(1964, 2, 29));
  EXPECT_EQ(parse_date("1965-02")->last(), day_of(1965, 2, 28));
  EXPECT_EQ(parse_date("1965-03-12")->first(), parse_date("1965-03-12")->last());
  EXPECT_THROW(PartialDate().first(), InvariantBroken);
  EXPECT_THROW(PartialDate().last(), InvariantBroken);
}

// Property: the order is by first day, and the coarser before the finer of one first day.
TEST(PartialDate, OrderIsByFirstDayThenByPrecision) {
  Random random(22);
  for (int i = 0; i < 20'000; ++i) {
    const PartialDate a = any_date(random);
    PartialDate b = any_date(random);
    if (i % 3 == 0) b = *PartialDate::make(a.year(), a.month());
    if (i % 3 == 1) b = *PartialDate::make(a.year());
    const auto key = [](PartialDate d) {
      return std::tuple(d.first(), d.month() != 0, d.day() != 0);
    };
    EXPECT_EQ(a < b, key(a) < key(b)) << a.text() << " " << b.text();
    EXPECT_EQ(a == b, key(a) == key(b));
    EXPECT_LT(PartialDate(), a);
  }
}

TEST(PartialDate, ReadsEnglish) {
  EXPECT_EQ(parse_english_date("12 Mar 1965")->text(), "1965-03-12");
  EXPECT_EQ(parse_english_date("1 september 1965")->text(), "1965-09-01");
  EXPECT_EQ(parse_english_date("Mar 1965")->text(), "1965-03");
  EXPECT_EQ(parse_english_date("1965")->text(), "1965");
}

TEST(PartialDate, RefusesWhatIsNoDate) {
  for (const char* text : {"", "19", "1965-3", "1965-03-1", "12.03.1965", "1965_03", "abcd",
                           "1965-03-12T00", "1965-0x-01", "+965", "1965-03-"}) {
    EXPECT_EQ(name(parse_date(text).error().code), "date.malformed") << text;
  }
  for (const char* text : {"", "Mar", "12 Mar", "Mar 12 1965", "12 Foo 1965", "x Mar 1965",
                           "1 2 3 4", "012 Mar 1965"}) {
    EXPECT_EQ(name(parse_english_date(text).error().code), "date.malformed") << text;
  }
}

TEST(PartialDate, RefusesDaysThatDoNotExist) {
  for (const char* text : {"2023-02-30", "2023-02-29", "1900-02-29", "2023-13-01", "2023-00",
                           "2023-04-31", "2023-01-00", "2023-00-10"}) {
    EXPECT_EQ(name(parse_date(text).error().code), "date.impossible") << text;
  }
  EXPECT_EQ(name(parse_english_date("30 Feb 2023").error().code), "date.impossible");
  EXPECT_TRUE(parse_date("2000-02-29").ok());
  EXPECT_FALSE(PartialDate::make(2023, 0, 5).ok()) << "a day needs a month";
}

TEST(PartialDate, RefusesYearsOutsideTheCalendar) {
  EXPECT_EQ(name(parse_date("0000").error().code), "date.out_of_range");
  EXPECT_EQ(name(PartialDate::make(10'000).error().code), "date.out_of_range");
}

}  // namespace
}  // namespace bayon
