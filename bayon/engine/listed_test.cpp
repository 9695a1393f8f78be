// Does a report say that an account is not listed only where every list could tell?
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "test/support/engine_case.hpp"
#include "test/support/json_schema.hpp"

namespace bayon {
namespace {

using testing::EngineCase;

// The tables of a list that names nobody of the ledger; without some of them it tells in part.
void load_list(const EngineCase& one, bool whole) {
  std::vector<std::string> files{one.write(
      "sdn.csv",
      "7,\"EXAMPLE TRADING 07 CO.\",-0- ,\"SDGT\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n")};
  if (whole) {
    files.push_back(one.write("alt.csv", "7,1,\"aka\",\"SAMPLE HARBOUR CO.\",-0- \n"));
    files.push_back(
        one.write("add.csv", "7,1,\"1 Example Road\",\"Example City\",\"Cuba\",-0- \n"));
  }
  const auto loaded = one.load({.format = "ofac_sdn",
                                .dataset = whole ? "whole_list" : "lacking_list",
                                .version = "2025-01-01",
                                .mapping = {},
                                .files = files,
                                .rejects_ppm_max = {}});
  ASSERT_TRUE(loaded) << loaded.error().text();
}

// The report's summary; every account is marked as `marked`.
Json summary_of(const EngineCase& one, const std::string& marked) {
  const auto answer = one.ask("report", {{"title", "A case"}});
  EXPECT_TRUE(answer) << answer.error().text();
  EXPECT_TRUE(testing::schema_faults(*answer, "report").empty());
  EXPECT_FALSE(answer->at("accounts").empty());
  for (const auto& account : answer->at("accounts")) EXPECT_EQ(account.at("listed"), marked);
  return answer->at("summary");
}

bool tells(const Json& summary, const std::string& words) {
  for (const auto& sentence : summary.at("sentences")) {
    if (sentence.get<std::string>().find(words) != std::string::npos) return true;
  }
  return false;
}

TEST(ListedAccounts, AreUnknownWithoutAListThatCouldTell) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  const Json none = summary_of(one, "unknown");
  EXPECT_EQ(none.at("listed_reach"), "unknown");
  EXPECT_EQ(none.at("listed_why"), "no list was asked");
  EXPECT_FALSE(none.contains("listed_accounts")) << "none found is not none";
  EXPECT_TRUE(tells(none, "Whether any account is listed is not known: no list was asked."));

  load_list(one, false);
  const Json lacking = summary_of(one, "unknown");
  EXPECT_EQ(lacking.at("listed_reach"), "unknown");
  EXPECT_EQ(lacking.at("listed_why"), "no list could tell in full");
  EXPECT_FALSE(lacking.contains("listed_accounts"));

  load_list(one, true);
  EXPECT_EQ(summary_of(one, "unknown").at("listed_why"), "1 of 2 lists could not tell in full");
}

// A list of wallets labels addresses; that it is silent says nothing of who is listed.
TEST(ListedAccounts, AreUnknownWhereOnlyWalletsAreLabelled) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  one.load_labels("BANKA-00009900,USD,Example Shop 1,shop\n");
  const Json summary = summary_of(one, "unknown");
  EXPECT_EQ(summary.at("listed_reach"), "unknown");
  EXPECT_EQ(summary.at("listed_why"), "no list of parties was asked, only lists of wallets");
  const auto by_name = one.ask("screen", {{"name", "Example Trading 07 Co"}});
  ASSERT_TRUE(by_name) << by_name.error().text();
  EXPECT_EQ(by_name->at("coverage").at(0).at("holds"), "wallets");
  ASSERT_EQ(by_name->at("remarks").size(), 1u) << by_name->dump();
  const auto by_number = one.ask("screen", {{"identifiers", {"BANKA-00000001"}}});
  ASSERT_TRUE(by_number) << by_number.error().text();
  EXPECT_TRUE(by_number->at("remarks").empty()) << by_number->dump();
}

TEST(ListedAccounts, AreCountedWhereEveryListCouldTell) {
  EngineCase one;
  one.load_ledger();
  one.load_reports();
  load_list(one, true);
  const Json summary = summary_of(one, "no");
  EXPECT_EQ(summary.at("listed_reach"), "answered");
  EXPECT_EQ(summary.at("listed_accounts"), 0);
  EXPECT_FALSE(summary.contains("listed_why"));
  EXPECT_FALSE(tells(summary, "not known"));
}

}  // namespace
}  // namespace bayon
