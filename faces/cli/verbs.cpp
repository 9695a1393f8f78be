#include "faces/cli/verbs.hpp"

#include <chrono>
#include <functional>
#include <memory>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "bayon/base/amount.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/engine/engine.hpp"
#include "faces/cli/progress_bar.hpp"
#include "faces/cli/say.hpp"

namespace bayon::cli {

namespace {

Instant wall_clock() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::nanoseconds>(since).count()};
}

// What every question can be given besides its own options.
struct Common {
  std::string folder;
  std::string as_of;
  std::string known_at;
  bool json = false;

  void add_to(CLI::App& verb, bool clocks) {
    verb.add_option("case", folder, "Folder of the case")->required();
    verb.add_flag("--json", json, "Print the answer as JSON (docs/schemas)");
    if (!clocks) return;
    verb.add_option("--as-of", as_of, "Day asked about: when it was true (default: today)");
    verb.add_option("--known-at", known_at, "Only what was known on that day (default: today)");
  }
  Json question() const {
    Json out = Json::object();
    if (!as_of.empty()) out["as_of"] = as_of;
    if (!known_at.empty()) out["known_at"] = known_at;
    return out;
  }
};

int tell(const Result<Json>& answer, bool json, const std::function<void(const Json&)>& say) {
  if (!answer.ok()) return say_error(answer.error());
  if (json) {
    say_json(*answer);
  } else {
    say(*answer);
  }
  return 0;
}

int ask(const Common& common, std::string_view verb, const Json& question,
        const std::function<void(const Json&)>& say) {
  auto engine = Engine::open(common.folder, Engine::Access::read);
  if (!engine.ok()) return say_error(engine.error());
  ProgressBar progress;
  return tell(engine->ask(verb, question, wall_clock(), progress), common.json, say);
}

void add_init(CLI::App& app, int& exit_code) {
  auto* verb = app.add_subcommand("init", "Make an empty case");
  auto folder = std::make_shared<std::string>();
  verb->add_option("case", *folder, "Folder of the case")->required();
  verb->footer("Example:\n  bayon init ofac-case");
  verb->callback([folder, &exit_code] {
    const auto made = Engine::init(*folder);
    if (!made.ok()) {
      exit_code = say_error(made.error());
      return;
    }
    fmt::print("{}: an empty case\n", *folder);
  });
}

void add_load(CLI::App& app, int& exit_code) {
  struct Asked {
    Common common;
    Engine::Load load;
    std::string rejects_max;
  };
  auto asked = std::make_shared<Asked>();
  auto* verb = app.add_subcommand("load", "Make the facts of files part of a case");
  asked->common.add_to(*verb, false);
  verb->add_option("files", asked->load.files,
                   "Files of the format, .gz and .zst read through; - is standard input")
      ->required();
  verb->add_option("--format", asked->load.format, "Format of the files (bayon formats)")
      ->required();
  verb->add_option("--dataset", asked->load.dataset, "Name of the dataset: [a-z0-9_]+")->required();
  verb->add_option("--version", asked->load.version, "Version of a list, by its day: 2021-07-07");
  verb->add_option("--mapping", asked->load.mapping,
                   "Columns of a ledger: a preset's name or a TOML file");
  verb->add_option("--rejects-max", asked->rejects_max,
                   "Refuse the load when more rows than this are rejected (default 0.1%)");
  verb->footer(
      "Example:\n  bayon load ofac-case --format ofac_sdn --dataset us_ofac_sdn --version "
      "2021-07-07 "
      "sdn.csv add.csv alt.csv sdn_comments.csv");
  verb->callback([asked, &exit_code] {
    if (!asked->rejects_max.empty()) {
      std::string_view text = asked->rejects_max;
      if (text.ends_with('%')) text.remove_suffix(1);
      const auto ppm = parse_amount(text, 4);
      if (!ppm.ok() || *ppm < 0 || *ppm > 1'000'000) {
        exit_code = say_error(Error{
            errors::usage_bad_argument, "--rejects-max takes a percentage from 0% to 100%", {}});
        return;
      }
      asked->load.rejects_ppm_max = static_cast<std::uint32_t>(*ppm);
    }
    auto engine = Engine::open(asked->common.folder, Engine::Access::write);
    if (!engine.ok()) {
      exit_code = say_error(engine.error());
      return;
    }
    ProgressBar progress;
    const auto loaded = engine->load(asked->load, wall_clock(), progress);
    if (loaded.ok()) {
      if (const auto indexed = engine->index(progress); !indexed.ok()) {
        exit_code = say_error(indexed.error());
        return;
      }
    }
    exit_code = tell(loaded, asked->common.json, say_loaded);
  });
}

void add_status(CLI::App& app, int& exit_code) {
  auto common = std::make_shared<Common>();
  auto* verb = app.add_subcommand("status", "What is loaded: datasets, versions, counts, rejects");
  common->add_to(*verb, true);
  verb->footer("Example:\n  bayon status ofac-case");
  verb->callback(
      [common, &exit_code] { exit_code = ask(*common, "status", common->question(), say_status); });
}

void add_trace(CLI::App& app, int& exit_code) {
  struct Asked {
    Common common;
    std::string from = "victims";
    std::vector<std::string> rules;
    std::vector<std::string> stops;
    std::string until;
    std::int64_t hub = 0;
  };
  auto asked = std::make_shared<Asked>();
  auto* verb = app.add_subcommand("trace", "Where did the victims' money go, under which rule?");
  asked->common.add_to(*verb, true);
  verb->add_option("--from", asked->from,
                   "Where to start: victims, the payments that were reported");
  verb->add_option("--rule", asked->rules, "fifo, haircut")->delimiter(',');
  verb->add_option("--stop", asked->stops, "Accounts at which tracing ends")->delimiter(',');
  verb->add_option("--until", asked->until, "Follow flows up to this instant");
  verb->add_option("--hub", asked->hub, "An account with more flows is a hub, where tracing ends");
  verb->footer("Example:\n  bayon trace case --from victims --rule fifo,haircut");
  verb->callback([asked, &exit_code] {
    Json question = asked->common.question();
    question["from"] = asked->from;
    if (!asked->rules.empty()) question["rules"] = asked->rules;
    if (!asked->stops.empty()) question["stops"] = asked->stops;
    if (!asked->until.empty()) question["until"] = asked->until;
    if (asked->hub != 0) question["hub_flows_max"] = asked->hub;
    exit_code = ask(asked->common, "trace", question, say_trace);
  });
}

void add_verify(CLI::App& app, int& exit_code) {
  auto common = std::make_shared<Common>();
  auto* verb =
      app.add_subcommand("verify", "Recompute every recorded answer, every root and the audit log");
  common->add_to(*verb, false);
  verb->footer("Example:\n  bayon verify ofac-case");
  verb->callback([common, &exit_code] {
    auto engine = Engine::open(common->folder, Engine::Access::read);
    if (!engine.ok()) {
      exit_code = say_error(engine.error());
      return;
    }
    ProgressBar progress;
    const auto verified = engine->verify(progress);
    exit_code = tell(verified, common->json, say_verified);
    if (verified.ok() && !(*verified)["mismatches"].empty()) {
      exit_code = entry(errors::verify_mismatch).exit;
    }
  });
}

void add_formats(CLI::App& app) {
  auto json = std::make_shared<bool>(false);
  auto* verb = app.add_subcommand("formats", "Which files can be loaded?");
  verb->add_flag("--json", *json, "Print as JSON");
  verb->footer("Example:\n  bayon formats");
  verb->callback([json] {
    const Json all = describe_formats();
    if (*json) {
      say_json(all);
      return;
    }
    for (const auto& one : all) {
      fmt::print("{:<16} {:<7} {}\n", one["name"].get<std::string>(),
                 one["kind"].get<std::string>(), one["summary"].get<std::string>());
    }
  });
}

}  // namespace

void add_verbs(CLI::App& app, int& exit_code) {
  add_init(app, exit_code);
  add_load(app, exit_code);
  add_status(app, exit_code);
  add_trace(app, exit_code);
  add_verify(app, exit_code);
  add_formats(app);
}

}  // namespace bayon::cli
