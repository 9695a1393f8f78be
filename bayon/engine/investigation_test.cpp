// Is an investigation file read strictly?
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/engine/detail/investigation_file.hpp"
#include "test/support/generated_world.hpp"

namespace bayon::engine {
namespace {

Result<Investigation> read(const std::string& text) {
  testing::ScratchFolder scratch;
  EXPECT_TRUE(write_file(scratch.path() / "i.toml", text).ok());
  return read_investigation(scratch.path() / "i.toml");
}

TEST(InvestigationFile, SaysSourcesAndQuestions) {
  const auto file = read(R"(
title = "A case"
[[load]]
format = "orders"
dataset = "orders"
version = "2025-01-01"
files = "orders.csv"
[questions]
as_of = 2025-11-06
rules = ["fifo"]
tolerance_days = 2
)");
  ASSERT_TRUE(file.ok()) << file.error().text();
  ASSERT_EQ(file->loads.size(), 1u);
  EXPECT_EQ(file->loads[0].files, std::vector<std::string>{"orders.csv"});
  EXPECT_EQ(file->question.dump(),
            R"({"as_of":"2025-11-06","rules":["fifo"],"tolerance_days":2,"title":"A case"})");
}

TEST(InvestigationFile, RefusesWhatItDoesNotKnow) {
  const std::pair<const char*, std::uint64_t> wrong[] = {
      {"titel = 'x'", 1},
      {"title = 5", 1},
      {"title = 'x'\n[questions]\nasof = '2025-01-01'", 3},
      {"[[load]]\nformat = 'ftm'\ndataset = 'x'", 1},
      {"[[load]]\nformat = 'ftm'\ndataset = 'x'\nfiles = [1]", 4},
      {"[generate]\nfolder = 'x'", 1},
      {"title = 'x'\n\n= 3", 3},
      {"[report]\nhtml = \"rejects.csv\\u0000.html\"", 2},
      {"[[load]]\nformat = 'ftm'\ndataset = 'x'\nfiles = [\"a\\u0000b\"]", 4},
      {"[report]\nhtml = 'a.html'\njson = './a.html'", 1},
      {"load = 1", 1}};
  for (const auto& [text, line] : wrong) {
    const auto file = read(text);
    ASSERT_FALSE(file.ok()) << text;
    EXPECT_EQ(file.error().code, errors::investigation_malformed) << text;
    EXPECT_EQ(file.error().where.record, line) << text;
  }
}

TEST(InvestigationFile, WritesInsideTheCaseAlone) {
  const std::pair<const char*, std::uint64_t> wrong[] = {
      {"[report]\nhtml = '../report.html'", 2},
      {"[report]\n\njson = '/tmp/report.json'", 3},
      {"[report]\njson = ''", 2},
      {"[report]\nhtml = 'a/../../b.html'", 2},
      {"[generate]\nscenario = 's.toml'\nfolder = '../world'", 3},
      {"[generate]\nscenario = 's.toml'\nfolder = '.'", 3},
      {"[generate]\nscenario = 's.toml'\nfolder = 'a/..'", 3}};
  for (const auto& [text, line] : wrong) {
    const auto file = read(text);
    ASSERT_FALSE(file.ok()) << text;
    EXPECT_EQ(name(file.error().code), "investigation.leaves_case") << text;
    EXPECT_EQ(file.error().where.record, line) << text;
  }
  EXPECT_TRUE(read("[report]\nhtml = 'pages/report.html'"));
}

TEST(InvestigationFile, AGeneratedWorldMustBeGenerated) {
  for (const char* text :
       {"[[load]]\nformat = 'ftm'\ndataset = 'x'\nfiles = ['{generated}/a.json']", "[truth]"}) {
    const auto file = read(text);
    ASSERT_FALSE(file.ok()) << text;
    EXPECT_EQ(file.error().code, errors::investigation_malformed) << text;
  }
}

TEST(InvestigationFile, WithoutEndIsTooLarge) {
  const auto file = read_investigation("/dev/zero");
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().code, errors::file_too_large);
}

TEST(InvestigationFile, PatternsFindFilesInOrder) {
  testing::ScratchFolder scratch;
  for (const char* name : {"bank_b.csv", "bank_a.csv", "other.csv"}) {
    EXPECT_TRUE(write_file(scratch.path() / name, "x").ok());
  }
  const auto found = find_files({"{generated}/bank_*.csv", "-"}, ".", scratch.path());
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(*found, (std::vector<std::string>{(scratch.path() / "bank_a.csv").string(),
                                              (scratch.path() / "bank_b.csv").string(), "-"}));
  const auto none = find_files({"{generated}/nothing_*.csv"}, ".", scratch.path());
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, errors::file_not_found);
}

}  // namespace
}  // namespace bayon::engine
