// The numbers of an act, told from the words around them. The shapes are those of real acts, the
// numbers are invented.
#include "bayon/source/eu_journal/printed_number.hpp"

#include <gtest/gtest.h>

#include <string>

namespace bayon::source::eu_journal {
namespace {

std::string read(std::string_view text) {
  std::string out;
  for (const auto& each : printed_numbers(text)) {
    out += each.number;
    if (!each.label.empty()) out += "@" + std::string(each.label);
    out += '|';
  }
  return out;
}

TEST(PrintedNumber, IsToldFromItsLabel) {
  EXPECT_EQ(read("0012"), "0012|");
  EXPECT_EQ(read("00000012 (Tax ID/INN)"), "00000012@Tax ID/INN|");
  EXPECT_EQ(read("00000012(УНП)"), "00000012@УНП|");
  EXPECT_EQ(read("D000012(9)"), "D000012(9)|") << "a check digit";
  EXPECT_EQ(read("0000000012 / 000000013"), "0000000012@INN|") << "of the tax office";
  EXPECT_EQ(read("0000000012 KPP: 000000013"), "0000000012@INN|");
  EXPECT_EQ(read("000000012)"), "000000012|");
  EXPECT_EQ(read("0012 (Unconfirmed (likely Iran))"), "0012@Unconfirmed (likely Iran)|");
  EXPECT_EQ(read("0012 (OGRN), 0013 (TIN)"), "0012@OGRN|0013@TIN|");
  EXPECT_EQ(read("EXAMPLEB"), "EXAMPLEB|") << "a bank's code needs no digit";
}

TEST(PrintedNumber, IsToldFromThePapersDates) {
  EXPECT_EQ(read("X0012, issued on 2.7.2016"), "X0012|");
  EXPECT_EQ(read("X0012 issued in Iran/unknown"), "X0012|");
  EXPECT_EQ(read("S/0012; issued on 8 November 2012"), "S/0012|");
  EXPECT_EQ(read("X0012 (issued on 10.6.2013"), "X0012|");
  EXPECT_EQ(read("N 0012, issue no. 002-17"), "N 0012|");
  EXPECT_EQ(read("00012-1 (Bahrain) expires 9.6.2009"), "00012-1@Bahrain|");
  EXPECT_EQ(read("U 0012 (place of issue Turkey"), "U 0012|");
}

TEST(PrintedNumber, IsToldFromCountryAndKind) {
  EXPECT_EQ(read("CAR diplomatic passport no. D0012, issued on 5 Apr. 2013"), "D0012|");
  EXPECT_EQ(read("South Sudan number D0012"), "D0012|");
  EXPECT_EQ(read("Libya B/0012"), "B/0012|");
  EXPECT_EQ(read("(Syrian) 0012"), "0012|");
  EXPECT_EQ(read("(July 1997): No 0012/129"), "0012/129|");
  EXPECT_EQ(read("R0012, South Sudan"), "R0012|");
  EXPECT_EQ(read("Cr no: 0012"), "0012|");
  EXPECT_EQ(read("Passport: MP0012."), "MP0012|");
  EXPECT_EQ(read("Personal identification no.: 0012"), "0012|");
  EXPECT_EQ(read("KH 0012"), "KH 0012|") << "letters of the number, not Cambodia";
  EXPECT_EQ(read("HRB 0012"), "HRB 0012|");
}

TEST(PrintedNumber, KeepsItsSeries) {
  EXPECT_EQ(read("series 6012 No 000012"), "6012 000012|");
  EXPECT_EQ(read("ВК No 000012"), "ВК 000012|");
}

TEST(PrintedNumber, MayBeSeveral) {
  EXPECT_EQ(read("MP 0012 and MP 0013"), "MP 0012|MP 0013|");
  EXPECT_EQ(read("DP0012, DP0013"), "DP0012|DP0013|");
  EXPECT_EQ(read("IR0012GN / 10101920830"), "IR0012GN|10101920830|");
}

TEST(PrintedNumber, WordsAndDatesAreNone) {
  for (const char* none : {"", " ", "might have expired)", "SWIFT/BIC EXAMPLEB (Libya)",
                           "expiry date 21.7.2024)", "(((", ")"}) {
    EXPECT_EQ(read(none), "") << none;
  }
}

}  // namespace
}  // namespace bayon::source::eu_journal
