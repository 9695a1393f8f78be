// How is every account searched, on all threads, with the same outcome each time?
//
// Accounts are searched in rounds. A round's pieces run side by side; what they found is then taken
// in the order of accounts, and budgets are settled there, so that a cut falls at the same account
// on any number of threads. How large the next round is depends on what the last one found: memory
// stays bounded.
//
// Threads: uses base/threads; to be called from one thread at a time with one `out`.
#pragma once

#include <vector>

#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::rings {

/// Appends all instances of `typology`, in order of flows, to `out`. Fails with question.cancelled.
/// Cost: that of the searches.
Result<Searched> search_accounts(const Typology& typology, const index::FlowIndex& index,
                                 const OrderedFlows& flows, const Question& question,
                                 Progress& progress, std::vector<Instance>& out);

}  // namespace bayon::rings
