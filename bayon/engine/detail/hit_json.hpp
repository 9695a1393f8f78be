// How does a hit of screening read in an answer?
//
// Threads: free functions over constant data.
#pragma once

#include "bayon/engine/engine.hpp"
#include "bayon/inquiry/screen/answer.hpp"

namespace bayon::engine {

Json hit_json(const screen::Hit& hit);
Json coverage_json(const std::vector<screen::Coverage>& coverage);

}  // namespace bayon::engine
