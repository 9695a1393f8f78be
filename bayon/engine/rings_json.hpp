// How does a ring look as JSON, with the flows that prove it?
//
// Threads: free functions over constant data.
#pragma once

#include "bayon/engine/engine.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/rings/rings.hpp"

namespace bayon::engine {

/// One instance with at most `flows_max` of its flows, their evidence and as many accounts, and how
/// many there are of both. Fails with store.segment_damaged.
Result<Json> instance_json(const index::FlowIndex& flows, const rings::Instance& instance,
                           std::size_t flows_max);
/// How the search went, and the least number of counterparties that it asked for, if any.
Result<Json> searched_json(const rings::Searched& searched, const rings::Question& question);
/// What each of `kinds` is, and the honest business that looks the same.
Result<Json> kinds_json(const std::vector<rings::Searched>& kinds);

}  // namespace bayon::engine
