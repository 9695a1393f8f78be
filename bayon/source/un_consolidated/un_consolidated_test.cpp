#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/source/un_consolidated/element_text.hpp"
#include "bayon/source/un_consolidated/format.hpp"
#include "test/support/entity_sink.hpp"
#include "test/support/place.hpp"

namespace bayon::source::un_consolidated {
namespace {

using ::bayon::testing::EntitySink;
using ::bayon::testing::read_list;
using ::bayon::testing::read_text;
using ::bayon::testing::shared_data;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string individual(std::string_view elements) {
  return "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>" + std::string(elements) +
         "</INDIVIDUAL></INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>";
}

EntitySink read_individual(std::string_view elements) {
  EntitySink sink;
  EXPECT_TRUE(read_text(format(), individual(elements), sink).ok());
  EXPECT_THAT(sink.rejects, IsEmpty());
  return sink;
}

TEST(UnConsolidated, NaIsNoCountry) {
  const auto sink = read_individual(
      "<FIRST_NAME>Test</FIRST_NAME><SECOND_NAME>na</SECOND_NAME>"
      "<NATIONALITY><VALUE>na</VALUE><VALUE>Namibia</VALUE></NATIONALITY>");
  EXPECT_THAT(sink.values("un-1", "nationality"), ElementsAre("na"));
  EXPECT_EQ(sink.all("un-1", "nationality").at(0).original, "Namibia");
  EXPECT_THAT(sink.values("un-1", "name"), ElementsAre("Test"));
}

TEST(UnConsolidated, TheListingHoldsFromItsFirstToItsLastDay) {
  const auto sink = read_individual(
      "<FIRST_NAME>Test</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>"
      "<REFERENCE_NUMBER>EXi.001</REFERENCE_NUMBER><LISTED_ON>2017-06-01-04:00</LISTED_ON>"
      "<DELISTED_ON>2020-01-02</DELISTED_ON>");
  const auto sanctions = sink.having("Sanction", "entity", "un-1");
  ASSERT_EQ(sanctions.size(), 1u);
  for (const auto& [property, stated] : sink.entities.at(sanctions[0]).properties) {
    for (const auto& said : stated) {
      EXPECT_EQ(said.valid.from.text(), "2017-06-01") << property;
      EXPECT_EQ(said.valid.until.text(), "2020-01-02") << property;
    }
  }
  EXPECT_THAT(sink.values(sanctions[0], "programId"), ElementsAre("UN-SC1718"));
  EXPECT_THAT(sink.values(sanctions[0], "endDate"), ElementsAre("2020-01-02"));
  const auto topics = sink.all("un-1", "topics");
  ASSERT_EQ(topics.size(), 1u);
  EXPECT_EQ(topics[0].valid.until.text(), "2020-01-02");
  EXPECT_TRUE(sink.all("un-1", "name").at(0).valid.open());
}

TEST(UnConsolidated, QualitySaysWhichKindOfAlias) {
  const auto sink = read_individual(
      "<FIRST_NAME>Test</FIRST_NAME>"
      "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>A; B</ALIAS_NAME></INDIVIDUAL_ALIAS>"
      "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>C</ALIAS_NAME></INDIVIDUAL_ALIAS>"
      "<INDIVIDUAL_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>D</ALIAS_NAME></INDIVIDUAL_ALIAS>"
      "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>E</ALIAS_NAME>"
      "<NOTE>Formerly listed as</NOTE></INDIVIDUAL_ALIAS>"
      "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>");
  EXPECT_THAT(sink.values("un-1", "alias"), ElementsAre("A", "B"));
  EXPECT_THAT(sink.values("un-1", "weakAlias"), ElementsAre("C"));
  EXPECT_THAT(sink.values("un-1", "previousName"), ElementsAre("D", "E"));
  EXPECT_EQ(sink.notes, 0u);
}

TEST(UnConsolidated, BirthDatesAreAsPreciseAsSaid) {
  const auto sink = read_individual(
      "<FIRST_NAME>Test</FIRST_NAME>"
      "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1965-03-12</DATE>"
      "</INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH>"
      "<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1964</YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
      "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR>"
      "<TO_YEAR>1961</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>"
      "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>");
  EXPECT_THAT(sink.values("un-1", "birthDate"), ElementsAre("1965-03-12", "1964", "1960", "1961"));
  EXPECT_EQ(sink.all("un-1", "birthDate").at(1).original, "approximately 1964");
  EXPECT_EQ(sink.notes, 0u);
}

TEST(UnConsolidated, DocumentsHangOnTheirHolder) {
  const auto sink = read_individual(
      "<FIRST_NAME>Test</FIRST_NAME><INDIVIDUAL_DOCUMENT>"
      "<TYPE_OF_DOCUMENT>Num\u00e9ro de passeport</TYPE_OF_DOCUMENT>"
      "<NUMBER>X0000012 (Expired 25 Jan. 2016)</NUMBER><DATE_OF_ISSUE>2006-01-26</DATE_OF_ISSUE>"
      "<ISSUING_COUNTRY>Cambodia</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT><INDIVIDUAL_DOCUMENT>"
      "<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>"
      "<NUMBER>00-12-34</NUMBER></INDIVIDUAL_DOCUMENT>");
  EXPECT_THAT(sink.values("un-1", "passportNumber"), ElementsAre("X0000012"));
  EXPECT_THAT(sink.values("un-1", "idNumber"), ElementsAre("00-12-34"));
  const auto passports = sink.having("Passport", "holder", "un-1");
  ASSERT_EQ(passports.size(), 1u);
  EXPECT_THAT(sink.values(passports[0], "country"), ElementsAre("kh"));
  EXPECT_THAT(sink.values(passports[0], "startDate"), ElementsAre("2006-01-26"));
  EXPECT_THAT(sink.values(passports[0], "endDate"), ElementsAre("2016-01-25"));
  EXPECT_EQ(sink.having("Identification", "holder", "un-1").size(), 1u);
}

TEST(UnConsolidated, ANumberMayStandInTheNoteAlone) {
  EXPECT_EQ(number_in_note("Example passport number L 000012, issued on 5 May 1998"), "L 000012");
  EXPECT_EQ(number_in_note("Example National Identity Card number 00012 under name\nTest"),
            "00012");
  EXPECT_EQ(number_in_note("Example card (tazkira) number 00012"), "00012");
  EXPECT_EQ(number_in_note("issued in 1993, number unknown"), "");
  EXPECT_EQ(number_in_note("issued in 1993"), "");
  EXPECT_EQ(number_in_note(""), "");
  const auto sink = read_individual(
      "<FIRST_NAME>Test</FIRST_NAME><INDIVIDUAL_DOCUMENT>"
      "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NOTE>Example passport number L 000012, issued "
      "on 5 May 1998, expired on 4 May\n2003</NOTE></INDIVIDUAL_DOCUMENT>");
  EXPECT_THAT(sink.values("un-1", "passportNumber"), ElementsAre("L 000012"));
  const auto passports = sink.having("Passport", "holder", "un-1");
  ASSERT_EQ(passports.size(), 1u);
  EXPECT_THAT(sink.values(passports[0], "startDate"), ElementsAre("1998-05-05"));
  EXPECT_THAT(sink.values(passports[0], "endDate"), ElementsAre("2003-05-04"));
  EXPECT_EQ(sink.notes, 0u);
}

TEST(UnConsolidated, ANoteMayNameTheAliasInItsScript) {
  const auto sink = read_individual(
      "<FIRST_NAME>Test</FIRST_NAME>"
      "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Testik</ALIAS_NAME>"
      "<NOTE>original script: \u0422\u0435\u0441\u0442\u0438\u043a</NOTE></INDIVIDUAL_ALIAS>"
      "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Old Test</ALIAS_NAME>"
      "<NOTE>Previously listed as. In\nArabic: \u0627\u062e\u062a</NOTE></INDIVIDUAL_ALIAS>"
      "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Other</ALIAS_NAME>"
      "<NOTE>Call sign. In Arabic: unknown</NOTE></INDIVIDUAL_ALIAS>");
  EXPECT_THAT(sink.values("un-1", "weakAlias"),
              ElementsAre("Testik", "\u0422\u0435\u0441\u0442\u0438\u043a"));
  EXPECT_THAT(sink.values("un-1", "previousName"), ElementsAre("Old Test", "\u0627\u062e\u062a"));
  EXPECT_THAT(sink.values("un-1", "notes"),
              ElementsAre("alias Other: Call sign. In Arabic: unknown"));
}

TEST(UnConsolidated, TakesEnumerationsApart) {
  EXPECT_THAT(enumerated("a) One b) Two,\nc) Three d"), ElementsAre("One", "Two,", "Three d"));
  EXPECT_THAT(enumerated("a) One"), ElementsAre("One"));
  EXPECT_THAT(enumerated("One b) Two"), ElementsAre("One b) Two"));
}

TEST(UnConsolidated, TellsNumbersFromTheWordsBesideThem) {
  EXPECT_EQ(document_number("Example diplomatic passport no. X0000012"), "X0000012");
  EXPECT_EQ(document_number("Diplomatic Passport: X0000012"), "X0000012");
  EXPECT_EQ(document_number("Example number 012 345"), "012 345");
  EXPECT_EQ(document_number("X0000012 (Expires 18 Jun. 2018)"), "X0000012");
  EXPECT_EQ(document_number("a number of papers"), "a number of papers");
}

TEST(UnConsolidated, AnEntryWithoutADataIdIsRejected) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>Test</FIRST_NAME>"
                        "</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><DATAID>2</DATAID>"
                        "<FIRST_NAME>Example</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>",
                        sink)
                  .ok());
  ASSERT_EQ(sink.rejects.size(), 1u);
  EXPECT_EQ(sink.rejects[0].code, errors::xml_missing_element);  // xml.missing_element
  EXPECT_EQ(sink.rejects[0].column, "DATAID");
  EXPECT_EQ(sink.rejects[0].record, 1u);
  EXPECT_EQ(sink.all("un-2", "name").at(0).record, 2u);
}

TEST(UnConsolidated, AnotherDocumentIsRefused) {
  EntitySink sink;
  const auto outcome = read_text(format(), "<data-set><record/></data-set>", sink);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, errors::file_wrong_format);
}

std::size_t occurrences(std::string_view text, std::string_view wanted) {
  std::size_t out = 0;
  for (std::size_t at = 0; (at = text.find(wanted, at)) != std::string_view::npos; ++at) ++out;
  return out;
}

// What is there is counted by plain search in the text.
void expect_all_entries(const std::string& file) {
  BAYON_NEEDS_SHARED(file);
  const auto text = read_file(shared_data(file));
  ASSERT_TRUE(text.ok());
  const auto individuals = occurrences(*text, "<INDIVIDUAL>");
  const auto entities = occurrences(*text, "<ENTITY>");
  ASSERT_GT(individuals, 0u);
  EntitySink sink;
  ASSERT_TRUE(read_list(format(), std::vector{shared_data(file)}, sink).ok());
  EXPECT_THAT(sink.rejects, IsEmpty());
  EXPECT_EQ(sink.rows, individuals + entities);
  EXPECT_EQ(sink.count("Person"), individuals);
  EXPECT_EQ(sink.count("Organization"), entities);
  EXPECT_EQ(sink.count("Sanction"), individuals + entities);
  for (std::size_t at = 0; (at = text->find("<DATAID>", at)) != std::string::npos; ++at) {
    const auto start = at + 8;
    const std::string id = "un-" + text->substr(start, text->find('<', start) - start);
    EXPECT_FALSE(sink.values(id, "name").empty()) << id;
    EXPECT_EQ(sink.having("Sanction", "entity", id).size(), 1u) << id;
    at = start;
  }
}

TEST(UnConsolidated, ReadsTheListOf2025) {
  expect_all_entries("data/lists/un/un_consolidated_2025-04-19.xml");
}

TEST(UnConsolidated, ReadsTheListOf2026) {
  expect_all_entries("data/lists/un/un_consolidated_2026-02-27.xml");
}

}  // namespace
}  // namespace bayon::source::un_consolidated
