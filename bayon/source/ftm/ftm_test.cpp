#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/json.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/ftm/format.hpp"
#include "bayon/source/ftm/value_cleaning.hpp"
#include "test/support/entity_sink.hpp"
#include "test/support/place.hpp"

namespace bayon::source::ftm {
namespace {

using ::bayon::testing::EntitySink;
using ::bayon::testing::MemoryFile;
using ::bayon::testing::read_list;
using ::bayon::testing::read_text;
using ::bayon::testing::shared_data;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using State = model::PropertyValue::State;

// The quick look at a value never says otherwise than the slow way, whatever the value is.
TEST(Ftm, SurelyCleanIsWhatCleaningLeavesAlone) {
  const std::string_view given[] = {"",
                                    " ",
                                    "a",
                                    "a b",
                                    "a  b",
                                    " a",
                                    "a ",
                                    "a\nb",
                                    "\na",
                                    "a\tb",
                                    "kh",
                                    "KH",
                                    "zz",
                                    "us",
                                    "xx",
                                    "1965",
                                    "1965-03",
                                    "1965-03-12",
                                    "1965-02-30",
                                    "1965-3-1",
                                    "19650312",
                                    "male",
                                    "Male",
                                    "other",
                                    "sanction",
                                    "crime.fin",
                                    "Crime",
                                    "a.-b",
                                    "\u00e9",
                                    "e\u0301",
                                    "\u00a0a",
                                    "2020-01-01T00:00:00",
                                    "eng",
                                    "en",
                                    "text/html",
                                    "1965-13",
                                    "0000",
                                    "x.y@z.example",
                                    "a\x7f"
                                    "b"};
  std::size_t sure = 0;
  for (std::size_t type = 0; type <= static_cast<std::size_t>(model::PropertyType::url); ++type) {
    for (const auto value : given) {
      const auto property_type = static_cast<model::PropertyType>(type);
      if (!surely_clean(property_type, value)) continue;
      ++sure;
      const auto slow = model::clean_value(property_type, value);
      ASSERT_TRUE(slow.ok());
      EXPECT_EQ(slow->state, State::clean) << type << " '" << value << "'";
      EXPECT_EQ(slow->text, value) << type;
    }
  }
  EXPECT_GT(sure, 100u);
}

TEST(Ftm, SurelyCleanAgreesWithCleaningOnRandomTexts) {
  Random random(20250101);
  constexpr std::string_view letters = "ab  \n\t.-:0129kKhH/\xc3\xa9";
  std::size_t sure = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string value;
    for (auto size = random.below(12); size > 0; --size)
      value += letters[random.below(letters.size())];
    if (!valid_utf8(value)) continue;
    const auto type = static_cast<model::PropertyType>(
        random.below(static_cast<std::uint64_t>(model::PropertyType::url) + 1));
    if (!surely_clean(type, value)) continue;
    ++sure;
    const auto slow = model::clean_value(type, value);
    ASSERT_TRUE(slow.ok());
    ASSERT_EQ(slow->state, State::clean) << value;
    ASSERT_EQ(slow->text, value);
  }
  EXPECT_GT(sure, 1'000u);
}

TEST(Ftm, EveryValueOfAnEntityIsAStatement) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        R"({"id":"a","schema":"Person","properties":{"name":["Test Person 0012"],)"
                        R"("country":["Cambodia","kh"],"birthDate":["1965-03-12T00:00:00"]}})"
                        "\n",
                        sink)
                  .ok());
  EXPECT_THAT(sink.values("a", "name"), ElementsAre("Test Person 0012"));
  EXPECT_THAT(sink.values("a", "country"), ElementsAre("kh", "kh"));
  EXPECT_EQ(sink.all("a", "country").at(0).original, "Cambodia");
  EXPECT_THAT(sink.values("a", "birthDate"), ElementsAre("1965-03-12"));
  EXPECT_EQ(sink.all("a", "birthDate").at(0).record, 1u);
  EXPECT_EQ(sink.rows, 1u);
  EXPECT_FALSE(sink.delta);
}

TEST(Ftm, WhatNoPropertyHoldsIsKeptInWords) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        R"({"id":"a","schema":"Person","properties":{"shoeSize":["43",44],)"
                        R"("birthDate":["long ago"],"career":{"from":2001}}})"
                        "\n"
                        R"({"id":"b","schema":"Ownership","properties":{"colour":["blue"]}})"
                        "\n",
                        sink)
                  .ok());
  EXPECT_THAT(
      sink.values("a", "notes"),
      ElementsAre("shoeSize=43", "shoeSize=44", "birthDate=long ago", R"(career={"from": 2001})"));
  EXPECT_THAT(sink.values("b", "summary"), ElementsAre("colour=blue"));
  EXPECT_EQ(sink.notes, 5u);
}

TEST(Ftm, ANameThatIsTooLongStaysOneAsFarAsItFits) {
  EntitySink sink;
  const std::string name(500, 'x');
  ASSERT_TRUE(read_text(format(),
                        R"({"id":"a","schema":"Person","properties":{"name":[")" + name + "\"]}}\n",
                        sink)
                  .ok());
  EXPECT_THAT(sink.values("a", "name"), ElementsAre(std::string(384, 'x')));
  EXPECT_THAT(sink.values("a", "notes"), ElementsAre("name=" + name));
}

TEST(Ftm, NestedEntitiesAreReadInPlaceOfTheirIds) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        R"({"id":"a","schema":"Person","properties":{"addressEntity":[{"id":"x",)"
                        R"("schema":"Address","properties":{"full":["7 Example Street"]}}],)"
                        R"("sanctions":[{"id":"s","schema":"Sanction","properties":)"
                        R"({"entity":["a"],"program":["EXAMPLE"]}}]}})"
                        "\n",
                        sink)
                  .ok());
  EXPECT_THAT(sink.values("a", "addressEntity"), ElementsAre("x"));
  EXPECT_THAT(sink.values("x", "full"), ElementsAre("7 Example Street"));
  EXPECT_THAT(sink.values("s", "entity"), ElementsAre("a"));
  EXPECT_EQ(sink.rows, 1u);
  EXPECT_EQ(sink.notes, 0u);
}

TEST(Ftm, ARecordIsRejectedWhole) {
  const std::pair<std::string, ErrorCode> cases[] = {
      {R"({"id":"a","schema":"Starship","properties":{"name":["x"]}})", errors::schema_unknown},
      {R"({"schema":"Person","properties":{"name":["x"]}})", errors::json_missing_field},
      {R"({"id":"a","schema":"Person","properties":["x"]})", errors::json_malformed},
      {R"({"id":"a","schema":"Person","properties":{"name":["x"]})", errors::json_malformed},
      {R"({"id":"a","schema":"Person","properties":{"owner":[{"id":"b","schema":"Starship"}]}})",
       errors::schema_unknown},
      {R"({"id":")" + std::string(201, 'a') + R"(","schema":"Person"})", errors::value_too_long},
      {R"({"id":"a","schema":"Person","properties":{"shoeSize":[")" + std::string(70'000, 'a') +
           R"("]}})",
       errors::value_too_long},
      {"[1]", errors::json_malformed}};
  for (const auto& [line, code] : cases) {
    EntitySink sink;
    ASSERT_TRUE(
        read_text(format(), "{\"id\":\"ok\",\"schema\":\"Person\"}\n" + line + "\n", sink).ok())
        << line;
    ASSERT_EQ(sink.rejects.size(), 1u) << line.substr(0, 80);
    EXPECT_EQ(sink.rejects[0].code, code) << line.substr(0, 80);
    EXPECT_EQ(sink.rejects[0].record, 2u);
    EXPECT_EQ(sink.rows, 1u);
    EXPECT_EQ(sink.statements, 0u);
  }
}

TEST(Ftm, APropertyThatNothingCanHoldIsNamed) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        R"({"id":"a","schema":"Page","properties":{"colour":["blue"]}})"
                        "\n",
                        sink)
                  .ok());
  if (find_names("Page")->notes) GTEST_SKIP() << "this vocabulary's Page holds notes";
  ASSERT_EQ(sink.rejects.size(), 1u);
  EXPECT_EQ(sink.rejects[0].code, errors::property_unknown);
  EXPECT_EQ(sink.rejects[0].column, "colour");
}

TEST(Ftm, ADeltaRemovesBeforeItStates) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        "{\"op\":\"DEL\",\"entity\":{\"id\":\"gone\"}}\n"
                        "{\"op\":\"MOD\",\"entity\":{\"id\":\"a\",\"schema\":\"Person\","
                        "\"properties\":{\"name\":[\"Test Person 0012\"]}}}\n"
                        "{\"op\":\"ADD\",\"entity\":{\"id\":\"b\",\"schema\":\"Person\"}}\n"
                        "{\"op\":\"ZAP\",\"entity\":{\"id\":\"c\",\"schema\":\"Person\"}}\n",
                        sink)
                  .ok());
  EXPECT_TRUE(sink.delta);
  EXPECT_THAT(sink.removals, ElementsAre("gone", "a", "b"));
  EXPECT_THAT(sink.values("a", "name"), ElementsAre("Test Person 0012"));
  EXPECT_EQ(sink.rows, 3u);
  EXPECT_EQ(sink.rejects.size(), 1u);
}

TEST(Ftm, ARejectedChangeRemovesNothing) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        "{\"op\":\"DEL\",\"entity\":{\"id\":\"gone\"}}\n"
                        "{\"op\":\"MOD\",\"entity\":{\"id\":\"a\",\"schema\":\"Starship\"}}\n",
                        sink)
                  .ok());
  EXPECT_THAT(sink.removals, ElementsAre("gone"));
  EXPECT_EQ(sink.rejects.size(), 1u);
}

TEST(Ftm, AnEmptyDeltaChangesNothingAndAnEmptyListIsLost) {
  EntitySink delta;
  EXPECT_TRUE(read_text(format(), "", delta, "entities.delta.json").ok());
  EXPECT_TRUE(delta.delta);
  EXPECT_EQ(delta.files_ended, 1);
  EntitySink list;
  const auto outcome = read_text(format(), "", list, "entities.ftm.json");
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, errors::file_truncated);
}

TEST(Ftm, ADeltaAndAListAreNotOneLoad) {
  const MemoryFile list("{\"id\":\"a\",\"schema\":\"Person\"}\n");
  const MemoryFile delta("{\"op\":\"DEL\",\"entity\":{\"id\":\"a\"}}\n");
  EntitySink sink;
  const auto outcome =
      read_list(format(), {list.input("list.json"), delta.input("delta.json")}, sink);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, errors::file_wrong_format);
  EXPECT_EQ(outcome.error().where.file, "delta.json");
}

TEST(Ftm, AFileThatEndsInsideARecordIsRefused) {
  const std::pair<std::string, std::string> cases[] = {
      {"entities.json", "{\"id\":\"a\",\"schema\":\"Person\"}\n{\"id\":\"b\",\"sche"},
      {"statements.csv", "entity_id,schema,prop,value\na,Person,name,Test Person 0012\nb,Pers"}};
  for (const auto& [name, text] : cases) {
    EntitySink sink;
    const auto outcome = read_text(format(), text, sink, name);
    ASSERT_FALSE(outcome.ok()) << name;
    EXPECT_EQ(outcome.error().code, errors::file_truncated) << name;
  }
  EntitySink sink;
  EXPECT_TRUE(read_text(format(), "{\"id\":\"a\",\"schema\":\"Person\"}", sink).ok());
  EXPECT_EQ(sink.rows, 1u) << "a last line needs no line break";
}

TEST(Ftm, JsonThatIsNoListOfLinesIsRefused) {
  EntitySink sink;
  const auto outcome = read_text(format(), "[{\"id\":\"a\",\"schema\":\"Person\"}]", sink);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, errors::file_wrong_format);
}

TEST(Ftm, StatementsBelongToTheirCanonicalId) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        "value,prop,schema,entity_id,canonical_id,lang,original_value,external\n"
                        "kh,country,Person,own,all,,Cambodia,f\n"
                        "Test Person 0012,name,Person,own,all,khm,,f\n"
                        "Test Person 0013,name,Person,other,,en,,f\n"
                        "Perhaps,alias,Person,own,all,,,t\n"
                        "abcdef,id,Person,own,all,,,f\n",
                        sink)
                  .ok());
  EXPECT_THAT(sink.values("all", "country"), ElementsAre("kh"));
  EXPECT_EQ(sink.all("all", "country").at(0).original, "Cambodia");
  EXPECT_EQ(sink.all("all", "name").at(0).language, "khm");
  EXPECT_EQ(sink.all("other", "name").at(0).language, "eng");
  EXPECT_THAT(sink.values("all", "alias"), IsEmpty());
  EXPECT_EQ(sink.remarks.size(), 1u);
  EXPECT_EQ(sink.rows, 5u);
}

TEST(Ftm, StatementsNameTheColumnThatIsMissing) {
  EntitySink sink;
  const auto outcome =
      read_text(format(), "entity_id,schema,property,value\na,Person,name,b\n", sink);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, errors::csv_missing_column);
  EXPECT_THAT(outcome.error().detail, ::testing::HasSubstr("'prop'"));
}

// Counts the values of an entity as they stand: a key may stand twice in one object, of which a
// document tree would keep the last alone. Blank values say nothing and are no facts.
std::size_t count_values(const std::string& line) {
  using Event = Json::parse_event_t;
  std::size_t values = 0;
  bool properties = false, list = false;
  const auto visit = [&](int depth, Event event, const Json& parsed) {
    if (event == Event::key && depth == 1) properties = parsed == "properties";
    if (!properties) return true;
    if (event == Event::array_start && depth == 2) list = true;
    if (event == Event::array_end && depth == 2) list = false;
    // An object in the place of a value is one value.
    const bool value =
        (event == Event::value || event == Event::object_end) && depth == (list ? 3 : 2);
    const bool blank =
        value && parsed.is_string() &&
        parsed.get_ref<const std::string&>().find_first_not_of(' ') == std::string::npos;
    if (value && !blank) ++values;
    return true;
  };
  EXPECT_FALSE(Json::parse(line, visit).is_discarded());
  return values;
}

// Another library counts what should be there: every value of every property, as a statement.
void expect_all_values(const std::string& file) {
  BAYON_NEEDS_SHARED(file);
  std::ifstream lines(shared_data(file));
  std::size_t entities = 0;
  std::size_t values = 0;
  for (std::string line; std::getline(lines, line);) {
    ++entities;
    values += count_values(line);
  }
  EntitySink sink;
  ASSERT_TRUE(read_list(format(), std::vector{shared_data(file)}, sink).ok());
  EXPECT_EQ(sink.rows, entities);
  EXPECT_THAT(sink.rejects, IsEmpty());
  EXPECT_GT(values, 0u);
  EXPECT_EQ(sink.statements, values);
}

TEST(Ftm, ReadsEveryValueOfEuAuthorities) {
  expect_all_values("data/lists/ftm/eu_authorities.ftm.json");
}

TEST(Ftm, ReadsEveryValueOfWikiPeps) { expect_all_values("data/lists/ftm/sa_wiki_peps.ftm.json"); }

}  // namespace
}  // namespace bayon::source::ftm
