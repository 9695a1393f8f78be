#include "bayon/inquiry/trace/seen_twice.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "bayon/base/random.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon::trace {

void PrintTo(const SeenTwice& pair, std::ostream* out) { *out << pair.first << '=' << pair.second; }

namespace {

using testing::day;
using testing::flow;
using testing::FlowFixture;
using testing::GivenLedger;
using testing::minute;

std::vector<index::AccountId> everybody(const index::FlowIndex& flows) {
  std::vector<index::AccountId> out(flows.accounts());
  std::iota(out.begin(), out.end(), 0u);
  return out;
}

std::vector<SeenTwice> found(const FlowFixture& fixture, Instant until = instant_max) {
  return seen_twice(fixture.flows(), everybody(fixture.flows()), until);
}

GivenLedger ledger(std::string dataset, std::vector<testing::GivenFlow> flows) {
  GivenLedger out;
  out.dataset = std::move(dataset);
  out.flows = std::move(flows);
  return out;
}

// Of all flows, each against all before it.
std::vector<SeenTwice> naive(const index::FlowIndex& flows, Instant until) {
  std::vector<SeenTwice> out;
  std::set<index::FlowId> paired;
  for (index::FlowId second = 0; second < flows.flows(); ++second) {
    const auto b = flows.flow(second);
    for (index::FlowId first = 0; first < second; ++first) {
      const auto a = flows.flow(first);
      if (paired.contains(first) || b.at > until || b.at.nanos - a.at.nanos > nanos_per_day) {
        continue;
      }
      if (a.from != b.from || a.to != b.to || a.from == a.to) continue;
      if (a.paid.asset != b.paid.asset || a.paid.amount != b.paid.amount) continue;
      if (flows.dataset(first) == flows.dataset(second)) continue;
      paired.insert(first);
      paired.insert(second);
      out.push_back({first, second});
      break;
    }
  }
  return out;
}

TEST(SeenTwice, IsARowInTheBooksOfBothBanks) {
  const FlowFixture fixture(
      {ledger("bank_a", {flow("v", "m", 100, day(0)), flow("m", "c", 90, minute(60))}),
       ledger("bank_b", {flow("v", "m", 100, day(1)), flow("m", "d", 90, minute(70))})});
  EXPECT_EQ(found(fixture), (std::vector<SeenTwice>{{0, 3}}));
  EXPECT_TRUE(found(fixture, minute(80)).empty()) << "the second has not happened";
}

TEST(SeenTwice, NeedsTwoDatasetsAndADayAtMost) {
  const FlowFixture one({flow("v", "m", 100, day(0)), flow("v", "m", 100, day(0))});
  EXPECT_TRUE(found(one).empty()) << "two payments of one bank are two payments";
  const FlowFixture late(
      {ledger("bank_a", {flow("v", "m", 100, day(0)), flow("x", "x", 1, day(0))}),
       ledger("bank_b",
              {flow("v", "m", 100, Instant{day(1).nanos + 1}), flow("x", "x", 1, day(0))})});
  EXPECT_TRUE(found(late).empty());
}

TEST(SeenTwice, AgreesWithTheNaiveTwin) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    std::vector<GivenLedger> ledgers{ledger("a", {}), ledger("b", {}), ledger("c", {})};
    const auto count = 1 + random.below(40);
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto account = [&] { return std::string(1, static_cast<char>('p' + random.below(3))); };
      auto given = flow(account(), account(), 1 + static_cast<Amount>(random.below(2)),
                        minute(static_cast<std::int64_t>(random.below(4 * 1440))));
      ledgers[random.below(3)].flows.push_back(given);
    }
    std::erase_if(ledgers, [](const GivenLedger& one) { return one.flows.empty(); });
    const FlowFixture fixture(ledgers);
    const Instant until = minute(static_cast<std::int64_t>(random.below(5 * 1440)));
    EXPECT_EQ(found(fixture, until), naive(fixture.flows(), until)) << "seed " << seed;
  }
}

// Quadratic search would not end here.
TEST(SeenTwice, OfManyAlikeFlowsIsFoundInOnePass) {
  std::vector<testing::GivenFlow> many(50'000, flow("v", "m", 1, day(0)));
  const FlowFixture fixture(
      {ledger("bank_a", many), ledger("bank_b", {flow("v", "m", 1, day(0))})});
  EXPECT_EQ(found(fixture).size(), 1u);
}

}  // namespace
}  // namespace bayon::trace
