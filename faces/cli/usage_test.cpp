// The program from outside: what it prints where, and how it ends.
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/version.hpp"
#include "bayon/engine/engine.hpp"
#include "test/support/place.hpp"
#include "test/support/program_run.hpp"

namespace bayon::cli {
namespace {

using testing::ProgramRun;
using testing::Said;

constexpr const char* head =
    "booking_time,debtor_account,debtor_name,creditor_account,creditor_name,amount,currency,fee,"
    "uetr,purpose\n";
constexpr const char* rows =
    "2025-03-01T10:00:00Z,ana,,mule,,1000.00,USD,,11111111-0000-4000-8000-000000000001,\n"
    "2025-03-01T11:00:00Z,mule,,shop,,400.00,USD,,11111111-0000-4000-8000-000000000002,\n"
    "2025-03-01T12:00:00Z,mule,,den,,600.00,USD,,11111111-0000-4000-8000-000000000003,\n";
constexpr const char* one_more =
    "2025-03-02T10:00:00Z,den,,casino,,600.00,USD,,11111111-0000-4000-8000-000000000004,\n";
const std::string load_bank = "bayon load case --format ledger_csv --mapping bank --dataset ";

std::vector<std::string> verbs() {
  return {"init",   "load",   "status",      "screen",   "trace",   "rings",     "decide",
          "report", "verify", "investigate", "generate", "formats", "completion"};
}

Json json_of(const std::string& text) { return Json::parse(text, nullptr, false); }

void expect_error(const Said& said, const std::string& code, int exit) {
  EXPECT_EQ(said.exit, exit) << said.err;
  EXPECT_EQ(said.out, "");
  EXPECT_NE(said.err.find(code), std::string::npos) << said.err;
  EXPECT_NE(said.err.find("remedy: "), std::string::npos) << said.err;
}

class Usage : public ::testing::Test {
 protected:
  void make_case() {
    program_.write("bank.csv", std::string(head) + rows);
    ASSERT_EQ(program_.run("bayon init case").exit, 0);
    const Said loaded = program_.run(load_bank + "bank bank.csv");
    ASSERT_EQ(loaded.exit, 0) << loaded.err;
  }
  ProgramRun program_;
};

TEST_F(Usage, version_is_said) {
  const Said said = program_.run("bayon --version");
  EXPECT_EQ(said.exit, 0);
  EXPECT_EQ(said.out, "bayon " + std::string(version) + "\n");
}

TEST_F(Usage, help_goes_to_standard_output_and_no_verb_to_standard_error) {
  const Said help = program_.run("bayon --help");
  EXPECT_EQ(help.exit, 0);
  EXPECT_EQ(help.err, "");
  for (const auto& verb : verbs()) EXPECT_NE(help.out.find("\n  " + verb), std::string::npos);
  const Said nothing = program_.run("bayon");
  EXPECT_EQ(nothing.exit, 64);
  EXPECT_EQ(nothing.out, "");
  EXPECT_EQ(nothing.err, help.out);
}

TEST_F(Usage, the_help_of_each_verb_holds_an_example_of_it) {
  for (const auto& verb : verbs()) {
    const Said help = program_.run("bayon " + verb + " --help");
    EXPECT_EQ(help.exit, 0) << verb;
    const auto example = help.out.find("Example:");
    ASSERT_NE(example, std::string::npos) << verb;
    EXPECT_NE(help.out.find("  bayon " + verb, example), std::string::npos) << help.out;
  }
}

TEST_F(Usage, a_verb_that_is_not_there_is_usage_unknown_verb) {
  const Said said = program_.run("bayon sreen case x");
  expect_error(said, "usage.unknown_verb", 64);
  EXPECT_NE(said.err.find("did you mean screen?"), std::string::npos) << said.err;
}

TEST_F(Usage, an_argument_that_is_not_one_is_usage_bad_argument) {
  for (const std::string line :
       {"status", "status case --colour", "load case --format ledger_csv --dataset a",
        "rings case --hops-max many", "screen case x --score-min 2", "completion tcsh", "--colour",
        "load case f --format ledger_csv --dataset a --rejects-max 101%"}) {
    expect_error(program_.run("bayon " + line), "usage.bad_argument", 64);
  }
}

TEST_F(Usage, an_option_that_is_nearly_one_is_named) {
  const Said said = program_.run("bayon screen case x --asof 2021-01-01");
  expect_error(said, "usage.bad_argument", 64);
  EXPECT_NE(said.err.find("did you mean --as-of?"), std::string::npos) << said.err;
  const Said far = program_.run("bayon screen case x --colour");
  EXPECT_EQ(far.err.find("did you mean"), std::string::npos) << far.err;
}

TEST_F(Usage, exit_codes_are_those_of_the_catalogue) {
  make_case();
  expect_error(program_.run("bayon status nowhere"), "case.not_found", 66);
  expect_error(program_.run("bayon init case"), "case.exists", 73);
  expect_error(program_.run("bayon load case --format none --dataset a bank.csv"), "format.unknown",
               64);
  expect_error(program_.run(load_bank + "b none.csv"), "file.not_found", 66);
  expect_error(program_.run("bayon status case --as-of yesterday"), "date.malformed", 65);
}

TEST_F(Usage, what_a_verb_cannot_do_is_refused_before_it_is_done) {
  make_case();
  expect_error(program_.run("bayon report case --out case/r.html --out case/./r.html"),
               "question.out_of_range", 64);
  expect_error(program_.run("bayon report case --out bank.csv"), "question.out_of_range", 64);
  expect_error(program_.run("bayon load case --format ftm --dataset l --mapping bank bank.csv"),
               "question.out_of_range", 64);
  expect_error(program_.run("bayon rings case --asset USD --amount-min -5"),
               "question.out_of_range", 64);
  program_.run("mkdir mine && echo mine > mine/chain.csv");
  const std::string scenario =
      (testing::root() / "data" / "scenarios" / "scam_centre.toml").string();
  expect_error(program_.run("bayon generate '" + scenario + "' mine --flows 0"),
               "scenario.folder_in_use", 73);
}

TEST_F(Usage, errors_are_objects_where_json_is_asked_for) {
  for (const std::string line :
       {"status nowhere --json", "sreen case --json", "status --json", "--json"}) {
    const Said said = program_.run("bayon " + line);
    EXPECT_NE(said.exit, 0);
    EXPECT_EQ(said.out, "");
    const Json told = json_of(said.err);
    ASSERT_TRUE(told.is_object()) << line << ": " << said.err;
    for (const char* field : {"code", "meaning", "detail", "where", "remedy"}) {
      EXPECT_TRUE(told["error"].contains(field)) << line << " " << field;
    }
  }
  program_.write("bad.csv", std::string(head) + "2025-02-30,a,,b,,1.00,USD,,,\n");
  ASSERT_EQ(program_.run("bayon init case").exit, 0);
  const Said refused = program_.run(load_bank + "b bad.csv --json");
  EXPECT_EQ(json_of(refused.err)["error"]["code"], "input.rejects_over_limit") << refused.err;
}

TEST_F(Usage, json_is_json_and_plain_text_holds_no_escape_codes) {
  make_case();
  for (const std::string line : {"status case", "verify case", "formats"}) {
    const Said json = program_.run("bayon " + line + " --json");
    EXPECT_EQ(json.exit, 0) << json.err;
    EXPECT_EQ(json.err, "");
    EXPECT_FALSE(json_of(json.out).is_discarded()) << line;
    const Said plain = program_.run("bayon " + line);
    EXPECT_EQ(plain.exit, 0) << plain.err;
    EXPECT_EQ(plain.err, "");
    EXPECT_EQ(plain.out.find('\033'), std::string::npos) << line;
    EXPECT_TRUE(json_of(plain.out).is_discarded()) << line;
  }
}

TEST_F(Usage, several_files_and_standard_input_are_loaded) {
  make_case();
  const Said again = program_.run(load_bank + "bank - < bank.csv");
  EXPECT_EQ(again.exit, 0) << again.err;
  EXPECT_EQ(again.out, "bank: nothing new, the case holds it already\n");
  program_.write("more.csv", std::string(head) + one_more);
  const Said both = program_.run(load_bank +
                                 "other bank.csv more.csv "
                                 "--json");
  EXPECT_EQ(both.exit, 0) << both.err;
  const Json loaded = json_of(both.out);
  EXPECT_EQ(loaded["rows"], 4);
  EXPECT_EQ(loaded["files"].size(), 2U);
  const Said piped = program_.run(
      "cat more.csv | bayon load case --format ledger_csv --mapping bank --dataset third "
      "--json -");
  EXPECT_EQ(json_of(piped.out)["files"][0]["name"], "stdin") << piped.err;
}

TEST_F(Usage, a_reader_that_leaves_early_is_no_failure) {
  const Said said = program_.run("set -o pipefail; bayon formats | head -1; echo ended $?");
  EXPECT_EQ(said.exit, 0);
  EXPECT_NE(said.out.find("ended 0"), std::string::npos) << said.out;
  EXPECT_EQ(said.err, "");
  const Said never = program_.run("set -o pipefail; bayon formats --json | true; echo ended $?");
  EXPECT_NE(never.out.find("ended 0"), std::string::npos) << never.out << never.err;
}

TEST_F(Usage, an_answer_that_is_lost_is_a_failure) {
  const Said said = program_.run("bayon formats > /dev/full");
  EXPECT_EQ(said.exit, 74) << said.err;
  EXPECT_NE(said.err.find("file.disk_full"), std::string::npos) << said.err;
}

TEST_F(Usage, a_case_that_cannot_be_written_is_read_all_the_same) {
  // Root may write everywhere, so root asks as somebody else.
  const std::string somebody =
      ::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
  ASSERT_EQ(program_.run("chmod a+rx .").exit, 0);
  if (program_.run(somebody + "bayon --version").exit != 0) {
    GTEST_SKIP() << "nobody else may run the program";
  }
  make_case();
  ASSERT_EQ(program_.run("bayon status case").exit, 0);
  ASSERT_EQ(program_.run("chmod -R a+rX,a-w case").exit, 0);
  const Said read = program_.run(somebody + "bayon status case");
  EXPECT_EQ(read.exit, 0) << read.err;
  const Said load = program_.run(somebody + load_bank + "other bank.csv");
  EXPECT_EQ(load.exit, 77) << load.err;
  EXPECT_NE(load.err.find("remedy: "), std::string::npos) << load.err;
}

TEST_F(Usage, an_altered_case_ends_verify_with_an_error) {
  make_case();
  ASSERT_EQ(program_.run("bayon status case").exit, 0);
  EXPECT_EQ(program_.run("bayon verify case").exit, 0);
  const Said altered = program_.run(
      "printf '\\377' | dd of=case/audit.log bs=1 seek=40 conv=notrunc "
      "status=none; bayon verify case");
  EXPECT_EQ(altered.exit, 65) << altered.out << altered.err;
}

TEST_F(Usage, place_and_zone_change_nothing) {
  make_case();
  const Said plain = program_.run("bayon status case --as-of 2024-01-01 --known-at 2024-01-01");
  const Said other = program_.run(
      "TZ=Asia/Bangkok LC_ALL=C.UTF-8 LANG=de_DE.UTF-8 bayon status case --as-of 2024-01-01 "
      "--known-at 2024-01-01");
  EXPECT_EQ(plain.exit, 0) << plain.err;
  EXPECT_EQ(plain.out, other.out);
}

TEST_F(Usage, a_person_at_a_terminal_sees_progress_and_colours) {
  if (program_.run("command -v script").exit != 0) GTEST_SKIP() << "no `script` on this machine";
  make_case();
  const Said seen = program_.run(
      "script -qec 'bayon load case --format ledger_csv --mapping bank --dataset seen "
      "bank.csv && bayon formats' session < /dev/null > /dev/null; cat session");
  EXPECT_EQ(seen.exit, 0) << seen.err;
  EXPECT_NE(seen.out.find("\r\033[K"), std::string::npos) << seen.out;
  EXPECT_NE(seen.out.find("\033[1mledger_csv\033[0m"), std::string::npos) << seen.out;
  const Said calm = program_.run(
      "NO_COLOR=1 script -qec 'bayon formats' session < /dev/null > /dev/null; cat session");
  EXPECT_EQ(calm.out.find("\033["), std::string::npos) << calm.out;
  const Said dumb = program_.run(
      "TERM=dumb script -qec 'bayon load case --format ledger_csv --mapping bank --dataset "
      "dumb bank.csv' session < /dev/null > /dev/null; cat session");
  EXPECT_EQ(dumb.out.find('\033'), std::string::npos) << dumb.out;
}

TEST_F(Usage, bash_completes_verbs_options_and_words) {
  const auto complete = [&](const std::string& words) {
    return program_
        .run("source <(bayon completion bash); COMP_WORDS=(bayon " + words +
             "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _bayon; echo \"${COMPREPLY[@]}\"")
        .out;
  };
  EXPECT_EQ(complete("scr"), "screen\n");
  EXPECT_EQ(complete("trace case --rule f"), "fifo\n");
  EXPECT_EQ(complete("trace case --rule fifo,h"), "fifo,haircut\n");
  EXPECT_EQ(complete("trace case --kn"), "--known-at\n");
  EXPECT_EQ(complete("load case --format ofac_s"), "ofac_sdn\n");
  EXPECT_EQ(complete("completion z"), "zsh\n");
  EXPECT_EQ(complete("load case --mapping b"), "\n");
  EXPECT_NE(complete("''").find("investigate"), std::string::npos);
}

TEST_F(Usage, other_shells_read_their_scripts) {
  for (const std::string shell : {"zsh", "fish"}) {
    if (program_.run("command -v " + shell).exit != 0) continue;
    const Said read =
        program_.run("bayon completion " + shell + " > script && " + shell + " -n script");
    EXPECT_EQ(read.exit, 0) << shell << ": " << read.err;
  }
  EXPECT_EQ(program_.run("bayon completion bash | bash -n").exit, 0);
}

TEST_F(Usage, a_world_is_made_up_on_request) {
  const std::string scenario =
      (testing::root() / "data" / "scenarios" / "scam_centre.toml").string();
  const Said made = program_.run("bayon generate '" + scenario + "' world --flows 0 --json");
  ASSERT_EQ(made.exit, 0) << made.err;
  const Json told = json_of(made.out);
  EXPECT_EQ(told["victims"], 434);
  EXPECT_GT(told["files"].size(), 5U);
  for (const auto& file : told["files"]) {
    EXPECT_EQ(file["bytes"].get<std::uintmax_t>(),
              std::filesystem::file_size(program_.folder() / "world" / file["name"]));
  }
  expect_error(program_.run("bayon generate '" + scenario + "' other --flows 200000000"),
               "question.out_of_range", 64);
}

}  // namespace
}  // namespace bayon::cli
