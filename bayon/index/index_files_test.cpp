#include "bayon/index/index_files.hpp"

#include <gtest/gtest.h>

#include "bayon/base/file.hpp"
#include "bayon/index/flow_index.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon::index {
namespace {

TEST(IndexFiles, OfOtherSnapshotsGoOnceTheNewestIsThere) {
  const testing::FlowFixture fixture(
      {testing::flow("a", "b", 5, testing::day(1)), testing::flow("a", "c", 6, testing::day(2))});
  const auto folder = fixture.folder() / "index";
  const auto own = flow_index_file(folder, *fixture.snapshot());
  ASSERT_TRUE(std::filesystem::exists(own));
  const auto old = folder / "flows-00000000000000000000000000000000.idx";
  const auto names = folder / "names-00000000000000000000000000000000.idx";
  for (const auto& file : {old, names}) {
    ASSERT_TRUE(write_file(file, *read_file(own)).ok());
  }
  const auto mapped = MappedFile::open(old);
  ASSERT_TRUE(mapped.ok());

  std::filesystem::rename(own, folder / "aside");
  remove_other_flow_indexes(folder, *fixture.snapshot());
  EXPECT_TRUE(std::filesystem::exists(old)) << "there is no newer one yet";
  std::filesystem::rename(folder / "aside", own);
  remove_other_flow_indexes(folder, *fixture.snapshot());
  EXPECT_FALSE(std::filesystem::exists(old));
  EXPECT_TRUE(std::filesystem::exists(own));
  EXPECT_TRUE(std::filesystem::exists(names));
  EXPECT_EQ(mapped->view(), *read_file(own)) << "who had it mapped reads on";
  remove_other_flow_indexes(folder / "none", *fixture.snapshot());
}

}  // namespace
}  // namespace bayon::index
