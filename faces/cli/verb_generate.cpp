#include <memory>

#include "faces/cli/asking.hpp"
#include "faces/cli/out.hpp"
#include "faces/cli/progress_bar.hpp"
#include "faces/cli/say.hpp"
#include "faces/cli/verbs.hpp"

namespace bayon::cli {

namespace {

struct GenerateAsked : Asked {
  std::string scenario, into;
  Engine::Generate change;
};

int run_generate(const GenerateAsked& asked) {
  ProgressBar progress;
  const auto generated = Engine::generate(asked.scenario, asked.into, asked.change, progress);
  progress.done();
  return tell(generated, asked, say_generated);
}

}  // namespace

void add_generate(Verbs& verbs) {
  auto asked = std::make_shared<GenerateAsked>();
  auto verb = verbs.add("generate", "Make up a scam centre's world, with its exact truth",
                        {"bayon generate data/scenarios/scam_centre.toml world --seed 7"},
                        [asked] { return run_generate(*asked); });
  verb.argument("scenario", asked->scenario, "TOML file that holds the numbers of the world");
  verb.argument("folder", asked->into, "Where to write its ledgers, reports, lists and truth");
  verb.option("--seed", asked->change.seed, "Another world of the same numbers");
  verb.option("--flows", asked->change.background_flows,
              "Flows of the benign background, instead of the scenario's");
  asked->add_output(verb, false);
}

void add_formats(Verbs& verbs) {
  auto asked = std::make_shared<Asked>();
  auto verb = verbs.add("formats", "Which files can be loaded?", {"bayon formats"},
                        [asked] { return tell(describe_formats(), *asked, say_formats); });
  asked->add_output(verb, false);
}

}  // namespace bayon::cli
