// Which distinct statements did one load bring, and in which order do they lie in a segment?
//
// A StatementBuilder keeps what a format states, each string once. Asked for what is distinct, it
// puts the strings in byte order and numbers them, so that from then on numbers compare as what
// they stand for, and columns are made without another look at a string.
//
// Threads:    an object belongs to one thread; `distinct` shares its work among all.
// Invariants: statement.record_fits_32_bits  a record's number fits its column
//             statement.names_fit_16_bits    a segment has fewer than 65,535 names of each kind
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "bayon/base/string_table.hpp"
#include "bayon/model/statement.hpp"
#include "bayon/store/statement_table.hpp"

namespace bayon::store {

/// The distinct statements of a load in order, each with its first source record.
class DistinctStatements {
 public:
  std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }
  StatementRow row(std::uint32_t index) const;
  std::uint32_t file(std::uint32_t index) const { return rows_[index].file; }
  std::uint32_t record(std::uint32_t index) const { return rows_[index].record; }

  /// Those numbered in `chosen`, ascending, as columns of a segment. Cost: O(n), no comparison.
  StatementColumns columns(std::span<const std::uint32_t> chosen) const;

 private:
  friend class StatementBuilder;
  // Numbers of strings and names in byte order.
  struct Row {
    std::uint32_t entity, value, original, language;
    std::uint16_t property, schema;
    model::Interval valid;
    std::uint32_t file, record;
    std::uint32_t added;  // place among all that was stated
  };
  static bool same(const Row& a, const Row& b);
  static bool before(const Row& a, const Row& b);

  StringList strings_, languages_;
  // From a number to what the builder or the vocabulary calls it.
  std::vector<std::uint32_t> string_ids_, language_ids_, property_ids_, schema_ids_;
  std::vector<Row> rows_;
};

class StatementBuilder {
 public:
  StatementBuilder();

  void add(std::uint32_t file, std::uint64_t record, const model::StatementView& statement);
  /// Drops what was added of `entity` so far. Cost: constant; the rows go when `distinct` is asked.
  void remove(std::string_view entity);
  std::size_t size() const { return rows_.size(); }

  /// Takes what was added: the builder is of no use afterwards.
  /// Cost: O(n log n) over the distinct strings and over the statements of each entity.
  DistinctStatements distinct() &&;

 private:
  struct Row {
    std::uint32_t entity, value, original, language;
    model::SchemaId schema;
    model::PropertyId property;
    model::Interval valid;
    std::uint32_t file, record;
  };
  std::uint32_t entity_of(std::string_view id);
  std::vector<std::uint32_t> put_by_entity(DistinctStatements& out) const;

  StringTable strings_;
  StringTable languages_;
  std::uint32_t empty_, no_language_;  // numbers of the empty string: most statements need one
  std::vector<Row> rows_;
  std::map<std::uint32_t, std::size_t> removed_;  // entity -> rows before this one are gone
};

}  // namespace bayon::store
