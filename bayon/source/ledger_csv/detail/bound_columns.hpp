// Where in the record does the mapping find each of its columns?
//
// Threads: constant once bound.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/ledger_csv/mapping.hpp"
#include "bayon/source/reading/csv.hpp"

namespace bayon::source::ledger_csv::detail {

/// Positions in the record, and the name for people ("From Bank:Account"). Empty: not in this file.
struct Bound {
  std::vector<std::size_t> at;
  std::string name;

  bool present() const { return !at.empty(); }
};

struct BoundColumns {
  std::size_t count = 0;  ///< fields of a record
  Bound from, to, from_name, to_name;
  Bound own_account, counterparty, counterparty_name, debit, credit, direction;
  Bound amount, asset, asset_exponent, received_amount, received_asset, fee;
  Bound time, sequence, reference, kind;
  std::vector<std::size_t> one_line;  ///< columns whose values have no line breaks
};

/// Finds the columns of `mapping` under their names or aliases. A group of columns of which an
/// optional one is missing is not in this file. Fails with csv.missing_column.
Result<BoundColumns> bind(const Mapping& mapping, const reading::CsvHeader& header);

}  // namespace bayon::source::ledger_csv::detail
