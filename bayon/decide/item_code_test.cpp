// Are classifications read as people write them, and do patterns reach what they should?
#include "bayon/decide/item_code.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::decide {
namespace {

using model::Truth;

TEST(ItemCode, ReadsWhatPeopleWrite) {
  EXPECT_EQ(read_item("9A610.x", "").kind, ItemKind::eccn);
  EXPECT_EQ(read_item("9A610.x", "").paragraph, "x");
  EXPECT_EQ(read_item(" 5a002 ", "EAR").kind, ItemKind::eccn);
  EXPECT_EQ(read_item("5a002", "").code, read_item("5A002", "").code);
  EXPECT_EQ(read_item("ECCN 3A001.b.2", "").paragraph, "b.2");
  EXPECT_EQ(read_item("ear99", "").kind, ItemKind::ear99);
  EXPECT_EQ(read_item("VIII(h)", "ITAR").category, 8);
  EXPECT_EQ(read_item("USML XI(c)(2)", "").category, 11);
  EXPECT_EQ(read_item("Category xxi", "").category, 21);
  EXPECT_EQ(read_item("USML", "").kind, ItemKind::usml);
  EXPECT_EQ(read_item("USML", "").category, 0);
}

TEST(ItemCode, WhatCannotBeReadIsOpenWithItsDoubt) {
  EXPECT_EQ(read_item("", "").doubt, ItemDoubt::missing);
  for (const auto* text : {"8471.30", "XXII", "IIX", "9F610", "9A61", "9A610x", "9A610.",
                           "9A610..x", "5A002; 5D002", "EAR 99", "unknown"}) {
    EXPECT_EQ(read_item(text, "").kind, ItemKind::open) << text;
    EXPECT_EQ(read_item(text, "").doubt, ItemDoubt::unreadable) << text;
  }
  EXPECT_EQ(read_item("9A610.x", "ITAR").doubt, ItemDoubt::contradiction);
  EXPECT_EQ(read_item("VIII(h)", "EAR").doubt, ItemDoubt::contradiction);
  EXPECT_EQ(read_item("9A610.x", "UK").doubt, ItemDoubt::foreign);
  EXPECT_TRUE(read_item("", "ITAR").itar);
  EXPECT_TRUE(read_item("see letter", "ear").ear);
}

Truth match(std::string_view pattern, std::string_view code, std::string_view jurisdiction = "") {
  return read_item_pattern(pattern, Truth::yes)->match(read_item(code, jurisdiction));
}

TEST(ItemPattern, MatchesEntriesClassesAndParagraphs) {
  EXPECT_EQ(match("9A610", "9A610.x"), Truth::yes);
  EXPECT_EQ(match("9A610.x", "9A610.x"), Truth::yes);
  EXPECT_EQ(match("9A610.x", "9A610.y"), Truth::no);
  EXPECT_EQ(match("9A610.x", "9A610"), Truth::unknown);
  EXPECT_EQ(match("3A001.b", "3A001.b.2"), Truth::yes);
  EXPECT_EQ(match("3A001.b.2", "3A001.b"), Truth::unknown);
  EXPECT_EQ(match("3A001.b.2", "3A001.b.22"), Truth::no);
  EXPECT_EQ(match("600_series", "0A604.a"), Truth::yes);
  EXPECT_EQ(match("600_series", "5A002"), Truth::no);
  EXPECT_EQ(match("600_series.y", "9A610.y.3"), Truth::yes);
  EXPECT_EQ(match("9x515", "9E515"), Truth::yes);
  EXPECT_EQ(match("9x515", "9A610"), Truth::no);
  EXPECT_EQ(match("usml", "VIII(h)"), Truth::yes);
  EXPECT_EQ(match("usml", "9A610.x"), Truth::no);
  EXPECT_EQ(match("usml:VIII", "VIII(h)"), Truth::yes);
  EXPECT_EQ(match("usml:VIII", "VII"), Truth::no);
  EXPECT_EQ(match("usml:VIII", "USML"), Truth::unknown);
  EXPECT_EQ(match("ear", "EAR99"), Truth::yes);
  EXPECT_EQ(match("ear", "VIII(h)"), Truth::no);
  EXPECT_EQ(match("ear99", "5A002"), Truth::no);
}

TEST(ItemPattern, OpenGoodsMatchOnlyWhatTheJurisdictionSays) {
  for (const auto* pattern : {"usml", "usml:IV", "ear", "ear99", "9A610", "600_series"}) {
    EXPECT_EQ(match(pattern, ""), Truth::unknown) << pattern;
    EXPECT_EQ(match(pattern, "something"), Truth::unknown) << pattern;
    EXPECT_EQ(match(pattern, "9A610", "ITAR"), Truth::unknown) << pattern;
  }
  EXPECT_EQ(match("usml", "", "ITAR"), Truth::yes);
  EXPECT_EQ(match("usml:IV", "", "ITAR"), Truth::unknown);
  EXPECT_EQ(match("ear", "", "ITAR"), Truth::no);
  EXPECT_EQ(match("9A610", "", "ITAR"), Truth::no);
  EXPECT_EQ(match("usml", "", "EAR"), Truth::no);
  EXPECT_EQ(match("ear", "", "EAR"), Truth::yes);
  EXPECT_EQ(match("ear99", "", "EAR"), Truth::unknown);
}

TEST(ItemPattern, RefusesWhatIsNoPattern) {
  for (const auto* text : {"", "usml:", "usml:0", "9A61", "9A610-x", "9A610.", "AA610", "9G610",
                           "9A6100", "600_seriesx", "*", "9A610.x.", "EAR"}) {
    const auto pattern = read_item_pattern(text, Truth::yes);
    ASSERT_FALSE(pattern) << text;
    EXPECT_EQ(pattern.error().code, errors::rules_malformed);
  }
}

TEST(ItemTable, TheMostSpecificPatternDecides) {
  const auto table =
      *ItemTable::of({{"600_series", "3A001"}, {"600_series.y", "3A???"}, {"3A002"}, {}});
  const auto reach = [&](std::string_view code, std::string_view jurisdiction = "") {
    return table.reach(read_item(code, jurisdiction));
  };
  EXPECT_EQ(reach("9A610.x"), Truth::yes);
  EXPECT_EQ(reach("9A610"), Truth::yes);  // the entry as a whole
  EXPECT_EQ(reach("9A610.y"), Truth::unknown);
  EXPECT_EQ(reach("3A001.a"), Truth::yes);
  EXPECT_EQ(reach("3A002"), Truth::no);
  EXPECT_EQ(reach("3A999"), Truth::unknown);
  EXPECT_EQ(reach("5A002"), Truth::no);
  EXPECT_EQ(reach(""), Truth::unknown);
  EXPECT_EQ(reach("", "ITAR"), Truth::no);
  EXPECT_EQ(reach("", "EAR"), Truth::unknown);
  EXPECT_TRUE(table.doubt_is_the_rules(read_item("3A999", "")));
  EXPECT_FALSE(table.doubt_is_the_rules(read_item("", "")));
}

TEST(ItemTable, AllOfTheEarBesideADoubtfulParagraph) {
  const auto table = *ItemTable::of({{"ear"}, {"600_series.y"}, {}, {}});
  EXPECT_EQ(table.reach(read_item("EAR99", "")), Truth::yes);
  EXPECT_EQ(table.reach(read_item("9A610.y", "")), Truth::unknown);
  EXPECT_EQ(table.reach(read_item("", "EAR")), Truth::unknown);
  EXPECT_EQ(table.reach(read_item("", "ITAR")), Truth::no);
}

TEST(ItemTable, AParagraphThatIsNotSaidLeavesItOpen) {
  const auto table = *ItemTable::of({{"3A001"}, {}, {"3A001.b"}, {}});
  EXPECT_EQ(table.reach(read_item("3A001.a", "")), Truth::yes);
  EXPECT_EQ(table.reach(read_item("3A001.b.1", "")), Truth::no);
  EXPECT_EQ(table.reach(read_item("3A001", "")), Truth::unknown);
}

TEST(ItemTable, NoTableReachesEverything) {
  EXPECT_EQ(ItemTable::of({})->reach(read_item("", "")), Truth::yes);
  EXPECT_FALSE(ItemTable::of({{"5A002"}, {}, {"5A002"}, {}}));
}

}  // namespace
}  // namespace bayon::decide
