#include "bayon/base/text.hpp"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"

namespace bayon {
namespace {

void append_utf8(std::uint32_t point, std::string& out) {
  if (point < 0x80) {
    out += static_cast<char>(point);
  } else if (point < 0x800) {
    out += static_cast<char>(0xc0 | (point >> 6));
    out += static_cast<char>(0x80 | (point & 63));
  } else if (point < 0x10000) {
    out += static_cast<char>(0xe0 | (point >> 12));
    out += static_cast<char>(0x80 | ((point >> 6) & 63));
    out += static_cast<char>(0x80 | (point & 63));
  } else {
    out += static_cast<char>(0xf0 | (point >> 18));
    out += static_cast<char>(0x80 | ((point >> 12) & 63));
    out += static_cast<char>(0x80 | ((point >> 6) & 63));
    out += static_cast<char>(0x80 | (point & 63));
  }
}

// Letters, marks, digits and punctuation of the scripts that lists are written in.
std::string any_text(Random& random) {
  static constexpr std::uint32_t blocks[][2] = {
      {0x20, 0x7e},     {0xc0, 0x17f},    {0x300, 0x36f},   {0x370, 0x3ff},    {0x400, 0x4ff},
      {0x5d0, 0x5ea},   {0x600, 0x6ff},   {0x900, 0x97f},   {0xe01, 0xe5b},    {0xe81, 0xedf},
      {0x1000, 0x109f}, {0x1780, 0x17f9}, {0x1e00, 0x1eff}, {0x2010, 0x2027},  {0x3041, 0x30ff},
      {0x4e00, 0x4eff}, {0xac00, 0xacff}, {0xff01, 0xff5e}, {0x1f600, 0x1f610}};
  std::string out;
  const auto& own = blocks[random.below(std::size(blocks))];
  for (auto left = random.below(24); left > 0; --left) {
    const auto& block = random.chance(0.7) ? own : blocks[random.below(std::size(blocks))];
    append_utf8(block[0] + static_cast<std::uint32_t>(random.below(block[1] - block[0] + 1)), out);
  }
  return out;
}

// The naive twin decodes by arithmetic and asks what RFC 3629 asks.
bool naive_valid(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    std::size_t width = 0;
    std::uint32_t point = 0;
    if (lead < 0x80) {
      width = 1;
      point = lead;
    } else if ((lead & 0xe0) == 0xc0) {
      width = 2;
      point = lead & 0x1fu;
    } else if ((lead & 0xf0) == 0xe0) {
      width = 3;
      point = lead & 0x0fu;
    } else if ((lead & 0xf8) == 0xf0) {
      width = 4;
      point = lead & 0x07u;
    } else {
      return false;
    }
    if (i + width > text.size()) return false;
    for (std::size_t k = 1; k < width; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + k]);
      if ((byte & 0xc0) != 0x80) return false;
      point = (point << 6) | (byte & 0x3fu);
    }
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < least[width] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
      return false;
    i += width;
  }
  return true;
}

TEST(Text, ValidIsWhatRfc3629Allows) {
  Random random(41);
  int valid = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text = i % 2 == 0 ? any_text(random) : std::string();
    // Bytes near the borders of the encoding, so that each rule is met often.
    static constexpr unsigned char borders[] = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f,
                                                0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf,
                                                0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5};
    for (auto left = random.below(5); left > 0; --left) {
      text.insert(text.begin() + static_cast<std::ptrdiff_t>(random.below(text.size() + 1)),
                  static_cast<char>(borders[random.below(std::size(borders))]));
    }
    ASSERT_EQ(valid_utf8(text), naive_valid(text));
    valid += valid_utf8(text) ? 1 : 0;
  }
  EXPECT_GT(valid, 20'000);
  EXPECT_LT(valid, 180'000);
}

TEST(Text, NfcRefusesWhatIsNotUtf8) {
  for (const char* text : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "a\xe2\x82", "\xf4\x90\x80\x80"}) {
    EXPECT_EQ(name(nfc(text).error().code), "text.invalid_utf8");
  }
}

TEST(Text, NfcComposes) {
  EXPECT_EQ(*nfc("e\xcc\x81"), "\xc3\xa9");
  EXPECT_EQ(*nfc("plain"), "plain");
  EXPECT_EQ(*nfc(""), "");
}

// Properties of the two normal forms: doing it again changes nothing.
TEST(Text, NormalFormsAreFixedPoints) {
  Random random(42);
  for (int i = 0; i < 4'000; ++i) {
    const std::string text = any_text(random);
    const std::string once = *nfc(text);
    EXPECT_EQ(*nfc(once), once);
    const auto folded = fold_name(text);
    EXPECT_TRUE(valid_utf8(folded.text));
    EXPECT_EQ(fold_name(folded.text).text, folded.text) << text;
    EXPECT_EQ(folded.text.find("  "), std::string::npos);
    EXPECT_TRUE(folded.text.empty() || (folded.text.front() != ' ' && folded.text.back() != ' '));
    if (folded.complete) {
      for (const char c : folded.text) EXPECT_FALSE(c >= 'A' && c <= 'Z');
    }
  }
}

TEST(Text, FoldsNamesIntoLatinWords) {
  EXPECT_EQ(fold_name("EXAMPLE Trading, Ltd.").text, "example trading ltd");
  EXPECT_EQ(fold_name("O'Example-Smith").text, "oexample smith");
  EXPECT_EQ(fold_name("\xc3\x89tienne M\xc3\xbcller").text, "etienne muller");
  EXPECT_EQ(fold_name("\xd0\x9f\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80").text, "primer");
  EXPECT_TRUE(fold_name("EXAMPLE").complete);
}

// Khmer has no transform into Latin in ICU: such a name is unknown there, which the caller is told.
TEST(Text, SaysWhenAScriptCannotBePutIntoLatin) {
  const auto khmer = fold_name("\xe1\x9e\x80\xe1\x9e\x98\xe1\x9f\x92\xe1\x9e\x96\xe1\x9e\xbb");
  EXPECT_FALSE(khmer.complete);
  EXPECT_FALSE(khmer.text.empty());
}

TEST(Text, FoldsTheSameOnEveryThread) {
  const std::string name = "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80 \xce\x91\xce\xb2";
  const std::string expected = fold_name(name).text;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) EXPECT_EQ(fold_name(name).text, expected);
    });
  }
}

TEST(Text, Windows1252IsReadByteForByte) {
  EXPECT_EQ(from_windows_1252("caf\xe9 \x80 \x93x\x94"),
            "caf\xc3\xa9 \xe2\x82\xac \xe2\x80\x9cx\xe2\x80\x9d");
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_TRUE(valid_utf8(from_windows_1252(all)));
}

TEST(Text, SmallToolsDoWhatTheySay) {
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(trim(" \t"), "");
  EXPECT_EQ(lower_ascii("A\xc3\x89z"), "a\xc3\x89z");
  EXPECT_EQ(upper_ascii("a\xc3\xa9Z"), "A\xc3\xa9Z");
  EXPECT_TRUE(equal_ascii_case("Sdn", "sDN"));
  EXPECT_FALSE(equal_ascii_case("sdn", "sd"));
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
  EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
  EXPECT_EQ(split("a; b; ", "; "), (std::vector<std::string_view>{"a", "b", ""}));
  EXPECT_EQ(words("  a  b "), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_EQ(identifier_key("ab-12 / 3.c"), "AB123C");
  EXPECT_EQ(identifier_key("8\xE2\x80\x93\x30\x30\xC2\xA0\x31\xC2\xAD-7"), "80017")
      << "dashes, blanks and soft hyphens of any kind are none of it";
  EXPECT_EQ(identifier_key("\xEF\xBC\x91\xEF\xBC\x92\xEF\xBD\x81"), "12A") << "full width";
  EXPECT_EQ(identifier_key("\xD0\xB0\xD0\xB1-1"), "\xD0\x90\xD0\x91\x31")
      << "letters of any script stay";
}

}  // namespace
}  // namespace bayon
