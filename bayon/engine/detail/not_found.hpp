// What did victims report that no ledger shows?
//
// A report without a flow is a loss all the same: it is told beside the losses that were found,
// never left out of them in silence.
//
// Threads: free functions over constant data.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "bayon/base/amount.hpp"
#include "bayon/engine/detail/case_money.hpp"
#include "bayon/model/asset.hpp"

namespace bayon::engine {

struct NotFound {
  model::Asset asset;
  Amount amount = 0;          ///< of the reports whose amount can be read
  std::uint64_t reports = 0;  ///< all of them
};

/// By victim and code of the asset. A sum that would not fit is left at the most that does.
using NotFoundByVictim = std::map<std::pair<std::string, std::string>, NotFound>;
NotFoundByVictim not_found(const CaseMoney& money);

/// The same by code of the asset alone.
std::map<std::string, NotFound> not_found_sums(const NotFoundByVictim& all);

}  // namespace bayon::engine
