// A remark falls into its phrases, and nothing of it is lost.
#include "bayon/source/reading/ofac/remark.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "bayon/source/reading/ofac/office_words.hpp"
#include "bayon/source/reading/ofac/party_name.hpp"
#include "bayon/source/reading/ofac/party_names.hpp"

namespace bayon::source::reading::ofac {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> phrases(std::string_view remark, bool broken_end = false) {
  std::vector<std::string> out;
  for (const Phrase& phrase : split_remark(remark, broken_end)) {
    out.push_back(std::string(phrase.words) + (phrase.broken ? " ..." : ""));
  }
  return out;
}

TEST(Remark, FallsIntoPhrases) {
  EXPECT_THAT(phrases("DOB 1965; alt. DOB 1966; a.k.a. 'BNC'."),
              ElementsAre("DOB 1965", "DOB 1966", "a.k.a. 'BNC'"));
  EXPECT_THAT(phrases("one;two; three ;  ; four;"), ElementsAre("one;two", "three", "four"));
  EXPECT_THAT(phrases(""), IsEmpty());
  EXPECT_THAT(phrases(" . "), IsEmpty());
}

TEST(Remark, KeepsTheDotOfAnAbbreviation) {
  EXPECT_THAT(phrases("Linked To: EXAMPLE S.A. DE C.V."),
              ElementsAre("Linked To: EXAMPLE S.A. DE C.V."));
  EXPECT_THAT(phrases("Linked To: EXAMPLE LTD."), ElementsAre("Linked To: EXAMPLE LTD"));
}

TEST(Remark, MarksABrokenEnd) {
  EXPECT_THAT(phrases("DOB 1965; Passport 00", true), ElementsAre("DOB 1965", "Passport 00 ..."));
  EXPECT_THAT(phrases("DOB 1965; a.k.a. 'X'.", true), ElementsAre("DOB 1965", "a.k.a. 'X'. ..."));
}

TEST(Remark, IsCutByCharactersNotBytes) {
  EXPECT_FALSE(remark_cut(std::string(999, 'x')));
  EXPECT_TRUE(remark_cut(std::string(1000, 'x')));
  EXPECT_FALSE(remark_cut(std::string(998, 'x') + "\xc3\xa9"));
  EXPECT_TRUE(remark_cut(std::string(999, 'x') + "\xc3\xa9"));
}

std::string name(std::string_view text) {
  const PersonName read = read_person_name(text);
  return read.full + "|" + read.first + "|" + read.last + "|" + read.suffix;
}

TEST(PersonNames, PutTheFamilyNameLast) {
  EXPECT_EQ(name("PERSON 0012, Test Middle"), "Test Middle PERSON 0012|Test Middle|PERSON 0012|");
  EXPECT_EQ(name("PERSON, Test, Jr."), "Test PERSON Jr.|Test|PERSON|Jr.");
  EXPECT_EQ(name("PERSON, JR., Test"), "Test PERSON JR.|Test|PERSON|JR.");
  EXPECT_EQ(name("PERSON, Test, al-Din"), "Test al-Din PERSON|Test al-Din|PERSON|");
  EXPECT_EQ(name("TEST PERSON"), "TEST PERSON|||");
  EXPECT_EQ(name(",,,"), "|||");
  EXPECT_EQ(name(""), "|||");
}

TEST(PartyNames, LeadToOnePartyOrNone) {
  PartyNames names;
  names.add_main("EXAMPLE CO., LTD.", "1");
  names.add_main("EXAMPLE TWIN", "2");
  names.add_main("EXAMPLE TWIN", "3");
  names.add_main("EXAMPLE OTHER", "4");
  names.add_main("EXAMPLE OTHER", "4");
  names.add_alias("EXAMPLE TWIN", "1");
  names.add_alias("EXAMPLE ALIAS", "1");
  names.add_alias("EXAMPLE OTHER", "2");
  EXPECT_EQ(names.find("Example  Co., Ltd"), "1");
  EXPECT_EQ(names.find("EXAMPLE TWIN"), std::nullopt) << "two parties have it";
  EXPECT_EQ(names.find("EXAMPLE ALIAS."), "1");
  EXPECT_EQ(names.find("EXAMPLE OTHER"), "4") << "a main name stands before an alias";
  EXPECT_EQ(names.find("EXAMPLE"), std::nullopt);
  EXPECT_EQ(names.find("."), std::nullopt);
}

TEST(OfficeWords, StandAtTheBeginning) {
  for (const char* office :
       {"Minister of Examples", "Former Minister of Examples", "First Deputy Chairman of the Board",
        "former president", "a former minister of state", "Brigadier General", "Director, Examples",
        "Prime Minister", "Chief of Staff"}) {
    EXPECT_TRUE(begins_as_office(office)) << office;
  }
  for (const char* other :
       {"wife of the Minister", "ICTY indictee", "Member ETA", "the", "", "former",
        "arrested by the Director", "Ministerial", "the the the the the"}) {
    EXPECT_FALSE(begins_as_office(other)) << other;
  }
}

TEST(OfficeWords, StandAtTheEnd) {
  for (const char* office :
       {"air force commander", "Example party regional command chairman, Example City",
        "armed forces chief of staff", "Example Guard Secretary"}) {
    EXPECT_TRUE(ends_as_office(office)) << office;
  }
  for (const char* other :
       {"wife of the Minister", "brother of General", "arrested by Director", "Minister", "",
        "Also identified as Example Advisor", "Example member", "son of Example Commander",
        "chief of staff", "a b c d e f g commander"}) {
    EXPECT_FALSE(ends_as_office(other)) << other;
  }
}

}  // namespace
}  // namespace bayon::source::reading::ofac
