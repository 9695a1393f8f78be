// How do reports, balances and edges of traced money read as JSON?
//
// One shape for `trace` and for the finished case. Amounts are decimal texts in the asset's places.
//
// Threads: free functions over constant data.
#pragma once

#include "bayon/engine/engine.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/trace/trace.hpp"
#include "bayon/inquiry/trace/victim_payments.hpp"

namespace bayon::engine {

/// A flow: who paid whom, when, how much.
Json flow_json(const index::FlowIndex& flows, index::FlowId id);

/// A report with the flow that it is and the evidence for both.
Json report_json(const index::FlowIndex& flows, const trace::MatchedReport& matched);

/// {"held", "stopped", "returned", "fees", "dust"}, in units of the loss.
Json balance_json(const trace::Balance& balance, const model::Asset& asset);

}  // namespace bayon::engine
