// What does an order say, in the form in which rules ask for it?
//
// Words become bits of the closed lists in model/rule.hpp, the classification becomes an ItemCode.
// What an order leaves out or says in a word of its own stays unknown: no test reads it as "no".
//
// Threads:  plain values and free functions.
// Lifetime: OrderFacts keeps views into the order it was read from.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/decide/item_code.hpp"
#include "bayon/model/order.hpp"
#include "bayon/model/rule.hpp"

namespace bayon::decide {

/// Two lower-case letters as one number; 0: unknown.
using CountryCode = std::uint16_t;

struct OrderFacts {
  ItemCode item;
  CountryCode destination = 0;
  std::vector<CountryCode> receivers;  ///< countries of end users and consignees, where known
  std::uint32_t end_use = 0;           ///< one bit; 0: unknown
  std::uint32_t end_users = 0;         ///< kinds that are known
  bool end_user_open = true;           ///< no end user named, or one whose kind is unknown
  std::uint32_t other_parties = 0;     ///< kinds that are known
};

/// Reads what rules ask for. Cost: one pass over the order.
OrderFacts read_facts(const model::Order& order);

/// Reads a country; 0 when it is not two letters.
CountryCode country_code(std::string_view text);

/// A model::Condition ready to be asked.
class Predicate {
 public:
  struct Test {
    model::WordFact fact = model::WordFact::end_use;
    std::uint32_t yes = 0;
    std::uint32_t maybe = 0;
    std::string_view ask;  ///< view into the condition

    model::Truth holds(const OrderFacts& facts) const;
  };

  /// Fails with rules.malformed where a word is in no closed list. Keeps views into `condition`.
  static Result<Predicate> of(const model::Condition& condition);

  /// Three values [Kleene1952]: no beats unknown in `all`, yes beats unknown in `any`.
  model::Truth holds(const OrderFacts& facts) const;
  const std::vector<Test>& tests() const { return tests_; }

 private:
  bool all_ = true;
  std::vector<Test> tests_;
};

}  // namespace bayon::decide
