// Does a bundle give back its texts, whatever they hold, and refuse what is none?
#include "bayon/decide/rule_bundle.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "bayon/decide/read_rules.hpp"
#include "test/support/generated_world.hpp"
#include "test/support/place.hpp"

namespace bayon::decide {

static bool operator==(const RuleText& a, const RuleText& b) {
  return a.name == b.name && a.text == b.text;
}

namespace {

TEST(RuleBundle, GivesBackTheBuiltInRules) {
  const auto texts = built_in_rules();
  ASSERT_FALSE(texts.empty());
  const auto back = read_bundle(make_bundle(texts));
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(*back, texts);
}

TEST(RuleBundle, TheBuiltInRulesAreTheFilesOfTheRepository) {
  const std::array paths{testing::root() / "data/rules"};
  const auto texts = find_rule_texts(paths);
  ASSERT_TRUE(texts) << texts.error().text();
  EXPECT_EQ(built_in_rules(), *texts);
}

// The folder may be named in any way; the book is the same.
TEST(RuleBundle, DoesNotDependOnWhereAFolderLies) {
  const testing::ScratchFolder scratch;
  const auto folder = scratch.path() / "rules";
  ASSERT_TRUE(make_folder(folder / "one"));
  ASSERT_TRUE(write_file(folder / "one/a.yml", "rule: a\n"));
  ASSERT_TRUE(write_file(folder / "b.yml", "rule: b\n"));
  for (const auto& name :
       {folder, folder / "", folder / ".", folder / "one/..", folder / "../rules"}) {
    const std::array paths{name};
    const auto texts = find_rule_texts(paths);
    ASSERT_TRUE(texts) << texts.error().text();
    ASSERT_EQ(texts->size(), 2u) << name;
    EXPECT_EQ(texts->at(0).name, "rules/b.yml") << name;
    EXPECT_EQ(texts->at(1).name, "rules/one/a.yml") << name;
  }
  const std::array file{folder / "b.yml"};
  EXPECT_EQ(find_rule_texts(file)->at(0).name, "b.yml");
}

TEST(RuleBundle, TheOrderOfTextsDoesNotMatter) {
  const std::vector<RuleText> texts{{"b", "2"}, {"a", "1"}, {"a", "0"}};
  const std::vector<RuleText> other{{"a", "0"}, {"b", "2"}, {"a", "1"}};
  EXPECT_EQ(make_bundle(texts), make_bundle(other));
}

// Texts made of what a bundle itself is made of.
TEST(RuleBundle, AnyTextsComeBack) {
  constexpr std::string_view pieces[] = {"--- # ", "12 ", "\n", "a.yml", "", " ", "--- # 3 a\nabc"};
  Random random(11);
  for (int trial = 0; trial < 500; ++trial) {
    std::vector<RuleText> texts;
    for (std::uint64_t i = random.below(5); i > 0; --i) {
      RuleText text{"f" + std::to_string(i) + ".yml", {}};
      for (auto n = random.below(8); n > 0; --n) text.text += pieces[random.below(7)];
      texts.insert(texts.begin(), text);
    }
    const auto bundle = make_bundle(texts);
    const auto back = read_bundle(bundle);
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(*back, texts);
    if (bundle.empty()) continue;
    // Cut anywhere, it is refused or gives fewer texts; it never gives other ones.
    const auto cut = read_bundle(std::string_view(bundle).substr(0, random.below(bundle.size())));
    if (!cut.ok()) {
      EXPECT_EQ(cut.error().code, errors::rules_malformed);
    } else {
      ASSERT_LT(cut->size(), texts.size());
      EXPECT_TRUE(std::equal(cut->begin(), cut->end(), texts.begin()));
    }
  }
}

TEST(RuleBundle, WhatIsNoneIsRefused) {
  for (const auto* text :
       {"rule: a\n", "--- # x a\n", "--- # 5 a\nabc\n", "--- # 3 \nabc\n", "--- # 3 a\nabcd\n",
        "--- # 99999999999999999999 a\nabc\n", "--- # 3 a"}) {
    const auto read = read_bundle(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, errors::rules_malformed);
  }
}

}  // namespace
}  // namespace bayon::decide
