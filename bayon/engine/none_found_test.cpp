// What is told of payments that victims reported and no ledger shows?
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "test/support/engine_case.hpp"

namespace bayon {
namespace {

using testing::EngineCase;
using ::testing::HasSubstr;

constexpr const char* report_head = "victim_id,paid_at,amount,asset,own_account,to_account\n";

void load_reports(const EngineCase& one, const std::string& rows) {
  const auto file = one.write("reports.csv", report_head + rows);
  const auto loaded = one.load({.format = "victim_reports",
                                .dataset = "police",
                                .version = "2025-03-12",
                                .mapping = {},
                                .files = {file},
                                .rejects_ppm_max = {}});
  ASSERT_TRUE(loaded) << loaded.error().text();
}

TEST(NoneFound, NamesTheLedgerThatHasTheAccountAsItsOwn) {
  EngineCase one;
  const auto mapping =
      one.write("own.toml", "from = 'a'\nto = 'b'\namount = 'c'\nasset_is = 'EUR'\ntime = 'd'\n");
  const auto file =
      one.write("own.csv", "a,b,c,d\nDE89370400440532013000,DE50100000000000000001,5,2025-03-01\n");
  const auto loaded = one.load({.format = "ledger_csv",
                                .dataset = "sparkasse",
                                .version = {},
                                .mapping = mapping,
                                .files = {file},
                                .rejects_ppm_max = {}});
  ASSERT_TRUE(loaded) << loaded.error().text();
  EXPECT_THAT(loaded->at("remarks").dump(),
              HasSubstr("stand as 'sparkasse:DE89370400440532013000'"));
  EXPECT_THAT(loaded->at("remarks").dump(), HasSubstr("2 of the first 2 are IBANs"));
  load_reports(one,
               "V1,2025-03-01,5.00,EUR,,DE50100000000000000001\n"
               "V2,2025-03-01,7.50,EUR,,DE50100000000000000001\n");
  const auto answer = one.ask("trace", {});
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, errors::trace_none_found) << "trace.none_found";
  EXPECT_THAT(answer.error().detail, HasSubstr("2 payments were reported, 0 found in the ledgers"));
  EXPECT_THAT(answer.error().detail,
              HasSubstr("sparkasse has it as its own, 'sparkasse:DE50100000000000000001': set "
                        "account_scope = \"global\""));

  const auto report = one.ask("report", {});
  ASSERT_TRUE(report) << report.error().text();
  EXPECT_THAT(report->at("money_unknown").get<std::string>(), HasSubstr("trace.none_found"));
  const auto& summary = report->at("summary");
  EXPECT_EQ(summary.at("victims"), 2);
  EXPECT_EQ(summary.at("reports_matched"), 0);
  EXPECT_EQ(summary.at("not_found").dump(), R"([{"asset":"EUR","amount":"12.50","reports":2}])");
  EXPECT_EQ(
      summary.at("sentences").at(0),
      "2 victims reported 2 payments; 0 were found in the ledgers: 12.50 EUR reported but not "
      "found.");
  EXPECT_EQ(report->at("reports").size(), 2u);
  EXPECT_EQ(report->at("victims").at(1).at("not_found"), "7.50");
  EXPECT_EQ(report->at("victims").at(1).at("loss"), "0.00");
}

TEST(NoneFound, LossesKeepWhatWasReportedAndNotFound) {
  EngineCase one;
  one.load_ledger();
  load_reports(one,
               "V0001,2025-03-01,1000.00,USD,BANKA-00000001,BANKA-00000200\n"
               "V0001,2025-03-01,300.00,USD,BANKA-00000001,BANKA-00000200\n"
               "V0002,2025-03-01,5000.00,EUR,,BANKA-00000200\n");
  const auto report = one.ask("report", {});
  ASSERT_TRUE(report) << report.error().text();
  EXPECT_EQ(report->at("summary").at("sentences").at(0),
            "2 victims reported 3 payments; 1 was found in the ledgers: 1,000.00 USD lost, and "
            "5,000.00 EUR and 300.00 USD reported but not found.");
  const auto& victims = report->at("victims");
  ASSERT_EQ(victims.size(), 2u);
  EXPECT_EQ(victims.at(0).at("loss"), "1000.00");
  EXPECT_EQ(victims.at(0).at("not_found"), "300.00");
  EXPECT_EQ(victims.at(1).at("loss"), "0.00");
  EXPECT_EQ(victims.at(1).at("not_found"), "5000.00");
  EXPECT_EQ(victims.at(1).at("by_rule").at("fifo").at("held"), "0.00");
}

TEST(NoneFound, TellsTheDayThatWouldHaveFitted) {
  for (const auto& [said, days, sentence] :
       {std::tuple("2025-02-27", 2, "2 days later: --tolerance-days 2"),
        std::tuple("2025-03-04", -3, "3 days earlier: --tolerance-days 3")}) {
    EngineCase one;
    one.load_ledger();
    load_reports(one,
                 std::string("V0001,") + said + ",1000.00,USD,BANKA-00000001,BANKA-00000200\n");
    const auto answer = one.ask("trace", {{"to", "BANKA-00000300"}});
    ASSERT_TRUE(answer) << answer.error().text();
    const auto& report = answer->at("reports").at(0);
    EXPECT_EQ(report.at("match"), "none");
    EXPECT_EQ(report.at("near").at("days"), days);
    EXPECT_THAT(report.at("why").get<std::string>(), HasSubstr(sentence));
    const auto wider = one.ask("trace", {{"tolerance_days", std::abs(days)}});
    ASSERT_TRUE(wider) << "what was advised must help: " << wider.error().text();
    EXPECT_EQ(wider->at("reports").at(0).at("match"), "exact");
  }
  EngineCase both;
  both.load_ledger();
  load_reports(both,
               "V0001,2025-03-01,1000.00,USD,BANKA-00000001,BANKA-00000200\n"
               "V0002,2025-02-27,700.00,USD,BANKA-00000200,BANKA-00000300\n");
  const auto report = both.ask("report", {});
  ASSERT_TRUE(report) << report.error().text();
  EXPECT_THAT(report->at("remarks").dump(),
              HasSubstr("1 reported payment would fit a flow of the same accounts and amount on "
                        "another day, 3 days off at most"));
  EngineCase far;
  far.load_ledger();
  load_reports(far, "V0001,2024-12-01,1000.00,USD,BANKA-00000001,BANKA-00000200\n");
  const auto answer = far.ask("trace", {{"to", "BANKA-00000300"}});
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_FALSE(answer->at("reports").at(0).contains("near")) << "no tolerance reaches so far";
}

TEST(NoneFound, SumsThatDoNotFitAreRefused) {
  EngineCase one;
  one.load_ledger();
  load_reports(one,
               "V1,2025-03-01,170141183460469231731687303715884105727,JPY,,BANKA-00000200\n"
               "V2,2025-03-01,1,JPY,,BANKA-00000200\n");
  const auto report = one.ask("report", {});
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, errors::amount_overflow);
}

}  // namespace
}  // namespace bayon
