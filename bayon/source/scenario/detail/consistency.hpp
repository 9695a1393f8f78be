// Can these numbers stand together in one world?
#pragma once

#include <cstdint>

#include "bayon/base/result.hpp"
#include "bayon/source/scenario/scenario.hpp"

namespace bayon::source::scenario {

/// How the victims divide, by the scenario's shares.
std::int64_t crypto_victims(const Scenario& scenario);
inline std::int64_t bank_victims(const Scenario& scenario) {
  return scenario.victims.count - crypto_victims(scenario);
}

/// Deposits of unidentified payers that are played out of `all` of them.
std::int64_t scaled(const Scenario& scenario, std::int64_t all);

/// Fails with scenario.inconsistent, naming both numbers, at the first contradiction.
Result<void> consistent(const Scenario& scenario);

}  // namespace bayon::source::scenario
