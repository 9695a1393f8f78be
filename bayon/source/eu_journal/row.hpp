// What does one row of an EU table say?
//
// Threads: free functions; JournalColumns is constant once made.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/header_table.hpp"

namespace bayon::source::eu_journal {

struct JournalColumns {
  std::size_t act = 0;                   ///< the framework act: celex or amendedCelex
  std::optional<std::size_t> amendment;  ///< amendmentCelex
  std::optional<std::size_t> record_id;
  std::optional<std::size_t> annex;
  std::optional<std::size_t> listed;
  std::optional<std::size_t> reason;
  std::size_t program = 0;
  std::size_t measure = 0;
  std::size_t schema = 0;
  std::size_t name = 0;

  struct Entity {
    std::size_t column = 0;
    std::string property;
  };
  std::vector<Entity> entity;  ///< all other columns, by the property that each is called after

  /// Fails with csv.missing_column.
  static Result<JournalColumns> find(const reading::HeaderTable& table);
};

/// Puts the party and its Sanction into `out`. Fails with csv.missing_value (no act, schema or
/// name), schema.unknown, and as EntityBuilder does.
Result<void> read_row(const reading::CsvRecord& record, const JournalColumns& columns,
                      reading::EntityRecord& out);

}  // namespace bayon::source::eu_journal
