#include "bayon/base/string_table.hpp"

#include <algorithm>
#include <numeric>

namespace bayon {

void StringTable::grow() {
  std::vector<Slot> wider(slots_.size() * 2, empty);
  const std::size_t mask = wider.size() - 1;
  for (std::uint32_t id = 0; id < starts_.size(); ++id) {
    const std::uint64_t hash = xxh3_64(at(id));
    std::size_t slot = hash & mask;
    while (wider[slot].id != empty.id) slot = (slot + 1) & mask;
    wider[slot] = {static_cast<std::uint32_t>(hash >> 32), id};
  }
  slots_ = std::move(wider);
}

std::vector<std::uint32_t> StringTable::sorted() const {
  std::vector<std::uint32_t> out(size());
  std::iota(out.begin(), out.end(), 0u);
  std::sort(out.begin(), out.end(),
            [&](std::uint32_t a, std::uint32_t b) { return at(a) < at(b); });
  return out;
}

}  // namespace bayon
