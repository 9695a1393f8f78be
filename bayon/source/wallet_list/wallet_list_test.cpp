#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <zlib.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/source/wallet_list/address_check.hpp"
#include "bayon/source/wallet_list/format.hpp"
#include "bayon/source/wallet_list/keccak.hpp"
#include "bayon/source/wallet_list/wallet_rows.hpp"
#include "test/support/entity_sink.hpp"
#include "test/support/place.hpp"

namespace bayon::source::wallet_list {
namespace {

using ::bayon::testing::EntitySink;
using ::bayon::testing::read_list;
using ::bayon::testing::read_text;
using ::bayon::testing::shared_data;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string hex(const std::array<std::uint8_t, 32>& bytes) {
  Digest digest;
  digest.bytes = bytes;
  return digest.hex();
}

// Values from the reference of the algorithm's authors: the empty text, and texts that fill a block
// less one byte, a block and a block and one byte.
TEST(WalletList, HashesAsKeccakDoes) {
  EXPECT_EQ(hex(keccak_256("")),
            "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  EXPECT_EQ(hex(keccak_256("abc")),
            "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  EXPECT_NE(hex(keccak_256(std::string(135, 'a'))), hex(keccak_256(std::string(136, 'a'))));
  EXPECT_NE(hex(keccak_256(std::string(136, 'a'))), hex(keccak_256(std::string(137, 'a'))));
}

TEST(WalletList, ChecksAddressesByTheirShape) {
  const std::pair<std::string_view, AddressCheck> cases[] = {
      {"1eA9ctCNq41iLLnQErtTUVdxpRyZ9hZmW", AddressCheck::passes},
      {"32RUx7DNyrEYByfBiwecETMX72dyVfaAFn", AddressCheck::passes},
      {"1111111111111111111WADFdAY", AddressCheck::passes},  // leading zeros
      {"TAnyuZwQdnuFeTeMPikrgLBfrz1raq19iW", AddressCheck::passes},
      {"t1JngnnpZWWS3UQFawV3PeM6QCYNuWBeu78", AddressCheck::passes},  // a version of two bytes
      {"bc1qpv9skzctpv9skzctpv9skzctpv9skzctm4dqtr", AddressCheck::passes},
      {"BC1QPV9SKZCTPV9SKZCTPV9SKZCTPV9SKZCTM4DQTR", AddressCheck::passes},
      {"bc1ppsxqcrqvpsxqcrqvpsxqcrqvpsxqcrqvpsxqcrqvpsxqcrqvpsxq5kn3uf", AddressCheck::passes},
      {"ltc1qp5xs6rgdp5xs6rgdp5xs6rgdp5xs6rgd7f3q7w", AddressCheck::passes},
      {"0xABCdEf0123AbCDEF0123AbcDEF0123aBCDEf0123", AddressCheck::passes},
      {"1eA9ctCNq41iLLnQErtTUVdxpRyZ9hZmX", AddressCheck::fails},
      {"1eA9ctCNq41iLLnQErtTUVdxpRyZ9hZ0W", AddressCheck::fails},  // 0 is no digit of base 58
      {"bc1qpv9skzctpv9skzctpv9skzctpv9skzctm4dqts", AddressCheck::fails},
      {"bc1qpv9skzctpv9skzctpv9skzctpv9skzctm4dqtR", AddressCheck::fails},  // mixed case
      {"bc1ppv9skzctpv9skzctpv9skzctpv9skzctm4dqtr", AddressCheck::fails},
      {"0xABCdEf0123AbCDEF0123AbcDEF0123aBCDEf0124", AddressCheck::fails},
      {"0xabcdef0123abcdef0123abcdef0123abcdef0123", AddressCheck::none},  // one case: no checksum
      {"0xABCDEF0123ABCDEF0123ABCDEF0123ABCDEF0123", AddressCheck::none},
      {"rExampleAddressWithoutAChecksum", AddressCheck::none},
      {"", AddressCheck::none}};
  for (const auto& [address, expected] : cases) {
    EXPECT_EQ(check_address(address, ""), expected) << address;
  }
  EXPECT_EQ(check_address("1eA9ctCNq41iLLnQErtTUVdxpRyZ9hZmX", "SOL"), AddressCheck::none);
}

// Any single change of a digit is found: by Base58Check but for a chance of 2^-32.
TEST(WalletList, FindsAnyChangedDigit) {
  constexpr std::string_view digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  const std::string address = "1eA9ctCNq41iLLnQErtTUVdxpRyZ9hZmW";
  for (std::size_t at = 1; at < address.size(); ++at) {
    for (const char digit : digits) {
      std::string changed = address;
      changed[at] = digit;
      EXPECT_EQ(check_address(changed, "XBT"),
                changed == address ? AddressCheck::passes : AddressCheck::fails)
          << changed;
    }
  }
}

TEST(WalletList, ReadsTheAssetOffTheFileName) {
  EXPECT_EQ(read_file_name("sanctioned_addresses_XBT.txt").currency, "XBT");
  EXPECT_TRUE(read_file_name("sanctioned_addresses_XBT.txt").sanctioned);
  EXPECT_EQ(read_file_name("exchange_TRX.txt.gz").currency, "TRX");
  EXPECT_FALSE(read_file_name("exchange_TRX.txt").sanctioned);
  EXPECT_EQ(read_file_name("my_wallets.txt").currency, "");
  EXPECT_EQ(read_file_name("-").currency, "");
}

TEST(WalletList, OneAddressIsOneWalletHoweverItIsWritten) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(),
                        "address,currency,category\n"
                        "0xABCdEf0123AbCDEF0123AbcDEF0123aBCDEf0123,eth,Exchange\n"
                        "0xabcdef0123abcdef0123abcdef0123abcdef0123,USDT,\n",
                        sink)
                  .ok());
  const std::string id = "wallet-0xabcdef0123abcdef0123abcdef0123abcdef0123";
  EXPECT_EQ(sink.entities.size(), 1u);
  EXPECT_THAT(sink.values(id, "currency"), ElementsAre("ETH", "USDT"));
  EXPECT_THAT(sink.values(id, "keywords"), ElementsAre("exchange"));
  EXPECT_EQ(sink.all(id, "publicKey").at(0).original, "0xABCdEf0123AbCDEF0123AbcDEF0123aBCDEf0123");
}

TEST(WalletList, AFailingChecksumIsRemarkedAndNotDropped) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(), "1eA9ctCNq41iLLnQErtTUVdxpRyZ9hZmX\n", sink, "x_XBT.txt").ok());
  EXPECT_THAT(sink.values("wallet-1eA9ctCNq41iLLnQErtTUVdxpRyZ9hZmX", "notes"),
              ElementsAre("checksum fails"));
  EXPECT_EQ(sink.notes, 1u);
  EXPECT_THAT(sink.rejects, IsEmpty());
}

TEST(WalletList, RejectsWhatIsNoAddress) {
  EntitySink sink;
  ASSERT_TRUE(read_text(format(), "two words\nab\n# a comment\n\nabcdef\n", sink).ok());
  EXPECT_EQ(sink.rows, 1u);
  ASSERT_EQ(sink.rejects.size(), 2u);
  EXPECT_EQ(sink.rejects[0].record, 1u);
  EXPECT_EQ(sink.rejects[0].column, "address");
  EXPECT_EQ(sink.rejects[0].code, errors::identifier_malformed);
}

TEST(WalletList, NamesTheColumnThatIsMissing) {
  EntitySink sink;
  const auto outcome = read_text(format(), "wallet,label\nabcdef,Example\n", sink);
  ASSERT_FALSE(outcome.ok());
  EXPECT_EQ(outcome.error().code, errors::csv_missing_column);
  EXPECT_EQ(outcome.error().where.file, "input");
}

TEST(WalletList, ReadsAllSanctionedAddresses) {
  BAYON_NEEDS_SHARED("data/lists/ofac/crypto");
  std::vector<std::filesystem::path> paths;
  std::size_t lines = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(shared_data("data/lists/ofac/crypto"))) {
    paths.push_back(entry.path());
    const auto text = read_file(entry.path());
    ASSERT_TRUE(text.ok());
    lines += static_cast<std::size_t>(std::count(text->begin(), text->end(), '\n'));
  }
  EntitySink sink;
  ASSERT_TRUE(read_list(format(), paths, sink).ok());
  EXPECT_EQ(sink.rows, lines);
  EXPECT_THAT(sink.rejects, IsEmpty());
  EXPECT_EQ(sink.notes, 0u) << "the Treasury's addresses all pass their checksums";
  for (const auto& [id, wallet] : sink.entities) {
    EXPECT_THAT(sink.values(id, "topics"), ::testing::Contains("sanction")) << id;
  }
}

TEST(WalletList, ReadsPublicTags) {
  BAYON_NEEDS_SHARED("data/ledgers/graphsense_tagpacks/tags.csv.gz");
  const auto path = shared_data("data/ledgers/graphsense_tagpacks/tags.csv.gz");
  gzFile packed = ::gzopen(path.c_str(), "rb");
  ASSERT_NE(packed, nullptr);
  std::size_t lines = 0;
  for (int c = gzgetc(packed); c != -1; c = gzgetc(packed)) lines += c == '\n' ? 1 : 0;
  ::gzclose(packed);
  EntitySink sink;
  ASSERT_TRUE(read_list(format(), std::vector{path}, sink).ok());
  EXPECT_EQ(sink.rows + sink.rejects.size() + 1, lines) << "one line is the header";
  // One cell holds an address and a remark.
  ASSERT_EQ(sink.rejects.size(), 1u);
  EXPECT_EQ(sink.rejects[0].code, errors::identifier_malformed);
}

}  // namespace
}  // namespace bayon::source::wallet_list
