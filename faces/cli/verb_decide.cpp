#include <memory>

#include "faces/cli/asking.hpp"
#include "faces/cli/say.hpp"
#include "faces/cli/verbs.hpp"

namespace bayon::cli {

namespace {

struct DecideAsked : Asked {
  std::string orders, by;
  std::vector<std::string> datasets, order_ids, rules;
  bool no_screening = false;
};

int run_decide(const DecideAsked& asked) {
  Json question = asked.question();
  if (!asked.orders.empty()) {
    const auto orders = Engine::read_orders(asked.orders);
    if (!orders.ok()) return fails(orders.error(), asked);
    question["orders"] = *orders;
  }
  put(question, "datasets", asked.datasets);
  put(question, "order_ids", asked.order_ids);
  put(question, "rules", asked.rules);
  put(question, "orders_by", asked.by);
  if (asked.no_screening) question["screen_parties"] = false;
  return ask(asked, "decide", question, say_decide);
}

}  // namespace

void add_decide(Verbs& verbs) {
  auto asked = std::make_shared<DecideAsked>();
  auto verb =
      verbs.add("decide", "May these orders go ahead on that day, under whose rule?",
                {"bayon decide ofac-case --orders orders.csv --as-of 2025-11-06",
                 "bayon decide ofac-case --dataset orders --order ORD-0007 --as-of 2025-11-07"},
                [asked] { return run_decide(*asked); });
  asked->add_case(verb);
  verb.option("--orders", asked->orders, "File of orders, in the format `orders`; at most 100,000");
  verb.list("--dataset", asked->datasets, "Orders that were loaded into the case");
  verb.list("--order", asked->order_ids, "Only these orders");
  verb.list("--rules", asked->rules, "Rule files or folders (default: the built-in book)");
  verb.flag("--no-screening", asked->no_screening,
            "Do not look for the orders' parties on the lists of the case");
  verb.option("--by", asked->by,
              "Whose day's law: as_of, or shipped, each order's own shipping day (default: shipped "
              "unless --as-of is given)",
              {"as_of", "shipped"});
  asked->add_clocks(verb);
  asked->add_output(verb, true);
}

}  // namespace bayon::cli
