// Which records of several ledgers show one transfer?
//
// Records meet when they carry the same global reference, asset and amount and come from different
// datasets. Whether they are the same is decided by 96 bits of a keyed hash over all three: the
// key comes from the root of all flows, so nobody can choose references that meet by their hash
// alone. By chance two do in fewer than one of a billion cases, however many rows a case has.
//
// Threads:  runs on all threads; the answer is the same on any number.
// Lifetime: keeps nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "bayon/base/keyed_hash.hpp"
#include "bayon/store/flow_table.hpp"

namespace bayon::index::detail {

struct LedgerPart {
  const store::FlowTable* table = nullptr;
  std::string_view dataset;
  std::uint32_t base = 0;                ///< its first row, counted through all parts
  std::span<const std::uint16_t> asset;  ///< local number to that of the case
};

struct Twin {
  std::uint32_t counted;  ///< rows, counted through
  std::uint32_t other;

  friend auto operator<=>(const Twin&, const Twin&) = default;
};

/// Pairs of a counted record and one that corroborates it, sorted. The counted one is that of the
/// books that know most, then of the first dataset by name. Fails as FlowTable::each_reference.
/// Cost: every reference is decompressed once; O(n log n) over ledgers with global references, 16
/// bytes of memory a row.
Result<std::vector<Twin>> find_twins(std::span<const LedgerPart> parts, const Digest& flows_root);

}  // namespace bayon::index::detail
