// What does an instance say besides its flows?
//
// From the flows that form a shape: who takes part, when it began and ended, what was paid on each
// leg.
//
// Threads: free functions over constant data.
#pragma once

#include <span>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::rings {

/// The instance of `typology` that `given` form under `question`. Fails with rings.not_an_instance
/// (no flows, an unknown or repeated one, one to oneself or outside the days or amounts asked for,
/// a longer window, another shape, no account that was asked for). Cost: O(flows log flows).
Result<Instance> instance_of(const Typology& typology, const index::FlowIndex& flows,
                             const Question& question, std::span<const index::FlowId> given);

/// Appends the different ones of `accounts`, sorted, as `role`; returns how many.
std::size_t add_participants(std::vector<index::AccountId> accounts, Role role,
                             std::vector<Participant>& out);

/// Is the flow one of those that the question admits?
bool admits(const Question& question, const index::Flow& flow);

}  // namespace bayon::rings
