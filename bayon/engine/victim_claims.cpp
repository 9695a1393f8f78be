#include "bayon/engine/victim_claims.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::engine {

Result<VictimClaims> read_claims(CaseView& view, model::Clocks clocks, int tolerance_days,
                                 bool label_stops, Progress& progress) {
  BAYON_TRY(const index::FlowIndex* flows, view.flows(progress));
  BAYON_TRY(auto reports, trace::read_reports(view.snapshot(), clocks));
  VictimClaims out;
  out.question.until = end_of(clocks.as_of);
  trace::Matching matching{.tolerance_days = tolerance_days, .until = out.question.until};
  for (const auto& dataset : view.snapshot().datasets()) {
    if (dataset.kind() == source::Kind::ledger) matching.ledgers.push_back(dataset.name());
  }
  BAYON_TRY(out.reports, trace::match_reports(*flows, std::move(reports), matching));
  BAYON_TRY_VOID(trace::claims_of(*flows, out.reports, out.question.claims, out.question.payments));
  if (label_stops) {
    BAYON_TRY(out.labels, trace::read_labels(view.snapshot(), *flows, clocks));
    out.question.stops = trace::stops_of(out.labels);
  }
  return out;
}

std::vector<trace::SeenTwice> counted_twice(const index::FlowIndex& flows,
                                            const std::vector<trace::Payment>& payments,
                                            const std::vector<trace::Answer>& answers,
                                            Instant until) {
  std::vector<index::AccountId> senders;
  for (const auto& payment : payments) senders.push_back(flows.from(payment.flow));
  for (const auto& answer : answers) {
    senders.insert(senders.end(), answer.followed.begin(), answer.followed.end());
  }
  std::sort(senders.begin(), senders.end());
  senders.erase(std::unique(senders.begin(), senders.end()), senders.end());
  return trace::seen_twice(flows, senders, until);
}

Result<void> expect_payments(const VictimClaims& claims) {
  if (!claims.question.payments.empty()) return {};
  if (claims.reports.empty()) {
    return fail(errors::trace_no_victims,
                "no victim report is loaded, or none was in force on the day asked");
  }
  const auto& first = claims.reports.front();
  const auto count = claims.reports.size();
  return fail(
      errors::trace_none_found,
      fmt::format("{} {} reported, 0 found in the ledgers; of {}: {}", count,
                  count == 1 ? "payment was" : "payments were", first.report.id, first.why));
}

}  // namespace bayon::engine
