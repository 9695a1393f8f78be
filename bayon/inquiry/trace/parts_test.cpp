// Which part does an account play, and is nobody named who only received?
#include "bayon/inquiry/trace/parts.hpp"

#include <set>

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"
#include "bayon/inquiry/trace/detail/cycles.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon::trace {
namespace {

using testing::day;
using testing::FlowFixture;
using testing::GivenFlow;
using testing::GivenLedger;

GivenFlow paid(std::string from, std::string to, Amount amount, int at) {
  return testing::flow(std::move(from), std::move(to), amount, day(at));
}

// Two victims, two ways, one exchange with two entries, and people who did nothing.
class PartsOfAScam : public ::testing::Test {
 protected:
  PartsOfAScam()
      : fixture_({
            GivenLedger{"chain",
                        model::Books::public_chain,
                        {paid("v1", "deposit", 1'000, 1), paid("deposit", "hop", 1'000, 2),
                         paid("hop", "gather", 1'000, 3), paid("v2", "other", 500, 3),
                         paid("other", "gather", 500, 4), paid("gather", "tip", 10, 5),
                         paid("seen", "gather", 1, 1), paid("seen", "feeder", 1, 1),
                         paid("feeder", "holder", 1'200, 12), paid("v2", "shop", 70, 6)}},
            GivenLedger{"exchange",
                        model::Books::custodian,
                        {paid("gather", "ex/1", 1'400, 6), paid("ex/1", "ex/2", 1'300, 7),
                         paid("ex/2", "ex/3", 1'250, 8), paid("ex/3", "ex/1", 1'240, 9),
                         paid("ex/3", "ex/9", 5, 9), paid("ex/1", "feeder", 1'200, 10),
                         paid("saver", "ex/7", 75, 4)}},
            GivenLedger{"bank",
                        model::Books::bank,
                        {paid("v3", "mule a", 800, 1), paid("mule a", "mule b", 760, 2),
                         paid("mule b", "cash", 660, 3), paid("mule b", "landlord", 40, 3),
                         paid("landlord", "grocer", 5, 4),
                         // With a tenant on the trail, and a loan to pay off.
                         paid("work", "owner", 300, 1), paid("mule b", "owner", 20, 3),
                         paid("owner", "loan", 320, 4),
                         // Lives on the trail alone, and spends it in the months that follow.
                         paid("mule a", "lodger", 15, 3), paid("lodger", "grocer", 10, 40),
                         // Sold something to two of the trail, and saves all it has.
                         paid("mule a", "saver", 20, 3), paid("mule b", "saver", 15, 3),
                         paid("work", "saver", 40, 3)}},
        }) {
    Question question;
    question.claims = {{"one", asset(), 1'000}, {"two", asset(), 500}, {"three", asset(), 800}};
    for (const auto& [from, to, claim] :
         {std::tuple("v1", "deposit", 0u), {"v2", "other", 1u}, {"v3", "mule a", 2u}}) {
      question.payments.push_back({flow_between(from, to), claim});
    }
    std::sort(question.payments.begin(), question.payments.end(),
              [](const Payment& a, const Payment& b) { return a.flow < b.flow; });
    question.stops[fixture_.account("cash")] = {StopReason::label, "cash"};
    question.rule = Rule::haircut;
    Silent silent;
    auto answer = trace_forward(fixture_.flows(), question, silent);
    EXPECT_TRUE(answer.ok());
    answer_ = *std::move(answer);
    parts_ = parts_of(fixture_.flows(), question.payments, answer_, instant_max);
  }

  std::uint16_t asset() const { return fixture_.asset("USD"); }

  index::FlowId flow_between(std::string_view from, std::string_view to) const {
    for (const auto id : fixture_.flows().out(fixture_.account(from))) {
      if (fixture_.flows().to(id) == fixture_.account(to)) return id;
    }
    ADD_FAILURE() << from << " pays " << to << " nothing";
    return 0;
  }

  std::string part(std::string_view account) const {
    const auto found = parts_.find(fixture_.account(account));
    return found ? std::string(name(found->part)) : "none";
  }

  FlowFixture fixture_;
  Answer answer_;
  Parts parts_;
};

TEST_F(PartsOfAScam, AreReadOffTheFlowsAlone) {
  EXPECT_EQ(part("v1"), "victim");
  EXPECT_EQ(part("deposit"), "receiver");
  EXPECT_EQ(part("hop"), "layer");
  EXPECT_EQ(part("gather"), "intermediary");
  EXPECT_EQ(part("ex/1"), "custody_entry");
  EXPECT_EQ(part("ex/2"), "custody_member");
  EXPECT_EQ(part("ex/3"), "custody_member");
  EXPECT_EQ(part("feeder"), "consolidation_feeder");
  EXPECT_EQ(part("holder"), "consolidation_holder");
  EXPECT_EQ(part("mule a"), "receiver");
  EXPECT_EQ(part("mule b"), "mule");
  EXPECT_EQ(part("cash"), "stop");
}

TEST_F(PartsOfAScam, NobodyIsASuspectForReceiving) {
  EXPECT_EQ(part("landlord"), "recipient");
  EXPECT_EQ(part("tip"), "recipient");
  EXPECT_EQ(part("ex/9"), "recipient") << "paid by the cycle, and not part of it";
  EXPECT_EQ(part("grocer"), "recipient");
  EXPECT_EQ(part("owner"), "recipient") << "passed all of it on, with far more of its own";
  EXPECT_EQ(part("lodger"), "recipient") << "spent it, but not at once";
  EXPECT_EQ(part("saver"), "recipient") << "two of the trail paid it, and it pays one account";
  EXPECT_EQ(part("ex/7"), "recipient") << "nobody of the trail paid it";
  EXPECT_EQ(part("shop"), "none") << "no traced money reached it";
  for (const auto& one : parts_.accounts) {
    if (one.part == Part::recipient || one.part == Part::victim || one.part == Part::stop) {
      EXPECT_FALSE(suspect(one.part));
    }
  }
}

TEST_F(PartsOfAScam, AGroupHasItsFeedersAndItsHolder) {
  ASSERT_EQ(parts_.groups.size(), 1u);
  EXPECT_EQ(parts_.groups[0].holders, std::vector{fixture_.account("holder")});
  EXPECT_EQ(parts_.groups[0].feeders, std::vector{fixture_.account("feeder")});
  EXPECT_EQ(parts_.find(fixture_.account("holder"))->group, 1u);
}

TEST_F(PartsOfAScam, FlowsAddUpToWhatTheAnswerSays) {
  Amount fees = 0, sent = 0, moved = 0;
  for (const TracedFlow& traced : traced_flows(answer_)) {
    sent += traced.sent;
    fees += traced.fee;
  }
  for (const Move& move : answer_.moves) moved += move.units;
  EXPECT_EQ(sent, moved);
  EXPECT_EQ(fees, 0);
}

// The naive twin: two accounts are in one component when each can reach the other.
TEST(StrongComponents, AgreeWithReachability) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    Random random(seed);
    const auto size = static_cast<std::uint32_t>(random.between(2, 12));
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    bool reach[12][12] = {};
    for (std::int64_t i = random.between(1, 30); i > 0; --i) {
      const auto a = static_cast<std::uint32_t>(random.below(size));
      const auto b = static_cast<std::uint32_t>(random.below(size));
      edges.emplace_back(a, b);
      reach[a][b] = true;
    }
    std::set<std::uint32_t> nodes;
    for (const auto& [a, b] : edges) nodes.insert({a, b});
    for (std::uint32_t k = 0; k < size; ++k) {
      for (std::uint32_t i = 0; i < size; ++i) {
        for (std::uint32_t j = 0; j < size; ++j) reach[i][j] |= reach[i][k] && reach[k][j];
      }
    }
    std::set<std::vector<std::uint32_t>> expected;
    for (const auto a : nodes) {
      std::vector<std::uint32_t> component;
      for (const auto b : nodes) {
        if (a == b || (reach[a][b] && reach[b][a])) component.push_back(b);
      }
      expected.insert(component);
    }
    const auto found = detail::strong_components(edges);
    EXPECT_EQ(std::set(found.begin(), found.end()), expected) << "seed " << seed;
    EXPECT_EQ(found.size(), expected.size()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace bayon::trace
