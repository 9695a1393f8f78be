#include <memory>

#include "faces/cli/asking.hpp"
#include "faces/cli/say.hpp"
#include "faces/cli/verbs.hpp"

namespace bayon::cli {

namespace {

struct RingsAsked : Asked {
  std::vector<std::string> kinds, accounts;
  std::string window, ties, from, amount_min, asset;
  std::optional<std::int64_t> accounts_min, receivers_min, hops_min, hops_max;
  std::optional<std::int64_t> instances_shown, flows_shown, instances_max, steps_max;
};

int run_rings(const RingsAsked& asked) {
  Json question = asked.question();
  put(question, "kinds", asked.kinds);
  put(question, "window", asked.window);
  put(question, "accounts_min", asked.accounts_min);
  put(question, "receivers_min", asked.receivers_min);
  put(question, "hops_min", asked.hops_min);
  put(question, "hops_max", asked.hops_max);
  put(question, "ties", asked.ties);
  put(question, "accounts", asked.accounts);
  put(question, "from", asked.from);
  put(question, "amount_min", asked.amount_min);
  put(question, "asset", asked.asset);
  put(question, "instances_shown", asked.instances_shown);
  put(question, "flows_shown", asked.flows_shown);
  put(question, "instances_max", asked.instances_max);
  put(question, "steps_max", asked.steps_max);
  return ask(asked, "rings", question, say_rings);
}

}  // namespace

void add_rings(Verbs& verbs) {
  auto asked = std::make_shared<RingsAsked>();
  auto verb = verbs.add("rings", "Which accounts act together, in what shape?",
                        {"bayon rings ofac-case --kind fan_in,gather_scatter,cycle --window 8d",
                         "bayon rings ofac-case --kind cycle --from victims --hops-max 6"},
                        [asked] { return run_rings(*asked); });
  asked->add_case(verb);
  verb.list("--kind", asked->kinds, "Kinds of shapes (default: all)",
            names_of(describe_kinds(), "kind"));
  verb.option("--window", asked->window, "From first to last flow: 8d, 36h (default: 8d)");
  verb.list("--account", asked->accounts, "Only around these accounts");
  verb.option("--from", asked->from, "victims: only around accounts that hold their traced money",
              {"victims"});
  verb.option("--accounts-min", asked->accounts_min,
              "Least number of counterparties of a hub (default: the kind's own)");
  verb.option("--receivers-min", asked->receivers_min,
              "Least number of receivers of a gather_scatter");
  verb.option("--hops-min", asked->hops_min, "Least flows of a cycle (default: 2)");
  verb.option("--hops-max", asked->hops_max, "Most flows of a cycle (default: 10)");
  verb.option("--ties", asked->ties,
              "Flows of one instant: strict, neither is later; row_order, as the "
              "ledger has them",
              {"strict", "row_order"});
  verb.option("--amount-min", asked->amount_min, "Only flows of at least so much (of --asset)");
  verb.option("--asset", asked->asset, "Only flows of this asset");
  verb.option("--instances-shown", asked->instances_shown,
              "Keep so many of each kind in the answer (default: 1000)");
  verb.option("--flows-shown", asked->flows_shown,
              "List so many flows of each kind in the answer (default: 50000)");
  verb.option("--instances-max", asked->instances_max, "End a search at so many");
  verb.option("--steps-max", asked->steps_max, "End a search after so many flows looked at");
  asked->add_clocks(verb);
  asked->add_output(verb, true);
}

}  // namespace bayon::cli
