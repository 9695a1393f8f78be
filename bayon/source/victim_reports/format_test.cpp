// What a report says is what a trace starts from: no payment may be lost, merged or guessed.
#include "bayon/source/victim_reports/format.hpp"

#include <gtest/gtest.h>

#include <set>

#include "bayon/base/error_codes.hpp"
#include "test/support/collecting_sink.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::victim_reports {
namespace {

using ::bayon::testing::CollectingSink;
using ::bayon::testing::MemoryFile;

CollectingSink read(std::string_view text) {
  const MemoryFile file(text);
  Request request;
  request.dataset = "police";
  request.version = "2025-03-12";
  request.files = {file.input("reports.csv")};
  CollectingSink sink;
  Silent progress;
  EXPECT_TRUE(format().read(request, sink, progress).ok());
  return sink;
}

// The ids of all payments, by the statements of who paid.
std::multiset<std::string> payments(const CollectingSink& sink) {
  std::multiset<std::string> out;
  for (const auto& line : sink.lines) {
    if (line.find("\"payer\":") == std::string::npos) continue;
    const auto at = line.find("\"entity\":\"") + 10;
    out.insert(line.substr(at, line.find('"', at) - at));
  }
  return out;
}

const std::string header = "victim_id,paid_at,amount,asset,to_account\n";

TEST(VictimReports, KeepEqualRowsApart) {
  const auto sink = read(header + "V1,2025-03-01,5,USD,A\nV1,2025-03-01,5,USD,A\n");
  const auto ids = payments(sink);
  EXPECT_EQ(ids.size(), 2u);
  EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 2u);
}

TEST(VictimReports, GiveUnchangedRowsTheirIdsInTheNextVersion) {
  const std::string rows = "V1,2025-03-01,5,USD,A\nV2,2025-03-02,6,USD,B\n";
  const auto before = payments(read(header + rows));
  const auto after = payments(read(header + "V0,2025-02-01,1,USD,C\n" + rows));
  EXPECT_EQ(after.size(), 3u);
  for (const auto& id : before) EXPECT_TRUE(after.contains(id)) << id;
}

// As ledgers write them: see ledger_csv/format_test.cpp.
TEST(VictimReports, KeyAnAccountAlikeHoweverItsBlanksAreSet) {
  for (const std::string account : {"AB 12", "AB  12", "AB\t12",
                                    "AB\xc2\xa0"
                                    "12",
                                    "\xef\xbb\xbf"
                                    "AB 12",
                                    "AB\xe2\x80\x8b"
                                    "12",
                                    "AB\x1b"
                                    "12"}) {
    const auto sink = read(header + "V1,2025-03-01,5,USD," + account + "\n");
    const std::string text = sink.text();
    EXPECT_NE(text.find("\"entity\":\"AB 12\""), std::string::npos) << text;
    EXPECT_NE(text.find("\"accountNumber\":\"AB 12\""), std::string::npos) << text;
  }
}

TEST(VictimReports, NeedALossAndSomeoneWhoGotIt) {
  const auto sink = read(header +
                         "V1,2025-03-01,0,USD,A\nV1,2025-03-01,-5,USD,A\nV1,2025-03-01,5,USD,\n"
                         ",2025-03-01,5,USD,A\nV1,2025-03-01,,USD,A\nV1,,5,USD,A\n");
  ASSERT_EQ(sink.rejects.size(), 5u);
  EXPECT_EQ(sink.rejects[0].code, errors::amount_negative);
  EXPECT_EQ(sink.rejects[1].code, errors::amount_negative);
  for (std::size_t i = 2; i < 5; ++i) EXPECT_EQ(sink.rejects[i].code, errors::csv_missing_value);
  EXPECT_EQ(payments(sink).size(), 1u) << "a day that nobody remembers is unknown, not wrong";
}

}  // namespace
}  // namespace bayon::source::victim_reports
