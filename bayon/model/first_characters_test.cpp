#include "bayon/model/first_characters.hpp"

#include <gtest/gtest.h>

namespace bayon::model {
namespace {

TEST(FirstCharacters, AreWholeOnes) {
  EXPECT_EQ(first_characters("abc", 5), "abc");
  EXPECT_EQ(first_characters("abc", 3), "abc");
  EXPECT_EQ(first_characters("abc", 2), "ab");
  EXPECT_EQ(first_characters("abc", 0), "");
  EXPECT_EQ(first_characters("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z", 2), "a\xC3\xA9");
  EXPECT_EQ(first_characters("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z", 4),
            "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  EXPECT_EQ(first_characters("ab cd", 3), "ab");
}

}  // namespace
}  // namespace bayon::model
