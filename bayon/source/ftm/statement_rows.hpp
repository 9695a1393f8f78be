// What does one row of a statements file say?
//
// Columns are found by name, in any order: canonical_id, entity_id, schema, prop, value, lang,
// original_value, external. Others (dataset, first_seen, prop_type...) are not read.
//
// Threads: a reader belongs to one thread; StatementColumns is constant once made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/source/ftm/fact_batch.hpp"
#include "bayon/source/reading/csv.hpp"

namespace bayon::source::ftm {

struct StatementColumns {
  std::size_t count = 0;
  std::optional<std::size_t> canonical_id;  ///< at least one of the two ids is there
  std::optional<std::size_t> entity_id;
  std::size_t schema = 0;
  std::size_t property = 0;
  std::size_t value = 0;
  std::optional<std::size_t> language;
  std::optional<std::size_t> original;
  std::optional<std::size_t> external;

  /// Fails with csv.missing_column.
  static Result<StatementColumns> find(const reading::CsvHeader& header);
};

/// Puts the record into `out`, facts or reject (those of CsvRecord, csv.missing_value,
/// schema.unknown, property.unknown, value.too_long). False for a row with too few fields, which at
/// the end of a file means that it was cut off.
bool read_statement_row(const reading::CsvRecord& record, const StatementColumns& columns,
                        FactBatch& out);

}  // namespace bayon::source::ftm
