// How does a decision look as JSON, with all its reasons?
//
// Threads: free functions.
#pragma once

#include "bayon/decide/decide.hpp"
#include "bayon/engine/engine.hpp"
#include "bayon/engine/order_json.hpp"
#include "bayon/engine/rules_met.hpp"

namespace bayon::engine {

/// One decision on `dated`; every control that could be known answers in it, by the number of a
/// standing in `rules`.
Json decision_json(const decide::Decision& decision, const DatedOrder& dated, RulesMet& rules);

}  // namespace bayon::engine
