#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/model/territory.hpp"
#include "bayon/source/eu_journal/cell_values.hpp"
#include "bayon/source/eu_journal/format.hpp"
#include "bayon/source/eu_journal/nationality_words.hpp"
#include "test/support/entity_sink.hpp"
#include "test/support/place.hpp"

namespace bayon::source::eu_journal {
namespace {

using ::bayon::testing::EntitySink;
using ::bayon::testing::read_list;
using ::bayon::testing::read_text;
using ::bayon::testing::shared_data;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A file with the columns that are needed and those named besides.
EntitySink read_rows(const std::string& columns, const std::string& rows) {
  EntitySink sink;
  EXPECT_TRUE(
      read_text(format(), "celex,programKey,measure,schema,name" + columns + "\n" + rows, sink)
          .ok());
  return sink;
}

std::string id_of(const EntitySink& sink, const std::string& schema) {
  std::string out;
  for (const auto& [id, entity] : sink.entities) {
    if (entity.schema == schema) out += id;
  }
  return out;
}

TEST(EuJournal, CellsHoldSeveralValues) {
  EXPECT_THAT(cell_values("Foo; Bar"), ElementsAre("Foo", "Bar"));
  EXPECT_THAT(cell_values("\"Foo; Bar\"; Baz"), ElementsAre("Foo; Bar", "Baz"));
  EXPECT_THAT(cell_values("a;\"say \"\"b\"\"\""), ElementsAre("a", "say \"b\""));
  EXPECT_THAT(cell_values("\"Head\" of it; b"), ElementsAre("Head of it", "b"));
  EXPECT_THAT(cell_values("he said \"a\"; b"), ElementsAre("he said \"a\"", "b"));
  EXPECT_THAT(cell_values("\"open; end"), ElementsAre("open; end"));
  EXPECT_THAT(cell_values(" ; ;"), IsEmpty());
  EXPECT_THAT(cell_values(""), IsEmpty());
}

TEST(EuJournal, TelephoneNumbersStandSideBySide) {
  EXPECT_THAT(phone_numbers("+7 (495) 0000012, +7 (495) 0000013"),
              ElementsAre("+7 (495) 0000012", "+7 (495) 0000013"));
  EXPECT_THAT(phone_numbers("+98-21-00000012 / +98-21-00000013"),
              ElementsAre("+98-21-00000012", "+98-21-00000013"));
  EXPECT_THAT(phone_numbers("850 2 00012 8204/8208"), ElementsAre("850 2 00012 8204/8208"));
  EXPECT_THAT(phone_numbers("+00 000 0012, ext. 7"), ElementsAre("+00 000 0012, ext. 7"));
}

TEST(EuJournal, NationalitiesAreTerritoriesThatExist) {
  EXPECT_EQ(nationality_code("Syrian"), "sy");
  EXPECT_EQ(nationality_code(" south sudanese "), "ss");
  EXPECT_FALSE(nationality_code("Congolese").has_value());
  EXPECT_FALSE(nationality_code("Korean").has_value());
  for (const auto word : {"russian", "iranian", "british", "zimbabwean", "afghan"}) {
    const auto code = nationality_code(word);
    ASSERT_TRUE(code.has_value()) << word;
    EXPECT_TRUE(model::territory_known(*code)) << word;
  }
}

TEST(EuJournal, CountriesAreUnderstoodWholeOrKeptInWords) {
  const auto sink = read_rows(",nationality",
                              "1,EU-X,Asset freeze,Person,A,Syrian/Iranian\n"
                              "1,EU-X,Asset freeze,Person,A,Swiss and Cameroonian\n"
                              "1,EU-X,Asset freeze,Person,A,Syrian and Elvish\n"
                              "1,EU-X,Asset freeze,Person,A,Iran (Islamic Republic of)\n");
  const auto id = id_of(sink, "Person");
  EXPECT_THAT(sink.values(id, "nationality"), ElementsAre("sy", "ir", "ch", "cm", "ir"));
  EXPECT_THAT(sink.values(id, "notes"), ElementsAre("nationality: Syrian and Elvish"));
}

TEST(EuJournal, RowsOfOneActMeetInOneParty) {
  const auto sink = read_rows(",annex,startDate,imoNumber",
                              "1,EU-X,Asset freeze,Vessel,Example,I,2.7.2016,0000012\n"
                              "1,EU-X,Export control,Vessel,EXAMPLE,IV,16 Dec. 2022,0000012\n"
                              "1,EU-X,Asset freeze,Vessel,Example,I,2.7.2016,0000013\n");
  EXPECT_EQ(sink.count("Vessel"), 2u) << "namesakes with other numbers stay apart";
  EXPECT_EQ(sink.count("Sanction"), 3u);
  const auto found = sink.having("Vessel", "imoNumber", "IMO0000012");
  ASSERT_FALSE(found.empty());
  const auto topics = sink.all(found[0], "topics");
  ASSERT_THAT(topics, SizeIs(2));
  EXPECT_EQ(topics[0].value, "sanction");
  EXPECT_EQ(topics[0].valid.from.text(), "2016-07-02");
  EXPECT_EQ(topics[1].value, "export.control");
  EXPECT_EQ(topics[1].valid.from.text(), "2022-12-16");
}

TEST(EuJournal, AColumnThatTheSchemaLacksIsKeptInWords) {
  const auto sink = read_rows(",kppCode,shoeSize", "1,EU-X,Asset freeze,Person,A,12,43\n");
  EXPECT_THAT(sink.values(id_of(sink, "Person"), "notes"),
              ElementsAre("kppCode: 12", "shoeSize: 43"));
  EXPECT_EQ(sink.notes, 2u);
}

TEST(EuJournal, AmendmentsNameBothActs) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        "amendedCelex,amendmentCelex,programKey,measure,schema,name\n"
                        "30001R0001,30002R0002,EU-X,Asset freeze,Person,A\n",
                        sink)
                  .ok());
  EXPECT_THAT(sink.values(id_of(sink, "Sanction"), "authorityId"),
              ElementsAre("30001R0001", "30002R0002"));
}

TEST(EuJournal, RejectsRowsThatSayTooLittle) {
  const auto sink = read_rows("",
                              "1,EU-X,Asset freeze,Starship,A\n"
                              "1,EU-X,Asset freeze,Sanction,A\n"
                              "1,EU-X,Asset freeze,Person,\n"
                              "1,EU-X,Asset freeze,Person\n"
                              "1,EU-X,Asset freeze,Person,A\n");
  ASSERT_THAT(sink.rejects, SizeIs(4));
  EXPECT_EQ(sink.rejects[0].code, errors::schema_unknown);
  EXPECT_EQ(sink.rejects[1].code, errors::schema_unknown) << "a Sanction is no party";
  EXPECT_EQ(sink.rejects[2].code, errors::csv_missing_value);
  EXPECT_EQ(sink.rejects[2].column, "name");
  EXPECT_EQ(sink.rejects[3].code, errors::csv_ragged_row);
  EXPECT_EQ(sink.rejects[3].record, 5u);
  EXPECT_EQ(sink.rows, 1u);
}

TEST(EuJournal, AnActWithoutDesignationsIsAList) {
  const auto sink = read_rows("", "");
  EXPECT_EQ(sink.rows, 0u);
  EXPECT_EQ(sink.files_ended, 1);
}

// A plain count of records: line breaks outside quotes, by toggling at each quote.
std::size_t records(std::string_view text) {
  std::size_t out = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) ++out;
  }
  return out;
}

TEST(EuJournal, ReadsAllTables) {
  BAYON_NEEDS_SHARED("data/lists/eu_journal/consolidated");
  std::set<std::filesystem::path> paths;
  std::size_t rows = 0;
  for (const auto* kind : {"consolidated", "amendments"}) {
    const auto folder = shared_data("data/lists/eu_journal") / kind;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      paths.insert(entry.path());
      const auto text = read_file(entry.path());
      ASSERT_TRUE(text.ok());
      rows += records(*text) - 1;
    }
  }
  EntitySink sink;
  ASSERT_TRUE(read_list(format(), std::vector(paths.begin(), paths.end()), sink).ok());
  EXPECT_THAT(sink.rejects, IsEmpty());
  EXPECT_EQ(sink.rows, rows);
  EXPECT_EQ(sink.files_ended, static_cast<int>(paths.size()));
  EXPECT_LT(sink.notes * 100, rows * 5)
      << "what could not be read stays below a twentieth of the rows";
}

}  // namespace
}  // namespace bayon::source::eu_journal
