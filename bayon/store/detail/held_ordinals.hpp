// Which statements of a load does the dataset hold already, and under which ordinals?
//
// Threads: a free function.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bayon/store/statement_builder.hpp"
#include "bayon/store/version_table.hpp"

namespace bayon::store::detail {

inline constexpr std::uint32_t not_held = 0xffffffffu;

/// For each distinct statement its ordinal in `parts`, or not_held.
/// Cost: for each part at most as many binary searches as the shorter of both has statements; a
/// single pass where the two run alongside each other, as versions of a list do.
std::vector<std::uint32_t> held_ordinals(std::span<const StatementPart> parts,
                                         const DistinctStatements& distinct);

}  // namespace bayon::store::detail
