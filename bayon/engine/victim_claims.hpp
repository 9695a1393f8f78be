// What do the victims claim, and which flows are the payments that they reported?
//
// Threads: free functions over constant data.
#pragma once

#include <string>
#include <vector>

#include "bayon/engine/case_view.hpp"
#include "bayon/inquiry/trace/label_stops.hpp"
#include "bayon/inquiry/trace/seen_twice.hpp"
#include "bayon/inquiry/trace/trace.hpp"
#include "bayon/inquiry/trace/victim_payments.hpp"

namespace bayon::engine {

struct VictimClaims {
  std::vector<trace::MatchedReport> reports;
  trace::Labels labels;      ///< what the lists call accounts of the ledgers
  trace::Question question;  ///< claims, payments and stops of labels, ready to be traced
};

/// Reads and matches the reports in force at `clocks`. What lies after the day asked has not
/// happened: later payments are no claims, later flows are not followed. `label_stops` makes
/// accounts that lists call an exchange, a casino... stops. Fails with the codes of stores.
Result<VictimClaims> read_claims(CaseView& view, model::Clocks clocks, int tolerance_days,
                                 bool label_stops, Progress& progress);

/// Flows of those who paid and of those who were followed that may be one transfer in two ledgers.
/// Cost: the flows of these accounts; nothing where a case has one ledger.
std::vector<trace::SeenTwice> counted_twice(const index::FlowIndex& flows,
                                            const std::vector<trace::Payment>& payments,
                                            const std::vector<trace::Answer>& answers,
                                            Instant until);

/// Is there a payment to follow? Fails with trace.no_victims where there is no report, and with
/// trace.none_found, which tells how many there are and why the first was not found.
Result<void> expect_payments(const VictimClaims& claims);

}  // namespace bayon::engine
