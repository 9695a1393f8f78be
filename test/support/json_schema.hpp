// Does this JSON have the shape that its schema promises?
//
// Reads the part of JSON Schema 2020-12 that docs/schemas uses: type, enum, const, pattern,
// minimum, maximum, properties, required, additionalProperties, minProperties, items and $ref to
// another file of the folder. A keyword that it does not know is a fault, so that nothing is
// promised and not checked.
//
// Threads: free functions.
#pragma once

#include <string>
#include <vector>

#include "bayon/engine/engine.hpp"

namespace bayon::testing {

/// Faults of `value` against docs/schemas/<name>.json, each with its place; none when it fits.
std::vector<std::string> schema_faults(const Json& value, const std::string& name);

}  // namespace bayon::testing
