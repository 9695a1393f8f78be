// When can a case be made, opened and written, and what is said when it cannot?
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/engine/engine.hpp"
#include "test/support/faulty_run.hpp"
#include "test/support/place.hpp"

namespace bayon {
namespace {

class Case : public ::testing::Test {
 protected:
  Case() : scratch_("case"), path_(scratch_ / "case") {}

  std::string opened(Engine::Access access = Engine::Access::read) const {
    const auto engine = Engine::open(path_, access);
    return engine.ok() ? "open" : std::string(name(engine.error().code));
  }

  void made_and_asked() const {
    ASSERT_TRUE(Engine::init(path_).ok());
    auto engine = Engine::open(path_, Engine::Access::read);
    ASSERT_TRUE(engine.ok());
    Silent progress;
    ASSERT_TRUE(engine->ask("status", {}, Instant{}, progress).ok());
  }

  testing::Scratch scratch_;
  std::filesystem::path path_;
};

TEST_F(Case, IsMadeOnce) {
  EXPECT_TRUE(Engine::init(path_).ok());
  EXPECT_EQ(opened(), "open");
  EXPECT_EQ(name(Engine::init(path_).error().code), "case.exists");
}

TEST_F(Case, IsNotMadeAmongOtherFiles) {
  ASSERT_TRUE(make_folder(path_).ok());
  ASSERT_TRUE(write_file(path_ / "thesis.partial", "mine").ok());
  EXPECT_EQ(name(Engine::init(path_).error().code), "case.exists");
  EXPECT_EQ(*read_file(path_ / "thesis.partial"), "mine");
}

TEST_F(Case, IsNotMadeWhereNothingCanBeWritten) {
  ASSERT_TRUE(write_file(path_, "a file").ok());
  EXPECT_EQ(name(Engine::init(path_).error().code), "file.not_writable");
}

TEST_F(Case, WithoutANameIsNotMade) {
  EXPECT_EQ(name(Engine::init("").error().code), "file.not_writable");
}

// "Make a case" would be the wrong advice where one lies that may not be looked at.
TEST_F(Case, ThatMayNotBeReadIsNotMissing) {
  ASSERT_TRUE(Engine::init(path_).ok());
  if (::geteuid() == 0) {
    // Permissions do not bind root; a name that no file system takes does.
    path_ = path_ / std::string(300, 'x');
    EXPECT_EQ(opened(), "file.unreadable");
    return;
  }
  std::filesystem::permissions(path_, std::filesystem::perms::none);
  EXPECT_EQ(opened(), "file.unreadable");
  std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
}

TEST_F(Case, APipeInAFilesPlaceIsDamageAndNotWaitedFor) {
  ASSERT_TRUE(Engine::init(path_).ok());
  for (const char* file : {"audit.log", "ledger.sqlite"}) {
    std::filesystem::rename(path_ / file, path_ / "held");
    ASSERT_EQ(::mkfifo((path_ / file).c_str(), 0600), 0);
    EXPECT_EQ(opened(), "case.damaged");
    EXPECT_EQ(opened(Engine::Access::write), "case.damaged");
    std::filesystem::rename(path_ / "held", path_ / file);
    EXPECT_EQ(opened(Engine::Access::write), "open");
  }
}

// A copy of a case that was read and answered is whole without SQLite's companions.
TEST_F(Case, AnswersLeaveNothingInTheWriteAheadLog) {
  made_and_asked();
  const auto log = path_ / "ledger.sqlite-wal";
  EXPECT_TRUE(!std::filesystem::exists(log) || std::filesystem::file_size(log) == 0);
}

TEST_F(Case, MissingIsNotFound) {
  EXPECT_EQ(opened(), "case.not_found");
  EXPECT_EQ(opened(Engine::Access::write), "case.not_found");
  ASSERT_TRUE(make_folder(path_).ok());
  EXPECT_EQ(opened(), "case.not_found") << "an empty folder is no case";
}

// A new case over what is left of another would wipe it.
TEST_F(Case, LedgerThatIsGoneIsDamageAndNoPlaceForAnotherCase) {
  made_and_asked();
  ASSERT_GT(std::filesystem::file_size(path_ / "audit.log"), 0u);
  for (const char* end : {"", "-wal", "-shm"}) {
    std::filesystem::remove(path_ / (std::string("ledger.sqlite") + end));
  }
  EXPECT_EQ(opened(), "case.damaged");
  EXPECT_EQ(opened(Engine::Access::write), "case.damaged");
  const auto made = Engine::init(path_);
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(name(made.error().code), "case.damaged");
  EXPECT_GT(std::filesystem::file_size(path_ / "audit.log"), 0u) << "nothing was wiped";
}

TEST_F(Case, LedgerThatIsNoDatabaseIsDamage) {
  ASSERT_TRUE(Engine::init(path_).ok());
  ASSERT_TRUE(write_file(path_ / "ledger.sqlite", std::string(9'000, 'x')).ok());
  EXPECT_EQ(opened(), "case.damaged");
  ASSERT_TRUE(write_file(path_ / "ledger.sqlite", "").ok());
  EXPECT_EQ(opened(), "case.damaged");
}

// The database header keeps the version of the ledger in bytes 60 to 63.
TEST_F(Case, NewerLedgerIsNotTakenForDamage) {
  ASSERT_TRUE(Engine::init(path_).ok());
  std::string bytes = *read_file(path_ / "ledger.sqlite");
  bytes[62] = 1;
  ASSERT_TRUE(write_file(path_ / "ledger.sqlite", bytes).ok());
  EXPECT_EQ(opened(), "case.newer_format");
}

TEST_F(Case, FilesOfOthersAreLeftAlone) {
  ASSERT_TRUE(Engine::init(path_).ok());
  ASSERT_TRUE(write_file(path_ / "notes.partial.part", "mine").ok());
  ASSERT_TRUE(write_file(path_ / "segments" / "left.seg.7-0.part", "ours").ok());
  ASSERT_TRUE(write_file(path_ / "index" / "left.idx.7-0.part", "ours").ok());
  EXPECT_EQ(opened(Engine::Access::write), "open");
  EXPECT_TRUE(std::filesystem::exists(path_ / "notes.partial.part"));
  EXPECT_TRUE(std::filesystem::is_empty(path_ / "segments"));
  EXPECT_TRUE(std::filesystem::is_empty(path_ / "index"));
}

// Another process, so that the second writer has someone to name.
TEST_F(Case, SecondWriterIsToldWhoTheFirstIs) {
  ASSERT_TRUE(Engine::init(path_).ok());
  int ready[2], leave[2];
  ASSERT_EQ(::pipe(ready), 0);
  ASSERT_EQ(::pipe(leave), 0);
  const pid_t writer = ::fork();
  if (writer == 0) {
    const auto engine = Engine::open(path_, Engine::Access::write);
    char byte = engine.ok() ? 'y' : 'n';
    (void)!::write(ready[1], &byte, 1);
    (void)!::read(leave[0], &byte, 1);
    ::_exit(0);
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  ASSERT_EQ(byte, 'y');
  const auto second = Engine::open(path_, Engine::Access::write);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(name(second.error().code), "case.locked");
  EXPECT_NE(second.error().detail.find(fmt::format("process {}", writer)), std::string::npos)
      << second.error().detail;
  EXPECT_EQ(opened(), "open") << "readers do not wait";
  const auto program = testing::run({"load", path_.string(), "--format", "ftm", "--dataset",
                                     "list_a", "--version", "2024-01-01", "none.json"},
                                    path_);
  EXPECT_EQ(program.exit, 75);
  EXPECT_NE(program.said.find(fmt::format("process {}", writer)), std::string::npos)
      << program.said;
  ASSERT_EQ(::write(leave[1], "x", 1), 1);
  int status = 0;
  ::waitpid(writer, &status, 0);
  EXPECT_EQ(opened(Engine::Access::write), "open");
  for (const int end : {ready[0], ready[1], leave[0], leave[1]}) ::close(end);
}

}  // namespace
}  // namespace bayon
