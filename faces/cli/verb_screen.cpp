#include <memory>

#include "bayon/base/amount.hpp"
#include "bayon/base/error_codes.hpp"
#include "faces/cli/asking.hpp"
#include "faces/cli/say.hpp"
#include "faces/cli/verbs.hpp"

namespace bayon::cli {

namespace {

struct ScreenAsked : Asked {
  std::string name, schema, birth_date, country, score_min;
  std::vector<std::string> identifiers, datasets;
  std::optional<std::int64_t> hits_max;
};

int run_screen(const ScreenAsked& asked) {
  Json question = asked.question();
  put(question, "name", asked.name);
  put(question, "schema", asked.schema);
  put(question, "identifiers", asked.identifiers);
  put(question, "birth_date", asked.birth_date);
  put(question, "country", asked.country);
  put(question, "datasets", asked.datasets);
  put(question, "hits_max", asked.hits_max);
  if (!asked.score_min.empty()) {
    const auto score = parse_amount(asked.score_min, 4);
    if (!score.ok() || *score < 1 || *score > 10'000) {
      return fails(
          Error{errors::usage_bad_argument, "--score-min takes a score from 0.0001 to 1", {}},
          asked);
    }
    question["score_min"] = static_cast<std::int64_t>(*score);
  }
  return ask(asked, "screen", question, say_screen);
}

}  // namespace

void add_screen(Verbs& verbs) {
  auto asked = std::make_shared<ScreenAsked>();
  auto verb =
      verbs.add("screen", "Is this party listed, on that day, as known on that day?",
                {"bayon screen ofac-case \"BANCO NACIONAL DE CUBA\" --as-of 2021-08-01",
                 "bayon screen ofac-case --identifier TExampleWa11etAddressXXXXXXXXXXXXX --json"},
                [asked] { return run_screen(*asked); });
  asked->add_case(verb);
  verb.argument("name", asked->name, "Name of the party, in any script", Verb::Need::optional);
  verb.each("--identifier,--wallet", asked->identifiers,
            "Passport, tax or registration number, IMO number, wallet, e-mail, phone");
  verb.option("--birth-date", asked->birth_date, "1965, 1965-03 or 1965-03-12");
  verb.option("--country", asked->country, "Code or name of a territory");
  verb.option("--schema", asked->schema, "Only parties of this kind: Person...",
              {"Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane",
               "CryptoWallet", "BankAccount"});
  verb.list("--dataset", asked->datasets, "Only these lists (default: all of the case)");
  verb.option("--score-min", asked->score_min, "Leave out hits below this (default: 0.85)");
  verb.option("--hits-max", asked->hits_max, "Keep so many hits (default: 100)");
  asked->add_clocks(verb);
  asked->add_output(verb, true);
}

}  // namespace bayon::cli
