// Which numbers does a Roaring bitmap in the portable format hold?
//
// CRoaring's own reader believes what a container says of itself, and walks out of it where that is
// a lie. This one believes nothing: every number is read once, inside the bytes, and must be larger
// than the one before. [Lemire2018], github.com/RoaringBitmap/RoaringFormatSpec
//
// Threads: a free function.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace bayon::store::detail {

/// The numbers, ascending; nothing where the bytes are no such bitmap from the first to the last,
/// or hold more than `most`. Cost: one pass; memory for at most `most` numbers.
std::optional<std::vector<std::uint32_t>> read_roaring(std::string_view bytes, std::size_t most);

}  // namespace bayon::store::detail
