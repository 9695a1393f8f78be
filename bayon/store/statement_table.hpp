// What do the stored statements of a dataset say, and where do they come from?
//
// Each distinct statement of a dataset is stored once, in the segment of the load that first
// brought it, sorted by (entity, property, value, language, valid, schema, original). Its ordinal
// counts through the dataset's statement segments in the order they were committed.
//
// Threads:  may be read from any thread.
// Lifetime: rows and views live as long as the table, which keeps its segment alive.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bayon/model/clocks.hpp"
#include "bayon/store/strings.hpp"

namespace bayon::store {

/// One stored statement. The order of fields is the order of statements.
struct StatementRow {
  std::string_view entity;
  std::string_view property;  ///< qualified, "Thing:name"
  std::string_view value;
  std::string_view language;
  model::Interval valid;
  std::string_view schema;
  std::string_view original;

  friend auto operator<=>(const StatementRow&, const StatementRow&) = default;
};

/// The canonical bytes of a statement: what roots are made of. [docs/formats/segments.md]
void append_canonical(const StatementRow& row, std::string& out);

/// Statements as columns under way to a segment; alive until it is written.
struct StatementColumns {
  StringColumn strings, properties, schemata, languages;
  std::vector<std::uint32_t> entity, value, original, from, until;
  std::vector<std::uint16_t> property, schema, language;

  void add_to(SegmentWriter& writer) const;
};

class StatementTable {
 public:
  static Result<StatementTable> open(std::shared_ptr<const Segment> segment);
  /// A table over columns that are still in memory. Lifetime: as the columns'.
  explicit StatementTable(const StatementColumns& columns);

  std::uint32_t size() const { return static_cast<std::uint32_t>(entity_.size()); }
  StatementRow row(std::uint32_t index) const;
  std::string_view entity(std::uint32_t index) const { return strings_.at(entity_[index]); }
  std::string_view value(std::uint32_t index) const { return strings_.at(value_[index]); }
  std::string_view property(std::uint32_t index) const { return properties_.at(property_[index]); }
  std::string_view schema(std::uint32_t index) const { return schemata_.at(schema_[index]); }

  /// Rows [first, last) of an entity; empty when it has none here. Cost: two binary searches.
  std::pair<std::uint32_t, std::uint32_t> rows_of(std::string_view entity) const;

  /// Asking a table over columns in memory is a bug (statement.table_has_segment).
  const Segment& segment() const {
    BAYON_CHECK(segment_ != nullptr, statement.table_has_segment);
    return *segment_;
  }

 private:
  StatementTable() = default;
  std::shared_ptr<const Segment> segment_;
  Strings strings_, properties_, schemata_, languages_;
  std::span<const std::uint32_t> entity_, value_, original_, from_, until_;
  std::span<const std::uint16_t> property_, schema_, language_;
};

}  // namespace bayon::store
