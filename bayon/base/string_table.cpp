#include "bayon/base/string_table.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "bayon/base/parallel_sort.hpp"

namespace bayon {

void StringTable::grow() {
  std::vector<Slot> wider(slots_.size() * 2, empty);
  const std::size_t mask = wider.size() - 1;
  for (const Slot& held : slots_) {
    if (held.id == empty.id) continue;
    std::size_t slot = held.tag & mask;
    while (wider[slot].id != empty.id) slot = (slot + 1) & mask;
    wider[slot] = held;
  }
  slots_ = std::move(wider);
}

namespace {

// The first sixteen bytes as numbers that compare as they do; zeros where there are fewer.
using Beginning = std::array<std::uint64_t, 2>;
Beginning beginning(std::string_view text) {
  Beginning out{};
  std::memcpy(out.data(), text.data(), std::min<std::size_t>(text.size(), 16));
  // Machines that this builds on are little-endian: the first byte is to weigh most.
  return {__builtin_bswap64(out[0]), __builtin_bswap64(out[1])};
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<std::size_t>(differ - a.begin());
}

}  // namespace

std::vector<std::uint32_t> StringList::sorted() const {
  // Most comparisons end in the first bytes behind what all strings share, a dataset's name say.
  std::size_t shared = size() == 0 ? 0 : at(0).size();
  for (std::uint32_t id = 1; id < size() && shared != 0; ++id) {
    shared = common_prefix(at(0).substr(0, shared), at(id));
  }
  struct Key {
    Beginning beginning;
    std::uint32_t id;
  };
  std::vector<Key> keys;
  keys.reserve(size());
  for (std::uint32_t id = 0; id < size(); ++id) {
    keys.push_back({beginning(at(id).substr(shared)), id});
  }
  parallel_sort(keys, [&](const Key& a, const Key& b) {
    if (a.beginning[0] != b.beginning[0]) return a.beginning[0] < b.beginning[0];
    if (a.beginning[1] != b.beginning[1]) return a.beginning[1] < b.beginning[1];
    return at(a.id) < at(b.id);
  });
  std::vector<std::uint32_t> out;
  out.reserve(keys.size());
  for (const Key& key : keys) out.push_back(key.id);
  return out;
}

}  // namespace bayon
