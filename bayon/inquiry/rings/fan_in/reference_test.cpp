// The naive twin of fan_in: every window of every account, counted anew.
#include <gtest/gtest.h>

#include <set>

#include "test/support/ring_trials.hpp"

namespace bayon::rings::fan_in {
namespace {

using namespace ::bayon::testing;

std::vector<FlowList> naive(const index::FlowIndex& flows, const Question& question) {
  std::vector<FlowList> out;
  for (index::AccountId hub = 0; hub < flows.accounts(); ++hub) {
    if (!asked(question, hub)) continue;
    index::FlowId free = 0;  // flows before this one are taken
    for (index::FlowId first = 0; first < flows.flows(); ++first) {
      if (first < free || flows.to(first) != hub || !counts(flows, question, first)) continue;
      FlowList window;
      std::set<index::AccountId> others;
      for (index::FlowId f = first; f < flows.flows(); ++f) {
        if (flows.to(f) != hub || !counts(flows, question, f)) continue;
        if (!in_window(flows, question, first, f)) continue;
        window.push_back(f);
        others.insert(flows.from(f));
      }
      if (others.size() < question.accounts_min) continue;
      free = window.back() + 1;
      out.push_back(window);
    }
  }
  return out;
}

TEST(FanInAgreement, FindsWhatTheNaiveTwinFinds) { expect_agreement("fan_in", naive, 250); }
TEST(FanInAgreementSlow, FindsWhatTheNaiveTwinFinds) { expect_agreement("fan_in", naive, 1'000); }

}  // namespace
}  // namespace bayon::rings::fan_in
