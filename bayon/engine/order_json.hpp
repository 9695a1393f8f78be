// Which orders does a question ask about, and how does an order look as JSON?
//
// An ORDER is {id, goods, classification, jurisdiction, end_use, destination, parties: [{role,
// name, country, kind}], value, currency, filed, shipped, entered, paid, evidence}. Only `id` is
// always there: what the order does not say is left out.
//
// Threads: free functions.
#pragma once

#include <vector>

#include "bayon/engine/engine.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/model/evidence.hpp"
#include "bayon/model/order.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::engine {

struct GivenOrder {
  model::Order order;
  std::vector<model::Evidence> evidence;
};

/// An order and the day on whose law it is judged.
struct DatedOrder {
  const GivenOrder* given = nullptr;  ///< never null
  model::Clocks clocks;
  bool by_shipping = false;  ///< `clocks.as_of` is the day on which it shipped
};

Json order_json(const GivenOrder& given);

/// Reads one ORDER. Fails with order.malformed, asset.unknown and the codes of amounts and dates.
Result<GivenOrder> read_order_json(const Json& json);

/// The orders of those datasets, or of all datasets of orders when `datasets` is empty, by dataset
/// and id. Orders are questions and not facts about a day, so the newest version counts whatever
/// the clocks say. Fails with dataset.unknown where one holds no orders, and the codes of segments.
Result<std::vector<GivenOrder>> stored_orders(const store::Snapshot& snapshot,
                                              const std::vector<std::string>& datasets);

}  // namespace bayon::engine
