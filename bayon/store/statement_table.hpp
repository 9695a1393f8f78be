// What do the stored statements of a dataset say, and where do they come from?
//
// Each distinct statement of a dataset is stored once, in the segment of the load that first
// brought it, sorted by (entity, property, value, language, valid, schema, original). Its ordinal
// counts through the dataset's statement segments in the order they were committed.
//
// Threads:  may be read from any thread.
// Lifetime: rows and views live as long as the table, which keeps its segment alive.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bayon/model/clocks.hpp"
#include "bayon/model/statement.hpp"
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

class StatementTable {
 public:
  static Result<StatementTable> open(std::shared_ptr<const Segment> segment);

  std::uint32_t size() const { return static_cast<std::uint32_t>(entity_.size()); }
  StatementRow row(std::uint32_t index) const;
  std::string_view entity(std::uint32_t index) const { return strings_.at(entity_[index]); }
  std::string_view value(std::uint32_t index) const { return strings_.at(value_[index]); }
  std::string_view property(std::uint32_t index) const { return properties_.at(property_[index]); }
  std::string_view schema(std::uint32_t index) const { return schemata_.at(schema_[index]); }

  /// Rows [first, last) of an entity; empty when it has none here. Cost: two binary searches.
  std::pair<std::uint32_t, std::uint32_t> rows_of(std::string_view entity) const;

  const Segment& segment() const { return *segment_; }

 private:
  std::shared_ptr<const Segment> segment_;
  Strings strings_, properties_, schemata_, languages_;
  std::span<const std::uint32_t> entity_, value_, original_, from_, until_;
  std::span<const std::uint16_t> property_, schema_, language_;
};

/// Collects the statements of one load.
class StatementBuilder {
 public:
  void add(std::uint32_t file, std::uint64_t record, const model::StatementView& statement);
  /// Drops what was added of `entity` so far. Cost: constant; the rows go when `distinct` is asked.
  void remove(std::string_view entity);
  std::size_t size() const { return rows_.size(); }

  struct Held {
    StatementRow row;
    std::uint32_t file;
    std::uint32_t record;
  };
  /// Distinct statements in order, each with its first source record. Views live as long as the
  /// builder. Cost: O(n log n).
  std::vector<Held> distinct() const;

 private:
  struct Row {
    std::uint32_t entity, value, original;
    model::SchemaId schema;
    model::PropertyId property;
    std::uint32_t language;
    model::Interval valid;
    std::uint32_t file, record;
  };
  StringTable strings_;
  StringTable languages_;
  std::vector<Row> rows_;
  std::map<std::uint32_t, std::size_t> removed_;  // entity -> rows before this one are gone
};

/// Puts `rows`, sorted and distinct, into columns of `writer`, which must be written before the
/// returned columns die.
struct StatementColumns {
  StringColumn strings, properties, schemata, languages;
  std::vector<std::uint32_t> entity, value, original, from, until;
  std::vector<std::uint16_t> property, schema, language;
};
StatementColumns statement_columns(std::span<const StatementRow> rows);
void add_columns(const StatementColumns& columns, SegmentWriter& writer);

}  // namespace bayon::store
