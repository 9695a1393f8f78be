// At which accounts does tracing end because a list says what they are?
//
// A list of labelled wallets and accounts gives a category as `keywords`. Some categories name
// places where the money of strangers is pooled, or where it leaves the ledgers: what comes out of
// them is not what went in, so tracing ends there. Other categories name what an account is known
// for, and do not stop anything.
//
// Threads: free functions over constant data.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/trace/trace.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::trace {

/// A category at which tracing ends, and why it does.
struct StopCategory {
  std::string_view name;
  std::string_view why;
};

/// All of them, by name.
std::span<const StopCategory> stop_categories();

/// The entry of that name; nothing when tracing goes on there.
const StopCategory* find_stop_category(std::string_view name);

struct LabelStops {
  std::map<index::AccountId, Stop> stops;          ///< of accounts that the ledgers show
  std::map<std::string, std::uint64_t> elsewhere;  ///< categories that stop nothing, and how often
};

/// The labels of all lists in force at `clocks`. An account with several labels stops by the first
/// one in order of names. Fails with store.* codes. Cost: one pass over the statements of lists.
Result<LabelStops> read_label_stops(const store::Snapshot& snapshot, const index::FlowIndex& flows,
                                    model::Clocks clocks);

}  // namespace bayon::trace
