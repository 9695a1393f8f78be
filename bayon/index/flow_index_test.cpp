#include "bayon/index/flow_index.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon::index {
namespace {

using testing::FlowFixture;
using testing::GivenFlow;
using testing::GivenLedger;

GivenFlow any_flow(Random& random) {
  return testing::flow(fmt::format("a{}", random.below(15)), fmt::format("a{}", random.below(15)),
                       static_cast<Amount>(1 + random.below(1'000)),
                       testing::day(random.between(0, 30)));
}

// The naive twin looks through all flows for each account.
TEST(FlowIndex, ListsTheFlowsOfEachAccountInOrderOfTime) {
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Random random(seed);
    std::vector<GivenLedger> ledgers(1 + random.below(4));
    std::map<std::string, std::multiset<std::tuple<std::int64_t, Amount, std::string>>> out, in;
    std::size_t count = 0;
    for (std::size_t l = 0; l < ledgers.size(); ++l) {
      // Several loads of one dataset, and several datasets.
      ledgers[l].dataset = fmt::format("ledger_{}", l / 2);
      for (auto left = 1 + random.below(80); left > 0; --left) {
        ledgers[l].flows.push_back(any_flow(random));
        const GivenFlow& flow = ledgers[l].flows.back();
        out[flow.from].emplace(flow.at.nanos, flow.amount, flow.to);
        in[flow.to].emplace(flow.at.nanos, flow.amount, flow.from);
        ++count;
      }
    }
    const FlowFixture fixture(ledgers);
    const FlowIndex& index = fixture.flows();
    ASSERT_EQ(index.flows(), count);
    for (FlowId id = 1; id < index.flows(); ++id) EXPECT_LE(index.at(id - 1), index.at(id));
    for (AccountId account = 0; account < index.accounts(); ++account) {
      const std::string key(index.account(account));
      EXPECT_TRUE(account == 0 || index.account(account - 1) < key);
      EXPECT_EQ(index.find_account(key), account);
      const auto seen = [&](std::span<const FlowId> flows, bool outwards) {
        EXPECT_TRUE(std::is_sorted(flows.begin(), flows.end()));
        std::multiset<std::tuple<std::int64_t, Amount, std::string>> found;
        for (const FlowId id : flows) {
          const Flow flow = index.flow(id);
          EXPECT_EQ(outwards ? flow.from : flow.to, account);
          found.emplace(flow.at.nanos, flow.paid.amount,
                        index.account(outwards ? flow.to : flow.from));
        }
        return found;
      };
      EXPECT_EQ(seen(index.out(account), true), out[key]);
      EXPECT_EQ(seen(index.in(account), false), in[key]);
    }
    EXPECT_FALSE(index.find_account("nobody").has_value());
  }
}

// Two books show one transfer: it is counted once, from the books that know more.
TEST(FlowIndex, OneTransferInTwoBooksIsOneFlow) {
  GivenFlow seen = testing::flow("wallet", "pool", 100, testing::day(1));
  seen.reference = "tx-1";
  seen.reference_global = true;
  GivenFlow known = testing::flow("wallet", "customer 7", 100, testing::day(1));
  known.reference = "tx-1";
  known.reference_global = true;
  GivenFlow other = seen;
  other.reference = "tx-2";
  for (const bool chain_first : {true, false}) {
    const GivenLedger chain{"chain", model::Books::public_chain, {seen, other}};
    const GivenLedger exchange{"exchange", model::Books::custodian, {known}};
    const FlowFixture fixture(chain_first ? std::vector{chain, exchange}
                                          : std::vector{exchange, chain});
    const FlowIndex& index = fixture.flows();
    ASSERT_EQ(index.flows(), 2u);
    EXPECT_EQ(index.corroborating(), 1u);
    const auto account = index.find_account("customer 7");
    ASSERT_TRUE(account.has_value());
    ASSERT_EQ(index.in(*account).size(), 1u);
    const FlowId id = index.in(*account)[0];
    EXPECT_EQ(index.dataset(id), "exchange");
    EXPECT_EQ(index.evidence(id).size(), 2u);
    EXPECT_EQ(*index.reference(id), "tx-1");
    EXPECT_EQ(index.in(*index.find_account("pool")).size(), 1u);
    EXPECT_EQ(index.appearances(*index.find_account("wallet")).size(), 2u);
  }
}

// Numbers depend on the snapshot alone, also on how the index came to be.
TEST(FlowIndex, IsTheSameReadBuiltOrHeldInMemory) {
  Random random(9);
  std::vector<GivenFlow> flows;
  for (int i = 0; i < 300; ++i) flows.push_back(any_flow(random));
  const FlowFixture fixture(flows);
  Silent progress;
  const auto text = [&](const std::filesystem::path& folder) {
    const auto index = FlowIndex::open(fixture.snapshot(), folder, progress);
    EXPECT_TRUE(index.ok());
    std::string out;
    for (FlowId id = 0; id < (*index)->flows(); ++id) {
      out += fmt::format("{} {} {};", (*index)->from(id), (*index)->to(id), (*index)->at(id).nanos);
    }
    for (AccountId a = 0; a < (*index)->accounts(); ++a) {
      for (const FlowId id : (*index)->out(a)) out += fmt::format("{},", id);
      for (const FlowId id : (*index)->in(a)) out += fmt::format("{},", id);
    }
    return out;
  };
  const auto folder = fixture.folder() / "index";
  const std::string read = text(folder);
  EXPECT_EQ(text(fixture.folder() / "none"), read) << "a folder that cannot be written";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::string bytes = *read_file(file.path());
    bytes[bytes.size() / 2] ^= 4;
    ASSERT_TRUE(write_file(file.path(), bytes).ok());
  }
  EXPECT_EQ(text(folder), read) << "damaged";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  EXPECT_EQ(text(folder), read) << "deleted";
  EXPECT_FALSE(std::filesystem::is_empty(folder));
}

// A whole index of other flows under this one's name: its checksums hold, its answers would not.
TEST(FlowIndex, OfOtherFlowsIsNotTaken) {
  const FlowFixture own({testing::flow("a", "b", 5, testing::day(1))});
  const FlowFixture other(
      {testing::flow("a", "b", 5, testing::day(1)), testing::flow("a", "c", 6, testing::day(2))});
  const auto file_of = [](const FlowFixture& fixture) {
    return std::filesystem::directory_iterator(fixture.folder() / "index")->path();
  };
  std::filesystem::copy_file(file_of(other), file_of(own),
                             std::filesystem::copy_options::overwrite_existing);
  Silent progress;
  const auto index = FlowIndex::open(own.snapshot(), own.folder() / "index", progress);
  ASSERT_TRUE(index.ok());
  EXPECT_EQ((*index)->flows(), 1u);
}

TEST(FlowIndex, CaseWithoutFlowsHasAnEmptyOne) {
  const FlowFixture fixture(std::vector<GivenLedger>{});
  EXPECT_EQ(fixture.flows().flows(), 0u);
  EXPECT_EQ(fixture.flows().accounts(), 0u);
  EXPECT_FALSE(fixture.flows().find_account("a").has_value());
}

}  // namespace
}  // namespace bayon::index
