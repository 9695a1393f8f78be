// Does an order come back from its statements as it was, in whatever order they are read?
#include "bayon/store/order_statements.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"

namespace bayon::store {
namespace {

using Facts = std::vector<std::pair<std::string, std::string>>;

Facts stated(const model::Order& order) {
  Facts out;
  state_order(order, [&](const model::StatementView& statement) {
    EXPECT_EQ(statement.entity, order.id);
    out.emplace_back(model::qualified_name(statement.property), statement.value);
  });
  return out;
}

Result<model::Order> read_back(std::string_view id, const Facts& facts) {
  const std::vector<std::pair<std::string_view, std::string_view>> views(facts.begin(),
                                                                         facts.end());
  return read_order(id, views);
}

model::Order whole_order() {
  model::Order out;
  out.id = "O0001";
  out.goods = "goods: of two kinds";
  out.classification = "9A610.x";
  out.jurisdiction = "EAR";
  out.end_use = "military";
  out.destination = "kh";
  out.parties = {{"exporter", "Example Exporter 01", "us", ""},
                 {"end_user", "Unit: Example 7", "kh", "military"},
                 {"purchaser", "", "th", "civil"}};
  out.value = 1'234'567;
  out.value_asset = "USD";
  out.filed = *parse_date("2021-11");
  out.shipped = *parse_date("2021-12-09");
  out.paid = *parse_date("2022");
  return out;
}

TEST(OrderStatements, ComeBackAsTheyWere) {
  const auto order = whole_order();
  const auto back = read_back(order.id, stated(order));
  ASSERT_TRUE(back.ok()) << back.error().text();
  EXPECT_EQ(*back, order);
}

TEST(OrderStatements, AnyPartOfAnOrderInAnySequence) {
  Random random(7);
  for (int trial = 0; trial < 300; ++trial) {
    auto order = whole_order();
    const auto leave_out = [&] { return random.below(2) == 0; };
    if (leave_out()) order.goods.clear();
    if (leave_out()) order.classification.clear();
    if (leave_out()) order.end_use.clear();
    if (leave_out()) order.parties.erase(order.parties.begin());
    if (leave_out()) order.parties.pop_back();
    if (leave_out()) order.value = 0, order.value_asset.clear();
    if (leave_out()) order.filed = {};
    if (leave_out()) order.paid = {};
    auto facts = stated(order);
    for (std::size_t i = facts.size(); i > 1; --i) {
      std::swap(facts[i - 1], facts[random.below(i)]);
    }
    const auto back = read_back(order.id, facts);
    ASSERT_TRUE(back.ok()) << back.error().text();
    EXPECT_EQ(*back, order) << "trial " << trial;
  }
}

TEST(OrderStatements, WhatIsNoOrderIsDamage) {
  for (const Facts& facts :
       {Facts{{"Interval:description", "colour: red"}}, Facts{{"Interval:description", "no field"}},
        Facts{{"Interval:description", "end_user_age: 7"}}, Facts{{"Thing:name", "Example"}}}) {
    const auto back = read_back("O1", facts);
    ASSERT_FALSE(back.ok());
    EXPECT_EQ(back.error().code, errors::case_damaged);
  }
}

}  // namespace
}  // namespace bayon::store
