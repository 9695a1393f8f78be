#include "bayon/store/detail/reject_cell.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace bayon::store::detail {
namespace {

TEST(RejectCell, QuotesWhatIsThereToBeRead) {
  EXPECT_EQ(reject_cell(""), "\"\"");
  EXPECT_EQ(reject_cell("ledger.csv"), "\"ledger.csv\"");
  EXPECT_EQ(reject_cell("say \"a\", b\nc"), "\"say \"\"a\"\", b\nc\"");
  EXPECT_EQ(reject_cell("\xe1\x9e\x80 \xc3\xa9 \xe2\x82\xac"),
            "\"\xe1\x9e\x80 \xc3\xa9 \xe2\x82\xac\"");
}

TEST(RejectCell, DefusesFormulas) {
  EXPECT_EQ(reject_cell("=1+1.csv"), "\"'=1+1.csv\"");
  EXPECT_EQ(reject_cell("+a"), "\"'+a\"");
  EXPECT_EQ(reject_cell("-a"), "\"'-a\"");
  EXPECT_EQ(reject_cell("@a"), "\"'@a\"");
  EXPECT_EQ(reject_cell("a=1"), "\"a=1\"");
}

TEST(RejectCell, WritesOutWhatWouldActOnATerminal) {
  EXPECT_EQ(reject_cell("a\x1b[31mb"), "\"a<U+001B>[31mb\"");
  EXPECT_EQ(reject_cell("a\x7f\rb"), "\"a<U+007F><U+000D>b\"");
  EXPECT_EQ(reject_cell("\xc2\x9b"
                        "31m"),
            "\"<U+009B>31m\"");
  EXPECT_EQ(reject_cell("\xe2\x80\xae"
                        "fdp"),
            "\"<U+202E>fdp\"");
  EXPECT_EQ(reject_cell("\xe2\x81\xa6"
                        "a"),
            "\"<U+2066>a\"");
  EXPECT_EQ(reject_cell("\xd8\x9c"
                        "a"),
            "\"<U+061C>a\"");
  EXPECT_EQ(reject_cell("\xe2\x80"), "\"\xe2\x80\"") << "cut, but no mark";
}

TEST(Rejects, StayWhereTheirLoadStands) {
  const auto kept = [](const std::string& rows) {
    const std::string table = std::string(rejects_header) + rows;
    return rejects_that_stand(table,
                              [](std::string_view dataset, std::string_view at) {
                                return dataset == "a" || at == "2025-01-02T00:00:00Z";
                              })
        .substr(rejects_header.size());
  };
  const std::string one =
      "a,2025-01-01T00:00:00Z,\"\",\"f\",1,\"\",x,\"say \"\"q\"\"\nb,2\",\"r\"\n";
  const std::string two = "b,2025-01-01T00:00:00Z,\"\",\"f\",1,\"\",x,\"two\nlines\",\"r\"\n";
  const std::string three = "b,2025-01-02T00:00:00Z,\"\",\"f\",1,\"\",x,\"d\",\"r\"\n";
  EXPECT_EQ(kept(one + two + three), one + three);
  EXPECT_EQ(kept(two), "");
}

TEST(Rejects, OfBeforeTimesStoodInTheTableAllStay) {
  const auto none = [](std::string_view, std::string_view) { return false; };
  const std::string old =
      "dataset,version,file,record,column,code,detail,remedy\na,\"v\",\"f\",1\n";
  const std::string now = rejects_that_stand(old, none);
  EXPECT_EQ(now, fmt::format("{}a,,\"v\",\"f\",1\n", rejects_header));
  EXPECT_EQ(rejects_that_stand(now, none), now);
}

}  // namespace
}  // namespace bayon::store::detail
