#include "bayon/model/vocabulary.hpp"

#include <algorithm>

#include "bayon/base/check.hpp"
#include "bayon/base/string_table.hpp"
#include "bayon/model/vocabulary_tables.hpp"

namespace bayon::model {

namespace {

const tables::SchemaFacts& facts(SchemaId schema) {
  const auto index = static_cast<std::size_t>(schema);
  BAYON_CHECK(index < tables::schemata().size(), vocabulary.schema_exists);
  return tables::schemata()[index];
}

const tables::PropertyFacts& facts(PropertyId property) {
  const auto index = static_cast<std::size_t>(property);
  BAYON_CHECK(index < tables::properties().size(), vocabulary.property_exists);
  return tables::properties()[index];
}

std::optional<PropertyId> end_of(tables::Id id) {
  if (id == tables::none) return std::nullopt;
  return static_cast<PropertyId>(id);
}

// The tables hold plain numbers; the ids are enumerations over the same type.
std::span<const PropertyId> as_properties(tables::Ids ids) {
  static_assert(sizeof(PropertyId) == sizeof(tables::Id));
  return {reinterpret_cast<const PropertyId*>(ids.data()), ids.size()};
}

}  // namespace

std::optional<SchemaId> find_schema(std::string_view name) {
  // Formats ask for schemata by name, record after record.
  static const StringTable names = [] {
    StringTable out;
    for (const auto& schema : tables::schemata()) out.intern(schema.name);
    return out;
  }();
  const auto found = names.find(name);
  if (!found) return std::nullopt;
  return static_cast<SchemaId>(*found);
}

std::string_view name(SchemaId schema) { return facts(schema).name; }
std::size_t schema_count() { return tables::schema_count; }

bool is_a(SchemaId schema, SchemaId ancestor) {
  const auto all = facts(schema).ancestors;
  return std::find(all.begin(), all.end(), static_cast<tables::Id>(ancestor)) != all.end();
}

bool is_a(SchemaId schema, std::string_view ancestor) {
  const auto found = find_schema(ancestor);
  return found && is_a(schema, *found);
}

bool matchable(SchemaId schema) { return facts(schema).matchable; }
bool edge(SchemaId schema) { return facts(schema).edge; }
std::optional<PropertyId> edge_source(SchemaId schema) { return end_of(facts(schema).edge_source); }
std::optional<PropertyId> edge_target(SchemaId schema) { return end_of(facts(schema).edge_target); }

std::optional<SchemaId> common_schema(SchemaId a, SchemaId b) {
  if (is_a(a, b)) return a;
  if (is_a(b, a)) return b;
  return std::nullopt;
}

std::span<const PropertyId> caption_properties(SchemaId schema) {
  return as_properties(facts(schema).captions);
}

std::span<const PropertyId> properties(SchemaId schema) {
  return as_properties(facts(schema).properties);
}

std::optional<PropertyId> find_property(SchemaId schema, std::string_view name) {
  const auto all = properties(schema);
  const auto found =
      std::lower_bound(all.begin(), all.end(), name,
                       [](PropertyId p, std::string_view n) { return facts(p).name < n; });
  if (found == all.end() || facts(*found).name != name || facts(*found).stub) return std::nullopt;
  return *found;
}

std::optional<PropertyId> find_property(std::string_view qualified) {
  const auto all = tables::properties();
  const auto found =
      std::lower_bound(all.begin(), all.end(), qualified,
                       [](const auto& p, std::string_view n) { return p.qualified_name < n; });
  if (found == all.end() || found->qualified_name != qualified || found->stub) return std::nullopt;
  return static_cast<PropertyId>(found - all.begin());
}

std::string_view name(PropertyId property) { return facts(property).name; }
std::string_view qualified_name(PropertyId property) { return facts(property).qualified_name; }
std::size_t property_count() { return tables::property_count; }
PropertyType type(PropertyId property) { return facts(property).type; }
bool matchable(PropertyId property) { return facts(property).matchable; }
std::size_t length_max(PropertyId property) { return facts(property).length_max; }

}  // namespace bayon::model
