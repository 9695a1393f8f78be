#include "bayon/base/json.hpp"

#include <gtest/gtest.h>

namespace bayon {
namespace {

TEST(JsonText, KeepsTheOrderOfKeysAndReplacesWhatIsNoText) {
  Json value;
  value["z"] = 1;
  value["a"] = "caf\xc3\xa9 \xff";
  EXPECT_EQ(json_line(value), "{\"z\":1,\"a\":\"caf\xc3\xa9 \xef\xbf\xbd\"}");
  EXPECT_EQ(json_text(value, 1), "{\n \"z\": 1,\n \"a\": \"caf\xc3\xa9 \xef\xbf\xbd\"\n}\n");
}

TEST(JsonText, IsReadBackAndWhatIsNoneIsNot) {
  for (const std::string_view text : {"{\"z\":1,\"a\":[null,true,\"x\"]}", "null", "[]", "12"}) {
    const auto value = parse_json(text);
    ASSERT_TRUE(value.has_value()) << text;
    EXPECT_EQ(json_line(*value), text);
  }
  for (const std::string_view text : {"", "{", "[1,]", "{\"a\":1}}", "nul", "\"\xff\"", "'a'"}) {
    EXPECT_FALSE(parse_json(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace bayon
