// Which account does a question mean?
//
// Threads: free functions over constant data.
#pragma once

#include <string>

#include "bayon/base/result.hpp"
#include "bayon/index/flow_index.hpp"

namespace bayon::engine {

/// The account of this key, written as its ledger has it or as people copy it (an IBAN in groups of
/// four). Fails with account.unknown.
Result<index::AccountId> account_asked(const index::FlowIndex& flows, const std::string& key);

}  // namespace bayon::engine
