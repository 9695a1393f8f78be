#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/source/ca_sema/alias_text.hpp"
#include "bayon/source/ca_sema/format.hpp"
#include "test/support/entity_sink.hpp"
#include "test/support/place.hpp"

namespace bayon::source::ca_sema {
namespace {

using ::bayon::testing::EntitySink;
using ::bayon::testing::read_list;
using ::bayon::testing::read_text;
using ::bayon::testing::shared_data;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

EntitySink read_record(std::string_view elements) {
  EntitySink sink;
  EXPECT_TRUE(read_text(format(),
                        "<data-set><record>" + std::string(elements) + "</record></data-set>", sink)
                  .ok());
  return sink;
}

std::string only_id(const EntitySink& sink, const std::string& schema) {
  std::string out;
  for (const auto& [id, entity] : sink.entities) {
    if (entity.schema == schema) out += id;
  }
  return out;
}

std::string names(std::string_view field) {
  std::string out;
  for (const auto& alias : read_aliases(field)) {
    out += alias.text + (alias.language.empty() ? "" : "@" + std::string(alias.language)) + "|";
  }
  return out;
}

TEST(CaSema, TakesAliasesApart) {
  EXPECT_EQ(names("Test P; T. Person, Testie"), "Test P|T. Person|Testie|");
  EXPECT_EQ(names("One\nTwo"), "One|Two|");
  EXPECT_EQ(names("Тест / Тэст"), "Тест|Тэст|");
  EXPECT_EQ(names("(Тест / Тэст"), "Тест|Тэст|");
  EXPECT_EQ(names("One, Belarusian: Адзін, Russian\u00a0: Один"), "One|Адзін@bel|Один@rus|");
  EXPECT_EQ(names("Example, LLC, Sample, ООО"), "Example, LLC|Sample, ООО|");
  EXPECT_EQ(names("Alexander, or Alexandr/ Sasha Test or Tester"),
            "Alexander, or Alexandr/ Sasha Test or Tester|");
  EXPECT_EQ(names("Scale: 1"), "Scale: 1|");
  EXPECT_EQ(names(" ; ,\n"), "");
}

TEST(CaSema, FieldsSayWhatKindOfPartyItIs) {
  const auto person = read_record(
      "<LastName>Person</LastName><GivenName>Test</GivenName>"
      "<TitleOrShip>Dr.</TitleOrShip>");
  EXPECT_THAT(person.values(only_id(person, "Person"), "name"), ElementsAre("Test Person"));
  EXPECT_THAT(person.values(only_id(person, "Person"), "title"), ElementsAre("Dr."));
  const auto entity = read_record("<EntityOrShip>Example</EntityOrShip>");
  EXPECT_THAT(entity.values(only_id(entity, "LegalEntity"), "name"), ElementsAre("Example"));
  const auto ship = read_record(
      "<EntityOrShip>Example</EntityOrShip><TitleOrShip>Oil Tanker</TitleOrShip>"
      "<ShipIMONumber>0000012</ShipIMONumber>"
      "<DateOfBirthOrShipBuildDate>2005</DateOfBirthOrShipBuildDate>");
  const auto id = only_id(ship, "Vessel");
  EXPECT_THAT(ship.values(id, "type"), ElementsAre("Oil Tanker"));
  EXPECT_THAT(ship.values(id, "imoNumber"), ElementsAre("IMO0000012"));
  EXPECT_THAT(ship.values(id, "buildDate"), ElementsAre("2005"));
}

TEST(CaSema, TheRegimeIsNotThePartysCountry) {
  const auto sink = read_record(
      "<Country>Belarus / Bélarus</Country><LastName>Person</LastName>"
      "<DateOfListing>2020-09-28</DateOfListing>");
  const auto id = only_id(sink, "Person");
  EXPECT_THAT(sink.values(id, "country"), IsEmpty());
  const auto sanction = only_id(sink, "Sanction");
  EXPECT_THAT(sink.values(sanction, "program"), ElementsAre("Belarus / Bélarus"));
  EXPECT_THAT(sink.values(sanction, "country"), ElementsAre("ca"));
  EXPECT_EQ(sink.all(sanction, "entity").at(0).valid.from.text(), "2020-09-28");
}

TEST(CaSema, TheIdStaysWhileFactsAreAdded) {
  const std::string core = "<Country>X</Country><LastName>Person</LastName><Schedule>1</Schedule>";
  const auto before = read_record(core + "<Item>1</Item>");
  const auto after = read_record(core +
                                 "<Item>1</Item><Aliases>Testie</Aliases>"
                                 "<DateOfBirthOrShipBuildDate>1965</DateOfBirthOrShipBuildDate>");
  EXPECT_EQ(only_id(before, "Person"), only_id(after, "Person"));
  EXPECT_NE(only_id(before, "Person"), only_id(read_record(core + "<Item>2</Item>"), "Person"));
}

TEST(CaSema, UnknownElementsAreKeptInWords) {
  const auto sink = read_record("<LastName>Person</LastName><ShoeSize>43</ShoeSize><Empty/>");
  EXPECT_THAT(sink.values(only_id(sink, "Person"), "notes"), ElementsAre("ShoeSize: 43"));
  EXPECT_EQ(sink.notes, 1u);
}

TEST(CaSema, ARecordThatNamesNobodyIsRejected) {
  const auto sink = read_record("<Country>X</Country>");
  ASSERT_EQ(sink.rejects.size(), 1u);
  EXPECT_EQ(sink.rejects[0].code, errors::xml_missing_element);
}

TEST(CaSema, AnotherDocumentIsRefused) {
  EntitySink sink;
  const auto outcome = read_text(format(), "<CONSOLIDATED_LIST/>", sink);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, errors::file_wrong_format);
}

TEST(CaSema, ReadsTheListOf2025) {
  BAYON_NEEDS_SHARED("data/lists/ca/sema_2025.xml");
  const auto path = shared_data("data/lists/ca/sema_2025.xml");
  const auto text = read_file(path);
  ASSERT_TRUE(text.ok());
  const auto occurrences = [&](std::string_view wanted) {
    std::size_t out = 0;
    for (std::size_t at = 0; (at = text->find(wanted, at)) != std::string::npos; ++at) ++out;
    return out;
  };
  EntitySink sink;
  ASSERT_TRUE(read_list(format(), std::vector{path}, sink).ok());
  EXPECT_THAT(sink.rejects, IsEmpty());
  EXPECT_EQ(sink.rows, occurrences("<record>"));
  EXPECT_EQ(sink.count("Vessel"), occurrences("<ShipIMONumber>"));
  EXPECT_EQ(sink.count("LegalEntity"),
            occurrences("<EntityOrShip>") - occurrences("<ShipIMONumber>"));
  EXPECT_EQ(sink.count("Person"), occurrences("<LastName>"));
  EXPECT_EQ(sink.count("Sanction"), occurrences("<record>"));
}

}  // namespace
}  // namespace bayon::source::ca_sema
