// Is a transfer that stands in the books of two banks named, in the trace and in the report?
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test/support/engine_case.hpp"

namespace bayon {
namespace {

using testing::EngineCase;
using ::testing::HasSubstr;
using ::testing::Not;

// A case of two banks, the second with one row, and of one victim.
void load_both(const EngineCase& one, const char* second_bank_row) {
  one.load_ledger();
  const auto load = [&](const char* format, const char* dataset, const char* version,
                        const char* mapping, const std::string& name, const std::string& text) {
    const auto loaded = one.load({.format = format,
                                  .dataset = dataset,
                                  .version = version,
                                  .mapping = mapping,
                                  .files = {one.write(name, text)},
                                  .rejects_ppm_max = {}});
    ASSERT_TRUE(loaded) << loaded.error().text();
  };
  load("ledger_csv", "bank_b", "", "bank", "second.csv",
       std::string("booking_time,debtor_account,creditor_account,amount,currency,uetr\n") +
           second_bank_row);
  load("victim_reports", "police", "2025-03-12", "", "reports.csv",
       "victim_id,paid_at,amount,asset,own_account,to_account\n"
       "V1,2025-03-01,1000.00,USD,BANKA-00000001,BANKA-00000200\n");
}

TEST(SeenTwice, IsToldInTraceAndReport) {
  EngineCase one;
  load_both(one,
            "2025-03-02T15:00:00Z,BANKA-00000200,BANKA-00000300,700.00,USD,"
            "22222222-0000-4000-8000-000000000009\n");
  const auto trace = one.ask("trace", {});
  ASSERT_TRUE(trace) << trace.error().text();
  const auto& seen = trace->at("seen_twice");
  EXPECT_EQ(seen.at("count"), 1);
  const auto& pair = seen.at("pairs").at(0);
  EXPECT_EQ(pair.at("first").at("amount"), "700.00");
  EXPECT_EQ(pair.at("first").at("evidence").at(0).at("dataset"), "bank_a");
  EXPECT_EQ(pair.at("second").at("evidence").at(0).at("dataset"), "bank_b");
  const auto report = one.ask("report", {});
  ASSERT_TRUE(report) << report.error().text();
  EXPECT_THAT(report->at("remarks").dump(), HasSubstr("may stand in two ledgers and count twice"));
}

TEST(SeenTwice, IsOneFlowWhereTheLedgersShareItsReference) {
  EngineCase one;
  load_both(one,
            "2025-03-02T09:00:00Z,BANKA-00000200,BANKA-00000300,700.00,USD,"
            "11111111-0000-4000-8000-000000000002\n");
  const auto trace = one.ask("trace", {});
  ASSERT_TRUE(trace) << trace.error().text();
  EXPECT_EQ(trace->at("seen_twice").at("count"), 0);
  const auto report = one.ask("report", {});
  ASSERT_TRUE(report) << report.error().text();
  EXPECT_THAT(report->at("remarks").dump(), Not(HasSubstr("count twice")));
}

}  // namespace
}  // namespace bayon
