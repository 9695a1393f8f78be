// How are ring searches put to the test on thousands of small ledgers?
//
// Small random ledgers in which everything happens at once: flows of one instant, several flows
// between the same accounts, flows to oneself, two assets, windows of no length. Questions draw
// every field. A trial remembers its seed, and the caller says what the trials must have covered.
//
// Threads: free functions.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bayon/base/random.hpp"
#include "bayon/inquiry/rings/rings.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon::testing {

using FlowList = std::vector<index::FlowId>;

/// Half a day in which several flows of a trial fall together.
constexpr Instant half_day(std::int64_t number) {
  return Instant{day(0).nanos + number * (nanos_per_day / 2)};
}

/// At most 40 flows among at most 8 accounts. Amounts are all different, so that they name the
/// flow.
inline std::vector<GivenFlow> any_flows(Random& random) {
  const auto accounts = random.between(2, 8), span = random.between(1, 16);
  const auto count = random.between(0, 40);
  std::vector<GivenFlow> out;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto key = [&] {
      return fmt::format("t{}", random.below(static_cast<std::uint64_t>(accounts)));
    };
    GivenFlow flow = testing::flow(key(), key(), 100 + i, half_day(random.between(0, span)));
    if (random.chance(0.2)) flow.asset = {"THB", 2};
    out.push_back(std::move(flow));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.at < b.at; });
  return out;
}

inline rings::Question any_question(Random& random, const index::FlowIndex& flows) {
  rings::Question out;
  out.window_nanos = random.between(0, 9) * (nanos_per_day / 2);
  out.accounts_min = static_cast<std::uint32_t>(random.between(2, 4));
  out.receivers_min = random.chance(0.5) ? 0 : static_cast<std::uint32_t>(random.between(2, 3));
  out.hops_min = static_cast<std::uint32_t>(random.between(2, 3));
  out.hops_max = out.hops_min + static_cast<std::uint32_t>(random.between(0, 4));
  out.ties = random.chance(0.5) ? rings::Ties::strict : rings::Ties::row_order;
  if (!flows.assets().empty() && random.chance(0.2)) {
    const auto asset = static_cast<std::uint16_t>(random.below(flows.assets().size()));
    out.amounts.push_back({asset, 100, 100 + random.between(5, 40)});
  }
  if (flows.accounts() != 0 && random.chance(0.2)) {
    out.only.emplace();
    for (int i = 0; i < 2; ++i) {
      out.only->push_back(static_cast<index::AccountId>(random.below(flows.accounts())));
    }
  }
  return out;
}

/// Is `second` later than `first`, from the words of the definition?
inline bool later(const index::FlowIndex& flows, rings::Ties ties, index::FlowId first,
                  index::FlowId second) {
  return ties == rings::Ties::row_order ? second > first : flows.at(second) > flows.at(first);
}

/// May the flow take part at all, from the words of the definition?
inline bool counts(const index::FlowIndex& flows, const rings::Question& question,
                   index::FlowId id) {
  const auto flow = flows.flow(id);
  if (flow.from == flow.to) return false;
  for (const auto& band : question.amounts) {
    if (flow.paid.asset == band.asset && flow.paid.amount >= band.min &&
        flow.paid.amount <= band.max) {
      return true;
    }
  }
  return question.amounts.empty();
}

inline bool asked(const rings::Question& question, index::AccountId account) {
  return !question.only || std::count(question.only->begin(), question.only->end(), account) != 0;
}

/// Does `flow` lie in the window that `first` opens?
inline bool in_window(const index::FlowIndex& flows, const rings::Question& question,
                      index::FlowId first, index::FlowId flow) {
  return flow >= first && flows.at(flow).nanos - flows.at(first).nanos <= question.window_nanos;
}

inline std::vector<FlowList> flows_of(const rings::Answer& answer) {
  std::vector<FlowList> out;
  for (const auto& instance : answer.instances) out.push_back(instance.flows);
  return out;
}

using NaiveTwin =
    std::function<std::vector<FlowList>(const index::FlowIndex&, const rings::Question&)>;

/// Compares the search for `kind` with `twin` on `trials` random ledgers, three questions each.
inline void expect_agreement(const std::string& kind, const NaiveTwin& twin, std::uint64_t trials) {
  std::size_t with_instances = 0, with_several = 0, cut_off_by_ties = 0;
  for (std::uint64_t seed = 1; seed <= trials; ++seed) {
    Random random(seed);
    const FlowFixture fixture(any_flows(random));
    for (int ask = 0; ask < 3; ++ask) {
      rings::Question question = any_question(random, fixture.flows());
      question.kinds = {kind};
      Silent progress;
      const auto answer = rings::find_rings(fixture.flows(), question, progress);
      ASSERT_TRUE(answer.ok()) << answer.error().text() << " seed " << seed;
      ASSERT_TRUE(answer->complete()) << "seed " << seed;
      auto expected = twin(fixture.flows(), question);
      std::sort(expected.begin(), expected.end());
      ASSERT_EQ(flows_of(*answer), expected) << "seed " << seed << " ask " << ask;
      with_instances += expected.empty() ? 0 : 1;
      with_several += expected.size() > 1 ? 1 : 0;
      if (question.ties == rings::Ties::strict) {
        question.ties = rings::Ties::row_order;
        cut_off_by_ties += twin(fixture.flows(), question).size() != expected.size() ? 1 : 0;
      }
    }
  }
  ::testing::Test::RecordProperty("with_instances", static_cast<int>(with_instances));
  ::testing::Test::RecordProperty("with_several", static_cast<int>(with_several));
  ::testing::Test::RecordProperty("cut_off_by_ties", static_cast<int>(cut_off_by_ties));
  EXPECT_GT(with_instances, trials / 4) << "the trials hardly ever hold an instance";
  EXPECT_GT(with_several, trials / 16) << "the trials hardly ever hold two";
}

/// Honest traffic: `count` flows among `accounts` accounts over `days` days, to the minute.
inline std::vector<GivenFlow> background(Random& random, std::int64_t accounts, std::int64_t days,
                                         std::size_t count) {
  std::vector<GivenFlow> out;
  while (out.size() < count) {
    const auto key = [&] { return fmt::format("b{:03}", random.between(0, accounts - 1)); };
    out.push_back(testing::flow(key(), key(), random.between(100, 100'000),
                                minute(random.between(0, days * 24 * 60))));
  }
  return out;
}

/// An instance as the keys of its accounts, each with its role.
inline std::vector<std::string> roles_of(const index::FlowIndex& flows,
                                         const rings::Instance& instance) {
  std::vector<std::string> out;
  for (const auto& [account, role] : instance.accounts) {
    out.push_back(fmt::format("{} {}", rings::name(role), flows.account(account)));
  }
  return out;
}

}  // namespace bayon::testing
