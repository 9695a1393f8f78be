#include "bayon/match/code_points.hpp"

#include <gtest/gtest.h>

namespace bayon::match {
namespace {

TEST(CodePoints, CountsLettersOfEveryWidth) {
  EXPECT_EQ(code_points("aé€😀"), U"aé€😀");
  EXPECT_EQ(code_points("ខ្មែរ").size(), 5u);
}

TEST(CodePoints, ABrokenByteIsALetterOfItsOwn) {
  EXPECT_EQ(code_points("a\xff"
                        "b")
                .size(),
            3u);
  EXPECT_EQ(code_points("\xe2\x82").size(), 2u);
  EXPECT_NE(code_points("\xff"), code_points("\xfe"));
  EXPECT_NE(code_points("\xff"), code_points("\xc3\xbf"));
}

TEST(CodePoints, StopsAtItsBound) {
  EXPECT_EQ(code_points(std::string(10'000, 'x')).size(), points_max);
}

TEST(Words, HaveNoEmptyOnes) {
  EXPECT_TRUE(words(U"").empty());
  EXPECT_TRUE(words(U"  ").empty());
  const auto found = words(U" one  two ");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0], U"one");
  EXPECT_EQ(found[1], U"two");
}

}  // namespace
}  // namespace bayon::match
