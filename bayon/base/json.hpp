// How is JSON spelled?
//
// One type for all floors, and one way to write it. What the library would compile anew in every
// file that names the type is compiled once, in json.cpp.
//
// Threads: free functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

extern template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace bayon {

/// Objects keep the order in which keys were set: answers are bytes.
using Json = nlohmann::ordered_json;

/// One line without blanks. Bytes that are no UTF-8 become U+FFFD.
std::string json_line(const Json& value);
/// Indented by `indent` blanks a level, with a line break at the end.
std::string json_text(const Json& value, int indent);
/// Nothing where `text` is no JSON.
std::optional<Json> parse_json(std::string_view text);

}  // namespace bayon
