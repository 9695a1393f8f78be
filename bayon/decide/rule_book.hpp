// Which rules are there to decide by?
//
// A RuleBook is an immutable set of rules with their tests made ready. Copies share it, so an
// answer can keep its book alive at the cost of one pointer.
//
// Threads:    const methods may run on any number of threads at once.
// Lifetime:   views into rules live as long as any copy of the book.
// Invariants: rules.ordered  rules are sorted by id, each id once
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/decide/item_code.hpp"
#include "bayon/decide/order_facts.hpp"
#include "bayon/model/rule.hpp"

namespace bayon::decide {

/// The tests of one rule, ready to be asked.
struct RuleTests {
  std::vector<CountryCode> destinations;
  ItemTable items;
  Predicate when;
  std::vector<Predicate> cases;
};

class RuleBook {
 public:
  /// Fails with rules.malformed at the place of the rule: two rules of one id, a pattern or word
  /// that cannot be read, a destination that is no country code, a history that does not fit.
  static Result<RuleBook> of(std::vector<model::Rule> rules);

  std::span<const model::Rule> rules() const { return inner_->rules; }
  const RuleTests& tests(std::size_t rule) const { return inner_->tests[rule]; }
  /// The rule called `id`; nothing when there is none.
  const model::Rule* find(std::string_view id) const;
  /// The day to which the whole table was read: the earliest `last_seen`. Unknown for an empty
  /// book.
  PartialDate read_to() const { return inner_->read_to; }

 private:
  struct Inner {
    std::vector<model::Rule> rules;
    std::vector<RuleTests> tests;
    PartialDate read_to;
  };
  explicit RuleBook(std::shared_ptr<const Inner> inner) : inner_(std::move(inner)) {}
  std::shared_ptr<const Inner> inner_;
};

}  // namespace bayon::decide
