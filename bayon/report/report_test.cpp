#include "bayon/report/report.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "bayon/base/file.hpp"
#include "test/support/sample_answer.hpp"

namespace bayon::report {
namespace {

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
}

}  // namespace
}  // namespace bayon::report
