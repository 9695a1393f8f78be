// How are rings asked for: which kinds, which bounds, which accounts and amounts, and what is
// refused?
#include "bayon/inquiry/rings/rings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/rings/typology.hpp"
#include "test/support/ring_trials.hpp"

namespace bayon::rings {
namespace {

using namespace ::bayon::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

FlowFixture everything() {
  return FlowFixture({flow("v1", "h", 10, day(0)), flow("v2", "h", 20, day(1)),
                      flow("h", "m1", 5, day(2)), flow("h", "m2", 6, day(3)),
                      flow("m1", "v1", 7, day(3)), flow("m2", "v2", 8, day(4))});
}

Question two() {
  Question question;
  question.accounts_min = 2;
  return question;
}

Answer find(const FlowFixture& fixture, const Question& question) {
  Silent progress;
  auto answer = find_rings(fixture.flows(), question, progress);
  EXPECT_TRUE(answer.ok());
  return *std::move(answer);
}

std::vector<std::string> kinds_of(const Answer& answer) {
  std::vector<std::string> out;
  for (const auto& instance : answer.instances) out.push_back(instance.kind);
  return out;
}

TEST(Rings, AreFoundByFolder) {
  std::vector<std::string> names;
  for (const Typology* typology : typologies()) {
    names.emplace_back(typology->name);
    EXPECT_FALSE(typology->summary.empty());
    EXPECT_FALSE(typology->innocent.empty()) << "every typology names its honest twin";
  }
  EXPECT_THAT(names, ElementsAre("cycle", "fan_in", "fan_out", "gather_scatter"));
}

TEST(Rings, OfAllKindsWhenNoneIsNamed) {
  const auto fixture = everything();
  const auto answer = find(fixture, two());
  EXPECT_THAT(kinds_of(answer),
              ElementsAre("cycle", "cycle", "fan_in", "fan_out", "gather_scatter"));
  ASSERT_EQ(answer.searched.size(), typologies().size());
  EXPECT_EQ(answer.searched[0].instances, 2u);
}

TEST(Rings, ComeInTheOrderOfNamesHoweverTheyWereAskedFor) {
  const auto fixture = everything();
  Question question = two();
  question.kinds = {"gather_scatter", "fan_in", "gather_scatter"};
  EXPECT_THAT(kinds_of(find(fixture, question)), ElementsAre("fan_in", "gather_scatter"));
}

TEST(Rings, AroundTheAccountsAskedForOnly) {
  const auto fixture = everything();
  Question question = two();
  question.only.emplace(1, fixture.account("v1"));
  EXPECT_THAT(flows_of(find(fixture, question)), ElementsAre(FlowList{0, 2, 4}));
  question.only = {fixture.account("h"), fixture.account("h")};
  EXPECT_EQ(find(fixture, question).instances.size(), 5u);
  question.only.emplace();
  EXPECT_THAT(find(fixture, question).instances, IsEmpty());
}

TEST(Rings, OfAmountsInABandOnly) {
  const auto fixture = everything();
  Question question = two();
  question.amounts = {{fixture.asset("USD"), 5, 10}};
  EXPECT_THAT(flows_of(find(fixture, question)), ElementsAre(FlowList{0, 2, 4}, FlowList{2, 3}));
  question.amounts = {{fixture.asset("USD"), 5, 5}, {fixture.asset("USD"), 10, 20}};
  EXPECT_THAT(flows_of(find(fixture, question)), ElementsAre(FlowList{0, 1}));
}

TEST(Rings, RefuseAQuestionOutOfRange) {
  const auto fixture = everything();
  const auto refused = [&](const std::function<void(Question&)>& spoil, const std::string& words) {
    Question question;
    spoil(question);
    Silent progress;
    const auto answer = find_rings(fixture.flows(), question, progress);
    ASSERT_FALSE(answer.ok()) << words;
    EXPECT_EQ(answer.error().code, errors::question_out_of_range);
    EXPECT_THAT(answer.error().text(), HasSubstr(words));
  };
  refused([](Question& q) { q.kinds = {"star"}; }, "'star'; there are cycle, fan_in");
  refused([](Question& q) { q.window_nanos = -1; }, "window");
  refused([](Question& q) { q.accounts_min = 1; }, "at least 2");
  refused([](Question& q) { q.receivers_min = 1; }, "at least 2");
  refused([](Question& q) { q.hops_min = 1; }, "1 to 10");
  refused([](Question& q) { q.hops_max = 1; }, "2 to 1");
  refused([](Question& q) { q.hops_max = 33; }, "those of 2 to 32");
  refused([](Question& q) { q.amounts = {{9, 1, 2}}; }, "asset number 9");
  refused([](Question& q) { q.amounts = {{0, 3, 2}}; }, "from 3 to 2");
  refused([](Question& q) { q.only = {{77}}; }, "account number 77");
}

TEST(Rings, StopWhenCancelled) {
  const auto fixture = everything();
  Silent progress;
  progress.cancel();
  const auto answer = find_rings(fixture.flows(), Question{}, progress);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, errors::question_cancelled);
}

// Cancelled half way: progress counts what was searched until somebody has enough.
class Impatient final : public Progress {
 public:
  void step(std::string_view what, std::uint64_t) override { finding_ = what.starts_with("find"); }
  void advance(std::uint64_t) override {
    if (finding_) cancel();
  }

 private:
  bool finding_ = false;
};

TEST(Rings, StopWhenCancelledHalfWay) {
  const auto fixture = everything();
  Impatient progress;
  const auto answer = find_rings(fixture.flows(), Question{}, progress);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, errors::question_cancelled);
}

TEST(Rings, OfNoFlowsAreNone) {
  const FlowFixture fixture({flow("a", "a", 1, day(0))});
  const auto answer = find(fixture, Question{});
  EXPECT_THAT(answer.instances, IsEmpty());
  EXPECT_TRUE(answer.complete());
  const FlowFixture empty(std::vector<GivenFlow>{});
  EXPECT_THAT(find(empty, Question{}).instances, IsEmpty());
}

TEST(Rings, ASumOver128BitsIsLeftOutAndEndsNoSearch) {
  std::vector<GivenFlow> flows;
  for (int i = 0; i < 3; ++i)
    flows.push_back(flow(fmt::format("v{}", i), "h", amount_max / 2, day(i)));
  const FlowFixture fixture(flows);
  Question question = two();
  Silent progress;
  const auto answer = find_rings(fixture.flows(), question, progress);
  ASSERT_TRUE(answer.ok());
  ASSERT_FALSE(answer->instances.empty());
  EXPECT_EQ(answer->instances.front().sums, (std::vector<Sum>{{Leg::in, 0, std::nullopt}}));
}

// Instants at both ends of time: a window must not wrap around.
TEST(Rings, WindowsDoNotWrapAtTheEndsOfTime) {
  const FlowFixture fixture({flow("a", "h", 1, instant_min), flow("b", "h", 1, instant_max),
                             flow("c", "h", 1, Instant{instant_max.nanos - 1}),
                             flow("h", "c", 1, instant_max)});
  Question question = two();
  EXPECT_THAT(flows_of(find(fixture, question)), ElementsAre(FlowList{1, 3}, FlowList{1, 2}));
  question.window_nanos = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(find(fixture, question).instances.size(), 2u);
}

}  // namespace
}  // namespace bayon::rings
