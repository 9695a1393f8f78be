#include "bayon/source/reading/header_table.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::reading {
namespace {

using ::bayon::testing::MemoryFile;

struct Opened {
  explicit Opened(std::string_view text)
      : file(text), stream(*ByteStream::open(file.input(), Bounds{}, silent)) {}
  Silent silent;
  MemoryFile file;
  ByteStream stream;
};

TEST(HeaderTable, FindsColumnsAndChecksRows) {
  Opened input("a,b\n1,2\n\n3\n4,5,6\n\"7\n8\",9");
  auto table = HeaderTable::open(input.stream, CsvOptions{});
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(*table->column("b"), 1u);
  const auto missing = table->column("c");
  ASSERT_FALSE(missing.ok());
  EXPECT_EQ(missing.error().code, errors::csv_missing_column);
  EXPECT_EQ(missing.error().where.file, "input");
  const std::pair<std::uint64_t, bool> expected[] = {{2, true}, {4, false}, {5, false}, {6, true}};
  for (const auto& [line, whole] : expected) {
    const auto record = table->next();
    ASSERT_TRUE(record.ok());
    ASSERT_NE(*record, nullptr);
    EXPECT_EQ((*record)->line, line);
    EXPECT_EQ(!(*record)->fault.has_value(), whole) << line;
  }
  const auto end = table->next();
  ASSERT_TRUE(end.ok());
  EXPECT_EQ(*end, nullptr);
}

TEST(HeaderTable, SkipsAHeaderSaidAgain) {
  Opened input("a,b\na,b\n1,2\na,2\n");
  auto table = HeaderTable::open(input.stream, CsvOptions{});
  ASSERT_TRUE(table.ok());
  const auto first = table->next();
  ASSERT_TRUE(first.ok() && *first != nullptr);
  EXPECT_EQ((*first)->line, 3u);
  const auto second = table->next();
  ASSERT_TRUE(second.ok() && *second != nullptr);
  EXPECT_EQ((*second)->line, 4u) << "only its first field is a column's name";
}

TEST(HeaderTable, WantsAHeader) {
  for (const std::string_view text : {"", "\xef\xbb\xbf", "\n\n"}) {
    Opened input(text);
    const auto table = HeaderTable::open(input.stream, CsvOptions{});
    ASSERT_FALSE(table.ok()) << text;
    EXPECT_EQ(table.error().code, errors::file_truncated);
  }
  Opened broken("a,\xff\n1,2\n");
  EXPECT_FALSE(HeaderTable::open(broken.stream, CsvOptions{}).ok());
}

}  // namespace
}  // namespace bayon::source::reading
