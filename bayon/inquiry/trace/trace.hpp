// Where did the victims' money go, under which rule, and what is left of it where?
//
// A trace follows reported payments forward through the flows of an index. It replays, in the order
// of time, only the accounts that hold traced money; what an account held before is clean and
// counts as older. Rules differ in which units leave first:
//
//   fifo     the oldest units leave first; lossless [Claytons1816] [Anderson2018]
//   haircut  every out-flow carries each claim's share of the balance; rounded by largest
//            remainder, so sums stay exact in integers
//
// Money that reaches a stop node is not followed into it: pooled funds belong to strangers as well.
// Where a ledger does not show how an account came by what it spends, the missing part is an
// explicit unknown in-flow, never a negative balance.
//
// Everything is counted twice over: in units of the asset that moves, and in units of the loss it
// comes from (`origin`), which survive conversion.
//
// Threads:    free functions over constant data.
// Invariants: trace.conserved  for each claim: loss = held + arrived at stops + fees + dust, in
//                              origin units
//             trace.covered    the traced units of an account never exceed its balance
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bayon/base/amount.hpp"
#include "bayon/base/instant.hpp"
#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/index/flow_index.hpp"

namespace bayon::trace {

enum class Rule : std::uint8_t { fifo, haircut };

std::string_view name(Rule rule);
/// Fails with question.out_of_range, naming the rules there are.
Result<Rule> parse_rule(std::string_view text);

using ClaimId = std::uint32_t;

/// amount.overflow, naming the asset.
Failure fail_too_large(const index::FlowIndex& flows, std::uint16_t asset);

/// What one victim lost in one asset. Claims are ordered by (victim, asset).
struct Claim {
  std::string victim;
  std::uint16_t asset = 0;  ///< index into the flow index's assets
  Amount loss = 0;          ///< sum of its payments
};

/// A flow that a victim reported as a payment.
struct Payment {
  index::FlowId flow = 0;
  ClaimId claim = 0;
  bool own = true;  ///< the account that paid is the victim's, as far as the report says
};

/// Why tracing ends at an account.
enum class StopReason : std::uint8_t {
  label,   ///< a label names it: exchange, casino, merchant...
  victim,  ///< an account of a victim: its own money came back, or another's reached it
  payer,   ///< it paid what a victim reported, but may not be the victim's own
  hub,     ///< more flows than an account of one person has
  asked,   ///< the question named it
};
std::string_view name(StopReason reason);

/// Accounts that paid what was reported, by account: `victim` where all its payments were made from
/// the victim's own account and no victim reports to have paid it; else `payer`. Tracing ends at
/// both, for what such an account holds and what its owner lost cannot be told apart.
std::map<index::AccountId, StopReason> payers_of(const index::FlowIndex& flows,
                                                 const std::vector<Payment>& payments);

struct Stop {
  StopReason reason = StopReason::label;
  std::string category;  ///< of the label: "exchange", "cash"...
};

struct Question {
  std::vector<Claim> claims;
  std::vector<Payment> payments;  ///< sorted by flow; each flow at most once
  Rule rule = Rule::fifo;
  Instant until = instant_max;  ///< flows after this instant are not followed
  std::map<index::AccountId, Stop> stops;
  std::uint32_t hub_flows_max = 100'000;   ///< an account with more flows is a hub
  std::uint64_t events_max = 200'000'000;  ///< budget; the answer says when it was cut
  std::uint64_t moves_max = 40'000'000;    ///< of the answer; bounds the memory of all that is held
};

/// Traced money that moved with one flow.
struct Move {
  index::FlowId flow = 0;
  ClaimId claim = 0;
  bool fee = false;         ///< burnt on the way, not received
  Amount units = 0;         ///< of the received asset (of the paid one for what was burnt as a fee)
  Amount origin_first = 0;  ///< FIFO: first unit of the loss that this is; 0 for haircut
  Amount origin = 0;        ///< units of the loss
};

/// Traced money at rest.
struct Holding {
  index::AccountId account = 0;
  ClaimId claim = 0;
  std::uint16_t asset = 0;
  Amount units = 0;
  Amount origin = 0;
  bool returned = false;  ///< at an account of the claim's own victim
};

/// How one claim adds up. All in units of the loss.
struct Balance {
  Amount held = 0;      ///< in accounts that were followed
  Amount stopped = 0;   ///< arrived at other stop nodes, other victims' accounts among them
  Amount returned = 0;  ///< arrived at accounts of the claim's own victim
  Amount fees = 0;      ///< burnt on the way
  Amount dust = 0;      ///< too small to be one unit after a conversion
};

struct Answer {
  Rule rule = Rule::fifo;
  std::vector<Balance> balances;           ///< by ClaimId
  std::vector<Move> moves;                 ///< in order of (flow, claim, origin_first)
  std::vector<Holding> held;               ///< sorted by (account, claim, asset)
  std::vector<Holding> stopped;            ///< at stop nodes, sorted likewise
  std::map<index::AccountId, Stop> stops;  ///< those that were reached
  std::vector<index::AccountId> followed;  ///< accounts that held traced money, sorted
  /// Units that followed accounts spent and were never seen to receive, by account and asset.
  std::map<std::pair<index::AccountId, std::uint16_t>, Amount> unknown_inflows;
  std::uint64_t events = 0;  ///< flows replayed
  bool cut = false;          ///< a budget ended the replay; the rest counts as held
};

/// Follows the payments forward. What traced money never reaches may be of any size; an asset that
/// it does reach and whose flows do not add up in 128 bits ends the trace with amount.overflow.
/// Fails also with trace.no_victims and question.cancelled.
/// Cost: O(flows of followed accounts * log accounts) for FIFO, times the claims an account holds
/// for haircut; memory for what moves.
Result<Answer> trace_forward(const index::FlowIndex& flows, const Question& question,
                             Progress& progress);

/// Where units that an account received came from, under FIFO.
struct Origin {
  enum class Kind : std::uint8_t { payment, stop, unknown, deep } kind = Kind::unknown;
  index::FlowId flow = 0;  ///< the payment, or the flow out of the stop node or unknown account
  ClaimId claim = 0;       ///< for payments
  Amount first = 0;        ///< first unit within that flow as received
  Amount units = 0;
  index::FlowId sink_flow = 0;  ///< the flow into the sink that brought them
  Amount sink_first = 0;        ///< first unit within it
  std::uint32_t hops = 0;
};

struct BackwardQuestion {
  index::AccountId sink = 0;
  std::vector<Payment> payments;  ///< tracing ends there; sorted by flow
  std::vector<Claim> claims;
  Instant until = instant_max;
  std::map<index::AccountId, Stop> stops;
  std::uint32_t hub_flows_max = 100'000;
  std::uint32_t hops_max = 64;
  std::uint64_t pieces_max = 10'000'000;
};

struct BackwardAnswer {
  std::vector<Origin> origins;  ///< sorted by (sink_flow, sink_first)
  /// Assets that the sink received and that cannot be summed in 128 bits: not walked back.
  std::set<std::uint16_t> too_large;
  bool cut = false;
};

/// Walks back from all that `sink` received, under FIFO. Fails with trace.no_sink and
/// question.cancelled. Cost: O(pieces * log); each account on the way is replayed
/// once.
Result<BackwardAnswer> trace_backward(const index::FlowIndex& flows,
                                      const BackwardQuestion& question, Progress& progress);

/// What ends tracing at an account.
struct Ends {
  const std::map<index::AccountId, Stop>* stops = nullptr;
  std::uint32_t hub_flows_max = 0;
  Instant until = instant_max;  ///< later flows make nobody a hub
};

/// Is the account one where tracing ends, and why? Considers labels first, then hubs; `hub` holds
/// the answer where it is one.
const Stop* stop_at(const index::FlowIndex& flows, const Ends& ends, index::AccountId account,
                    Stop& hub);

}  // namespace bayon::trace
