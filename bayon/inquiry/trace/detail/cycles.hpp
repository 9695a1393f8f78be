// Which accounts can pay each other round?
//
// Strongly connected components of a small directed graph [Tarjan1972].
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace bayon::trace::detail {

/// Components of the graph with these edges, each sorted, in order of their smallest member. Single
/// accounts are components too. Cost: O(edges log edges); no recursion.
std::vector<std::vector<std::uint32_t>> strong_components(
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges);

}  // namespace bayon::trace::detail
