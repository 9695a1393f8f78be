// The main job through the command line: from files to a finished case.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/engine/engine.hpp"
#include "test/support/place.hpp"
#include "test/support/program_run.hpp"

namespace bayon::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::ProgramRun;
using testing::Said;

constexpr const char* bank =
    "booking_time,debtor_account,debtor_name,creditor_account,creditor_name,amount,currency,fee,"
    "uetr,purpose\n"
    "2025-03-01T10:00:00Z,ana,,mule,,1000.00,USD,,11111111-0000-4000-8000-000000000001,\n"
    "2025-03-01T12:00:00Z,mule,,den,,600.00,USD,,11111111-0000-4000-8000-000000000003,\n";
constexpr const char* reports =
    "report_id,reported,agency,victim_id,victim_name,paid_at,amount,asset,own_account,to_account,"
    "reference,website,phone\n"
    "R1,2025-03-09,Sample Police,V1,Test Victim,2025-03-01T10:00:00Z,1000.00,USD,ana,mule,"
    "11111111-0000-4000-8000-000000000001,,\n";
constexpr const char* orders =
    "id,goods,classification,jurisdiction,end_use,destination,exporter,consignee,consignee_kind,"
    "consignee_country,end_user,end_user_kind,intermediary,value,currency,filed,shipped,entered,"
    "paid\n"
    "O0001,rifle scopes,I(f),ITAR,military,kh,Example Exporter,Example Supply Unit,military,"
    "Cambodia,Example Supply Unit,military,,150000.00,USD,2021-11-02,2021-12-20,,\n";
constexpr const char* investigation =
    "title = \"A small case\"\n"
    "[[load]]\nformat = \"ledger_csv\"\nmapping = \"bank\"\ndataset = \"bank\"\n"
    "files = [\"bank.csv\"]\n"
    "[[load]]\nformat = \"victim_reports\"\ndataset = \"police\"\nversion = \"2025-03-12\"\n"
    "files = [\"reports.csv\"]\n"
    "[questions]\nas_of = \"2025-04-01\"\nknown_at = \"2025-04-01\"\n"
    "[report]\nhtml = \"report.html\"\njson = \"report.json\"\n";

Json json_of(const std::string& text) { return Json::parse(text, nullptr, false); }

class Investigate : public ::testing::Test {
 protected:
  void SetUp() override {
    program_.write("bank.csv", bank);
    program_.write("reports.csv", reports);
    program_.write("orders.csv", orders);
    program_.write("investigation.toml", investigation);
  }
  ProgramRun program_;
};

TEST_F(Investigate, one_command_from_files_to_a_report) {
  const Said first = program_.run("bayon investigate investigation.toml --case case");
  ASSERT_EQ(first.exit, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("A small case\n"));
  EXPECT_THAT(first.out, HasSubstr("1,000.00 USD"));
  EXPECT_THAT(first.out, HasSubstr("case/report.html"));
  EXPECT_TRUE(std::filesystem::file_size(program_.folder() / "case" / "report.html") > 1000);
  const Said kept = program_.run("cat case/report.json");
  EXPECT_EQ(json_of(kept.out)["title"], "A small case");
  const Said again = program_.run("bayon investigate investigation.toml --case case --json");
  ASSERT_EQ(again.exit, 0) << again.err;
  const Json told = json_of(again.out);
  for (const auto& load : told.at("loads")) EXPECT_EQ(load.at("changed"), false);
  EXPECT_EQ(program_.run("bayon verify case").exit, 0);
}

TEST_F(Investigate, the_same_step_by_step) {
  const Said steps = program_.run(
      "set -e\n"
      "bayon init case\n"
      "bayon load case --format ledger_csv --mapping bank --dataset bank bank.csv\n"
      "bayon load case --format victim_reports --dataset police --version 2025-03-12 reports.csv\n"
      "bayon status case\n"
      "bayon trace case --from victims --rule fifo,haircut\n"
      "bayon rings case --kind fan_in,gather_scatter,cycle --window 8d\n"
      "bayon decide case --orders orders.csv --as-of 2025-11-06\n"
      "bayon report case --out report.html --out report.json\n"
      "bayon verify case\n");
  EXPECT_EQ(steps.exit, 0) << steps.err;
  EXPECT_EQ(steps.err, "");
  EXPECT_THAT(steps.out, HasSubstr("1 payment reported; 1 found in the ledgers (1 by reference"));
  EXPECT_THAT(steps.out, HasSubstr("gather_scatter"));
  EXPECT_THAT(steps.out, HasSubstr("1 order on 2025-11-06"));
  EXPECT_THAT(steps.out, HasSubstr("Not legal advice."));
  EXPECT_THAT(steps.out, HasSubstr("written report.html"));
  EXPECT_THAT(steps.out, HasSubstr("All hold."));
  EXPECT_THAT(steps.out, Not(HasSubstr("\033")));
}

TEST_F(Investigate, findings_that_differ_from_the_truth_are_investigation_truth_differs) {
  const std::string scenario =
      (testing::root() / "data" / "scenarios" / "scam_centre.toml").string();
  ASSERT_EQ(program_.run("bayon generate '" + scenario + "' world --flows 0 --seed 1").exit, 0);
  // What these two files hold is another story than that of the world.
  program_.write("other.toml", std::string(investigation) + "[truth]\nfolder = \"world\"\n");
  const Said said = program_.run("bayon investigate other.toml --case case");
  EXPECT_EQ(said.exit, 65) << said.err;
  EXPECT_THAT(said.err, HasSubstr("investigation.truth_differs"));
  EXPECT_THAT(said.out, HasSubstr("DIFFERS"));
}

TEST_F(Investigate, a_file_that_is_no_investigation_makes_no_report) {
  program_.write("broken.toml", "title = \n");
  const Said said = program_.run("bayon investigate broken.toml --case case --json");
  EXPECT_EQ(said.exit, 78) << said.err;
  EXPECT_EQ(said.out, "");
  EXPECT_EQ(json_of(said.err)["error"]["code"], "investigation.malformed");
}

TEST_F(Investigate, two_versions_of_a_real_list_answer_each_for_their_day) {
  BAYON_NEEDS_SHARED("data/lists/ofac/2021-07-07/sdn.csv");
  BAYON_NEEDS_SHARED("data/lists/ofac/2023-01-21/sdn.csv");
  const auto load = [](const std::string& version) {
    const std::string folder =
        std::filesystem::absolute(testing::shared_data("data/lists/ofac/" + version)).string();
    return "cd '" + folder + "' && bayon load \"$CASE\" --format ofac_sdn --dataset us_ofac_sdn " +
           "--version " + version + " *.csv\n";
  };
  const Said made = program_.run("set -e\nCASE=$PWD/ofac-case\nbayon init ofac-case\n" +
                                 load("2021-07-07") + load("2023-01-21"));
  ASSERT_EQ(made.exit, 0) << made.err;
  const Said then =
      program_.run("bayon screen ofac-case 'BANCO NACIONAL DE CUBA' --as-of 2021-08-01 --json");
  ASSERT_EQ(then.exit, 0) << then.err;
  const Json answer = json_of(then.out);
  ASSERT_FALSE(answer["hits"].empty());
  EXPECT_EQ(answer["hits"][0]["version"], "2021-07-07");
  EXPECT_EQ(answer["hits"][0]["listed"], "yes");
  const Said read = program_.run("bayon screen ofac-case 'Banco Nacional de Cuba'");
  EXPECT_THAT(read.out, HasSubstr("LISTED  BANCO NACIONAL DE CUBA"));
  EXPECT_THAT(read.out, HasSubstr("us_ofac_sdn 2023-01-21"));
  const Said before =
      program_.run("bayon screen ofac-case 'BANCO NACIONAL DE CUBA' --known-at 2015-01-01");
  EXPECT_THAT(before.out, HasSubstr("UNKNOWN: no version was known on that day"));
}

}  // namespace
}  // namespace bayon::cli
