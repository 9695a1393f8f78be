#include "bayon/source/reading/wallet_address.hpp"

#include <gtest/gtest.h>

#include "bayon/source/reading/entity_builder.hpp"

namespace bayon::source::reading {
namespace {

TEST(WalletAddress, CapitalsCountOnlyWhereTheyMeanSomething) {
  EXPECT_EQ(wallet_address("0xABCdef0000000000000000000000000000000006"),
            "0xabcdef0000000000000000000000000000000006");
  EXPECT_EQ(wallet_address("BC1QSAMPLE"), "bc1qsample");
  EXPECT_EQ(wallet_address("TSampleOfOurOwnMaking"), "TSampleOfOurOwnMaking");
}

TEST(WalletAddress, OneWalletHasOneId) {
  EXPECT_EQ(wallet_id("0xAB"), wallet_id("0xab"));
  EXPECT_NE(wallet_id("TSample"), wallet_id("TSAMPLE"));
  EXPECT_LE(wallet_id(std::string(1'000, 'x')).size(), entity_id_bytes_max);
}

}  // namespace
}  // namespace bayon::source::reading
