// What does the case know of the victims' money?
//
// Reports matched to flows, the same question asked under each rule, and the part that each account
// played: computed once and told in several sections of a finished case.
//
// Threads:  plain values.
// Lifetime: keeps pointers into the view that it was made from.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bayon/engine/case_view.hpp"
#include "bayon/engine/detail/not_found.hpp"
#include "bayon/inquiry/trace/label_stops.hpp"
#include "bayon/inquiry/trace/parts.hpp"
#include "bayon/inquiry/trace/seen_twice.hpp"
#include "bayon/inquiry/trace/trace.hpp"
#include "bayon/inquiry/trace/victim_payments.hpp"

namespace bayon::engine {

/// What a question says about following money.
struct MoneyQuestion {
  model::Clocks clocks;
  std::vector<trace::Rule> rules;  ///< in the order asked
  int tolerance_days = 1;
  std::uint32_t hub_flows_max = 100'000;
};

struct CaseMoney {
  const index::FlowIndex* flows = nullptr;
  std::vector<trace::MatchedReport> reports;
  std::vector<trace::Claim> claims;
  std::vector<trace::Payment> payments;
  std::vector<trace::Answer> answers;  ///< one for each rule, in the order asked
  trace::Parts parts;
  NotFoundLosses not_found;
  std::string not_followed;  ///< why no report was found; then there are reports and no answers
  trace::Labels labels;      ///< what the lists call accounts of the ledgers
  std::vector<trace::SeenTwice> seen_twice;  ///< flows that may be one transfer in two ledgers

  /// Position in `answers` of the rule that reaches the most accounts.
  std::size_t widest = 0;
};

/// Where no report was found among the flows, nothing is followed and that is said. Fails with
/// trace.no_victims, amount.overflow, the codes of the index, of trace_forward and of lists.
Result<CaseMoney> follow_money(CaseView& view, const MoneyQuestion& question, Progress& progress);

/// An account's sums, by asset and rule.
struct AccountSums {
  std::vector<Amount> received, sent, held;  ///< by rule
  std::uint64_t claims = 0;                  ///< distinct ones that reached it under any rule
  std::uint64_t flows = 0;                   ///< traced ones, under any rule
  index::FlowId first = 0;                   ///< of them
  index::FlowId last = 0;
};
using AccountAsset = std::pair<index::AccountId, std::uint16_t>;

/// Sums of every account that traced money reached or left. Cost: one pass over the moves.
std::map<AccountAsset, AccountSums> account_sums(const CaseMoney& money);

/// Traced flows between two accounts in one asset.
struct EdgeSums {
  std::vector<Amount> amount;  ///< by rule
  std::uint64_t flows = 0;
  index::FlowId first = 0;
  index::FlowId last = 0;
};
struct EdgeKey {
  index::AccountId from = 0;
  index::AccountId to = 0;
  std::uint16_t asset = 0;
  friend auto operator<=>(const EdgeKey&, const EdgeKey&) = default;
};
/// By the rules of `answers`; flows are those of any of them. What was burnt as a fee arrived
/// nowhere and is not counted.
std::map<EdgeKey, EdgeSums> edge_sums(const index::FlowIndex& flows,
                                      std::span<const trace::Answer> answers);

/// One traced flow: what arrived with it and what was burnt on the way, by rule.
struct FlowSums {
  index::FlowId flow = 0;
  std::vector<Amount> arrived, burnt;
};
/// Every flow of every edge, oldest first: what an edge's sums are the sums of. Flows with which
/// money arrived under any rule are there. Cost: one pass over the moves, and their flows.
std::map<EdgeKey, std::vector<FlowSums>> edge_flows(const CaseMoney& money);

/// Shortest number of traced flows from a victim's account: 0 for victims, 1 for whom they paid.
std::map<index::AccountId, std::uint32_t> hops_from_victims(const CaseMoney& money);

}  // namespace bayon::engine
