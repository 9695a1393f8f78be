// Orders as a question: read whole or not at all.
#include "bayon/source/orders/format.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/model/rule.hpp"
#include "test/support/format_sample.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::source::orders {
namespace {

Result<OrdersFile> read(std::string_view text) {
  const ::bayon::testing::MemoryFile file(text);
  return read_orders(file.path());
}

TEST(Orders, AreReadAsAQuestion) {
  const auto orders = read(
      "id,goods,classification,destination,end_user,end_user_kind,end_user_country,value,currency,"
      "shipped\n"
      "O1,trucks,EAR99,Cambodia,Example Unit 1,police,KH,1250.5,USD,2025-11-07\n"
      "O2,,VIII(h),kh,,,,,,2025\n");
  ASSERT_TRUE(orders.ok()) << orders.error().text();
  ASSERT_EQ(orders->rows.size(), 2u);
  EXPECT_EQ(orders->rows[0].record, 2u);
  EXPECT_EQ(orders->rows[1].record, 3u);
  const model::Order& first = orders->rows[0].order;
  const model::Order& second = orders->rows[1].order;
  EXPECT_EQ(first.destination, "kh");
  EXPECT_EQ(first.parties,
            (std::vector<model::OrderParty>{{"end_user", "Example Unit 1", "kh", "police"}}));
  EXPECT_EQ(first.value, 125'050);
  EXPECT_EQ(first.value_asset, "USD");
  EXPECT_EQ(first.shipped.text(), "2025-11-07");
  EXPECT_FALSE(first.filed.known());
  EXPECT_EQ(second.shipped.text(), "2025");
  EXPECT_EQ(second.value_asset, "") << "an unknown value is no value of nothing";
}

TEST(Orders, NameEveryKindOfPartyThatRulesAskFor) {
  for (const auto kind : model::party_kinds) {
    const auto orders =
        read("id,goods,classification,destination,end_user_kind\nO1,trucks,EAR99,kh," +
             std::string(kind) + "\n");
    ASSERT_TRUE(orders.ok()) << orders.error().text();
    EXPECT_EQ(orders->rows[0].order.parties.at(0).kind, kind);
  }
}

TEST(Orders, NameTheBytesThatWereRead) {
  constexpr std::string_view text = "id,goods,classification,destination\nO1,trucks,,kh\n";
  const auto orders = read(text);
  ASSERT_TRUE(orders.ok()) << orders.error().text();
  EXPECT_EQ(orders->sha256, sha256(text));
}

TEST(Orders, FailWholeWithTheRowAtFault) {
  const auto orders =
      read("id,goods,classification,destination\nO1,trucks,,kh\nO2,trucks,,Atlantis\n");
  ASSERT_FALSE(orders.ok());
  EXPECT_EQ(orders.error().code, errors::order_malformed);
  EXPECT_EQ(orders.error().where.record, 3u);
  EXPECT_EQ(orders.error().where.column, "destination");

  const std::string long_id(201, 'O');
  EXPECT_EQ(read("id,goods,classification,destination\n" + long_id + ",trucks,,kh\n").error().code,
            errors::value_too_long);
  EXPECT_EQ(read("id,goods,destination\nO1,trucks,kh\n").error().code, errors::csv_missing_column);
  EXPECT_EQ(read("<orders/>").error().code, errors::file_wrong_format);
  EXPECT_EQ(read_orders("/nowhere/orders.csv").error().code, errors::file_not_found);
}

}  // namespace
}  // namespace bayon::source::orders
