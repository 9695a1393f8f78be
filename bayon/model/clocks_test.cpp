#include "bayon/model/clocks.hpp"

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"

namespace bayon::model {
namespace {

PartialDate any_date(Random& random) {
  if (random.chance(0.25)) return {};
  const int month = static_cast<int>(random.between(0, 12));
  const int day = month == 0 ? 0 : static_cast<int>(random.between(0, 28));
  return *PartialDate::make(static_cast<int>(random.between(2019, 2021)), month, day);
}

// The naive twin tries every pair of days that the two dates may mean: where all of them agree the
// answer is theirs, otherwise it is unknown. Pairs that end before they begin do not count.
TEST(Clocks, HeldIsWhatEveryReadingOfTheDatesSays) {
  Random random(51);
  int unknown = 0, compared = 0;
  for (int i = 0; i < 8'000; ++i) {
    const Interval interval{any_date(random), any_date(random)};
    const Day day =
        day_of(static_cast<int>(random.between(2018, 2022)),
               static_cast<int>(random.between(1, 12)), static_cast<int>(random.between(1, 28)));
    const Day early = day_of(1900, 1, 1), late = day_of(2100, 1, 1);
    const Day from_first = interval.from.known() ? interval.from.first() : early;
    const Day from_last = interval.from.known() ? interval.from.last() : early;
    const Day until_first = interval.until.known() ? interval.until.first() : late;
    const Day until_last = interval.until.known() ? interval.until.last() : late;
    // Dates that overlap or contradict each other leave room that one bound alone does not see.
    if (from_last > until_first) continue;
    bool yes = false, no = false;
    for (Day from = from_first; from <= from_last; ++from) {
      for (Day until : {until_first, (until_first + until_last) / 2, until_last}) {
        (day >= from && day <= until ? yes : no) = true;
      }
    }
    const Truth expected = yes && no ? Truth::unknown : yes ? Truth::yes : Truth::no;
    EXPECT_EQ(held(interval, day), expected)
        << interval.from.text() << ".." << interval.until.text() << " on "
        << PartialDate::from_day(day).text();
    unknown += expected == Truth::unknown ? 1 : 0;
    ++compared;
  }
  EXPECT_GT(compared, 500);
  EXPECT_GT(unknown, 50);
}

TEST(Clocks, OpenBoundsHold) {
  EXPECT_EQ(held({}, 0), Truth::yes);
  EXPECT_TRUE(Interval().open());
}

TEST(Clocks, FirstAndLastDayBelongToTheInterval) {
  const Interval interval{*parse_date("2020-03-02"), *parse_date("2020-03-04")};
  EXPECT_EQ(held(interval, day_of(2020, 3, 1)), Truth::no);
  EXPECT_EQ(held(interval, day_of(2020, 3, 2)), Truth::yes);
  EXPECT_EQ(held(interval, day_of(2020, 3, 4)), Truth::yes);
  EXPECT_EQ(held(interval, day_of(2020, 3, 5)), Truth::no);
}

TEST(Clocks, DayInsideAPartialDateIsUnknown) {
  EXPECT_EQ(held({*parse_date("1965"), {}}, day_of(1965, 6, 1)), Truth::unknown);
  EXPECT_EQ(held({*parse_date("1965"), {}}, day_of(1965, 12, 31)), Truth::yes);
  EXPECT_EQ(held({*parse_date("1965"), {}}, day_of(1964, 12, 31)), Truth::no);
}

}  // namespace
}  // namespace bayon::model
