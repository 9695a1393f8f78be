#include "bayon/source/reading/toml_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::reading {
namespace {

Result<toml::table> parse(std::string_view text) {
  return parse_toml(text, "file.toml", errors::mapping_malformed);
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

TEST(TomlText, IsReadAndNamesTheLineAtFault) {
  const auto table = parse("a.b = 1\n[c]\nd = [1.5, 2.5]\n");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ((*table)["a"]["b"].value<int>(), 1);
  const auto broken = parse("a = 1\nb = \n");
  ASSERT_FALSE(broken.ok());
  EXPECT_EQ(broken.error().code, errors::mapping_malformed);
  EXPECT_EQ(broken.error().where.file, "file.toml");
  EXPECT_EQ(broken.error().where.record, 2u);
}

// Each of these took more stack than a thread has.
TEST(TomlText, RefusesWhatNoStackHolds) {
  const std::string parts = repeated(".a", 100'000);
  const std::string hostile[] = {
      "x" + parts + " = 1\n",
      "[x" + parts + "]\n",
      "[[x" + parts + "]]\n",
      "y = { x" + parts + " = 1 }\n",
      "x" + repeated(" . \"a.b\"", 50'000) + " = 1\n",
      "x = " + repeated("[", 100'000) + repeated("]", 100'000) + "\n",
      "x = " + repeated("{ a = ", 50'000) + "\n",
      "x = \"" + std::string(2'000'000, 'a') + "\"\n",
  };
  for (const std::string& text : hostile) {
    const auto table = parse("ok = 1\n" + text);
    ASSERT_FALSE(table.ok()) << text.substr(0, 40);
    const bool size = table.error().code == errors::file_too_large;
    EXPECT_TRUE(size || table.error().where.record == 2u) << text.substr(0, 40);
  }
}

TEST(TomlText, TakesDotsAndBracketsInTextsAndNumbers) {
  const std::string dots = repeated(".[", 1'000);
  for (const std::string& text : {
           "a = \"" + dots + "\"\n",
           "a = '" + dots + "'\n",
           "a = \"\"\"\n" + dots + " \\\"\"\" \n\"\"\"\n",
           "a = '''\n" + dots + "\n'''\n",
           "# " + dots + "\n",
           "a = [" + repeated("1.5, ", 1'000) + "]\n",
           "a.b.c.d.e.f.g.h = " + repeated("[", 30) + repeated("]", 30) + "\n",
       }) {
    EXPECT_TRUE(parse(text).ok()) << text.substr(0, 40);
  }
}

TEST(TomlText, IsReadFromAFileOfAMegabyteAtMost) {
  const ::bayon::testing::MemoryFile file("a = 1\n");
  EXPECT_TRUE(read_toml(file.path(), errors::mapping_malformed).ok());
  const ::bayon::testing::MemoryFile large(std::string(2'000'000, '#'));
  EXPECT_EQ(read_toml(large.path(), errors::mapping_malformed).error().code,
            errors::file_too_large);
  EXPECT_EQ(read_toml("/nowhere/at/all", errors::mapping_malformed).error().code,
            errors::file_not_found);
}

// No text of the characters that mean something takes it down.
TEST(TomlText, BearsAnyText) {
  constexpr std::string_view alphabet = "ab.=[]{},\"'#\\\n 1";
  std::size_t understood = 0;
  for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
    Random random(seed);
    std::string text;
    for (auto left = random.below(24); left > 0; --left) {
      text += alphabet[random.below(alphabet.size())];
    }
    understood += parse(text).ok() ? 1 : 0;
  }
  EXPECT_GT(understood, 500u);
}

}  // namespace
}  // namespace bayon::source::reading
