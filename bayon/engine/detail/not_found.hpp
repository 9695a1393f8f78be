// What did victims report that no ledger shows?
//
// A report without a flow is a loss all the same: it is told beside the losses that were found,
// never left out of them in silence.
//
// Threads: free functions over constant data.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>

#include "bayon/base/amount.hpp"
#include "bayon/base/result.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/trace/victim_payments.hpp"
#include "bayon/model/asset.hpp"

namespace bayon::engine {

struct NotFound {
  model::Asset asset;
  Amount amount = 0;          ///< of the reports whose amount can be read
  std::uint64_t reports = 0;  ///< all of them
};

struct NotFoundLosses {
  std::map<std::pair<std::string, std::string>, NotFound> by_victim;  ///< and code of the asset
  std::map<std::string, NotFound> by_asset;                           ///< by its code
};

/// Fails with amount.overflow where a sum does not fit.
Result<NotFoundLosses> not_found(const index::FlowIndex& flows,
                                 std::span<const trace::MatchedReport> reports);

}  // namespace bayon::engine
