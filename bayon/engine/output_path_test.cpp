// Can an answer that is written destroy the case that it came from?
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "test/support/engine_case.hpp"

namespace bayon {
namespace {

using testing::EngineCase;

std::string told(const Result<void>& free) {
  return free.ok() ? "free" : std::string(name(free.error().code));
}

TEST(OutputPath, TheCasesOwnFilesAreRefused) {
  const EngineCase one;
  const auto engine = Engine::open(one.folder(), Engine::Access::read);
  ASSERT_TRUE(engine);
  const auto inside = [&](const char* name) {
    return told(engine->check_output(one.folder() / name));
  };
  for (const char* own : {"audit.log", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm",
                          "lock", "rejects.csv", "segments/report.html", "segments",
                          "index/../audit.log", "rules/a.yml", ".", "", "ledger.7.part"}) {
    EXPECT_EQ(inside(own), "case.own_file") << own;
  }
  for (const char* free : {"report.html", "report.json", "pages/report.html", "audit.log.html",
                           "../report.html", "segments.html", "../audit.log"}) {
    EXPECT_EQ(inside(free), "free") << free;
  }
}

// The system cuts a name at its first NUL: what is written is another file than the one looked at.
TEST(OutputPath, ANameThatNobodySeesIsRefused) {
  const EngineCase one;
  const auto engine = Engine::open(one.folder(), Engine::Access::read);
  ASSERT_TRUE(engine);
  using namespace std::string_literals;
  for (const auto& name : {"rejects.csv\0.html"s, "a\nb.html"s, "a\x1b.html"s, "a\x7f.html"s}) {
    EXPECT_EQ(told(engine->check_output(one.folder() / name)), "file.not_writable");
  }
}

TEST(OutputPath, NoLinkLeadsAround) {
  const EngineCase one;
  const auto engine = Engine::open(one.folder(), Engine::Access::read);
  ASSERT_TRUE(engine);
  const auto beside = one.folder().parent_path();
  std::filesystem::create_symlink(one.folder() / "audit.log", beside / "link.html");
  std::filesystem::create_symlink(one.folder(), beside / "other");
  EXPECT_EQ(told(engine->check_output(beside / "link.html")), "case.own_file");
  EXPECT_EQ(told(engine->check_output(beside / "other" / "lock")), "case.own_file");
  EXPECT_EQ(told(engine->check_output(beside / "other" / "report.html")), "free");
  // Segments may lie on another disk, behind a link.
  std::filesystem::rename(one.folder() / "segments", beside / "disk");
  std::filesystem::create_symlink(beside / "disk", one.folder() / "segments");
  EXPECT_EQ(told(engine->check_output(beside / "disk" / "a.seg")), "case.own_file");
}

TEST(OutputPath, NoOtherCaseIsHarmed) {
  const EngineCase one, two;
  const auto engine = Engine::open(one.folder(), Engine::Access::read);
  ASSERT_TRUE(engine);
  std::filesystem::create_symlink(two.folder() / "ledger.sqlite",
                                  one.folder().parent_path() / "page.html");
  EXPECT_EQ(told(engine->check_output(one.folder().parent_path() / "page.html")), "case.own_file");
  EXPECT_EQ(told(engine->check_output(two.folder() / "segments" / "x.html")), "case.own_file");
  EXPECT_EQ(told(engine->check_output(two.folder() / "pages" / "x.html")), "free");
}

TEST(OutputPath, AnInvestigationIsHeldToIt) {
  const EngineCase one;
  Silent progress;
  for (const char* text : {"[report]\nhtml = 'audit.log'", "[report]\njson = 'segments/a.json'",
                           "[generate]\nscenario = 's.toml'\nfolder = 'segments/world'"}) {
    const auto file = one.write("i.toml", text);
    const auto found = Engine::investigate(file, one.folder(), EngineCase::now(), progress);
    ASSERT_FALSE(found.ok()) << text;
    EXPECT_EQ(found.error().code, errors::case_own_file) << text;
  }
}

}  // namespace
}  // namespace bayon
