// Where does the program write, and what does it never write to, whatever it was started with?
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "test/support/place.hpp"
#include "test/support/program_run.hpp"

namespace bayon::cli {
namespace {

using testing::ProgramRun;
using testing::Said;

constexpr const char* load = "bayon load case --format ledger_csv --mapping bank --dataset bank ";

class Streams : public ::testing::Test {
 protected:
  void SetUp() override {
    program_.write("bank.csv",
                   "booking_time,debtor_account,creditor_account,amount,currency,uetr\n"
                   "2025-03-01T09:00:00Z,ana,mule,1000.00,USD,u1\n"
                   "2025-03-02T09:00:00Z,mule,den,700.00,USD,u2\n");
    program_.write("reports.csv",
                   "victim_id,paid_at,amount,asset,own_account,to_account\n"
                   "V1,2025-03-01,1000.00,USD,ana,mule\n");
    ASSERT_EQ(program_.run("bayon init case").exit, 0);
  }
  void make_case() {
    ASSERT_EQ(program_.run(load + std::string("bank.csv")).exit, 0);
    ASSERT_EQ(program_
                  .run("bayon load case --format victim_reports --dataset police --version "
                       "2025-03-12 reports.csv")
                  .exit,
              0);
  }
  std::string contents(const std::string& name) const { return program_.run("cat " + name).out; }
  static void expect_error(const Said& said, const std::string& code, int exit) {
    EXPECT_EQ(said.exit, exit) << said.out << said.err;
    EXPECT_NE(said.err.find(code), std::string::npos) << said.err;
    EXPECT_NE(said.err.find("remedy: "), std::string::npos) << said.err;
  }

  ProgramRun program_;
};

TEST_F(Streams, ClosedOnesDoNotBecomeTheCasesFiles) {
  const Said loaded = program_.run(load + std::string("bank.csv >&-"));
  expect_error(loaded, "file.stream_closed", 74);
  EXPECT_EQ(contents("case/lock").substr(0, 8), "process ");
  EXPECT_EQ(contents("case/lock").find("rows"), std::string::npos);
  const Said read = program_.run(load + std::string("- <&-"));
  expect_error(read, "file.stream_closed", 74);
  EXPECT_EQ(read.err.find("process"), std::string::npos) << read.err;
  // An error that nobody hears goes nowhere.
  EXPECT_EQ(program_.run("bayon status none 2>&-").exit, 66);
  EXPECT_EQ(program_.run("bayon status case >&- 2>&- <&-").exit, 74);
  EXPECT_EQ(program_.run("bayon verify case").exit, 0);
}

TEST_F(Streams, AReportGoesIntoAPipeAndThroughALink) {
  make_case();
  const Said piped = program_.run(
      "mkfifo pipe; cat pipe > seen & bayon report case --out pipe > /dev/null && wait && "
      "test -p pipe && head -c 9 seen");
  EXPECT_EQ(piped.exit, 0) << piped.err;
  EXPECT_EQ(piped.out, "<!DOCTYPE") << piped.err;
  const Said linked = program_.run(
      "echo old > target; ln -s target link.html; bayon report case --out link.html > /dev/null "
      "&& test -L link.html && head -c 9 target");
  EXPECT_EQ(linked.out, "<!DOCTYPE") << linked.err;
  const Said standard = program_.run(
      "ln -s /proc/self/fd/1 out.html; bayon report case --out out.html > page; head -c 9 page");
  EXPECT_EQ(standard.out, "<!DOCTYPE") << standard.err;
  expect_error(program_.run("mkdir folder; bayon report case --out folder"), "file.not_writable",
               73);
}

TEST_F(Streams, AReportDoesNotEatItsCase) {
  make_case();
  for (const std::string own : {"audit.log", "ledger.sqlite", "lock", "segments/a.html"}) {
    expect_error(program_.run("bayon report case --out case/" + own), "case.own_file", 73);
  }
  EXPECT_EQ(program_.run("bayon report case --out case/report.html").exit, 0);
  EXPECT_EQ(program_.run("bayon verify case").exit, 0);
}

TEST_F(Streams, AnAnswerThatWasEditedIsNoAnswerOfTheCase) {
  make_case();
  ASSERT_EQ(program_.run("bayon report case --out case/report.json").exit, 0);
  const Said whole = program_.run("bayon verify case --answer case/report.json");
  EXPECT_EQ(whole.exit, 0) << whole.err;
  EXPECT_NE(whole.out.find("case/report.json: answer 1 of this case (report, "), std::string::npos)
      << whole.out;
  const Said edited = program_.run(
      "sed 's/1000.00/9000.00/' case/report.json > edited.json; bayon verify case --answer "
      "case/report.json --answer edited.json");
  expect_error(edited, "answer.not_recorded", 65);
  EXPECT_NE(edited.err.find("edited.json"), std::string::npos) << edited.err;
}

TEST_F(Streams, APageIsAnAnswerOfTheCaseToTheLastByte) {
  make_case();
  ASSERT_EQ(program_
                .run("bayon report case --title \"It's a 'page'\" --rule haircut "
                     "--case-number 7/25 --out case/page.html")
                .exit,
            0);
  const Said whole = program_.run("bayon verify case --answer case/page.html");
  EXPECT_EQ(whole.exit, 0) << whole.out << whole.err;
  EXPECT_NE(whole.out.find("case/page.html, its page: answer 1 of this case (report, "),
            std::string::npos)
      << whole.out;
  // A digit of the text, a letter of the packed data, one of the script, one of the style, one byte
  // more; and a page that names another answer.
  const char* changes[] = {"sed 's/1,000/9,000/'",
                           "sed 's/id=data>e/id=data>f/'",
                           "sed 's/const PLACES = 18/const PLACES = 17/'",
                           "sed 's/--ink: #1c2126/--ink: #1c2127/'",
                           "sed '$a x'",
                           "sed 's/bayon-answer content=[0-9a-f]/bayon-answer content=g/'"};
  for (const std::string change : changes) {
    ASSERT_NE(
        program_.run(change + " case/page.html > other.html; cmp case/page.html other.html").exit,
        0)
        << change;
    const Said said = program_.run("bayon verify case --answer other.html");
    expect_error(said, "answer.not_recorded", 65);
  }
}

TEST_F(Streams, WhatThePageSaysToTypeGivesTheSameBytes) {
  make_case();
  ASSERT_EQ(program_
                .run("bayon report case --title \"It's a <b>page</b> \\\"of\\\" \\$HOME\" "
                     "--as-of 2025-04-01 --known-at 2025-04-02 --rule haircut,fifo "
                     "--kind cycle --window 3d --ties row_order --hub 500 --tolerance-days 2 "
                     "--orders-by as_of --author 'A. Uthor' --unit 'Unit; 7' "
                     "--case-number 7/25 --made-up --out page.html")
                .exit,
            0);
  const Said again = program_.run(
      "sed -n 's:.*<code id=command>\\(.*\\)</code></pre>.*:\\1:p' page.html | "
      "sed -e \"s/&#39;/'/g\" -e 's/&quot;/\"/g' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e "
      "'s/&amp;/\\&/g' -e 's/ CASE / case /' > line; sh -e line && cmp page.html again.html");
  EXPECT_EQ(again.exit, 0) << again.out << again.err << program_.run("cat line").out;
}

TEST_F(Streams, ALimitOnFilesIsAnErrorAndNotADeath) {
  const Said limited = program_.run(
      "awk 'BEGIN {print \"booking_time,debtor_account,creditor_account,amount,currency\"; "
      "for (i = 0; i < 20000; ++i) print \"2025-03-01T09:00:00Z,a\" i % 977 \",b\" i % 701 "
      "\",1.00,USD\"}' > many.csv; ulimit -f 20; " +
      std::string(load) + "many.csv");
  expect_error(limited, "file.disk_full", 74);
  EXPECT_EQ(program_.run(load + std::string("many.csv")).exit, 0);
}

TEST_F(Streams, NoMemoryIsAnErrorAndNotABug) {
  const Said starved = program_.run(
      "truncate -s 600M page.json; ulimit -v 500000; "
      "bayon verify case --answer page.json");
  // A sanitizer maps terabytes before the program begins.
  const bool began = starved.err.find("error while loading") == std::string::npos &&
                     starved.err.find("ReserveShadowMemoryRange") == std::string::npos &&
                     starved.err.find("sanitizer_allocator") == std::string::npos;
  if (!began) {
    GTEST_SKIP() << "the program does not start in so little memory";
  }
  expect_error(starved, "memory.exhausted", 71);
}

TEST_F(Streams, OneProcessorIsEnough) {
  if (program_.run("command -v taskset").exit != 0) GTEST_SKIP() << "no `taskset`";
  const Said loaded = program_.run("taskset -c 0 " + std::string(load) + "bank.csv");
  EXPECT_EQ(loaded.exit, 0);
  EXPECT_EQ(loaded.err, "");
}

TEST_F(Streams, AnEmptyValueIsNoDefault) {
  make_case();
  for (const std::string line :
       {"status case --as-of ''", "status case --known-at \"$UNSET\"",
        "screen case x --score-min ''", "screen case x --birth-date ''", "rings case --window ''",
        "trace case --rule ''", "report case --out ''", "status ''", "init ''",
        "verify case --answer ''",
        "load case --format ledger_csv --dataset d --rejects-max '' bank.csv",
        "load case --format ledger_csv --dataset d ''", "rings case --accounts-min ''"}) {
    const Said said = program_.run("bayon " + line);
    EXPECT_EQ(said.exit, 64) << line << said.out << said.err;
    EXPECT_NE(said.err.find("usage.bad_argument"), std::string::npos) << line << said.err;
  }
  EXPECT_NE(program_.run("ls").out.find("bank.csv"), std::string::npos);
  EXPECT_EQ(program_.run("ls segments").exit, 2) << "no case was made in this folder";
}

TEST_F(Streams, WhoAllowsEveryRejectGetsThemAll) {
  const Said loaded = program_.run(
      "{ head -1 bank.csv; yes '2025-03-01T09:00:00Z,a,b,x,USD,' | head -10500; } > bad.csv; " +
      std::string(load) + "--rejects-max 100% bad.csv --json");
  EXPECT_EQ(loaded.exit, 0) << loaded.err;
  EXPECT_NE(loaded.out.find("\"rejected\": 10500"), std::string::npos) << loaded.out;
}

}  // namespace
}  // namespace bayon::cli
