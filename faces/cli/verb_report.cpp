// report, investigate: the finished case.
#include <filesystem>
#include <map>
#include <memory>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/report/report.hpp"
#include "faces/cli/asking.hpp"
#include "faces/cli/out.hpp"
#include "faces/cli/progress_bar.hpp"
#include "faces/cli/say.hpp"
#include "faces/cli/shown.hpp"
#include "faces/cli/verbs.hpp"

namespace bayon::cli {

namespace {

Result<void> write_json_file(const Json& answer, const std::string& path) {
  return write_file(path, json_text(answer, 1));
}

// The end of the name says which.
Result<void> write_answer(const Json& answer, const std::string& path) {
  return path.ends_with(".json") ? write_json_file(answer, path) : report::write_html(answer, path);
}

// The files that the investigation wishes for.
Result<void> write_files(const Json& found) {
  const Json& answer = field_of(found, "answer");
  if (const std::string page = found.value("report", ""); !page.empty()) {
    BAYON_TRY_VOID(report::write_html(answer, page));
  }
  if (const std::string json = found.value("json", ""); !json.empty()) {
    BAYON_TRY_VOID(write_json_file(answer, json));
  }
  return {};
}

// Each is free to be written, and no two are one file.
Result<void> check_outputs(const Engine& engine, const std::vector<std::string>& paths) {
  std::map<std::filesystem::path, std::string> taken;
  for (const auto& path : paths) {
    BAYON_TRY_VOID(engine.check_output(path));
    // A slip must not put a page over a ledger; a pipe has no ending.
    const auto ending = std::filesystem::path(path).extension();
    const bool known = ending == ".html" || ending == ".htm" || ending == ".json";
    if (!known && (!ending.empty() || std::filesystem::is_regular_file(path))) {
      return fail(errors::question_out_of_range,
                  "--out " + path + ": the name of a report ends in .html, a page, or .json");
    }
    const auto [at, first] = taken.emplace(std::filesystem::weakly_canonical(path), path);
    if (!first) {
      return fail(errors::question_out_of_range,
                  "--out " + at->second + " and --out " + path + " are one file");
    }
  }
  return {};
}

struct ReportAsked : Asked {
  std::vector<std::string> out, rules, kinds;
  std::string title, window, ties, by, author, unit, case_number, truth;
  bool made_up = false;
  std::optional<std::int64_t> hub, tolerance;
};

int run_report(const ReportAsked& asked) {
  Json question = asked.question();
  put(question, "title", asked.title);
  put(question, "rules", asked.rules);
  put(question, "kinds", asked.kinds);
  put(question, "window", asked.window);
  put(question, "ties", asked.ties);
  put(question, "hub_flows_max", asked.hub);
  put(question, "tolerance_days", asked.tolerance);
  put(question, "orders_by", asked.by);
  put(question, "author", asked.author);
  put(question, "unit", asked.unit);
  put(question, "case_number", asked.case_number);
  if (asked.made_up) question["made_up"] = true;
  auto engine = Engine::open(asked.folder, Engine::Access::read);
  if (!engine.ok()) return fails(engine.error(), asked);
  if (const auto free = check_outputs(*engine, asked.out); !free.ok()) {
    return fails(free.error(), asked);
  }
  ProgressBar progress;
  auto answer = asked.truth.empty()
                    ? engine->ask("report", question, wall_clock(), progress)
                    : engine->ask_compared(question, asked.truth, wall_clock(), progress);
  if (!answer.ok()) {
    progress.done();
    return fails(answer.error(), asked);
  }
  progress.step("write the report", 0);
  for (const auto& path : asked.out) {
    if (const auto written = write_answer(*answer, path); !written.ok()) {
      progress.done();
      return fails(written.error(), asked);
    }
  }
  progress.done();
  const int exit = tell(answer, asked, say_report);
  if (exit != 0 || asked.json) return exit;
  Page page(look_of_output(asked.all));
  page.line();
  for (const auto& path : asked.out) page.line("written " + path);
  const auto written = write_out(page.text());
  return written.ok() ? 0 : fails(written.error(), asked);
}

void add_report(Verbs& verbs) {
  auto asked = std::make_shared<ReportAsked>();
  auto verb = verbs.add("report", "The finished case, as one page to read, print and check",
                        {"bayon report ofac-case --out report.html",
                         "bayon report ofac-case --out report.html --out report.json"},
                        [asked] { return run_report(*asked); });
  asked->add_case(verb);
  verb.each("--out", asked->out, "Where to write: .html a page, .json for programs");
  verb.option("--title", asked->title, "Title of the report");
  verb.list("--rule", asked->rules, "fifo, haircut (default: both)", {"fifo", "haircut"});
  verb.list("--kind", asked->kinds, "Kinds of rings to look for (default: all)",
            names_of(describe_kinds(), "kind"));
  verb.option("--window", asked->window, "Window of the rings (default: 8d)");
  verb.option("--ties", asked->ties, "Flows of one instant, as in bayon rings",
              {"strict", "row_order"});
  verb.option("--hub", asked->hub, "An account with more flows is a hub, where tracing ends");
  verb.option("--tolerance-days", asked->tolerance, "A report's day may be off by so many days");
  verb.option("--orders-by", asked->by,
              "Whose day's law judges the orders, as in bayon decide --by", {"as_of", "shipped"});
  verb.option("--author", asked->author, "Who made the report, as the page says");
  verb.option("--unit", asked->unit, "The author's unit or agency");
  verb.option("--case-number", asked->case_number, "Number of the case, printed on every sheet");
  verb.flag("--made-up", asked->made_up, "The data are made up; the page says so");
  verb.option("--truth", asked->truth,
              "Folder of a made-up world's truth, with which the findings are compared");
  asked->add_clocks(verb);
  asked->add_output(verb, true);
}

struct InvestigateAsked : Asked {
  std::string file;
};

int run_investigate(const InvestigateAsked& asked) {
  ProgressBar progress;
  const auto found = Engine::investigate(asked.file, asked.folder, wall_clock(), progress);
  if (!found.ok()) {
    progress.done();
    return fails(found.error(), asked);
  }
  progress.step("write the report", 0);
  if (const auto written = write_files(*found); !written.ok()) {
    progress.done();
    return fails(written.error(), asked);
  }
  progress.done();
  const int exit = tell(found, asked, say_investigated);
  if (exit != 0 || !found->contains("truth") || (*found)["truth"]["holds"].get<bool>()) return exit;
  std::string differing;
  for (const auto& check : list_of((*found)["truth"], "checks")) {
    if (check["holds"].get<bool>()) continue;
    differing += (differing.empty() ? "" : ", ") + text_of(check, "name");
  }
  return fails(Error{errors::investigation_truth_differs, differing, {}}, asked);
}

void add_investigate(Verbs& verbs) {
  auto asked = std::make_shared<InvestigateAsked>();
  auto verb =
      verbs.add("investigate", "The main job as one command: load, ask and report, from one file",
                {"bayon investigate data/demo/investigation.toml --case demo-case"},
                [asked] { return run_investigate(*asked); });
  verb.argument("file", asked->file, "TOML file that names sources and questions");
  verb.option("--case", asked->folder, "Folder of the case (default: the file's choice)");
  asked->add_output(verb, true);
}

}  // namespace

void add_report_verbs(Verbs& verbs) {
  add_report(verbs);
  add_investigate(verbs);
}

}  // namespace bayon::cli
