// Which schema and which property do these names of a file mean?
//
// Lookups by name as the reader of a large export needs them: one hash for each name, no search.
//
// Threads:  constant data, made at the first call.
// Lifetime: for ever.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "bayon/model/vocabulary.hpp"

namespace bayon::source::ftm {

struct PropertyName {
  model::PropertyId id{};
  model::PropertyType type = model::PropertyType::string;
  std::size_t length_max = 0;  ///< characters
};

struct SchemaNames {
  model::SchemaId id{};
  std::unordered_map<std::string_view, PropertyName>
      properties;  ///< by name, inherited ones included
  std::optional<PropertyName>
      notes;  ///< where words without a property go: notes, summary or description

  /// The property called `name`, or nullptr. Cost: one hash.
  const PropertyName* find(std::string_view name) const;
};

/// The schema called `name`, or nullptr. Cost: one hash.
const SchemaNames* find_names(std::string_view name);

}  // namespace bayon::source::ftm
