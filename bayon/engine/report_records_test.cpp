// Does each edge of a report tell every flow, and do their parts add up to its number?
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "bayon/base/amount.hpp"
#include "test/support/engine_case.hpp"
#include "test/support/json_schema.hpp"

namespace bayon {
namespace {

using testing::EngineCase;

std::vector<std::string> parts_of(const std::string& text, char between) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, between);) out.push_back(part);
  return out;
}

Amount units(const std::string& text) {
  const auto amount = parse_amount(text, 2);
  EXPECT_TRUE(amount.ok()) << text;
  return amount.ok() ? *amount : Amount{-1};
}

TEST(ReportRecords, OfAnEdgeAddUpToItsAmountUnderEachRule) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  const auto answer = one.ask("report", {{"title", "A case"}});
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_TRUE(testing::schema_faults(*answer, "report").empty());
  const auto fields = answer->at("record_fields").get<std::vector<std::string>>();
  ASSERT_EQ(fields, (std::vector<std::string>{"at", "paid", "fifo", "haircut", "file:record"}));
  const Json& files = answer->at("record_files");
  ASSERT_FALSE(answer->at("edges").empty());
  for (const auto& edge : answer->at("edges")) {
    ASSERT_EQ(edge.at("records").size(), edge.at("flows"));
    std::map<std::string, Amount> sums;
    std::string before;
    for (const auto& record : edge.at("records")) {
      const auto cells = parts_of(record.get<std::string>(), ' ');
      ASSERT_EQ(cells.size(), fields.size()) << record;
      EXPECT_LE(before, cells[0]) << "oldest first";
      before = cells[0];
      for (std::size_t rule = 2; rule + 1 < fields.size(); ++rule) {
        const Amount arrived = units(parts_of(cells[rule], '+')[0]);
        EXPECT_LE(arrived, units(cells[1])) << "no more was traced than was paid";
        sums[fields[rule]] += arrived;
      }
      for (const auto& source : parts_of(cells.back(), ',')) {
        const auto pair = parts_of(source, ':');
        ASSERT_EQ(pair.size(), 2U);
        EXPECT_LT(std::stoul(pair[0]), files.size());
        EXPECT_GT(std::stoul(pair[1]), 0U);
      }
    }
    for (const auto& [rule, amount] : edge.at("amount").items()) {
      EXPECT_EQ(sums[rule], units(amount.get<std::string>())) << edge.at("from");
    }
  }
}

// What the asker says of the report is repeated, and recomputed with it.
TEST(ReportRecords, WhoMadeAReportIsPartOfItsQuestion) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  const auto answer =
      one.ask("report", {{"author", "A. Uthor"}, {"case_number", "7/25"}, {"made_up", true}});
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer->at("question").at("author"), "A. Uthor");
  EXPECT_FALSE(one.ask("report", {{"author", 7}}));
  EXPECT_FALSE(one.ask("report", {{"made_up", "yes"}}));
}

}  // namespace
}  // namespace bayon
