// Where did the money of one account come from?
//
// The answer of `trace --to`: FIFO read backward. Origins are summed by the account that they lead
// back to, for a person asks "who fed it", not "which of ten thousand pieces".
//
// Threads: free functions over constant data.
#pragma once

#include "bayon/engine/engine.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/trace/trace.hpp"

namespace bayon::engine {

/// {account, received, origins, cut}; sums are in units of the asset that the account received.
Json origins_json(const index::FlowIndex& flows, const trace::BackwardQuestion& question,
                  const trace::BackwardAnswer& answer);

}  // namespace bayon::engine
