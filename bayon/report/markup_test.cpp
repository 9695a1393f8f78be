#include "bayon/report/detail/markup.hpp"

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"
#include "bayon/report/detail/pack.hpp"
#include "bayon/report/detail/total.hpp"

namespace bayon::report {
namespace {

TEST(Markup, GroupsDigitsAndKeepsTheRest) {
  EXPECT_EQ(grouped("0"), "0");
  EXPECT_EQ(grouped("999.5"), "999.5");
  EXPECT_EQ(grouped("1000"), "1,000");
  EXPECT_EQ(grouped("-1234567.000001"), "-1,234,567.000001");
  EXPECT_EQ(grouped("43398617.860000"), "43,398,617.86");
  EXPECT_EQ(grouped("0.000000"), "0.00");
  EXPECT_EQ(grouped("43385447.503270"), "43,385,447.50327");
  EXPECT_EQ(grouped("about 1000"), "about 1000");
  EXPECT_EQ(grouped("2025-10-14"), "2025-10-14");
}

TEST(Markup, BriefNeverRoundsUp) {
  EXPECT_EQ(brief("999.99"), "999");
  EXPECT_EQ(brief("1999"), "2.00 k");
  EXPECT_EQ(brief("20250830"), "20.3 M");
  EXPECT_EQ(brief("1004"), "1.00 k");
  EXPECT_EQ(brief("28502338.05"), "28.5 M");
  EXPECT_EQ(brief("999999999"), "1.00 bn");
  EXPECT_EQ(brief("12345678900000000"), "12300 tn");
  EXPECT_EQ(brief("2940000000"), "2.94 bn");
}

TEST(Markup, SumsExactly) {
  Total total;
  for (int i = 0; i < 10; ++i) total.add("0.1");
  total.add("99999999999999.000001");
  EXPECT_EQ(total.text(), "100000000000000.000001");
  total.add("much");
  EXPECT_FALSE(total.known());
  EXPECT_EQ(total.text(), "");
}

TEST(Markup, EscapesWhateverComes) {
  EXPECT_EQ(escape("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
  EXPECT_EQ(visible("a\xE2\x80\xAE"
                    "b"),
            "a[U+202E]b");
  EXPECT_EQ(visible("\xE1\x9E\x80\xE2\x80\x8B"), "\xE1\x9E\x80[U+200B]");
  EXPECT_EQ(visible("\xF3\xA0\x81\x81"), "[U+E0041]");
  EXPECT_EQ(visible("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Markup, RandomBytesStayInTheirPlace) {
  Random random(3);
  for (int trial = 0; trial < 2'000; ++trial) {
    std::string bytes;
    for (auto left = random.below(40); left > 0; --left) {
      bytes +=
          random.chance(0.5) ? static_cast<char>(random.below(256)) : "<>&\"'/="[random.below(7)];
    }
    const std::string out = escape(bytes);
    EXPECT_EQ(out.find_first_of("<>\"'"), out.npos) << trial;
    EXPECT_EQ(visible(visible(bytes)), visible(bytes)) << trial;
  }
}

TEST(Markup, Base64AsTheStandardHasIt) {  // RFC 4648, section 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

}  // namespace
}  // namespace bayon::report
