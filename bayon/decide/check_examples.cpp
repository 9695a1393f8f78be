#include "bayon/decide/check_examples.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/decide/detail/weighing.hpp"
#include "bayon/decide/explain.hpp"

namespace bayon::decide {

using model::Truth;

namespace {

// What the rule says of the example; of a rule that nobody could name then, that it does not apply.
ControlAnswer answer_of(const model::Rule& rule, const Decision& decision) {
  for (const auto& answer : decision.controls) {
    if (answer.rule == &rule) return answer;
  }
  ControlAnswer out;
  out.rule = &rule;
  out.applies = Truth::no;
  return out;
}

void check(const model::RuleExample& example, const ControlAnswer& answer, ExampleReport& out) {
  const auto& rule = *answer.rule;
  const auto refuse = [&](std::string detail) {
    out.faults.push_back({rule.id, Place{rule.place.file, example.line, {}}, std::move(detail)});
  };
  if (answer.applies != example.applies) {
    refuse(fmt::format("expected {}, but: {}", name(example.applies), reason_line(answer)));
  } else if (example.outcome != model::Outcome::unknown && answer.outcome != example.outcome) {
    refuse(fmt::format("expected {}, but the outcome is {}", name(example.outcome),
                       name(answer.outcome)));
  }
}

void cover(const model::RuleExample& example, const ControlAnswer& answer, int decided_by,
           ExampleCoverage& out) {
  auto& count = example.applies == Truth::yes  ? out.fires
                : example.applies == Truth::no ? out.silent
                                               : out.unsure;
  ++count;
  if (answer.event) out.events[static_cast<std::size_t>(answer.event->index)] = true;
  for (const auto& event : answer.noted) out.events[static_cast<std::size_t>(event.index)] = true;
  if (decided_by >= 0) out.cases[static_cast<std::size_t>(decided_by)] = true;
}

}  // namespace

bool ExampleCoverage::complete() const {
  const auto set = [](bool touched) { return touched; };
  return fires > 0 && silent > 0 && std::all_of(events.begin(), events.end(), set) &&
         std::all_of(cases.begin(), cases.end(), set);
}

ExampleReport check_examples(const RuleBook& book) {
  ExampleReport out;
  const auto rules = book.rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto& rule = rules[i];
    ExampleCoverage covered{rule.id,
                            0,
                            0,
                            0,
                            std::vector<bool>(rule.events.size()),
                            std::vector<bool>(rule.cases.size())};
    for (const auto& example : rule.examples) {
      ++out.examples;
      const auto decision = decide(example.order, book, example.clocks);
      const auto weighing =
          detail::weigh(rule, book.tests(i), example.order, read_facts(example.order),
                        example.clocks, detail::Depth::all);
      const auto answer = answer_of(rule, decision);
      check(example, answer, out);
      cover(example, answer, weighing.decided_by, covered);
    }
    out.coverage.push_back(std::move(covered));
  }
  return out;
}

}  // namespace bayon::decide
