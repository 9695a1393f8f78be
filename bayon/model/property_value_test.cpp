// Values are cleaned by type, and what is not understood is said to be so.
#include "bayon/model/property_value.hpp"

#include <gtest/gtest.h>

#include <iterator>
#include <string>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"

namespace bayon::model {
namespace {

using State = PropertyValue::State;

std::string clean(PropertyType type, std::string_view text) {
  const auto value = clean_value(type, text);
  EXPECT_TRUE(value.ok()) << text;
  if (!value.ok()) return "error";
  switch (value->state) {
    case State::clean:
      return value->text;
    case State::empty:
      return "(empty)";
    case State::not_understood:
      return "(not understood) " + value->text;
  }
  return "";
}

TEST(PropertyValue, CollapsesBlanksAndNormalises) {
  EXPECT_EQ(clean(PropertyType::name, "  Test\t Person\xc2\xa0\xc2\xa0 0012 \r\n"),
            "Test Person 0012");
  EXPECT_EQ(clean(PropertyType::name, "e\u0301"), "\u00e9");
  EXPECT_EQ(clean(PropertyType::name, " \xe3\x80\x80\xef\xbb\xbf\xe2\x80\x8b "), "(empty)");
  EXPECT_EQ(clean(PropertyType::string, std::string_view("a\0b", 3)), "a b");
  EXPECT_EQ(clean(PropertyType::text, " first line\n second  line \n"),
            "first line\n second  line");
}

TEST(PropertyValue, ReadsDates) {
  EXPECT_EQ(clean(PropertyType::date, "17 Feb 1974"), "1974-02-17");
  EXPECT_EQ(clean(PropertyType::date, "Mar 1965"), "1965-03");
  EXPECT_EQ(clean(PropertyType::date, "1965"), "1965");
  EXPECT_EQ(clean(PropertyType::date, "2024-02-29T10:00:00Z"), "2024-02-29");
  EXPECT_EQ(clean(PropertyType::date, "24.9.2004"), "2004-09-24");
  EXPECT_EQ(clean(PropertyType::date, "28 April 1937"), "1937-04-28");
  for (const char* text : {"circa 1965", "2023-02-30", "31.2.2004", "0.1.2004", "1.0.2004",
                           "-1.1.2004", "1.1.04", "1974-02-17-01", "soon"}) {
    EXPECT_EQ(clean(PropertyType::date, text), std::string("(not understood) ") + text);
  }
}

TEST(PropertyValue, ReadsCodes) {
  EXPECT_EQ(clean(PropertyType::country, "Korea, North"), "kp");
  EXPECT_EQ(clean(PropertyType::country, "Atlantis"), "(not understood) Atlantis");
  EXPECT_EQ(clean(PropertyType::gender, "Female"), "female");
  EXPECT_EQ(clean(PropertyType::gender, "M"), "male");
  EXPECT_EQ(clean(PropertyType::gender, "vessel"), "(not understood) vessel");
  EXPECT_EQ(clean(PropertyType::language, "en"), "eng");
  EXPECT_EQ(clean(PropertyType::language, "KHM"), "khm");
  EXPECT_EQ(clean(PropertyType::language, "Khmer"), "(not understood) Khmer");
  EXPECT_EQ(clean(PropertyType::topic, "export.control"), "export.control");
  EXPECT_EQ(clean(PropertyType::topic, "7"), "(not understood) 7");
}

TEST(PropertyValue, LeavesIdentifiersAndContactsAsWritten) {
  EXPECT_EQ(clean(PropertyType::identifier, " AB-12 / c "), "AB-12 / c");
  EXPECT_EQ(clean(PropertyType::email, " Nobody@Example.TEST "), "Nobody@Example.TEST");
  EXPECT_EQ(clean(PropertyType::phone, " +855 (0) 00 "), "+855 (0) 00");
  EXPECT_EQ(clean(PropertyType::url, " www.example.test/A "), "www.example.test/A");
}

TEST(PropertyValue, RefusesBytesThatAreNoText) {
  const auto value = clean_value(PropertyType::name, "abc\xff");
  ASSERT_FALSE(value.ok());
  EXPECT_EQ(value.error().code, errors::text_invalid_utf8);
}

// Property: what is clean as written is what cleaning answers with. The twin is clean_value itself.
TEST(PropertyValue, CleanAsWrittenAgreesWithCleaning) {
  Random random(11);
  const std::string_view pieces[] = {"a",    " ", "Z9",       "\t", "\xc3\xa9",
                                     "\x7f", ".", "\xc2\xa0", "us"};
  int as_written = 0;
  for (int trial = 0; trial < 20'000; ++trial) {
    const auto type =
        static_cast<PropertyType>(random.below(static_cast<std::uint64_t>(PropertyType::url) + 1));
    std::string text;
    for (std::uint64_t i = random.below(5); i != 0; --i)
      text += pieces[random.below(std::size(pieces))];
    if (!clean_as_written(type, text)) continue;
    ++as_written;
    const auto clean = clean_value(type, text);
    ASSERT_TRUE(clean.ok());
    EXPECT_EQ(clean->state, PropertyValue::State::clean);
    EXPECT_EQ(clean->text, text);
  }
  EXPECT_GT(as_written, 1'500);
}

TEST(PropertyValue, CountsCharactersNotBytes) {
  EXPECT_EQ(character_count("abc"), 3u);
  EXPECT_EQ(character_count("\u1780\u1781"), 2u);
  EXPECT_EQ(character_count(""), 0u);
}

}  // namespace
}  // namespace bayon::model
