// What the JSON wrapper promises: the document as it is, or a catalogued error, whatever the bytes.
#include "bayon/source/reading/json_lines.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"

namespace bayon::source::reading {
namespace {

std::string verdict(std::string_view text, int depth_max = 64) {
  JsonParser parser(depth_max);
  const auto parsed = parser.parse_copy(text);
  return parsed.ok() ? "" : std::string(name(parsed.error().code));
}

TEST(Json, IsAskedByNameAndInOrder) {
  JsonParser parser(64);
  const auto root = parser.parse_copy(
      R"({"id":"x-1","n":42,"big":18446744073709551615,"half":0.5,"yes":true,"none":null,)"
      R"("names":["Ex\u00e4mple",["deep"],7],"props":{"b":1,"a":2}})");
  ASSERT_TRUE(root.ok());
  EXPECT_EQ(root->string("id"), "x-1");
  EXPECT_EQ(root->string("n"), "") << "a number is no string";
  EXPECT_EQ(root->find("n")->integer(), 42);
  EXPECT_EQ(root->find("n")->scalar(), "42");
  EXPECT_EQ(root->find("big")->scalar(), "18446744073709551615");
  EXPECT_EQ(root->find("half")->scalar(), "0.5");
  EXPECT_EQ(root->find("yes")->boolean(), true);
  EXPECT_EQ(root->find("none")->kind(), JsonKind::null);
  EXPECT_EQ(root->find("none")->scalar(), std::nullopt);
  EXPECT_FALSE(root->find("missing").has_value());

  std::vector<std::string> elements;
  root->find("names")->for_each_element([&](JsonValue value) {
    elements.push_back(value.is_array() ? "array" : value.scalar().value_or("?"));
  });
  EXPECT_EQ(elements, (std::vector<std::string>{"Ex\u00e4mple", "array", "7"}));

  std::string members;
  root->find("props")->for_each_member([&](std::string_view name, JsonValue value) {
    members += std::string(name) + *value.scalar();
  });
  EXPECT_EQ(members, "b1a2");
  root->find("props")->for_each_element([](JsonValue) { FAIL() << "an object has no elements"; });
  root->find("n")->for_each_member([](std::string_view, JsonValue) { FAIL(); });
}

TEST(Json, RefusesWithACataloguedError) {
  EXPECT_EQ(verdict(R"({"a":1})"), "");
  EXPECT_EQ(verdict(R"({"a":1)"), "json.malformed");
  EXPECT_EQ(verdict(R"({"a":1} x)"), "json.malformed");
  EXPECT_EQ(verdict("not json"), "json.malformed");
  EXPECT_EQ(verdict("{\"a\":\"\xff\"}"), "text.invalid_utf8");
  EXPECT_EQ(verdict(R"({"a":"x\u0000y"})"), "text.nul_byte");
  EXPECT_EQ(verdict(R"({"a":[{"b\u0000":1}]})"), "text.nul_byte");
  EXPECT_EQ(verdict(R"({"a":"x\\u0000y"})"), "") << "a backslash and six characters";
  EXPECT_EQ(verdict(std::string("{\"a\":\"x\0\"}", 10)), "json.malformed");
}

TEST(Json, BoundsItsDepth) {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_EQ(verdict(nested(50)), "");
  EXPECT_EQ(verdict(nested(80)), "json.too_deep");
  EXPECT_EQ(verdict(nested(500'000)), "json.too_deep");
  EXPECT_EQ(verdict(std::string(500'000, '[')), "json.malformed");
}

TEST(Json, ParsesOneDocumentAfterAnother) {
  JsonParser parser(64);
  for (std::size_t size : {10u, 200'000u, 10u, 1'000'000u}) {
    const auto parsed = parser.parse_copy("{\"a\":\"" + std::string(size, 'x') + "\"}");
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(parsed->string("a").size(), size);
    EXPECT_FALSE(parser.parse_copy("{").ok());
  }
}

TEST(Json, SurvivesAnyBytes) {
  const std::string good = R"({"id":"a","v":[1,2.5,{"x":"y\u0041"},null,true],"s":"text"})";
  int refused = 0;
  for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
    Random random(seed);
    std::string text = good.substr(0, random.below(good.size() + 1));
    for (auto flips = random.below(4); flips > 0 && !text.empty(); --flips) {
      auto& c = text[random.below(text.size())];
      c = static_cast<char>(c ^ (1 << random.below(8)));
    }
    refused += verdict(text).empty() ? 0 : 1;
  }
  EXPECT_GT(refused, 2'000);
}

}  // namespace
}  // namespace bayon::source::reading
