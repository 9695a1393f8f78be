// What every typology of the build promises, whichever it is: the shape does not depend on when it
// happened, on what accounts are called, on how rows of one instant are ordered or on how many
// threads looked for it; asking for less never loses a finding; and every instance stands up to
// `verify`.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "bayon/base/threads.hpp"
#include "bayon/inquiry/rings/typology.hpp"
#include "test/support/ring_trials.hpp"

namespace bayon::rings {
namespace {

using namespace ::bayon::testing;

Answer find(const FlowFixture& fixture, const Question& question) {
  Silent progress;
  auto answer = find_rings(fixture.flows(), question, progress);
  EXPECT_TRUE(answer.ok());
  return *std::move(answer);
}

// Flows told by their amounts, which are all different: what an instance is, whatever numbers flows
// have.
using Told = std::pair<std::string, std::set<Amount>>;

std::multiset<Told> told(const FlowFixture& fixture, const Answer& answer) {
  std::multiset<Told> out;
  for (const Instance& instance : answer.instances) {
    Told one{instance.kind, {}};
    for (const auto flow : instance.flows)
      one.second.insert(fixture.flows().flow(flow).paid.amount);
    out.insert(std::move(one));
  }
  return out;
}

class EveryTypology : public ::testing::Test {
 protected:
  static constexpr std::uint64_t trials = 150;

  void TearDown() override {
    for (const Typology* typology : typologies()) {
      EXPECT_GT(seen_[std::string(typology->name)], trials / 10)
          << typology->name << " was hardly tried";
    }
  }
  void note(const Answer& answer) {
    for (const auto& searched : answer.searched) seen_[searched.kind] += searched.instances;
  }

  std::map<std::string, std::uint64_t> seen_;
};

TEST_F(EveryTypology, DoesNotDependOnWhenItHappened) {
  for (std::uint64_t seed = 1; seed <= trials; ++seed) {
    Random random(seed);
    auto flows = any_flows(random);
    const FlowFixture here(flows);
    const Question question = any_question(random, here.flows());
    const std::int64_t shift =
        random.between(-3'000, 3'000) * nanos_per_day + random.between(0, 1'000);
    for (auto& flow : flows) flow.at.nanos += shift;
    const FlowFixture there(flows);
    auto expected = find(here, question);
    for (auto& instance : expected.instances) {
      instance.first.nanos += shift;
      instance.last.nanos += shift;
    }
    EXPECT_EQ(find(there, question).instances, expected.instances) << "seed " << seed;
    note(expected);
  }
}

TEST_F(EveryTypology, DoesNotDependOnWhatAccountsAreCalled) {
  for (std::uint64_t seed = 1; seed <= trials; ++seed) {
    Random random(seed);
    auto flows = any_flows(random);
    const FlowFixture here(flows);
    Question question = any_question(random, here.flows());
    const auto expected = find(here, question);
    const auto renamed = [&](std::string_view key) {
      return fmt::format("{:02}", (std::stoi(std::string(key.substr(1))) * 5 + 3) % 8);
    };
    for (auto& flow : flows) {
      flow.from = renamed(flow.from);
      flow.to = renamed(flow.to);
    }
    const FlowFixture there(flows);
    if (question.only) {
      for (auto& account : *question.only)
        account = there.account(renamed(here.flows().account(account)));
    }
    EXPECT_EQ(flows_of(find(there, question)), flows_of(expected)) << "seed " << seed;
    note(expected);
  }
}

TEST_F(EveryTypology, DoesNotDependOnTheOrderOfRowsWithinAnInstant) {
  for (std::uint64_t seed = 1; seed <= trials; ++seed) {
    Random random(seed);
    auto flows = any_flows(random);
    const FlowFixture here(flows);
    Question question = any_question(random, here.flows());
    question.ties = Ties::strict;
    const auto expected = find(here, question);
    for (std::size_t i = flows.size(); i > 1; --i) std::swap(flows[i - 1], flows[random.below(i)]);
    const FlowFixture there(flows);
    if (!flows.empty()) {
      // Assets and accounts are numbered by name, so the question means the same there.
      EXPECT_EQ(told(there, find(there, question)), told(here, expected)) << "seed " << seed;
    }
    note(expected);
  }
}

TEST_F(EveryTypology, DoesNotDependOnThreads) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    auto flows = background(random, 300, 20, 3'000);
    const FlowFixture fixture(flows);
    Question question;
    question.accounts_min = 3;
    question.budget.account_steps_max = seed % 2 == 0 ? 500 : question.budget.account_steps_max;
    question.budget.instances_max = seed % 3 == 0 ? 40 : question.budget.instances_max;
    set_threads(1);
    const auto expected = find(fixture, question);
    set_threads(4);
    const auto actual = find(fixture, question);
    set_threads(0);
    EXPECT_EQ(actual.instances, expected.instances) << "seed " << seed;
    ASSERT_EQ(actual.searched.size(), expected.searched.size());
    for (std::size_t i = 0; i < actual.searched.size(); ++i) {
      EXPECT_EQ(actual.searched[i].steps, expected.searched[i].steps) << "seed " << seed;
      EXPECT_EQ(actual.searched[i].cut.has_value(), expected.searched[i].cut.has_value());
      if (actual.searched[i].cut && expected.searched[i].cut) {
        EXPECT_EQ(actual.searched[i].cut->text(), expected.searched[i].cut->text());
      }
    }
    note(expected);
  }
}

TEST_F(EveryTypology, StandsUpToVerification) {
  for (std::uint64_t seed = 1; seed <= trials; ++seed) {
    Random random(seed);
    const FlowFixture fixture(any_flows(random));
    const Question question = any_question(random, fixture.flows());
    const auto answer = find(fixture, question);
    for (const auto& instance : answer.instances) {
      const auto verdict = verify(fixture.flows(), instance, question);
      EXPECT_TRUE(verdict.ok()) << verdict.error().text() << " seed " << seed;
    }
    note(answer);
  }
}

// Accounts at the centre of instances, by typology; for cycles all members.
std::set<std::pair<std::string, index::AccountId>> centres(const Answer& answer) {
  std::set<std::pair<std::string, index::AccountId>> out;
  for (const Instance& instance : answer.instances) {
    for (const auto& [account, role] : instance.accounts) {
      if (role == Role::hub || role == Role::member) out.emplace(instance.kind, account);
    }
  }
  return out;
}

TEST_F(EveryTypology, AskingForLessNeverLosesAnAccount) {
  for (std::uint64_t seed = 1; seed <= trials; ++seed) {
    Random random(seed);
    const FlowFixture fixture(any_flows(random));
    Question question = any_question(random, fixture.flows());
    question.receivers_min = 0;
    const auto answer = find(fixture, question);
    const auto before = centres(answer);
    question.window_nanos += random.between(0, 4) * (nanos_per_day / 2);
    question.accounts_min = std::max(2u, question.accounts_min - 1);
    question.hops_max += 1;
    question.amounts.clear();
    question.only.reset();
    question.ties = Ties::row_order;
    const auto after = centres(find(fixture, question));
    EXPECT_TRUE(std::includes(after.begin(), after.end(), before.begin(), before.end()))
        << "seed " << seed;
    note(answer);
  }
}

}  // namespace
}  // namespace bayon::rings
