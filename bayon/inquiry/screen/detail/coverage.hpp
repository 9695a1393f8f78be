// How far can a list speak for the days asked?
//
// Threads: free functions.
#pragma once

#include "bayon/base/result.hpp"
#include "bayon/index/party_reader.hpp"
#include "bayon/inquiry/screen/answer.hpp"

namespace bayon::screen::detail {

/// Fails with question.out_of_range for days outside the years 1 to 9999.
Result<void> check_clocks(model::Clocks clocks);

Coverage coverage_of(const index::PartyReader& reader, model::Clocks clocks);

}  // namespace bayon::screen::detail
