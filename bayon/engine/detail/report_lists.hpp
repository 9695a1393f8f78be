// What do the lists, the shapes and the rules say about a finished case?
//
// Threads: free functions over constant data.
#pragma once

#include "bayon/engine/detail/case_money.hpp"

namespace bayon::engine {

/// Listed parties among the accounts that traced money reached, and among their holders.
Result<Json> listed_section(CaseView& view, const Json& question, const CaseMoney* money,
                            Progress& progress);
/// Shapes around the suspects' accounts.
Result<Json> rings_section(CaseView& view, const Json& question, const CaseMoney* money,
                           Progress& progress);
/// What the rules say of the orders that the case holds.
Result<Json> orders_section(CaseView& view, const Json& question, Progress& progress);

}  // namespace bayon::engine
