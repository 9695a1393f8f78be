// Does a search that its budget ends say so, keep what it found, and end at the same place each
// time?
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/rings/rings.hpp"
#include "test/support/ring_trials.hpp"

namespace bayon::rings {
namespace {

using namespace ::bayon::testing;
using ::testing::AllOf;
using ::testing::HasSubstr;

// Twelve accounts of which each pays each other one every hour: far more cycles than anybody reads.
FlowFixture crowded() {
  std::vector<GivenFlow> flows;
  for (int hour = 0; hour < 12; ++hour) {
    for (int from = 0; from < 12; ++from) {
      for (int to = 0; to < 12; ++to) {
        if (from != to)
          flows.push_back(
              flow(fmt::format("c{:02}", from), fmt::format("c{:02}", to), 1, minute(hour * 60)));
      }
    }
  }
  return FlowFixture(std::move(flows));
}

Answer find(const FlowFixture& fixture, const Question& question) {
  Silent progress;
  auto answer = find_rings(fixture.flows(), question, progress);
  EXPECT_TRUE(answer.ok());
  return *std::move(answer);
}

Question cycles() {
  Question question;
  question.kinds = {"cycle"};
  question.hops_max = 3;
  return question;
}

void expect_cut(const Answer& answer, const std::string& words) {
  EXPECT_FALSE(answer.complete());
  ASSERT_TRUE(answer.searched.front().cut.has_value());
  EXPECT_EQ(answer.searched.front().cut->code, errors::budget_exhausted);
  EXPECT_THAT(answer.searched.front().cut->text(), HasSubstr(words));
}

TEST(Budget, IsNotMentionedWhereItSufficed) {
  const auto fixture = crowded();
  Question question = cycles();
  question.budget.account_instances_max = 1'000'000;
  const auto answer = find(fixture, question);
  EXPECT_TRUE(answer.complete());
  // 12 * 11 ordered pairs with 66 pairs of hours, 12 * 11 * 10 triples with 220.
  EXPECT_EQ(answer.instances.size(), 132u * 66 + 1'320u * 220);
  EXPECT_EQ(answer.searched.front().instances, answer.instances.size());
}

TEST(Budget, InstancesOfOneAccount) {
  const auto fixture = crowded();
  Question question = cycles();
  question.budget.account_instances_max = 7;
  const auto answer = find(fixture, question);
  EXPECT_EQ(answer.instances.size(), 12u * 7);
  expect_cut(answer, "12 accounts have more than 7 instances each, the first is 'c00'");
}

// A share that is reached exactly is not exceeded.
TEST(Budget, ExactlyAsManyIsNoCut) {
  const FlowFixture fixture(
      {flow("a", "b", 1, day(0)), flow("b", "a", 1, day(1)), flow("b", "a", 2, day(2))});
  Question question = cycles();
  question.budget.account_instances_max = 2;
  question.budget.instances_max = 2;
  EXPECT_TRUE(find(fixture, question).complete());
  question.budget.instances_max = 1;
  expect_cut(find(fixture, question), "more than 1 instances after");
}

TEST(Budget, StepsOfOneAccountLeaveTheOthersAlone) {
  std::vector<GivenFlow> flows{flow("quiet", "still", 1, day(0)),
                               flow("still", "quiet", 1, day(1))};
  for (int i = 0; i < 400; ++i) {
    flows.push_back(flow("busy", fmt::format("p{}", i % 20), 1, minute(i)));
    flows.push_back(flow(fmt::format("p{}", i % 20), "busy", 1, minute(i + 1)));
  }
  const FlowFixture fixture(flows);
  Question question = cycles();
  question.budget.account_steps_max = 200;
  const auto answer = find(fixture, question);
  expect_cut(answer, "1 accounts need more than 200 steps each, the first is 'busy'");
  const bool found = std::any_of(
      answer.instances.begin(), answer.instances.end(),
      [&](const Instance& it) { return it.accounts.front().account == fixture.account("quiet"); });
  EXPECT_TRUE(found);
}

TEST(Budget, FlowsOfInstances) {
  const auto fixture = crowded();
  Question question = cycles();
  question.budget.flows_max = 100;
  const auto few = find(fixture, question);
  expect_cut(few, "the instances held more than 100 flows after");
  std::size_t held = 0;
  for (const auto& instance : few.instances) held += instance.flows.size();
  EXPECT_LE(held, 100u);
  EXPECT_GT(held, 100u - question.hops_max);
  question = cycles();
  question.budget.account_flows_max = 20;
  expect_cut(find(fixture, question),
             "12 accounts have instances of more than 20 flows in all, the first is 'c00'");
}

TEST(Budget, StepsOfAll) {
  const auto fixture = crowded();
  Question question = cycles();
  question.budget.steps_max = 1'000;
  const auto answer = find(fixture, question);
  expect_cut(answer, "1000 steps were used up after 1 of 12 accounts");
}

// What a smaller budget finds, a larger one finds too.
TEST(Budget, CutsButNeverInvents) {
  const auto fixture = crowded();
  Question question = cycles();
  question.budget.account_instances_max = 1'000'000;
  const auto all = flows_of(find(fixture, question));
  question.budget.account_instances_max = 50;
  question.budget.instances_max = 333;
  const auto some = flows_of(find(fixture, question));
  EXPECT_EQ(some.size(), 333u);
  EXPECT_TRUE(std::includes(all.begin(), all.end(), some.begin(), some.end()));
}

TEST(Budget, ComesBackFromTenThousandPartners) {
  // A hub that pays and is paid by everybody: as many two-flow cycles as there are partners,
  // squared.
  std::vector<GivenFlow> flows;
  for (int i = 0; i < 10'000; ++i) {
    flows.push_back(flow("hub", fmt::format("p{}", i), 1, minute(i % 1'000)));
    flows.push_back(flow(fmt::format("p{}", i), "hub", 1, minute(1 + (i * 7) % 1'000)));
  }
  const FlowFixture fixture(flows);
  Question question;
  const auto answer = find(fixture, question);
  EXPECT_FALSE(answer.complete());
  EXPECT_THAT(answer.searched.front().cut->text(), AllOf(HasSubstr("cycle"), HasSubstr("'hub'")));
  for (std::size_t i = 1; i < answer.searched.size(); ++i) EXPECT_FALSE(answer.searched[i].cut);
}

}  // namespace
}  // namespace bayon::rings
