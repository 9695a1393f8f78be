// An entity's statements are clean, said once, in order, and no word of the source is lost.
#include "bayon/source/reading/entity_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"

namespace bayon::source::reading {
namespace {

using ::testing::ElementsAre;

// Statements as "property=value", with what else was said behind them.
class StatementSink final : public Sink {
 public:
  void begin_file(std::string_view) override {}
  void end_file(const Digest&, std::uint64_t) override {}
  void is_delta() override {}
  void removed(std::uint64_t, std::string_view) override {}
  std::uint16_t asset(const model::Asset&) override { return 0; }
  void books(model::Books) override {}
  void statement(std::uint64_t record, const model::StatementView& statement) override {
    EXPECT_EQ(record, 7u);
    std::string line(model::name(statement.property));
    line += '=';
    line += statement.value;
    if (!statement.original.empty()) line += " from " + std::string(statement.original);
    if (!statement.language.empty()) line += " in " + std::string(statement.language);
    if (statement.valid.from.known()) line += " since " + statement.valid.from.text();
    lines.push_back(line);
  }
  void flow(std::uint64_t, const model::FlowView&) override {}
  void order(std::uint64_t, const model::Order&) override {}
  void accepted(std::uint64_t) override {}
  Result<void> reject(Reject) override { return {}; }
  void kept_as_note(std::uint64_t pieces) override { notes += pieces; }
  void remark(std::string_view) override {}
  void gap(std::string_view) override {}

  std::vector<std::string> lines;
  std::uint64_t notes = 0;
};

StatementSink emitted(const EntityBuilder& entity) {
  StatementSink sink;
  entity.emit(7, sink);
  return sink;
}

EntityBuilder entity(std::string_view schema) { return *EntityBuilder::start("test-1", schema); }

TEST(EntityBuilder, CleansByTypeAndKeepsTheOriginal) {
  auto person = entity("Person");
  ASSERT_TRUE(person.add("name", "  Test  Person\n0012 ").ok());
  ASSERT_TRUE(person.add("nationality", "Korea, North").ok());
  ASSERT_TRUE(person.add("birthDate", "12 Mar 1965").ok());
  ASSERT_TRUE(person.add("gender", "F").ok());
  ASSERT_TRUE(person.add("alias", "Person TEST", {.original = "TEST, Person"}).ok());
  EXPECT_THAT(emitted(person).lines,
              ElementsAre("name=Test Person 0012", "nationality=kp from Korea, North",
                          "birthDate=1965-03-12 from 12 Mar 1965", "gender=female from F",
                          "alias=Person TEST from TEST, Person"));
}

TEST(EntityBuilder, KeepsLanguageAndInterval) {
  auto person = entity("Person");
  const model::Interval since{*parse_date("2020-01"), {}};
  ASSERT_TRUE(person.add("name", "Test", {.language = "khm", .valid = since}).ok());
  ASSERT_TRUE(person.add("name", "Test").ok());
  EXPECT_THAT(emitted(person).lines, ElementsAre("name=Test in khm since 2020-01", "name=Test"));
}

TEST(EntityBuilder, DropsWhatSaysNothingAndWhatWasSaid) {
  auto person = entity("Person");
  ASSERT_TRUE(person.add("name", "").ok());
  ASSERT_TRUE(person.add("name", " \xc2\xa0 ").ok());
  ASSERT_TRUE(person.add("name", "Test").ok());
  ASSERT_TRUE(person.add("name", " Test ").ok());
  ASSERT_TRUE(person.add_note("  ").ok());
  EXPECT_THAT(emitted(person).lines, ElementsAre("name=Test"));
  EXPECT_EQ(person.notes_kept(), 0u);
}

TEST(EntityBuilder, KeepsInWordsWhatIsNotUnderstood) {
  auto person = entity("Person");
  ASSERT_TRUE(person.add("country", "Atlantis").ok());
  ASSERT_TRUE(person.add("passportNumber", std::string(65, '9')).ok());
  auto sanction = entity("Sanction");
  ASSERT_TRUE(sanction.add("listingDate", "long ago").ok());
  EXPECT_THAT(emitted(person).lines, ElementsAre("notes=country: Atlantis",
                                                 "notes=passportNumber: " + std::string(65, '9')));
  EXPECT_EQ(emitted(person).notes, 2u);
  EXPECT_THAT(emitted(sanction).lines, ElementsAre("summary=listingDate: long ago"));
}

// A name is what its party is found by: the part that fits stays a name.
TEST(EntityBuilder, CutsANameThatIsTooLongAndKeepsTheWholeAsANote) {
  auto person = entity("Person");
  ASSERT_TRUE(person.add("name", "Test " + std::string(400, 'x')).ok());
  const auto lines = emitted(person).lines;
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0], "name=Test " + std::string(model::length_max(*model::find_property(
                                                     *model::find_schema("Person"), "name")) -
                                                     5,
                                                 'x'));
  EXPECT_EQ(lines[1], "notes=name: Test " + std::string(400, 'x'));
}

TEST(EntityBuilder, TriesAReadingWithoutANote) {
  auto person = entity("Person");
  EXPECT_FALSE(*person.add_if_understood("country", "Atlantis"));
  EXPECT_FALSE(*person.add_if_understood("country", ""));
  EXPECT_TRUE(*person.add_if_understood("country", "Cuba"));
  EXPECT_TRUE(*person.add_if_understood("country", "Cuba"));
  EXPECT_THAT(emitted(person).lines, ElementsAre("country=cu from Cuba"));
  EXPECT_TRUE(person.has("country"));
  EXPECT_FALSE(person.has("name"));
}

TEST(EntityBuilder, RefusesWhatNothingCanHold) {
  auto person = entity("Person");
  const auto bytes = person.add("name", "\xff\xfe");
  ASSERT_FALSE(bytes.ok());
  EXPECT_EQ(bytes.error().code, errors::text_invalid_utf8);
  const auto endless = person.add("name", std::string(70'000, 'x'));
  ASSERT_FALSE(endless.ok());
  EXPECT_EQ(endless.error().code, errors::value_too_long);
  EXPECT_FALSE(EntityBuilder::start("", "Person").ok());
  EXPECT_FALSE(EntityBuilder::start(std::string(201, 'i'), "Person").ok());
  EXPECT_TRUE(EntityBuilder::start(std::string(200, 'i'), "Person").ok());
}

TEST(EntityBuilder, NeedsAPlaceForWords) {
  auto pair = entity("Similar");
  const auto note = pair.add_note("seen together");
  ASSERT_FALSE(note.ok());
  EXPECT_EQ(note.error().code, errors::property_not_of_schema);
}

TEST(EntityBuilder, BreaksOnAPropertyThatTheSchemaLacks) {
  auto vessel = entity("Vessel");
  EXPECT_THROW((void)vessel.add("birthDate", "1965"), InvariantBroken);
  EXPECT_THROW((void)EntityBuilder::start("x", "NoSuchSchema"), InvariantBroken);
}

// Past a few dozen statements repeats are found by a table; the naive twin looks through all.
TEST(EntityBuilder, FindsRepeatsAmongManyAsAmongFew) {
  Random random(11);
  auto person = entity("Person");
  std::vector<std::string> expected;
  for (int i = 0; i < 2'000; ++i) {
    const auto name = "Test Person " + std::to_string(random.below(300));
    const bool alias = random.chance(0.5);
    ASSERT_TRUE(person.add(alias ? "alias" : "name", name).ok());
    const auto line = std::string(alias ? "alias=" : "name=") + name;
    if (std::find(expected.begin(), expected.end(), line) == expected.end()) {
      expected.push_back(line);
    }
  }
  EXPECT_EQ(emitted(person).lines, expected);
}

TEST(EntityBuilder, IdsOfContentDependOnContentAlone) {
  const auto id = content_id("ofac-1", "sanction", {"a", "bc"});
  EXPECT_EQ(id, content_id("ofac-1", "sanction", {"a", "bc"}));
  EXPECT_NE(id, content_id("ofac-1", "sanction", {"ab", "c"}));
  EXPECT_NE(id, content_id("ofac-2", "sanction", {"a", "bc"}));
  EXPECT_TRUE(id.starts_with("ofac-1/sanction/"));
  EXPECT_EQ(id.size(), std::string("ofac-1/sanction/").size() + 16);
  EXPECT_TRUE(shared_id("address", {"x"}).starts_with("address-"));
  const auto longest = content_id(std::string(190, 'o'), "sanction", {"a"});
  EXPECT_LE(longest.size(), entity_id_bytes_max);
  EXPECT_NE(longest, content_id(std::string(191, 'o'), "sanction", {"a"}));
}

}  // namespace
}  // namespace bayon::source::reading
