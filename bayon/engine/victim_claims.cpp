#include "bayon/engine/victim_claims.hpp"

namespace bayon::engine {

Result<VictimClaims> read_claims(CaseView& view, model::Clocks clocks, int tolerance_days,
                                 bool label_stops, Progress& progress) {
  BAYON_TRY(const index::FlowIndex* flows, view.flows(progress));
  BAYON_TRY_VOID(flows->sums_fit());
  BAYON_TRY(auto reports, trace::read_reports(view.snapshot(), clocks));
  VictimClaims out;
  out.question.until = end_of(clocks.as_of);
  BAYON_TRY(out.reports,
            trace::match_reports(*flows, std::move(reports),
                                 {.tolerance_days = tolerance_days, .until = out.question.until}));
  trace::claims_of(*flows, out.reports, out.question.claims, out.question.payments);
  if (label_stops) {
    BAYON_TRY(out.labels, trace::read_labels(view.snapshot(), *flows, clocks));
    out.question.stops = trace::stops_of(out.labels);
  }
  return out;
}

}  // namespace bayon::engine
