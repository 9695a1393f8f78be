// How many of these flows say again what another one says?
//
// Rows without a reference cannot be told apart where accounts, asset, amount and instant are
// equal. They are kept, for two equal payments are possible, and counted, for overlapping exports
// are usual.
//
// Threads: free functions over constant data.
#pragma once

#include <cstdint>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::store::detail {

/// Flows of `fresh` without reference, those marked in `drop` left out, that equal an earlier one
/// of `fresh` or one that `dataset` (or null) holds. Fails with the codes of segments.
/// Cost: one pass where flows came in order of time, else a sort; memory for the flows of the
/// busiest instant and for those that the dataset holds in the same period.
Result<std::uint64_t> count_repeats(const FlowBuilder& fresh, const std::vector<bool>& drop,
                                    const Dataset* dataset);

}  // namespace bayon::store::detail
