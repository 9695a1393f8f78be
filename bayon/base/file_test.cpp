#include "bayon/base/file.hpp"

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon {
namespace {

class File : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / fmt::format("bayon-file-{}", ::getpid());
    std::filesystem::remove_all(folder_);
    ASSERT_TRUE(make_folder(folder_ / "deep" / "er").ok());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::set<std::string> names() const {
    std::set<std::string> out;
    for (const auto& file : std::filesystem::directory_iterator(folder_)) {
      out.insert(file.path().filename().string());
    }
    return out;
  }

  std::filesystem::path folder_;
};

TEST_F(File, IsThereAsAWholeOrNotAtAll) {
  {
    auto writer = FileWriter::create(folder_ / "a");
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer->append("half").ok());
    EXPECT_FALSE(std::filesystem::exists(folder_ / "a"));
  }
  EXPECT_EQ(names(), std::set<std::string>{"deep"}) << "what was given up is removed";
  ASSERT_TRUE(write_file(folder_ / "a", "old").ok());
  {
    auto writer = FileWriter::create(folder_ / "a");
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer->append("new").ok());
    EXPECT_EQ(*read_file(folder_ / "a"), "old");
    ASSERT_TRUE(writer->publish().ok());
  }
  EXPECT_EQ(*read_file(folder_ / "a"), "new");
}

TEST_F(File, LargeAndSmallPiecesComeInOrder) {
  std::string expected;
  auto writer = FileWriter::create(folder_ / "pieces");
  ASSERT_TRUE(writer.ok());
  for (const std::size_t size : {std::size_t{1}, std::size_t{3} << 20, std::size_t{700'000},
                                 std::size_t{700'000}, std::size_t{0}, std::size_t{5}}) {
    const std::string piece(size, static_cast<char>('a' + size % 23));
    expected += piece;
    ASSERT_TRUE(writer->append(piece).ok());
    EXPECT_EQ(writer->size(), expected.size());
  }
  ASSERT_TRUE(writer->publish_unsynced().ok());
  EXPECT_EQ(*read_file(folder_ / "pieces"), expected);
  const auto mapped = MappedFile::open(folder_ / "pieces");
  ASSERT_TRUE(mapped.ok());
  EXPECT_EQ(mapped->view(), expected);
}

// Two makers of one file each write to a file of their own; the last one stays, whole.
TEST_F(File, TwoMakersDoNotMix) {
  std::vector<std::jthread> makers;
  for (int maker = 0; maker < 4; ++maker) {
    makers.emplace_back([&, maker] {
      for (int i = 0; i < 50; ++i) {
        ASSERT_TRUE(
            write_file(folder_ / "one", std::string(10'000, static_cast<char>('a' + maker))).ok());
      }
    });
  }
  makers.clear();
  const std::string text = *read_file(folder_ / "one");
  EXPECT_EQ(text, std::string(10'000, text.front()));
  EXPECT_EQ(names(), (std::set<std::string>{"deep", "one"}));
}

TEST_F(File, MissingIsNotFound) {
  EXPECT_EQ(name(read_file(folder_ / "none").error().code), "file.not_found");
  EXPECT_EQ(name(MappedFile::open(folder_ / "none").error().code), "file.not_found");
  ASSERT_TRUE(write_file(folder_ / "file", "x").ok());
  EXPECT_EQ(name(read_file(folder_ / "file" / "inside").error().code), "file.not_found");
  EXPECT_EQ(read_file(folder_ / "none").error().where.file, (folder_ / "none").string());
}

TEST_F(File, FolderIsUnreadableAsAFile) {
  EXPECT_EQ(name(read_file(folder_).error().code), "file.unreadable");
  EXPECT_EQ(name(MappedFile::open(folder_).error().code), "file.unreadable");
}

TEST_F(File, LongerThanAllowedIsTooLarge) {
  ASSERT_TRUE(write_file(folder_ / "long", std::string(200'000, 'x')).ok());
  EXPECT_EQ(name(read_file(folder_ / "long", 100'000).error().code), "file.too_large");
  EXPECT_EQ(read_file(folder_ / "long", 200'000)->size(), 200'000u);
}

TEST_F(File, EmptyMapsToAnEmptyView) {
  ASSERT_TRUE(write_file(folder_ / "empty", "").ok());
  EXPECT_EQ(MappedFile::open(folder_ / "empty")->view(), "");
}

// A file in its place would be another thing: the pipe's reader would wait for ever.
TEST_F(File, GoesIntoAPipeAndLeavesItOne) {
  const auto pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::string read;
  std::jthread reader([&] { read = read_file(pipe).value_or("nothing"); });
  const auto written = write_file(pipe, "all of it");
  reader.join();
  EXPECT_TRUE(written.ok());
  EXPECT_EQ(read, "all of it");
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
  EXPECT_EQ(names(), (std::set<std::string>{"deep", "pipe"}));
}

TEST_F(File, GoesIntoADeviceAndLeavesItOne) {
  const auto device = folder_ / "device";
  // A null device of our own: nobody's is put at stake.
  if (::mknod(device.c_str(), S_IFCHR | 0600, makedev(1, 3)) != 0) {
    GTEST_SKIP() << "no right to make a device";
  }
  const auto made = write_file(device, "gone");
  if (!made.ok()) GTEST_SKIP() << "no device may be opened here: " << made.error().text();
  EXPECT_TRUE(std::filesystem::is_character_file(device));
  EXPECT_EQ(names(), (std::set<std::string>{"deep", "device"}));
}

TEST_F(File, ReplacesWhatALinkNames) {
  ASSERT_TRUE(write_file(folder_ / "target", "old").ok());
  std::filesystem::create_symlink("../target", folder_ / "deep" / "link");
  std::filesystem::create_symlink("deep/link", folder_ / "chain");
  std::filesystem::create_symlink("made", folder_ / "dangling");
  ASSERT_TRUE(write_file(folder_ / "chain", "new").ok());
  ASSERT_TRUE(write_file(folder_ / "dangling", "new").ok());
  for (const char* link : {"chain", "deep/link", "dangling"}) {
    EXPECT_TRUE(std::filesystem::is_symlink(folder_ / link)) << link;
  }
  EXPECT_EQ(*read_file(folder_ / "target"), "new");
  EXPECT_EQ(*read_file(folder_ / "made"), "new");
  std::filesystem::create_symlink("round", folder_ / "round");
  EXPECT_EQ(name(write_file(folder_ / "round", "x").error().code), "file.not_writable");
}

TEST_F(File, IsNeverPutInAFoldersPlace) {
  EXPECT_EQ(name(write_file(folder_ / "deep" / "er", "x").error().code), "file.not_writable");
  std::filesystem::create_symlink("deep", folder_ / "link");
  EXPECT_EQ(name(write_file(folder_ / "link", "x").error().code), "file.not_writable");
  EXPECT_EQ(names(), (std::set<std::string>{"deep", "link"}));
}

TEST_F(File, NoReaderWaitsForAPipe) {
  const auto pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(name(MappedFile::open(pipe).error().code), "file.unreadable");
  EXPECT_EQ(name(check_regular(pipe, errors::case_damaged).error().code), "case.damaged");
  EXPECT_TRUE(check_regular(folder_ / "none", errors::case_damaged).ok());
}

TEST_F(File, TooLongAPathMakesNoFolders) {
  std::filesystem::path long_path = folder_;
  while (long_path.native().size() < 4'000) long_path /= "abcdefghi";
  EXPECT_EQ(name(make_folder(long_path).error().code), "file.not_writable");
  EXPECT_EQ(names(), std::set<std::string>{"deep"});
}

TEST_F(File, ClosedStreamIsNamed) {
  EXPECT_EQ(name(system_failure(EBADF, "standard output", true).error.code), "file.stream_closed");
}

TEST_F(File, WithoutItsFolderIsNotWritable) {
  EXPECT_EQ(name(write_file(folder_ / "none" / "a", "x").error().code), "file.not_writable");
  ASSERT_TRUE(write_file(folder_ / "file", "x").ok());
  EXPECT_EQ(name(make_folder(folder_ / "file").error().code), "file.not_writable");
}

TEST_F(File, ReadOnlyFolderIsNamed) {
  const auto locked = folder_ / "locked";
  ASSERT_TRUE(make_folder(locked).ok());
  std::filesystem::permissions(
      locked, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  const auto made = write_file(locked / "a", "x");
  if (::geteuid() != 0) {
    EXPECT_EQ(name(made.error().code), "file.read_only_folder");
  } else {
    // Permissions do not bind root; the kernel's own file systems do.
    const auto refused = write_file("/proc/bayon", "x");
    ASSERT_FALSE(refused.ok());
  }
  for (const int error_number : {EROFS, EACCES, EPERM}) {
    EXPECT_EQ(name(system_failure(error_number, "a", true).error.code), "file.read_only_folder");
  }
  EXPECT_EQ(name(system_failure(EACCES, "a", false).error.code), "file.unreadable");
}

// A limit on the size of files stands for a disk that fills up: the write in the middle fails.
TEST_F(File, FullDiskIsSaidAndLeavesNothing) {
  for (const int error_number : {ENOSPC, EDQUOT, EFBIG}) {
    EXPECT_EQ(name(system_failure(error_number, "a", true).error.code), "file.disk_full");
  }
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1 << 20, 1 << 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto made = write_file(folder_ / "large", std::string(std::size_t{4} << 20, 'x'));
    ::_exit(!made.ok() && made.error().code == errors::file_disk_full ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_EQ(names(), std::set<std::string>{"deep"});
}

TEST_F(File, FullFileSystemIsSaid) {
  const auto small = folder_ / "small";
  ASSERT_TRUE(make_folder(small).ok());
  if (::mount("tmpfs", small.c_str(), "tmpfs", 0, "size=64k") != 0) {
    GTEST_SKIP() << "no right to mount a small file system";
  }
  const auto made = write_file(small / "large", std::string(std::size_t{1} << 20, 'x'));
  EXPECT_TRUE(std::filesystem::is_empty(small));
  ::umount(small.c_str());
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(name(made.error().code), "file.disk_full");
}

}  // namespace
}  // namespace bayon
