// What the XML wrapper promises: the tree as it is, or a catalogued error, whatever the bytes.
#include "bayon/source/reading/xml.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::reading {
namespace {

Result<XmlDocument> read(std::string_view text, const Bounds& bounds = {}) {
  const ::bayon::testing::MemoryFile file(text);
  Silent progress;
  auto stream = ByteStream::open(file.input("list.xml"), bounds, progress);
  return XmlDocument::read(*stream, bounds);
}

std::string verdict(std::string_view text, const Bounds& bounds = {}) {
  const auto document = read(text, bounds);
  if (document.ok()) return "";
  EXPECT_EQ(document.error().where.file, "list.xml");
  return std::string(name(document.error().code));
}

TEST(Xml, IsAskedByNameAndInOrder) {
  const auto document = read(
      "\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?><!-- a list -->\n"
      "<list day='2025-01-02'><party id='1'><name> Ex&#228;mple &amp; Co </name><name>Other</name>"
      "</party>between<party id='2'><name><![CDATA[<Third>]]> Co</name><empty/></party></list>");
  ASSERT_TRUE(document.ok());
  const XmlElement root = document->root();
  EXPECT_EQ(root.name(), "list");
  EXPECT_EQ(root.attribute("day"), "2025-01-02");
  EXPECT_EQ(root.attribute("none"), "");
  EXPECT_EQ(root.child("party").text("name"), "Ex\u00e4mple & Co");
  EXPECT_EQ(root.text(), "between");

  std::string seen;
  root.for_each([&](XmlElement party) {
    seen += std::string(party.attribute("id")) + ':';
    party.for_each("name", [&](XmlElement name) { seen += name.text() + ';'; });
    EXPECT_EQ(party.parent().name(), "list");
  });
  EXPECT_EQ(seen, "1:Ex\u00e4mple & Co;Other;2:<Third> Co;");
  EXPECT_FALSE(root.parent());
  EXPECT_FALSE(root.child("nobody").child("nothing").next());
  EXPECT_EQ(root.child("nobody").text("name"), "");
}

TEST(Xml, RefusesWithACataloguedError) {
  EXPECT_EQ(verdict("<a><b></a>"), "xml.malformed");
  EXPECT_EQ(verdict("<a>"), "xml.malformed");
  EXPECT_EQ(verdict("<!-- nothing else -->"), "xml.malformed");
  EXPECT_EQ(verdict("a,b\n1,2\n"), "file.wrong_format");
  EXPECT_EQ(verdict("  \n"), "file.wrong_format");
  EXPECT_EQ(verdict("<a>\xff</a>"), "text.invalid_utf8");
  EXPECT_EQ(verdict("<a b='\xc3'/>"), "text.invalid_utf8");
  EXPECT_EQ(verdict(std::string("<a>\0</a>", 8)), "text.nul_byte");
  const auto broken = read("<a>\n<b>\n</c>\n</a>");
  EXPECT_EQ(broken.error().where.record, 3u);
}

TEST(Xml, RefusesDocumentTypes) {
  EXPECT_EQ(verdict("<!DOCTYPE a [<!ENTITY x 'xx'><!ENTITY y '&x;&x;&x;'>]><a>&y;</a>"),
            "xml.entity_expansion");
  EXPECT_EQ(verdict("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "xml.entity_expansion");
  std::string laughs = "<!DOCTYPE a [<!ENTITY l0 'ha'>";
  for (int i = 1; i < 30; ++i) {
    const auto before = "&l" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY l" + std::to_string(i) + " '" + before + before + before + "'>";
  }
  EXPECT_EQ(verdict(laughs + "]><a>&l29;</a>"), "xml.entity_expansion");
}

TEST(Xml, BoundsDepthAndSize) {
  const auto nested = [](int levels) {
    std::string out;
    for (int i = 0; i < levels; ++i) out += "<a>";
    for (int i = 0; i < levels; ++i) out += "</a>";
    return out;
  };
  EXPECT_EQ(verdict(nested(60)), "");
  EXPECT_EQ(verdict(nested(70)), "xml.too_deep");
  EXPECT_EQ(verdict(nested(300'000)), "xml.too_deep");
  Bounds small;
  small.document_bytes_max = 100;
  EXPECT_EQ(verdict(nested(60), small), "file.too_large");
  std::string crowd = "<a>";
  for (int i = 0; i < 1'000; ++i) crowd += "<b/>";
  Bounds few;
  few.document_bytes_max = 1'002 * 350;
  EXPECT_EQ(verdict(crowd + "</a>", few), "");
  EXPECT_EQ(verdict(crowd + "<b/></a>", few), "file.too_large");
}

TEST(Xml, SurvivesAnyBytes) {
  const std::string good =
      "<?xml version='1.0'?><l><p id='1'><n>A &lt; B</n><!-- c --></p><q/></l>";
  int refused = 0;
  for (std::uint64_t seed = 0; seed < 2'000; ++seed) {
    Random random(seed);
    std::string text = good.substr(0, random.below(good.size() + 1));
    for (auto flips = random.below(4); flips > 0 && !text.empty(); --flips) {
      auto& c = text[random.below(text.size())];
      c = static_cast<char>(c ^ (1 << random.below(8)));
    }
    refused += verdict(text).empty() ? 0 : 1;
  }
  EXPECT_GT(refused, 1'000);
}

}  // namespace
}  // namespace bayon::source::reading
