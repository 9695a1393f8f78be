// The naive twin of gather_scatter: every window, every moment that could divide it, counted anew.
#include <gtest/gtest.h>

#include <optional>
#include <set>

#include "test/support/ring_trials.hpp"

namespace bayon::rings::gather_scatter {
namespace {

using namespace ::bayon::testing;

struct Division {
  std::size_t joined = 0;
  FlowList flows;
};

// The best division of the window that `first` opens at `hub`, if any qualifies.
std::optional<Division> divide(const index::FlowIndex& flows, const Question& question,
                               index::AccountId hub, index::FlowId first) {
  const std::uint32_t receivers_min =
      question.receivers_min == 0 ? question.accounts_min : question.receivers_min;
  std::optional<Division> best;
  for (index::FlowId moment = first; moment < flows.flows(); ++moment) {
    if (flows.to(moment) != hub || !counts(flows, question, moment)) continue;
    Division division;
    std::set<index::AccountId> senders, receivers;
    for (index::FlowId f = first; f < flows.flows(); ++f) {
      if (!counts(flows, question, f) || !in_window(flows, question, first, f)) continue;
      const bool after = later(flows, question.ties, moment, f);
      if (flows.to(f) == hub && !after) senders.insert(flows.from(f));
      if (flows.from(f) == hub && after) receivers.insert(flows.to(f));
      if (flows.to(f) == hub ? !after : flows.from(f) == hub && after) division.flows.push_back(f);
    }
    if (!in_window(flows, question, first, moment)) continue;
    if (senders.size() < question.accounts_min || receivers.size() < receivers_min) continue;
    division.joined = senders.size() + receivers.size();
    if (!best || division.joined > best->joined) best = division;
  }
  return best;
}

std::vector<FlowList> naive(const index::FlowIndex& flows, const Question& question) {
  std::vector<FlowList> out;
  for (index::AccountId hub = 0; hub < flows.accounts(); ++hub) {
    if (!asked(question, hub)) continue;
    std::optional<index::FlowId> taken;  // the last flow of the instance before
    for (index::FlowId first = 0; first < flows.flows(); ++first) {
      if (flows.to(first) != hub || !counts(flows, question, first)) continue;
      if (taken && !later(flows, question.ties, *taken, first)) continue;
      const auto division = divide(flows, question, hub, first);
      if (!division) continue;
      taken = division->flows.back();
      out.push_back(division->flows);
    }
  }
  return out;
}

TEST(GatherScatterAgreement, FindsWhatTheNaiveTwinFinds) {
  expect_agreement("gather_scatter", naive, 250);
}
TEST(GatherScatterAgreementSlow, FindsWhatTheNaiveTwinFinds) {
  expect_agreement("gather_scatter", naive, 1'000);
}

}  // namespace
}  // namespace bayon::rings::gather_scatter
