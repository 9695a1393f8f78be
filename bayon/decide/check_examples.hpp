// Do the rules answer their own examples, and does every event have one?
//
// Each rule file names orders on which it fires, on which it is silent, and on which it cannot
// tell. They are run against the whole book, so that a rule that is changed without thought says so
// itself.
//
// Threads: a free function over constant data.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bayon/decide/decide.hpp"

namespace bayon::decide {

struct ExampleFault {
  std::string rule;
  Place place;
  std::string detail;  ///< what was expected and what came
};

/// What the examples of one rule touch.
struct ExampleCoverage {
  std::string rule;
  std::size_t fires = 0;
  std::size_t silent = 0;
  std::size_t unsure = 0;
  std::vector<bool> events;  ///< by index: does an answer of some example show the event?
  std::vector<bool> cases;   ///< by index: does the case decide some example?

  bool complete() const;
};

struct ExampleReport {
  std::size_t examples = 0;
  std::vector<ExampleFault> faults;
  std::vector<ExampleCoverage> coverage;  ///< one for each rule, by rule id
};

/// Runs all examples of the book. Cost: one decision for each example.
ExampleReport check_examples(const RuleBook& book);

}  // namespace bayon::decide
