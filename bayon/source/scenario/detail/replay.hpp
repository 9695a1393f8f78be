// Where did every unit of every loss come to rest, first in, first out?
//
// A plain replay of all transfers that the scam's accounts and their neighbours took part in, kept
// apart from any tracer: each account is a queue of pieces; a transfer takes from the front, its
// fee burns the last of what it took, and the rest joins the back of the receiver's queue. A
// victim's payment labels what it moves with the victim's units, counted from 0 over all payments
// in their order. Accounts where is_stop holds swallow what they get and pay with clean money. The
// order is (instant, sequence); no two transfers of one rail share an instant, so it is never
// ambiguous.
//
// Threads:    free functions.
// Invariants: scenario.units_tile  the rests of a victim, in order, cover [0, loss) without gap or
//                                  overlap
#pragma once

#include <cstdint>
#include <vector>

#include "bayon/source/scenario/detail/cast.hpp"

namespace bayon::source::scenario {

/// Units [unit_from, unit_to) of one victim that went the same way to the same end.
struct Rest {
  enum class End : std::uint8_t { account, fee, returned };
  std::uint32_t victim = 0;
  std::int64_t unit_from = 0;
  std::int64_t unit_to = 0;
  End end = End::account;
  AccountId account = 0;   ///< where it rests; for a fee, who burnt it
  std::uint32_t path = 0;  ///< last step in Replay::steps
};

struct Replay {
  struct StepTaken {
    std::uint32_t before = nobody;  ///< the step before, or nobody
    std::uint32_t event = 0;
  };
  std::vector<StepTaken> steps;
  std::vector<Rest> rests;  ///< by victim, then unit

  /// The events of a path, first to last.
  std::vector<std::uint32_t> events_of(std::uint32_t path) const;
};

/// Cost: one pass over the world's events; memory for the pieces and their paths.
Replay replay(const World& world, const Cast& cast);

}  // namespace bayon::source::scenario
