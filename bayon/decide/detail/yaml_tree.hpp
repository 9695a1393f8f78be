// What does this YAML text hold, and on which line?
//
// A tree of plain values: every scalar is text, every value knows its line. Stricter than YAML: one
// document, no anchors or aliases, no key twice in one map, bounded size and depth.
//
// Threads: free functions over plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"

namespace bayon::decide::detail {

struct YamlValue {
  enum class Kind : std::uint8_t { none, text, list, map };
  Kind kind = Kind::none;
  std::uint64_t line = 0;  ///< 1-based
  std::string text;
  std::vector<YamlValue> items;   ///< of a list
  std::vector<std::string> keys;  ///< of a map, as written
  std::vector<YamlValue> values;  ///< of a map, one for each key

  const YamlValue* find(std::string_view key) const;
};

inline constexpr std::size_t yaml_bytes_max = std::size_t{1} << 20;
inline constexpr int yaml_depth_max = 16;
inline constexpr std::size_t yaml_keys_max = 1'000;  ///< of one map

/// Reads one document. Fails with rules.malformed at `file` and line; file.too_large past
/// yaml_bytes_max; text.invalid_utf8. Cost: one pass.
Result<YamlValue> read_yaml(std::string_view text, const std::string& file);

}  // namespace bayon::decide::detail
