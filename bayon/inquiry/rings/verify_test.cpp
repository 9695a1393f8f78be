// Does the verifier refuse everything that is not what it says?
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/rings/rings.hpp"
#include "test/support/ring_trials.hpp"

namespace bayon::rings {
namespace {

using namespace ::bayon::testing;
using ::testing::HasSubstr;

class Verify : public ::testing::Test {
 protected:
  Verify() {
    question_.accounts_min = 2;
    question_.window_nanos = 3 * nanos_per_day;
  }

  const index::FlowIndex& flows() const { return fixture_.flows(); }

  Instance found(const std::string& kind) {
    Question question = question_;
    question.kinds = {kind};
    Silent progress;
    return find_rings(flows(), question, progress)->instances.front();
  }

  // Refused with the code of verification, in words that name the reason.
  void expect_refused(const Instance& instance, const std::string& reason) {
    const auto verdict = verify(flows(), instance, question_);
    ASSERT_FALSE(verdict.ok()) << reason;
    EXPECT_EQ(verdict.error().code, errors::rings_not_an_instance);
    EXPECT_THAT(verdict.error().text(), HasSubstr(reason));
  }

  Question question_;
  FlowFixture fixture_{{flow("v1", "h", 10, day(0)), flow("v2", "h", 20, day(1)),
                        flow("h", "m1", 5, day(2)), flow("h", "m2", 5, day(3)),
                        flow("m1", "v1", 5, day(3)), flow("h", "h", 5, day(3)),
                        flow("m2", "x", 7, day(9))}};
};

TEST_F(Verify, AcceptsWhatWasFound) {
  for (const std::string kind : {"fan_in", "fan_out", "gather_scatter", "cycle"}) {
    EXPECT_TRUE(verify(flows(), found(kind), question_).ok()) << kind;
  }
}

TEST_F(Verify, RefusesAFlowThatIsMissingForeignRepeatedOrUnknown) {
  Instance it = found("fan_in");
  it.flows = {0};
  expect_refused(it, "2 are needed");
  it.flows = {0, 1, 6};
  expect_refused(it, "further apart");
  it.flows = {0, 1, 2};
  expect_refused(it, "does not reach 'h'");
  it.flows = {0, 0, 1};
  expect_refused(it, "comes after");
  it.flows = {1, 0};
  expect_refused(it, "comes after");
  it.flows = {0, 1, 5};
  expect_refused(it, "to oneself");
  it.flows = {0, 99};
  expect_refused(it, "no flow 99");
  it.flows.clear();
  expect_refused(it, "no flows");
}

TEST_F(Verify, RefusesWrongWordsAboutRightFlows) {
  const Instance it = found("gather_scatter");
  Instance wrong = it;
  wrong.accounts.pop_back();
  expect_refused(wrong, "accounts");
  wrong = it;
  wrong.accounts.back().role = Role::source;
  expect_refused(wrong, "accounts");
  wrong = it;
  wrong.sums.front().amount = *wrong.sums.front().amount + 1;
  expect_refused(wrong, "sums");
  wrong = it;
  wrong.last.nanos += 1;
  expect_refused(wrong, "instants");
  wrong = it;
  wrong.kind = "star";
  expect_refused(wrong, "'star'");
  wrong = it;
  wrong.kind = "cycle";
  expect_refused(wrong, "does not start where");
}

TEST_F(Verify, RefusesAnotherOrderThanMoneyTakes) {
  Instance it = found("gather_scatter");
  it.flows = {2, 3};
  expect_refused(it, "neither gathers");
  it.flows = {0, 1};
  expect_refused(it, "2 payers and 0 receivers");
  const FlowFixture at_once({flow("a", "h", 1, day(0)), flow("b", "h", 1, day(1)),
                             flow("h", "c", 1, day(1)), flow("h", "d", 1, day(1)),
                             flow("c", "h", 1, day(1))});
  question_.ties = Ties::row_order;
  question_.kinds = {"gather_scatter"};
  Silent progress;
  const auto in_rows = find_rings(at_once.flows(), question_, progress)->instances;
  ASSERT_EQ(in_rows.size(), 1u);
  EXPECT_TRUE(verify(at_once.flows(), in_rows.front(), question_).ok());
  question_.ties = Ties::strict;
  EXPECT_FALSE(verify(at_once.flows(), in_rows.front(), question_).ok());
  Instance loop = in_rows.front();
  loop.kind = "cycle";
  loop.flows = {2, 4};
  const auto verdict = verify(at_once.flows(), loop, question_);
  ASSERT_FALSE(verdict.ok());
  EXPECT_THAT(verdict.error().text(), HasSubstr("one instant"));
}

TEST_F(Verify, HoldsAnInstanceAgainstItsQuestion) {
  const Instance loop = found("cycle");
  ASSERT_EQ(loop.flows.size(), 3u);
  question_.hops_max = 2;
  expect_refused(loop, "a cycle has 2 to 2");
  question_.hops_max = 10;
  question_.only.emplace(1, fixture_.account("x"));
  expect_refused(loop, "asked for");
  question_.only.reset();
  question_.amounts = {{fixture_.asset("USD"), 6, 100}};
  expect_refused(loop, "outside the days or the amounts");
}

TEST_F(Verify, RefusesAnAccountThatTakesPartTwice) {
  const FlowFixture eight({flow("a", "b", 1, day(0)), flow("b", "c", 1, day(1)),
                           flow("c", "b", 1, day(2)), flow("b", "a", 1, day(3))});
  Instance it;
  it.kind = "cycle";
  it.flows = {0, 1, 2, 3};
  const auto verdict = verify(eight.flows(), it, question_);
  ASSERT_FALSE(verdict.ok());
  EXPECT_THAT(verdict.error().text(), HasSubstr("'b' takes part twice"));
}

}  // namespace
}  // namespace bayon::rings
