// Do the ledgers of one world agree with each other and with arithmetic?
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "test/support/generated_world.hpp"

namespace bayon::source::scenario {
namespace {

using testing::WorldRecord;

class Ledgers : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  static constexpr std::string_view zero = "0x0000000000000000000000000000000000000000";
  void SetUp() override { testing::played(testing::small_scenario(GetParam()), folder_.path()); }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  testing::ScratchFolder folder_;
};

// No account in `records` but those that `source` excepts ever pays what it does not hold.
template <typename Source>
void expect_no_overdraft(const std::vector<WorldRecord>& records, Source&& source) {
  std::map<std::string, std::int64_t> balances;
  for (const WorldRecord& record : records) {
    if (!source(record.from)) {
      std::int64_t& balance = balances[record.from];
      balance -= record.amount;
      ASSERT_GE(balance, 0) << record.ledger << " " << record.reference << " " << record.from;
    }
    balances[record.to] += record.amount - record.fee;
  }
}

TEST_P(Ledgers, EveryRowMakesSense) {
  for (const auto& records : {testing::chain_records(folder()), testing::exchange_records(folder()),
                              testing::bank_records(folder())}) {
    EXPECT_GT(records.size(), 500u);
    for (const WorldRecord& record : records) {
      ASSERT_FALSE(record.from.empty()) << record.reference;
      ASSERT_FALSE(record.to.empty()) << record.reference;
      ASSERT_NE(record.from, record.to) << record.reference;
      ASSERT_GT(record.amount, record.fee) << record.reference;
      ASSERT_GE(record.fee, 0) << record.reference;
      ASSERT_GE(record.reference.size(), 18u);
    }
  }
}

TEST_P(Ledgers, FilesAreInTheOrderOfTime) {
  const auto chain = testing::chain_records(folder());
  for (std::size_t i = 1; i < chain.size(); ++i) {
    ASSERT_LT(std::pair(chain[i - 1].block, chain[i - 1].log_index),
              std::pair(chain[i].block, chain[i].log_index));
    ASSERT_LT(chain[i - 1].at_ms, chain[i].at_ms);
  }
  std::map<std::string, std::int64_t> last;
  for (const auto& records :
       {testing::exchange_records(folder()), testing::bank_records(folder())}) {
    for (const WorldRecord& record : records) {
      ASSERT_LT(last[record.ledger], record.at_ms) << record.ledger;
      last[record.ledger] = record.at_ms;
    }
  }
}

TEST_P(Ledgers, NoTwoTransfersOfAnAccountShareAnInstant) {
  std::set<std::pair<std::string, std::int64_t>> taken;
  for (const WorldRecord& record : testing::merged_records(folder())) {
    ASSERT_TRUE(taken.emplace(record.from, record.at_ms).second) << record.reference;
    ASSERT_TRUE(taken.emplace(record.to, record.at_ms).second) << record.reference;
  }
}

TEST_P(Ledgers, TheChainHasNoOverdraft) {
  expect_no_overdraft(testing::chain_records(folder()),
                      [](const std::string& account) { return account == zero; });
}

TEST_P(Ledgers, TheExchangeHasNoOverdraft) {
  // Wallets outside the exchange hold what its books cannot know.
  expect_no_overdraft(testing::exchange_records(folder()),
                      [](const std::string& account) { return account.starts_with("0x"); });
}

TEST_P(Ledgers, TheBanksTogetherHaveNoOverdraft) {
  std::vector<WorldRecord> merged;
  for (const WorldRecord& record : testing::merged_records(folder())) {
    if (record.ledger.starts_with("bank_")) merged.push_back(record);
  }
  expect_no_overdraft(merged,
                      [](const std::string& account) { return account.ends_with("-CLEARING"); });
}

TEST_P(Ledgers, ExchangeAndChainTellOfOneTransferAlike) {
  std::map<std::string, WorldRecord> chain;
  for (const WorldRecord& record : testing::chain_records(folder())) {
    ASSERT_TRUE(chain.emplace(record.reference, record).second) << record.reference;
  }
  std::set<std::string> deposit_addresses, hot;
  std::map<std::string, std::set<std::string>> addresses_of;
  std::size_t both = 0;
  for (const WorldRecord& record : testing::exchange_records(folder())) {
    const auto found = chain.find(record.reference);
    if (record.kind == "internal") {
      EXPECT_EQ(found, chain.end());
      continue;
    }
    ASSERT_NE(found, chain.end()) << record.reference;
    const WorldRecord& seen = found->second;
    ASSERT_EQ(std::tie(record.amount, record.fee, record.at_ms),
              std::tie(seen.amount, seen.fee, seen.at_ms));
    ++both;
    if (record.kind == "deposit") {
      ASSERT_EQ(record.from, seen.from);
      ASSERT_TRUE(record.to.starts_with("exchange-x/EX"));
      addresses_of[record.to].insert(seen.to);
      deposit_addresses.insert(seen.to);
    } else {
      ASSERT_EQ(record.kind, "withdrawal");
      ASSERT_EQ(record.to, seen.to);
      ASSERT_TRUE(record.from.starts_with("exchange-x/EX"));
      hot.insert(seen.from);
    }
  }
  EXPECT_GT(both, 100u);
  EXPECT_EQ(hot.size(), 1u);
  for (const auto& [account, addresses] : addresses_of) EXPECT_EQ(addresses.size(), 1u) << account;
  EXPECT_EQ(deposit_addresses.size(), addresses_of.size());
  // Deposit addresses pay the hot wallet and nobody else.
  for (const auto& [reference, record] : chain) {
    if (deposit_addresses.contains(record.from)) {
      EXPECT_TRUE(hot.contains(record.to)) << reference;
    }
  }
}

TEST_P(Ledgers, BanksTellOfOneTransferAlike) {
  std::map<std::string, std::vector<WorldRecord>> by_reference;
  for (const WorldRecord& record : testing::bank_records(folder())) {
    by_reference[record.reference].push_back(record);
  }
  const auto file_of = [](const std::string& account) {
    return "bank_" + std::string(1, static_cast<char>(account[4] - 'A' + 'a')) + ".csv";
  };
  std::size_t between = 0;
  for (const auto& [reference, records] : by_reference) {
    const WorldRecord& first = records[0];
    std::set<std::string> expected = {file_of(first.from)};
    if (first.to != "CASH-WITHDRAWAL") expected.insert(file_of(first.to));
    std::set<std::string> files;
    for (const WorldRecord& record : records) {
      files.insert(record.ledger);
      EXPECT_EQ(std::tie(record.from, record.to, record.amount, record.fee, record.at_ms),
                std::tie(first.from, first.to, first.amount, first.fee, first.at_ms));
    }
    ASSERT_EQ(files, expected) << reference;
    ASSERT_EQ(records.size(), expected.size()) << reference;
    between += expected.size() == 2 ? 1 : 0;
  }
  EXPECT_GT(between, 500u);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Ledgers, ::testing::Values(1, 20251014, 99));

}  // namespace
}  // namespace bayon::source::scenario
