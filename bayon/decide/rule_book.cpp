#include "bayon/decide/rule_book.hpp"

#include <algorithm>

#include "bayon/base/error_codes.hpp"
#include "bayon/decide/timeline.hpp"

namespace bayon::decide {

namespace {

Result<RuleTests> tests_of(const model::Rule& rule) {
  RuleTests out;
  for (const auto& country : rule.destinations) {
    const auto code = country_code(country);
    if (code == 0) return fail(errors::rules_malformed, "no country code: '" + country + "'");
    out.destinations.push_back(code);
  }
  BAYON_TRY(out.items, ItemTable::of(rule.items));
  BAYON_TRY(out.when, Predicate::of(rule.when));
  for (const auto& one : rule.cases) {
    BAYON_TRY(Predicate when, Predicate::of(one.when));
    out.cases.push_back(std::move(when));
  }
  if (const auto fault = check_history(rule.events); !fault.reason.empty()) {
    return fail(errors::rules_malformed, "event " + std::to_string(fault.event + 1) + " (" +
                                             std::string(name(rule.events[fault.event].kind)) +
                                             "): " + fault.reason);
  }
  return out;
}

}  // namespace

Result<RuleBook> RuleBook::of(std::vector<model::Rule> rules) {
  auto inner = std::make_shared<Inner>();
  inner->rules = std::move(rules);
  std::sort(inner->rules.begin(), inner->rules.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  for (std::size_t i = 0; i < inner->rules.size(); ++i) {
    const auto& rule = inner->rules[i];
    if (i > 0 && inner->rules[i - 1].id == rule.id) {
      return fail(errors::rules_malformed,
                  "two rules are called '" + rule.id + "', the other one in " +
                      inner->rules[i - 1].place.text(),
                  rule.place);
    }
    auto tests = tests_of(rule);
    if (!tests) {
      auto error = std::move(tests).error();
      if (error.where.file.empty()) error.where = rule.place;
      return fail(std::move(error));
    }
    inner->tests.push_back(std::move(tests).value());
    const auto seen = rule.last_seen;
    if (seen.known() && (!inner->read_to.known() || seen < inner->read_to)) inner->read_to = seen;
  }
  return RuleBook(std::move(inner));
}

const model::Rule* RuleBook::find(std::string_view id) const {
  const auto at = std::lower_bound(inner_->rules.begin(), inner_->rules.end(), id,
                                   [](const auto& rule, auto wanted) { return rule.id < wanted; });
  return at == inner_->rules.end() || at->id != id ? nullptr : &*at;
}

}  // namespace bayon::decide
