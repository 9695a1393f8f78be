#include "bayon/index/party_reader.hpp"

#include <string>

#include <gtest/gtest.h>

#include "bayon/base/check.hpp"
#include "test/support/list_fixture.hpp"

namespace bayon::index {
namespace {

using testing::between;
using testing::day_of;
using testing::GivenList;
using testing::ListFixture;

std::string names_of(const ListFixture& fixture, const char* as_of, const char* known_at) {
  const auto reader =
      PartyReader::open(*fixture.snapshot()->find("list_a"), {day_of(as_of), day_of(known_at)});
  EXPECT_TRUE(reader.ok());
  if (!reader->in_force()) return "unknown";
  const auto party = reader->party("p-1");
  if (!party) return "not there";
  std::string out;
  for (const auto& fact : party->facts) {
    out += std::string(fact.value) + (fact.held == model::Truth::unknown ? "?" : "") + " ";
  }
  return out;
}

TEST(PartyReader, AnswersFromTheVersionInForce) {
  const ListFixture fixture(
      {GivenList{.version = "2024-01-01", .entities = {{"p-1", "Person", {{"name", "A"}}}}},
       GivenList{.version = "2024-02-01", .entities = {{"p-2", "Person", {{"name", "B"}}}}},
       GivenList{.version = "2024-03-01",
                 .entities = {{"p-1", "Person", {{"name", "A"}, {"name", "C"}}}}}});
  EXPECT_EQ(names_of(fixture, "2024-01-15", "2025-01-01"), "A ");
  EXPECT_EQ(names_of(fixture, "2024-02-15", "2025-01-01"), "not there");
  EXPECT_EQ(names_of(fixture, "2024-03-15", "2025-01-01"), "A C ");
  EXPECT_EQ(names_of(fixture, "2024-03-15", "2024-01-31"), "A ") << "as it was known then";
  EXPECT_EQ(names_of(fixture, "2024-03-15", "2023-01-31"), "unknown") << "never: not listed";
}

// Before the first version only facts with dates of their own can be told.
TEST(PartyReader, BeforeTheFirstVersionOnlyDatedFactsAreSure) {
  const ListFixture fixture({GivenList{.version = "2024-01-01",
                                       .entities = {{"p-1",
                                                     "Person",
                                                     {{"name", "A"},
                                                      {"alias", "B", between("2010", "")},
                                                      {"alias", "C", between("2023-06", "")}}}}}});
  EXPECT_EQ(names_of(fixture, "2020-01-01", "2025-01-01"), "B A? ");
}

TEST(PartyReader, FactsHoldBetweenTheirDates) {
  const ListFixture fixture({GivenList{
      .version = "2020-01-01",
      .entities = {
          {"p-1", "Person", {{"name", "A"}, {"alias", "B", between("2020-05-01", "2021")}}}}}});
  EXPECT_EQ(names_of(fixture, "2020-04-30", "2025-01-01"), "A ");
  EXPECT_EQ(names_of(fixture, "2020-05-01", "2025-01-01"), "B A ");
  EXPECT_EQ(names_of(fixture, "2021-06-01", "2025-01-01"), "B? A ") << "inside the year 2021";
  EXPECT_EQ(names_of(fixture, "2022-01-01", "2025-01-01"), "A ");
}

TEST(PartyReader, FactsPointAtTheirRecordInTheVersionAsked) {
  const ListFixture fixture(
      {GivenList{.version = "2024-01-01", .entities = {{"p-1", "Person", {{"name", "A"}}}}},
       GivenList{
           .version = "2024-02-01",
           .entities = {{"p-0", "Person", {{"name", "B"}}}, {"p-1", "Person", {{"name", "A"}}}}}});
  const auto record = [&](const char* day) {
    const auto reader =
        PartyReader::open(*fixture.snapshot()->find("list_a"), {day_of(day), day_of("2025-01-01")});
    const auto party = reader->party("p-1");
    const auto evidence = reader->evidence(party->facts[0].ordinal);
    return evidence.version + " " + std::to_string(evidence.record);
  };
  EXPECT_EQ(record("2024-01-15"), "2024-01-01 1");
  EXPECT_EQ(record("2024-02-15"), "2024-02-01 2");
  const auto reader = PartyReader::open(*fixture.snapshot()->find("list_a"),
                                        {day_of("2024-01-15"), day_of("2025-01-01")});
  EXPECT_FALSE(reader->contains(1)) << "said by the later version alone";
  EXPECT_THROW((void)reader->evidence(1), InvariantBroken);
}

TEST(PartyReader, CaptionIsANameElseTheId) {
  const ListFixture fixture({GivenList{.entities = {{"p-1", "Person", {{"name", "A"}}},
                                                    {"p-2", "Person", {{"birthDate", "1965"}}}}}});
  const auto reader = PartyReader::open(*fixture.snapshot()->find("list_a"),
                                        {day_of("2024-01-15"), day_of("2025-01-01")});
  EXPECT_EQ(reader->party("p-1")->caption(), "A");
  EXPECT_EQ(reader->party("p-2")->caption(), "p-2");
  EXPECT_EQ(reader->party("p-1")->schema, "Person");
  EXPECT_FALSE(reader->party("p-3").has_value());
}

}  // namespace
}  // namespace bayon::index
