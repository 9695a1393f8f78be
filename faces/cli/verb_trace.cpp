#include <memory>

#include "faces/cli/asking.hpp"
#include "faces/cli/say.hpp"
#include "faces/cli/verbs.hpp"

namespace bayon::cli {

namespace {

struct TraceAsked : Asked {
  std::string from = "victims";
  std::vector<std::string> rules, stops;
  std::string to, until;
  std::optional<std::int64_t> hub, tolerance;
  bool through_labels = false;
};

int run_trace(const TraceAsked& asked) {
  Json question = asked.question();
  put(question, "from", asked.from);
  put(question, "to", asked.to);
  put(question, "rules", asked.rules);
  put(question, "stops", asked.stops);
  put(question, "until", asked.until);
  put(question, "hub_flows_max", asked.hub);
  put(question, "tolerance_days", asked.tolerance);
  if (asked.through_labels) question["label_stops"] = false;
  return ask(asked, "trace", question, say_trace);
}

}  // namespace

void add_trace(Verbs& verbs) {
  auto asked = std::make_shared<TraceAsked>();
  auto verb = verbs.add("trace", "Where did the victims' money go, under which rule?",
                        {"bayon trace ofac-case --from victims --rule fifo,haircut",
                         "bayon trace ofac-case --to EXAMPLE-CASINO-1"},
                        [asked] { return run_trace(*asked); });
  asked->add_case(verb);
  verb.option("--from", asked->from, "Where to start: victims, the payments that they reported",
              {"victims"});
  verb.option("--to", asked->to,
              "The other way round: where did this account's money come from? (fifo)");
  verb.list("--rule", asked->rules, "fifo, haircut (default: both)", {"fifo", "haircut"});
  verb.list("--stop", asked->stops, "Accounts at which tracing ends");
  verb.option("--until", asked->until, "Follow flows up to this instant");
  verb.option("--hub", asked->hub,
              "An account with more flows is a hub, where tracing ends (default: 100000)");
  verb.option("--tolerance-days", asked->tolerance,
              "A report's day may be off by so many days (default: 1)");
  verb.flag("--through-labels", asked->through_labels,
            "Do not end at exchanges, casinos and the like that label lists of the case name");
  asked->add_clocks(verb);
  asked->add_output(verb, true);
}

}  // namespace bayon::cli
