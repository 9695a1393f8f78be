// init, load, status, verify: what a case holds.
#include <memory>

#include <fmt/format.h>

#include "bayon/base/amount.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/report/report.hpp"
#include "faces/cli/asking.hpp"
#include "faces/cli/out.hpp"
#include "faces/cli/progress_bar.hpp"
#include "faces/cli/say.hpp"
#include "faces/cli/shown.hpp"
#include "faces/cli/verbs.hpp"

namespace bayon::cli {

namespace {

void say_made(const Json& made, Page& page) {
  page.line(text_of(made, "case") + ": an empty case");
}

void add_init(Verbs& verbs) {
  auto asked = std::make_shared<Asked>();
  auto verb = verbs.add("init", "Make an empty case", {"bayon init ofac-case"}, [asked] {
    const auto made = Engine::init(asked->folder);
    if (!made.ok()) return fails(made.error(), *asked);
    return tell(Json{{"case", asked->folder}}, *asked, say_made);
  });
  asked->add_case(verb);
  asked->add_output(verb, false);
}

struct LoadAsked : Asked {
  Engine::Load load;
  std::string rejects_max;
};

// "0.1%" and "0.1" are a thousandth: parts in a million, so that no digit is lost.
Result<std::uint32_t> read_rejects_max(std::string_view text) {
  if (text.ends_with('%')) text.remove_suffix(1);
  const auto ppm = parse_amount(text, 4);
  if (!ppm.ok() || *ppm < 0 || *ppm > 1'000'000) {
    return fail(errors::usage_bad_argument, "--rejects-max takes a percentage from 0% to 100%");
  }
  return static_cast<std::uint32_t>(*ppm);
}

int run_load(LoadAsked& asked) {
  if (!asked.rejects_max.empty()) {
    const auto ppm = read_rejects_max(asked.rejects_max);
    if (!ppm.ok()) return fails(ppm.error(), asked);
    asked.load.rejects_ppm_max = *ppm;
  }
  auto engine = Engine::open(asked.folder, Engine::Access::write);
  if (!engine.ok()) return fails(engine.error(), asked);
  ProgressBar progress;
  const auto loaded = engine->load(asked.load, wall_clock(), progress);
  if (loaded.ok()) {
    if (const auto indexed = engine->index(progress); !indexed.ok()) {
      return fails(indexed.error(), asked);
    }
  }
  progress.done();
  return tell(loaded, asked, say_loaded);
}

void add_load(Verbs& verbs) {
  auto asked = std::make_shared<LoadAsked>();
  auto verb = verbs.add(
      "load", "Make the facts of files part of a case",
      {"bayon load ofac-case --format ofac_sdn --dataset us_ofac_sdn --version 2021-07-07 sdn.csv "
       "add.csv alt.csv sdn_comments.csv",
       "bayon load ofac-case --format ledger_csv --mapping amlsim --dataset bank_a tx_log.csv.zst"},
      [asked] { return run_load(*asked); });
  asked->add_case(verb);
  verb.arguments("files", asked->load.files,
                 "Files of the format, .gz and .zst read through; - is standard input");
  verb.option("--format", asked->load.format, "Format of the files; bayon formats lists them",
              names_of(describe_formats(), "name"), Verb::Need::required);
  verb.option("--dataset", asked->load.dataset, "Name of the dataset: a-z, 0-9, _", {},
              Verb::Need::required);
  verb.option("--version", asked->load.version, "Version of a list, by its day: 2021-07-07");
  verb.option("--mapping", asked->load.mapping,
              "Columns of a ledger: the name of a preset, or a TOML file");
  verb.option("--rejects-max", asked->rejects_max,
              "Refuse the load when more of its rows are rejected (default: 0.1%)");
  asked->add_output(verb, false);
}

void add_status(Verbs& verbs) {
  auto asked = std::make_shared<Asked>();
  auto verb = verbs.add("status", "What is loaded: datasets, versions, counts, rejects",
                        {"bayon status ofac-case"},
                        [asked] { return ask(*asked, "status", asked->question(), say_status); });
  asked->add_case(verb);
  asked->add_clocks(verb);
  asked->add_output(verb, true);
}

struct VerifyAsked : Asked {
  std::vector<std::string> files;
};

// What was verified is told first; then what did not hold ends the program.
int run_verify(const VerifyAsked& asked) {
  auto engine = Engine::open(asked.folder, Engine::Access::read);
  if (!engine.ok()) return fails(engine.error(), asked);
  ProgressBar progress;
  const auto verified = engine->verify(progress, {asked.files.begin(), asked.files.end()},
                                       [](const Json& answer) { return report::html(answer); });
  progress.done();
  const int exit = tell(verified, asked, say_verified);
  if (exit != 0) return exit;
  if (const auto& differing = list_of(*verified, "mismatches"); !differing.empty()) {
    return fails(Error{errors::verify_mismatch, counted(differing.size(), "answer", "answers"), {}},
                 asked);
  }
  for (const auto& file : list_of(*verified, "files")) {
    if (file["recorded"].get<bool>()) continue;
    return fails(Error{errors::answer_not_recorded, text_of(file, "why"),
                       Place{text_of(file, "file"), 0, {}}},
                 asked);
  }
  return 0;
}

void add_verify(Verbs& verbs) {
  auto asked = std::make_shared<VerifyAsked>();
  auto verb =
      verbs.add("verify", "Recompute every recorded answer, every root and the audit log",
                {"bayon verify ofac-case", "bayon verify ofac-case --answer ofac-case/report.html"},
                [asked] { return run_verify(*asked); });
  asked->add_case(verb);
  verb.each("--answer", asked->files,
            "Is this file, a page or .json, an answer that the case recorded? May be given again");
  asked->add_output(verb, true);
}

}  // namespace

void add_case_verbs(Verbs& verbs) {
  add_init(verbs);
  add_load(verbs);
  add_status(verbs);
  add_verify(verbs);
}

}  // namespace bayon::cli
