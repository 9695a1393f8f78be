#include "bayon/source/reading/worded_dates.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bayon::source::reading {

namespace {

std::string dates(std::string_view words) {
  std::string out;
  for (const auto date : read_worded_dates(words)) out += (out.empty() ? "" : " ") + date.text();
  return out;
}

TEST(WordedDates, one_date_however_it_is_written) {
  for (const std::string_view same :
       {"1944-04-04", "4 Apr. 1944", "4 Apr 1944", "04 April 1944", "April 4, 1944", "4.4.1944",
        " 4 Apr.1944 ", "4.4. 1944", "(4 Apr. 1944)", "4 April 1944.", "4.4.1944.",
        "on or around 4.4.1944", "4 April 1944 circa", "1944-04-04-04:00", "1944-04-04T10:00:00Z",
        "1944-04-04 10:00", "born on 4 April 1944", "circa 4 Apr 1944"}) {
    EXPECT_EQ(dates(same), "1944-04-04") << same;
  }
  EXPECT_EQ(dates("Sept. 1960"), "1960-09");
  EXPECT_EQ(dates("Approximately 1952"), "1952");
  EXPECT_EQ(dates("circa 1957"), "1957");
}

TEST(WordedDates, alternatives_are_several_dates) {
  EXPECT_EQ(dates("1963 or 1964"), "1963 1964");
  EXPECT_EQ(dates("1972-08-10 or 1972-08-11"), "1972-08-10 1972-08-11");
  EXPECT_EQ(dates("1965-07-15 OR 1969-09-28"), "1965-07-15 1969-09-28");
  EXPECT_EQ(dates("4 Apr. 1944; 1945"), "1944-04-04 1945");
  EXPECT_EQ(dates("1960, 1961 or 1962"), "1960 1961 1962");
  EXPECT_EQ(dates("1960; 1960"), "1960");
}

TEST(WordedDates, a_range_is_each_of_its_years) {
  EXPECT_EQ(dates("1963-1964"), "1963 1964");
  EXPECT_EQ(dates("between 1960 and 1962"), "1960 1961 1962");
  EXPECT_EQ(dates("circa 1960 to 1962"), "1960 1961 1962");
  EXPECT_EQ(dates("Aug. 1977 to Sep. 1977"), "1977");
  EXPECT_EQ(dates("1960\u20131961"), "1960 1961");
  EXPECT_EQ(dates("1900 to 1999"), "") << "a range of a century says nothing";
  EXPECT_EQ(dates("1962 to 1960"), "");
}

TEST(WordedDates, half_understood_is_not_understood) {
  for (const std::string_view words :
       {"", "  ", ";", "born in the early 1970s", "Sep-99", "15/03/1960", "1960 or later",
        "30 Feb. 1960", "before 1964", "1960s", "28.01 1966", "3.5.1977 (15.4.1974 for an alias)",
        "30-35 years old", "5 or 6 Aug 1970"}) {
    EXPECT_EQ(dates(words), "") << words;
  }
}

TEST(WordedDates, a_date_behind_a_word) {
  EXPECT_EQ(date_after("issued 18 Jun. 1999, expired on 27\nFeb. 2001.", "expir").text(),
            "2001-02-27");
  EXPECT_EQ(date_after("Passport expiration date: March 22, 2018", "expir").text(), "2018-03-22");
  EXPECT_EQ(date_after("Expiration date: 2026-12-11. ", "EXPIR").text(), "2026-12-11");
  EXPECT_EQ(date_after("381110042 (Expired Jan. 2016)", "expir").text(), "2016-01");
  EXPECT_FALSE(date_after("expired long ago, number 4711", "expir").known());
  EXPECT_FALSE(date_after("issued in 1974", "expir").known());
  EXPECT_FALSE(date_after("expir", "expir").known());
}

}  // namespace

}  // namespace bayon::source::reading
