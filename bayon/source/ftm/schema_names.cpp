#include "bayon/source/ftm/schema_names.hpp"

namespace bayon::source::ftm {

namespace {

using Table = std::unordered_map<std::string_view, SchemaNames>;

SchemaNames names_of(model::SchemaId schema) {
  SchemaNames out;
  out.id = schema;
  for (const model::PropertyId listed : model::properties(schema)) {
    const auto found = model::find_property(schema, model::name(listed));
    if (!found) continue;  // the far side of a reference
    out.properties.emplace(model::name(*found),
                           PropertyName{*found, model::type(*found), model::length_max(*found)});
  }
  for (const std::string_view name : {"notes", "summary", "description"}) {
    const PropertyName* found = out.find(name);
    if (found == nullptr) continue;
    out.notes = *found;
    break;
  }
  return out;
}

Table make_table() {
  Table out;
  for (std::size_t i = 0; i < model::schema_count(); ++i) {
    const auto schema = static_cast<model::SchemaId>(i);
    out.emplace(model::name(schema), names_of(schema));
  }
  return out;
}

}  // namespace

const PropertyName* SchemaNames::find(std::string_view name) const {
  const auto found = properties.find(name);
  return found == properties.end() ? nullptr : &found->second;
}

const SchemaNames* find_names(std::string_view name) {
  static const Table table = make_table();
  const auto found = table.find(name);
  return found == table.end() ? nullptr : &found->second;
}

}  // namespace bayon::source::ftm
