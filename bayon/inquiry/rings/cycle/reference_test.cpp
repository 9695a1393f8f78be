// The naive twin of cycle: every walk over later flows, with no thought of where it may end.
#include <gtest/gtest.h>

#include <algorithm>

#include "test/support/ring_trials.hpp"

namespace bayon::rings::cycle {
namespace {

using namespace ::bayon::testing;

void walk(const index::FlowIndex& flows, const Question& question, FlowList& path,
          std::vector<FlowList>& out) {
  const index::AccountId start = flows.from(path.front()), here = flows.to(path.back());
  if (here == start) {
    const bool wanted = std::any_of(
        path.begin(), path.end(), [&](index::FlowId f) { return asked(question, flows.from(f)); });
    if (path.size() >= question.hops_min && wanted) out.push_back(path);
    return;
  }
  // Has the walk met an account twice?
  for (const index::FlowId f : path) {
    if (flows.from(f) == here) return;
  }
  if (path.size() == question.hops_max) return;
  for (index::FlowId next = 0; next < flows.flows(); ++next) {
    if (flows.from(next) != here || !counts(flows, question, next)) continue;
    if (!later(flows, question.ties, path.back(), next)) continue;
    if (!in_window(flows, question, path.front(), next)) continue;
    path.push_back(next);
    walk(flows, question, path, out);
    path.pop_back();
  }
}

std::vector<FlowList> naive(const index::FlowIndex& flows, const Question& question) {
  std::vector<FlowList> out;
  for (index::FlowId first = 0; first < flows.flows(); ++first) {
    if (!counts(flows, question, first)) continue;
    FlowList path{first};
    walk(flows, question, path, out);
  }
  return out;
}

TEST(CycleAgreement, FindsWhatTheNaiveTwinFinds) { expect_agreement("cycle", naive, 250); }
TEST(CycleAgreementSlow, FindsWhatTheNaiveTwinFinds) { expect_agreement("cycle", naive, 1'000); }

}  // namespace
}  // namespace bayon::rings::cycle
