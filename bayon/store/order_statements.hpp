// How is an order kept among statements, and read back?
//
// An order is an EconomicActivity whose id is the order's. Goods and destination have properties of
// their own in the vocabulary; what it has no word for is kept as `description`, one statement for
// each field, "classification: 9A610.x", under the names that the columns of an orders file have.
// What the order does not say is not stated.
//
// Threads: free functions.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <utility>

#include "bayon/base/result.hpp"
#include "bayon/model/order.hpp"
#include "bayon/model/statement.hpp"

namespace bayon::store {

/// Calls `state` for each statement of `order`. Roles of parties are those that orders files have,
/// each at most once.
void state_order(const model::Order& order,
                 const std::function<void(const model::StatementView&)>& state);

/// The order that (qualified property, value) pairs of one entity state, in any order of pairs.
/// Fails with case.damaged where they are not what state_order gives.
Result<model::Order> read_order(
    std::string_view id, std::span<const std::pair<std::string_view, std::string_view>> facts);

}  // namespace bayon::store
