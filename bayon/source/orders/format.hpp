// Which goods are to go where, to whom, and when?
//
// A CSV of orders, one a row. Columns, in any order; only `id` and `destination` may not be empty,
// and one of `goods` and `classification`. What is empty is unknown, which is never "no".
//
//   id, goods                    the order's number, and the goods in words
//   classification               ECCN ("5A002", "9A610.x", "EAR99") or USML category ("VIII(h)")
//   jurisdiction                 EAR or ITAR
//   end_use                      a word: civil, military, demining, peacekeeping, ...
//   destination                  country of ultimate destination, by name or code
//   exporter, consignee, end_user, intermediary, purchaser
//                                names of the parties; each may have <role>_country and
//                                <role>_kind: military, military_intelligence, police, government
//                                or civil
//   value, currency              both or neither
//   filed, shipped, entered, paid
//                                dates
//
// Record: the line of the file on which the row begins, from 1.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "bayon/base/hash.hpp"
#include "bayon/model/order.hpp"
#include "bayon/source/format.hpp"

namespace bayon::source::orders {

const Format& format();

struct OrderRow {
  std::uint64_t record = 0;
  model::Order order;
};

struct OrdersFile {
  std::string name;  ///< last part of the path
  Digest sha256;     ///< of its bytes as they came
  std::vector<OrderRow> rows;
};

/// The orders of one file ("-" is standard input), in its order: a question, so that one bad row
/// fails the whole with that row's code and place. Fails as the format does besides.
Result<OrdersFile> read_orders(const std::filesystem::path& path, const Bounds& bounds = {});

}  // namespace bayon::source::orders
