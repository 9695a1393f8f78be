// What does one line of an entity or delta file say?
//
// Threads: a reader belongs to one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/source/ftm/fact_batch.hpp"
#include "bayon/source/reading/json_lines.hpp"

namespace bayon::source::ftm {

enum class LineKind : std::uint8_t {
  entity,  ///< {"id", "schema", "properties"}
  delta,   ///< {"op", "entity": {...}}
};

/// What the line's outer object is; nothing when it is no JSON object.
std::optional<LineKind> line_kind(reading::JsonParser& parser, std::string_view text);

/// Reads lines of one kind into a FactBatch.
class EntityLineReader {
 public:
  EntityLineReader(LineKind kind, int depth_max) : kind_(kind), parser_(depth_max) {}

  /// Puts the record of `line` into `out`, facts or reject (line.too_long, json.malformed,
  /// json.too_deep, json.missing_field, schema.unknown, property.unknown, value.too_long, text.*).
  /// False when the line is no whole JSON document, which at the end of a file means that it was
  /// cut off.
  bool read(const reading::JsonLine& line, FactBatch& out);

 private:
  Result<void> read_delta(reading::JsonValue root, FactBatch& out);

  LineKind kind_;
  reading::JsonParser parser_;
};

}  // namespace bayon::source::ftm
