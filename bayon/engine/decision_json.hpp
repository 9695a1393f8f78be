// How does a decision look as JSON, with all its reasons?
//
// Threads: free functions.
#pragma once

#include "bayon/decide/decide.hpp"
#include "bayon/engine/engine.hpp"
#include "bayon/engine/order_json.hpp"

namespace bayon::engine {

/// One decision on `dated`; every control that could be known answers in it.
Json decision_json(const decide::Decision& decision, const DatedOrder& dated);

}  // namespace bayon::engine
