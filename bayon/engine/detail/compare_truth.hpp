// Did the investigation find what really happened?
//
// For generated worlds alone, whose truth is written down beside them. Nothing that answers a
// question looks here: this only compares afterwards.
//
// Threads: free functions over constant data.
#pragma once

#include "bayon/engine/engine.hpp"
#include "bayon/source/scenario/truth.hpp"

namespace bayon::engine {

/// {checks: [{name, expected, found, holds, detail}], holds}: whether a `report` answer tells the
/// truth. A check whose expectation is empty is left out.
Json compare_truth(const Json& answer, const source::scenario::Truth& truth);

}  // namespace bayon::engine
