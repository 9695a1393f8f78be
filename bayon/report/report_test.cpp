#include "bayon/report/report.hpp"

#include <cstdlib>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/base/random.hpp"
#include "test/support/sample_answer.hpp"

namespace bayon::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string page_of(const Json& answer) {
  const auto page = html(answer);
  EXPECT_TRUE(page);
  return page ? *page : std::string();
}

// The page without the packed data, in which anything may stand.
std::string told(const std::string& page) {
  const auto begin = page.find("id=data>");
  const auto end = page.find("</script>", begin);
  return page.substr(0, begin) + page.substr(end);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t out = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++out;
  return out;
}

// The browser's test (test/report/page_test.py) names a folder and reads what is written there.
TEST(SamplePages, AreWrittenForTheBrowser) {
  const char* folder = std::getenv("BAYON_PAGES");
  if (folder == nullptr) GTEST_SKIP() << "BAYON_PAGES names no folder";
  const std::filesystem::path out(folder);
  ASSERT_TRUE(make_folder(out));
  const std::pair<const char*, Json> pages[] = {
      {"small", testing::sample_answer()},
      {"large", testing::sample_answer(testing::large_sample())},
      {"hostile", testing::hostile_answer()}};
  for (const auto& [name, answer] : pages) {
    ASSERT_TRUE(write_html(answer, out / (std::string(name) + ".html"))) << name;
    ASSERT_TRUE(write_file(out / (std::string(name) + ".json"), answer.dump())) << name;
  }
}

TEST(Report, SaysWhenThereIsNothingToTell) {
  const auto page = html(Json{{"verb", "report"}, {"snapshot", "00"}});
  ASSERT_FALSE(page);
  EXPECT_EQ(bayon::name(page.error().code), "report.nothing_to_tell");
  EXPECT_FALSE(html(Json::array()));
  EXPECT_FALSE(html(Json{{"victims", Json::array()}, {"rings", {{"shown", Json::array()}}}}));
}

TEST(Report, SameAnswerGivesTheSameBytes) {
  EXPECT_EQ(page_of(testing::sample_answer()), page_of(testing::sample_answer()));
}

TEST(Report, WritesTheFileOrSaysWhyNot) {
  const auto folder = std::filesystem::temp_directory_path() / "bayon_report_test";
  std::filesystem::create_directories(folder);
  const auto out = folder / "report.html";
  ASSERT_TRUE(write_html(testing::sample_answer(), out));
  const auto written = read_file(out);
  ASSERT_TRUE(written);
  EXPECT_EQ(*written, page_of(testing::sample_answer()));
  EXPECT_FALSE(write_html(testing::sample_answer(), folder / "absent" / "report.html"));
  std::filesystem::remove_all(folder);
}

TEST(Report, TellsWhatMattersWithoutScript) {
  const Json answer = testing::sample_answer();
  const std::string page = told(page_of(answer));
  for (const auto* id : {"summary", "money", "timeline", "freeze", "listed", "parts", "losses",
                         "orders", "rings", "remarks", "sources", "recompute"}) {
    EXPECT_THAT(page, HasSubstr(std::string("<section id=") + id)) << id;
  }
  EXPECT_EQ(count(page, "<svg class=sankey"), 4U) << "two rules, two assets";
  for (const auto& victim : answer["victims"]) {
    EXPECT_THAT(page, HasSubstr(victim["name"].get<std::string>()));
  }
  for (const auto& remark : answer["remarks"]) {
    EXPECT_THAT(page, HasSubstr(remark.get<std::string>()));
  }
  EXPECT_THAT(page, HasSubstr(answer["snapshot"].get<std::string>()));
}

TEST(Report, SaysUnknownWhereNoListCouldTellWhoIsListed) {
  Json answer = testing::sample_answer();
  Json& summary = answer["summary"];
  const auto tile = [&] {
    const std::string page = told(page_of(answer));
    const auto at = page.find("<dt>Listed accounts");
    return page.substr(at, page.find("</div>", at) - at);
  };
  EXPECT_THAT(tile(), HasSubstr("s:listed_accounts"));
  EXPECT_THAT(tile(), HasSubstr("at least: 1 of 2 lists could not tell in full"));
  summary["listed_reach"] = "answered";
  EXPECT_THAT(tile(), Not(HasSubstr("at least")));
  summary["listed_reach"] = "unknown";
  summary["listed_why"] = "no list could tell in full";
  summary.erase("listed_accounts");
  EXPECT_THAT(tile(), HasSubstr("unknown</span>"));
  EXPECT_THAT(tile(), HasSubstr("not known: no list could tell in full"));
  EXPECT_THAT(tile(), Not(HasSubstr("s:listed_accounts")));
}

TEST(Report, AnOrderShowsTheRulesThatItMet) {
  Json answer = testing::sample_answer();
  const auto orders = [&] {
    const std::string page = told(page_of(answer));
    const auto at = page.find("<section id=orders");
    return page.substr(at, page.find("</section>", at) - at);
  };
  const std::string section = orders();
  for (const auto& rule : answer["order_rules"]) {
    for (const char* field : {"title", "issuer", "citation"}) {
      EXPECT_THAT(section, HasSubstr(rule[field].get<std::string>()));
    }
    EXPECT_THAT(section, HasSubstr(rule["standings"][0]["sentence"].get<std::string>()));
  }
  // A number of a standing that the rule does not have leaves the words out, and no more.
  for (auto& order : answer["orders"]) order["controls"][0]["stands"] = 7;
  const auto sentence = answer["order_rules"][0]["standings"][0]["sentence"].get<std::string>();
  EXPECT_THAT(orders(), Not(HasSubstr(sentence)));
}

TEST(Report, WhatListsCouldNotTellStandsBesideTheOrdersAndTheListed) {
  Json answer = testing::sample_answer();
  answer["order_rules"][1]["standings"][0]["past_last_seen"] = true;
  const std::string page = told(page_of(answer));
  const auto section = [&](const char* id) {
    const auto at = page.find(std::string("<section id=") + id);
    return page.substr(at, page.find("</section>", at) - at);
  };
  EXPECT_THAT(section("orders"), HasSubstr(answer["order_remarks"][0].get<std::string>()));
  EXPECT_THAT(section("orders"), HasSubstr(answer["rule_book"]["advice"].get<std::string>()));
  EXPECT_THAT(section("orders"), HasSubstr("1 of 2 rules were last seen before the day"));
  EXPECT_THAT(section("listed"), HasSubstr(answer["listed_remarks"][0].get<std::string>()));
  EXPECT_GT(count(section("orders"), "in part</span>"), 0U);
  EXPECT_GT(count(section("orders"), "in full</span>"), 0U);
}

TEST(Report, SaysNoneWhereThereIsNothingToFreeze) {
  Json answer = testing::sample_answer();
  answer["freeze"] = Json::array();
  answer["summary"]["to_freeze"] = Json::array();
  std::string page = told(page_of(answer));
  EXPECT_THAT(page, HasSubstr("<dt>To freeze now<dd>none"));
  EXPECT_THAT(page, HasSubstr("<p>None: no followed account holds victims' money"));
  answer["summary"].erase("to_freeze");
  answer["money_unknown"] = "no reports";
  page = told(page_of(answer));
  EXPECT_THAT(page, HasSubstr("<dt>To freeze now<dd><span class=u>unknown</span>"));
  EXPECT_THAT(page, HasSubstr("<p>Unknown: no money was followed.</p>"));
}

TEST(Report, SaysWhoMadeItForWhichCaseAndThatItIsMadeUp) {
  Json answer = testing::sample_answer();
  EXPECT_THAT(told(page_of(answer)), Not(HasSubstr("Made-up data")));
  answer["question"]["author"] = "Test Author";
  answer["question"]["case_number"] = "2025/<7>\"";
  answer["question"]["made_up"] = true;
  const std::string page = told(page_of(answer));
  EXPECT_THAT(page, HasSubstr("Made-up data"));
  EXPECT_THAT(page, HasSubstr("<dt>Author<dd><bdi>Test Author</bdi>"));
  EXPECT_THAT(page, HasSubstr("Case 2025\\00002f\\00003c7\\00003e\\000022"));
  EXPECT_THAT(page, HasSubstr("--author=&#39;Test Author&#39;"
                              " --case-number=&#39;2025/&lt;7&gt;&quot;&#39; --made-up"));
}

TEST(Report, NamesItsAnswerBeforeAnythingFromOutside) {
  const Json answer = testing::sample_answer();
  const std::string page = page_of(answer);
  const auto at = page.find("<meta name=bayon-answer content=" + answer_digest(answer) + ">");
  EXPECT_LT(at, 200U);
}

TEST(Report, FetchesNothing) {
  const std::string page = page_of(testing::sample_answer());
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(HasSubstr("unsafe-inline")));
  const std::regex fetching(R"((src|href)\s*=\s*["']?(https?:|//|file:|data:)|@import|url\()");
  EXPECT_FALSE(std::regex_search(told(page), fetching));
  EXPECT_THAT(told(page), Not(HasSubstr(" style="))) << "the policy would refuse it";
}

TEST(Report, NoNameLeavesItsPlace) {
  const std::string page = page_of(testing::hostile_answer());
  EXPECT_EQ(count(page, "<script"), 2U);
  EXPECT_EQ(count(page, "</script"), 2U);
  EXPECT_EQ(count(page, "</style"), 1U);
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("<svg onload")));
  EXPECT_THAT(page, Not(HasSubstr(" onmouseover='")));
  for (const auto* turn :
       {"\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9", "\xE2\x80\xA8", "\x01"}) {
    EXPECT_THAT(page, Not(HasSubstr(turn)));
  }
  EXPECT_THAT(page, HasSubstr("[U+202E]gpj.exe"));
  EXPECT_THAT(page, HasSubstr("&amp;lt;b&amp;gt; already escaped &amp;amp; not"));
}

TEST(Report, BrokenTextBecomesReadable) {
  Json answer = testing::sample_answer();
  answer["title"] = "half \xC3 and \xED\xA0\x80 and \xF5";
  EXPECT_THAT(page_of(answer), HasSubstr("half \xEF\xBF\xBD and "));
}

// Whatever is missing or of another kind, the page comes out or says that there is nothing.
TEST(Report, AnyPartMayBeMissing) {
  const Json whole = testing::sample_answer();
  Random random(11);
  for (int trial = 0; trial < 30; ++trial) {
    Json answer = whole;
    for (int cut = 0; cut < 4; ++cut) {
      Json* at = &answer;
      while (at->is_structured() && !at->empty()) {
        const auto which = static_cast<std::ptrdiff_t>(random.below(at->size()));
        at = &*std::next(at->begin(), which);
        if (random.chance(0.3)) break;
      }
      static const Json others[] = {
          nullptr, 7, -1, "x", true, Json::array(), Json::object(), Json::array({1, "a", nullptr})};
      if (at != &answer) *at = others[random.below(8)];
    }
    const auto page = html(answer);
    if (!page) {
      EXPECT_EQ(bayon::name(page.error().code), "report.nothing_to_tell") << trial;
    }
  }
}

TEST(Report, WhatIsMissingReadsUnknown) {
  Json answer = testing::sample_answer();
  answer["summary"].erase("victims");
  answer["victims"][0].erase("loss");
  const std::string page = told(page_of(answer));
  EXPECT_THAT(page, HasSubstr("<dt>Victims<dd><span class=u>unknown</span>"));
  EXPECT_GE(count(page, "<span class=u>unknown</span>"), 2U);
}

}  // namespace
}  // namespace bayon::report
