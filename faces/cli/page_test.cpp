#include "faces/cli/page.hpp"

#include <gtest/gtest.h>

#include "bayon/base/check.hpp"

namespace bayon::cli {
namespace {

using Align = Table::Align;

Look look(std::size_t width, bool all = false, bool colours = false) {
  Look out;
  out.width = width;
  out.all = all;
  out.colours = colours;
  return out;
}

TEST(Page, columns_stand_under_each_other_in_every_script) {
  Table table({{"name"}, {"amount", Align::right}, {"note"}});
  table.row({"王小明", "1,000.00", ""});
  table.row({"Ana", "5.00", "x"});
  Page page(look(100));
  page.table(table);
  EXPECT_EQ(page.text(),
            "  name      amount  note\n"
            "  王小明  1,000.00\n"
            "  Ana         5.00  x\n");
}

TEST(Page, points_of_amounts_stand_under_each_other) {
  Table table({{"amount", Align::decimal}, {"asset"}});
  table.row({"7,597,107.55212", "USDT"});
  table.row({"12.00", "USD"});
  table.row({"5", "JPY"});
  Page page(look(100));
  page.table(table, 0);
  EXPECT_EQ(page.text(),
            "         amount  asset\n"
            "7,597,107.55212  USDT\n"
            "       12.00     USD\n"
            "        5        JPY\n");
}

TEST(Page, a_row_has_a_cell_for_each_column) {
  Table table({{"a"}, {"b"}});
  EXPECT_THROW(table.row({"one"}), InvariantBroken);
}

TEST(Page, an_empty_table_prints_nothing) {
  Page page(look(100));
  page.table(Table({{"a"}}));
  EXPECT_EQ(page.text(), "");
}

TEST(Page, sentences_wrap_with_a_hanging_indent) {
  Page page(look(20));
  page.sentence("one two three four five six", 2, 2);
  EXPECT_EQ(page.text(), "  one two three four\n    five six\n");
}

TEST(Page, a_word_wider_than_the_page_is_kept_whole) {
  Page page(look(10));
  page.sentence("ab 0123456789012345 cd");
  EXPECT_EQ(page.text(), "ab\n0123456789012345\ncd\n");
}

TEST(Page, what_is_cut_says_how_to_get_it) {
  Page page(look(100));
  EXPECT_EQ(page.few(50, 10), 10U);
  EXPECT_EQ(page.few(5, 10), 5U);
  page.rest(1050, 10, "hits");
  EXPECT_EQ(page.text(), "  ... 1,040 more hits: --all prints them, --json every detail\n");
  Page whole(look(100, true));
  EXPECT_EQ(whole.few(50, 10), 50U);
  whole.rest(50, 50, "hits");
  EXPECT_EQ(whole.text(), "");
}

TEST(Page, gaps_never_double) {
  Page page(look(100));
  page.gap();
  page.line("a");
  page.gap();
  page.gap();
  page.line("b");
  EXPECT_EQ(page.text(), "a\n\nb\n");
}

TEST(Page, colours_only_where_they_are_wanted) {
  Page plain(look(100));
  plain.heading("a");
  EXPECT_EQ(plain.text(), "a\n");
  Page coloured(look(100, false, true));
  coloured.heading("a");
  EXPECT_EQ(coloured.text(), "\033[1ma\033[0m\n");
}

}  // namespace
}  // namespace bayon::cli
