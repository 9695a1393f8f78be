// Does one transfer perhaps stand in two ledgers, and count twice?
//
// A payment from one bank to another is a row in the books of both. Rows that share a reference are
// known as one when they are indexed; rows that do not, are two flows, and the second of them looks
// like money of unknown origin. Nobody can tell them from two real payments, so nothing is left
// out: what may be twins is named, and who reads the answer decides.
//
// Threads: a free function over constant data.
#pragma once

#include <span>
#include <vector>

#include "bayon/base/instant.hpp"
#include "bayon/index/flow_index.hpp"

namespace bayon::trace {

/// Two flows of one sender, receiver, asset and amount, from different datasets, at most
/// `apart_max` nanoseconds apart.
struct SeenTwice {
  index::FlowId first = 0;
  index::FlowId second = 0;

  friend bool operator==(const SeenTwice&, const SeenTwice&) = default;
};

/// Books date the same transfer on the day it left or on the day it came in.
inline constexpr std::int64_t apart_max = nanos_per_day;

/// Pairs among what `senders` (sorted) sent up to `until`, by second flow. Each flow is in one pair
/// at most: a flow pairs with the earliest one before it that is free. Payments to oneself are left
/// out. Cost: the flows of the senders.
std::vector<SeenTwice> seen_twice(const index::FlowIndex& flows,
                                  std::span<const index::AccountId> senders, Instant until);

}  // namespace bayon::trace
