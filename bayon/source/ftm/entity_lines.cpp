#include "bayon/source/ftm/entity_lines.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/source/ftm/entity_facts.hpp"

namespace bayon::source::ftm {

namespace {

using reading::JsonKind;
using reading::JsonValue;

void write_string(std::string_view text, std::string& out) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

// The value as JSON text again: how words without a property are kept. Depth is bounded by the
// parser.
void write(JsonValue value, std::string& out) {
  std::string_view separator;
  switch (value.kind()) {
    case JsonKind::string:
      write_string(value.string(), out);
      break;
    case JsonKind::null:
      out += "null";
      break;
    case JsonKind::array:
      out += '[';
      value.for_each_element([&](JsonValue element) {
        out += std::exchange(separator, ", ");
        write(element, out);
      });
      out += ']';
      break;
    case JsonKind::object:
      out += '{';
      value.for_each_member([&](std::string_view name, JsonValue element) {
        out += std::exchange(separator, ", ");
        write_string(name, out);
        out += ": ";
        write(element, out);
      });
      out += '}';
      break;
    default:
      out += value.scalar().value_or("");
  }
}

bool nested_entity(JsonValue value) {
  return value.is_object() && !value.string("id").empty() && !value.string("schema").empty();
}

Result<void> read_entity(JsonValue entity, FactBatch& out);

// One element of a property's list.
Result<void> read_value(EntityFacts& facts, std::string_view name, const PropertyName* property,
                        JsonValue value, FactBatch& out) {
  if (value.is_string()) return facts.add(name, property, value.string());
  if (nested_entity(value)) {
    // The far side of a reference (Thing:sanctions) is no property to state: the nested entity says
    // it.
    if (property != nullptr) {
      BAYON_TRY_VOID(facts.add(name, property, value.string("id")));
    }
    return read_entity(value, out);
  }
  if (value.kind() == JsonKind::null) return {};
  if (const auto scalar = value.scalar()) return facts.add(name, property, *scalar);
  std::string words;
  write(value, words);
  return facts.add_note(name, words);
}

Result<void> read_properties(EntityFacts& facts, JsonValue properties, FactBatch& out) {
  Result<void> outcome;
  properties.for_each_member([&](std::string_view name, JsonValue values) {
    if (!outcome.ok()) return;
    const PropertyName* property = facts.find(name);
    if (!values.is_array()) {
      outcome = read_value(facts, name, property, values, out);
      return;
    }
    values.for_each_element([&](JsonValue value) {
      if (outcome.ok()) outcome = read_value(facts, name, property, value, out);
    });
  });
  return outcome;
}

Result<void> read_entity(JsonValue entity, FactBatch& out) {
  const std::string_view id = entity.string("id");
  BAYON_TRY_VOID(check_id(id, "id"));
  BAYON_TRY(const SchemaNames* schema, known_schema(entity.string("schema")));
  EntityFacts facts(id, *schema, out);
  const auto properties = entity.find("properties");
  if (!properties) return {};
  if (!properties->is_object()) {
    return fail(errors::json_malformed, "'properties' is no object", Place{{}, 0, "properties"});
  }
  return read_properties(facts, *properties, out);
}

}  // namespace

std::optional<LineKind> line_kind(reading::JsonParser& parser, std::string_view text) {
  const auto root = parser.parse_copy(text);
  if (!root || !root->is_object()) return std::nullopt;
  return root->find("op") && root->find("entity") ? LineKind::delta : LineKind::entity;
}

bool EntityLineReader::read(const reading::JsonLine& line, FactBatch& out) {
  out.begin_record(line.line);
  if (line.too_long) {
    out.reject_record({errors::line_too_long, "the line is over the bound", {}});
    return true;
  }
  auto root = parser_.parse(line.text);
  if (!root) {
    const bool whole = root.error().code != errors::json_malformed;
    out.reject_record(std::move(root).error());
    return whole;
  }
  auto outcome = !root->is_object()
                     ? Result<void>(fail(errors::json_malformed, "the line is no JSON object"))
                 : kind_ == LineKind::delta ? read_delta(*root, out)
                                            : read_entity(*root, out);
  if (!outcome) out.reject_record(std::move(outcome).error());
  return true;
}

Result<void> EntityLineReader::read_delta(JsonValue root, FactBatch& out) {
  const std::string_view operation = root.string("op");
  const auto entity = root.find("entity");
  if (!entity || !entity->is_object()) {
    return fail(errors::json_missing_field, "no entity", Place{{}, 0, "entity"});
  }
  if (operation != "ADD" && operation != "MOD" && operation != "DEL") {
    return fail(errors::json_malformed,
                fmt::format("'{}' is none of ADD, MOD and DEL", operation.substr(0, 60)),
                Place{{}, 0, "op"});
  }
  BAYON_TRY_VOID(check_id(entity->string("id"), "id"));
  out.remove(out.hold(entity->string("id")));
  if (operation == "DEL") return {};
  return read_entity(*entity, out);
}

}  // namespace bayon::source::ftm
