// Which flows are the payments that victims reported?
//
// A report names an amount, a beneficiary account and a day or an instant; often also the victim's
// own account or a reference. A flow is the reported payment when everything that the report says
// fits it; the surest fits of all reports are settled first: by reference, to the instant, on the
// day, then a day further off each. Where several flows fit equally well, the earliest that no
// other report took is chosen and the report is marked ambiguous; where none fits, the report stays
// unmatched and is listed: nothing is dropped.
//
// Threads: free functions over constant data.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/trace/trace.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::trace {

enum class Match : std::uint8_t {
  reference,  ///< by the transfer's own reference
  exact,      ///< one flow fits
  ambiguous,  ///< several flows fit equally; the earliest free one was taken
  none,       ///< no flow fits
};
std::string_view name(Match match);

/// One reported payment as the lists say it.
struct Report {
  std::string id;            ///< entity id of the Payment
  std::string victim;        ///< entity id of the payer
  std::string victim_name;   ///< caption of the payer, or its id
  std::string from_account;  ///< empty when not said
  std::string to_account;    ///< empty when not said
  std::string amount;        ///< decimal text
  std::string asset;         ///< code
  std::string when;          ///< as said: a day or an instant
  std::string reference;     ///< empty when not said
  model::Evidence evidence;
};

struct MatchedReport {
  Report report;
  Match match = Match::none;
  index::FlowId flow = 0;  ///< unless match is none
  std::string why;         ///< for people, when it is none or ambiguous
  /// When it is none: the flow of the same accounts and amount on the nearest other day within
  /// near_days_max, and how many days later (or, below zero, earlier) than said it is.
  std::optional<index::FlowId> near = {};
  int near_days = 0;
};

/// All reports in force at `clocks`: the Payment entities of datasets read by the victim_reports
/// format, ordered by entity id. Fails with store.* codes.
Result<std::vector<Report>> read_reports(const store::Snapshot& snapshot, model::Clocks clocks);

/// As far as a tolerance can be widened (tolerance_days).
inline constexpr int near_days_max = 60;

struct Matching {
  int tolerance_days = 1;                 ///< widens a day that was said
  Instant until = instant_max;            ///< what is later has not happened: no flow, no payment
  std::vector<std::string> ledgers = {};  ///< datasets that may have keyed accounts as their own
};

/// Finds the flow of each report. Reports of payments after `until` are left out.
/// Fails with store.segment_damaged. Cost: one pass over the flows of each account named, then
/// O(log flows) for each report and day of tolerance.
Result<std::vector<MatchedReport>> match_reports(const index::FlowIndex& flows,
                                                 std::vector<Report> reports,
                                                 const Matching& matching);

/// Claims and payments of matched reports, as a Question takes them. Fails with amount.overflow
/// where a payment's asset cannot be summed in 128 bits.
Result<void> claims_of(const index::FlowIndex& flows, const std::vector<MatchedReport>& reports,
                       std::vector<Claim>& claims, std::vector<Payment>& payments);

}  // namespace bayon::trace
