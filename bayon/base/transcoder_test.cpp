// Is text of another encoding told in UTF-8, however its bytes are cut, or refused?
#include "bayon/base/transcoder.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/text.hpp"

namespace bayon {
namespace {

Result<std::string> told(std::string_view encoding, std::string_view bytes, std::size_t piece) {
  Transcoder transcoder(encoding);
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    BAYON_TRY_VOID(transcoder.add(bytes.substr(at, piece), false, out));
  }
  BAYON_TRY_VOID(transcoder.add({}, true, out));
  return out;
}

TEST(Transcoder, TellsWhatTheBytesSayHoweverTheyAreCut) {
  struct Case {
    std::string_view encoding, bytes, text;
  };
  using namespace std::string_view_literals;
  const Case cases[] = {
      {"windows-1252", "M\xfcller \x80 5", "M\xc3\xbcller \xe2\x82\xac 5"},
      {"latin-1",
       "Gr\xf6\xdf"
       "e",
       "Gr\xc3\xb6\xc3\x9f"
       "e"},
      {"iso-8859-15", "\xa4", "\xe2\x82\xac"},
      {"windows-874", "\xa1", "\xe0\xb8\x81"},
      {"utf-16", "\xff\xfe\xfc\x00;\x00\x3d\xd8\x00\xde"sv, "\xc3\xbc;\xf0\x9f\x98\x80"},
      {"utf-16", "\xfe\xff\x00\xfc"sv, "\xc3\xbc"},
      {"utf-16le", "a\x00"sv, "a"},
      {"utf-8", "\xc3\xbc", "\xc3\xbc"},
  };
  for (const Case& each : cases) {
    for (const std::size_t piece : {1u, 2u, 3u, 100u}) {
      const auto out = told(each.encoding, each.bytes, piece);
      ASSERT_TRUE(out.ok()) << each.encoding << ": " << out.error().text();
      EXPECT_EQ(*out, each.text) << each.encoding << " in pieces of " << piece;
    }
  }
}

TEST(Transcoder, RefusesWhatIsNoCharacter) {
  using namespace std::string_view_literals;
  for (const auto& [encoding, bytes] :
       {std::pair{"utf-8"sv, "ab\xff"sv}, std::pair{"utf-16le"sv, "a\x00\x3d\xd8"sv},
        std::pair{"utf-16le"sv, "a\x00z"sv}}) {
    const auto out = told(encoding, bytes, 100);
    ASSERT_FALSE(out.ok()) << encoding;
    EXPECT_EQ(out.error().code, errors::text_wrong_encoding) << "text.wrong_encoding";
  }
}

TEST(Transcoder, GivesValidTextOrAnErrorForAnyBytes) {
  Random random(7);
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    for (auto left = random.below(200); left != 0; --left) {
      bytes += static_cast<char>(random.below(256));
    }
    for (const std::string_view encoding : {"utf-8", "utf-16", "windows-1252", "windows-874"}) {
      const auto whole = told(encoding, bytes, 1000);
      const auto cut = told(encoding, bytes, 1 + random.below(7));
      ASSERT_EQ(whole.ok(), cut.ok()) << encoding;
      if (!whole.ok()) continue;
      EXPECT_EQ(*whole, *cut);
      EXPECT_TRUE(valid_utf8(*whole));
    }
  }
}

TEST(Transcoder, KnowsItsNames) {
  EXPECT_TRUE(known_encoding("windows-1252"));
  EXPECT_FALSE(known_encoding("ebcdic"));
  EXPECT_NE(known_encodings().find("latin-1"), std::string::npos);
}

}  // namespace
}  // namespace bayon
