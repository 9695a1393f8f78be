// Which facts do the values of one entity of a file make?
//
// Takes values one by one, by the names the file uses, and puts facts into a FactBatch. A value
// that no property of the schema holds becomes a note "property=value".
//
// Threads:  an object belongs to one thread.
// Lifetime: refers to the batch; made anew for each record.
#pragma once

#include <string>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/source/ftm/fact_batch.hpp"
#include "bayon/source/ftm/schema_names.hpp"

namespace bayon::source::ftm {

/// Ids longer than this are refused (bayon/model/statement.hpp).
inline constexpr std::size_t id_bytes_max = 200;

/// Fails with json.missing_field for an empty id, value.too_long for one over id_bytes_max;
/// `column` is what the file calls the id.
Result<void> check_id(std::string_view id, std::string_view column);

/// The schema called `name`. Fails with schema.unknown.
Result<const SchemaNames*> known_schema(std::string_view name);

class EntityFacts {
 public:
  /// `id` must pass check_id.
  EntityFacts(std::string_view id, const SchemaNames& schema, FactBatch& out)
      : schema_(schema), out_(out), entity_(out.hold(id)) {}

  TextPiece entity() const { return entity_; }
  /// The property called `name`, or nullptr.
  const PropertyName* find(std::string_view name) const { return schema_.find(name); }

  /// States a value of the property called `name`; `property` is what find gave for it.
  /// Fails with property.unknown where the schema has no place for notes either, and with
  /// value.too_long where a note cannot hold the value.
  Result<void> add(std::string_view name, const PropertyName* property, std::string_view value,
                   std::string_view original = {}, std::string_view language = {});
  /// Keeps "name=words" as a note. Fails as add does.
  Result<void> add_note(std::string_view name, std::string_view words);

 private:
  Result<void> add_cut_name(const PropertyName& property, std::string_view value);

  const SchemaNames& schema_;
  FactBatch& out_;
  TextPiece entity_;
  std::string holder_;
};

}  // namespace bayon::source::ftm
