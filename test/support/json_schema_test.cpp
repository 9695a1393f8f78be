#include "test/support/json_schema.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test/support/place.hpp"

namespace bayon::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Json evidence() {
  return {{"dataset", "a"}, {"file", "b.csv"}, {"sha256", std::string(64, '0')}, {"record", 3}};
}

TEST(JsonSchema, a_value_that_fits_has_no_faults) {
  EXPECT_THAT(schema_faults(evidence(), "evidence"), IsEmpty());
}

TEST(JsonSchema, each_kind_of_fault_is_found_with_its_place) {
  Json lacking = evidence();
  lacking.erase("file");
  EXPECT_THAT(schema_faults(lacking, "evidence"), ElementsAre("/: lacks \"file\""));
  Json more = evidence();
  more["colour"] = "red";
  EXPECT_THAT(schema_faults(more, "evidence"), ElementsAre("/: has a field \"colour\""));
  Json other = evidence();
  other["record"] = "three";
  EXPECT_THAT(schema_faults(other, "evidence"), ElementsAre("/record: is no integer"));
  Json negative = evidence();
  negative["record"] = -1;
  EXPECT_THAT(schema_faults(negative, "evidence"), ElementsAre("/record: is below 0"));
  Json unlike = evidence();
  unlike["sha256"] = "zz";
  EXPECT_EQ(schema_faults(unlike, "evidence").size(), 1U);
  EXPECT_EQ(schema_faults(Json::array(), "evidence").size(), 1U);
  const Json coverage{
      {"dataset", "a"}, {"holds", "parties"}, {"reach", "perhaps"}, {"remarks", Json::array({1})}};
  EXPECT_EQ(schema_faults(coverage, "coverage").size(), 2U);
}

TEST(JsonSchema, a_schema_that_is_not_there_is_a_fault) {
  EXPECT_EQ(schema_faults(evidence(), "none").size(), 1U);
}

// Keywords of `schema` and of those inside it that the checker does not know.
void find_unknown(const Json& schema, std::vector<std::string>& unknown) {
  static const std::set<std::string> known{"$schema",       "title",
                                           "$ref",          "type",
                                           "const",         "enum",
                                           "pattern",       "minimum",
                                           "maximum",       "items",
                                           "required",      "properties",
                                           "minProperties", "additionalProperties",
                                           "maxItems",      "description"};
  for (const auto& [keyword, wanted] : schema.items()) {
    if (!known.contains(keyword)) unknown.push_back(keyword);
    if (keyword == "items") find_unknown(wanted, unknown);
    if (keyword == "additionalProperties" && wanted.is_object()) find_unknown(wanted, unknown);
    if (keyword != "properties") continue;
    for (const auto& [name, inner] : wanted.items()) find_unknown(inner, unknown);
  }
}

TEST(JsonSchema, every_schema_uses_only_what_is_checked) {
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(root() / "docs" / "schemas")) {
    if (entry.path().extension() != ".json") continue;
    ++seen;
    std::ifstream in(entry.path());
    const Json schema = Json::parse(in, nullptr, false);
    ASSERT_TRUE(schema.is_object()) << entry.path();
    std::vector<std::string> unknown;
    find_unknown(schema, unknown);
    EXPECT_THAT(unknown, IsEmpty()) << entry.path();
  }
  EXPECT_GT(seen, 10U);
}

}  // namespace
}  // namespace bayon::testing
