// What kinds of party, link and property are there, and how do they relate?
//
// The FollowTheMoney vocabulary [FollowTheMoney], as tables of facts that the build takes from the
// pinned package (docs/adr tells how). Ids are indices into those tables: stable within one build,
// never stored on disk; what is stored is the name.
//
// Threads: constant data.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace bayon::model {

enum class SchemaId : std::uint16_t {};
enum class PropertyId : std::uint16_t {};

enum class PropertyType : std::uint8_t {
  address,
  checksum,
  country,
  date,
  email,
  entity,
  gender,
  html,
  identifier,
  ip,
  json,
  language,
  mimetype,
  name,
  number,
  phone,
  string,
  text,
  topic,
  url
};

/// The schema called `name`, e.g. "Person"; nothing when there is none.
std::optional<SchemaId> find_schema(std::string_view name);
std::string_view name(SchemaId schema);
std::size_t schema_count();

/// Is `schema` the same as `ancestor` or derived from it? Cost: a short scan.
bool is_a(SchemaId schema, SchemaId ancestor);
bool is_a(SchemaId schema, std::string_view ancestor);
/// May entities of this schema be compared with others (Person, Company, Vessel...)?
bool matchable(SchemaId schema);
/// Is it a link between two others (Ownership, Family...)?
bool edge(SchemaId schema);
/// The ends of a link: nothing unless edge(schema).
std::optional<PropertyId> edge_source(SchemaId schema);
std::optional<PropertyId> edge_target(SchemaId schema);
/// The more specific of the two where one derives from the other; nothing where they are strangers.
std::optional<SchemaId> common_schema(SchemaId a, SchemaId b);
/// Properties whose first value names an entity of this schema to people, best first.
std::span<const PropertyId> caption_properties(SchemaId schema);
/// All properties of the schema, inherited ones included.
std::span<const PropertyId> properties(SchemaId schema);

/// The property `name` of `schema`, own or inherited; nothing when there is none. Stubs (the far
/// side of a reference, such as Thing:sanctions) are not found: nothing can be stated of them.
std::optional<PropertyId> find_property(SchemaId schema, std::string_view name);
/// By qualified name, "Thing:name".
std::optional<PropertyId> find_property(std::string_view qualified);
std::string_view name(PropertyId property);
/// "Thing:name": the declaring schema and the name.
std::string_view qualified_name(PropertyId property);
std::size_t property_count();
PropertyType type(PropertyId property);
/// May values of this property be used to compare entities?
bool matchable(PropertyId property);
/// The longest value that the vocabulary allows, in characters.
std::size_t length_max(PropertyId property);

}  // namespace bayon::model
