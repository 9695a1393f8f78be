// What a mapping may say, and how it is told that it may not.
#include "bayon/source/ledger_csv/mapping.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/source/ledger_csv/presets.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::ledger_csv {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view least =
    "from = 'a'\nto = 'b'\namount = 'c'\nasset_is = 'USD'\ntime = 'd'\n";

TEST(Mapping, HasDefaultsThatSaySoLittleAsPossible) {
  const auto mapping = parse_mapping(least, "m.toml");
  ASSERT_TRUE(mapping.ok()) << mapping.error().text();
  EXPECT_EQ(mapping->books, model::Books::bank);
  EXPECT_FALSE(mapping->accounts_global);
  EXPECT_FALSE(mapping->references_global);
  EXPECT_FALSE(mapping->round);
  EXPECT_EQ(mapping->time_layout, TimeLayout::iso);
  EXPECT_EQ(mapping->delimiter, ',');
}

TEST(Mapping, JoinsColumnsAndMarksOptionalOnes) {
  const auto mapping = parse_mapping(
      "from = ['bank', 'account']\nto = 'b'\namount = 'c'\nasset = 'cur'\ntime = 'd'\n"
      "sequence = ['block', 'index?']\n"
      "[aliases]\nbank = ['x', 'y']\n[assets]\nTOK = 8\n[asset_names]\n'Tok en' = 'TOK'\n",
      "m.toml");
  ASSERT_TRUE(mapping.ok()) << mapping.error().text();
  ASSERT_EQ(mapping->from.size(), 2u);
  EXPECT_EQ(mapping->from[1].name, "account");
  ASSERT_EQ(mapping->sequence.size(), 2u);
  EXPECT_FALSE(mapping->sequence[0].optional);
  EXPECT_EQ(mapping->sequence[1].name, "index");
  EXPECT_TRUE(mapping->sequence[1].optional);
  EXPECT_EQ(mapping->aliases[0].second, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(mapping->assets[0], (std::pair<std::string, int>{"TOK", 8}));
  EXPECT_EQ(mapping->asset_names[0].second, "TOK");
}

TEST(Mapping, NamesTheLineAtFault) {
  struct Case {
    std::string_view text;
    std::uint64_t line;
    std::string_view detail;
  };
  const Case cases[] = {
      {"from = 'a'\nto = \n", 2, ""},
      {"from = 'a'\ncolour = 'red'\n", 2, "no key 'colour'"},
      {"from = 'a'\nto = 7\n", 2, "'to' must be a text"},
      {"from = 'a'\nto = ['b', 7]\n", 2, "'to' must be a list of texts"},
      {"from = 'a'\nto = 'b'\namount = ['c', 'd']\n", 3, "'amount' takes one column"},
      {"round = 'yes'\n", 1, "'round' must be true or false"},
      {"\nbooks = 'church'\n", 2, "public_chain, bank, custodian"},
      {"from = 'a?'\n", 1, "'from' is needed"},
      {"from = 'a'\nto = ['b', 'c?']\n", 2, "'to' is needed"},
      {"amount = 'a?'\n", 1, "'amount' is needed"},
      {"asset = 'a?'\n", 1, "'asset' is needed"},
      {"time = 'a?'\n", 1, "'time' is needed"},
      {"delimiter = 'ab'\n", 1, "one character"},
      {"time_epoch = '2017'\n", 1, "'time_epoch'"},
      {"time_layout = 'german'\n", 1, "or a pattern such as \"%d.%m.%Y"},
      {"time_layout = '%d.%m'\n", 1, "it lacks the year"},
      {"encoding = 'ebcdic'\n", 1, "utf-8, utf-16"},
      {"skip_lines = -1\n", 1, "'skip_lines' must be 0 to 1000"},
      {"skip_lines = '3'\n", 1, "'skip_lines'"},
      {"decimal_mark = ';'\n", 1, "'decimal_mark' must be one of"},
      {"decimal_mark = ','\ngroup_mark = ','\n", 2, "are the same"},
      {"group_mark = '.'\n", 1, "are the same"},
      {"[assets]\nTOK = -1\n", 2, "'TOK' must be 0 to 30 places"},
      {"[assets]\nTOK = 'six'\n", 2, "'TOK'"},
      {"assets = 6\n", 1, "'assets' must be a table"},
      {"[aliases]\na = 1\n", 2, "'a' must be a text or a list"},
  };
  for (const Case& each : cases) {
    const auto mapping = parse_mapping(each.text, "m.toml");
    ASSERT_FALSE(mapping.ok()) << each.text;
    EXPECT_EQ(mapping.error().code, errors::mapping_malformed) << each.text;
    EXPECT_EQ(mapping.error().where.file, "m.toml");
    EXPECT_EQ(mapping.error().where.record, each.line) << each.text;
    EXPECT_THAT(mapping.error().detail, HasSubstr(std::string(each.detail))) << each.text;
  }
}

TEST(Mapping, SaysWhatIsMissing) {
  const std::string text(least);
  for (const std::string_view key : {"from", "to", "amount", "asset_is", "time"}) {
    std::string without = text;
    const auto at = without.find(std::string(key) + " = ");
    without.erase(at, without.find('\n', at) + 1 - at);
    const auto mapping = parse_mapping(without, "m.toml");
    ASSERT_FALSE(mapping.ok()) << key;
    EXPECT_THAT(mapping.error().detail, HasSubstr(std::string(key)));
  }
  for (const std::string_view more :
       {"asset = 'cur'\n", "received_asset = 'x'\n", "time_layout = 'day_step'\n",
        "global_kinds = ['deposit']\n"}) {
    EXPECT_FALSE(parse_mapping(text + std::string(more), "m.toml").ok()) << more;
  }
}

TEST(Mapping, TakesTwoColumnsOfATimeWithAPatternAlone) {
  const std::string start =
      "from = 'a'\nto = 'b'\namount = 'c'\nasset_is = 'USD'\n"
      "time = ['d', 'e']\n";
  EXPECT_FALSE(parse_mapping(start, "m.toml").ok());
  const auto mapping = parse_mapping(start + "time_layout = '%d.%m.%Y %H:%M'\n", "m.toml");
  ASSERT_TRUE(mapping.ok()) << mapping.error().text();
  EXPECT_EQ(mapping->time_layout, TimeLayout::pattern);
}

TEST(Mapping, IsMarkedByItsTextOrItsPreset) {
  const ::bayon::testing::MemoryFile file(least), other(fmt::format("{}round = true\n", least));
  const auto mark = mapping_mark(file.path());
  ASSERT_TRUE(mark.ok()) << mark.error().text();
  EXPECT_THAT(*mark, HasSubstr(" sha256:" + sha256(least).hex()));
  EXPECT_NE(*mark, *mapping_mark(other.path()));
  EXPECT_EQ(*mapping_mark("bank"), "preset bank");
  EXPECT_EQ(mapping_mark("amlsym").error().code, errors::mapping_unknown_preset);
}

TEST(Mapping, OfEachPresetIsUnderstood) {
  for (const Preset& preset : presets()) {
    const auto mapping = find_mapping(std::string(preset.name));
    EXPECT_TRUE(mapping.ok()) << preset.name << ": " << mapping.error().text();
    EXPECT_FALSE(preset.summary.empty());
  }
}

TEST(Mapping, ThatIsTooLargeIsNoUnknownPreset) {
  const ::bayon::testing::MemoryFile file(std::string(2'000'000, '#'));
  EXPECT_EQ(find_mapping(file.path()).error().code, errors::file_too_large);
}

TEST(Mapping, IsFoundByPath) {
  const ::bayon::testing::MemoryFile file(least);
  EXPECT_TRUE(find_mapping(file.path()).ok());
  const auto unknown = find_mapping("amlsym");
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.error().code, errors::mapping_unknown_preset);
  EXPECT_THAT(unknown.error().detail,
              HasSubstr("amlsim, amlsim_sample, amlworld, bank, custodian"));
}

}  // namespace
}  // namespace bayon::source::ledger_csv
