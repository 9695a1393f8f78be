#include "bayon/base/string_table.hpp"

#include <algorithm>
#include <array>

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

namespace {

// The first sixteen bytes as numbers that compare as they do; zeros where there are fewer.
using Beginning = std::array<std::uint64_t, 2>;
Beginning beginning(std::string_view text) {
  Beginning out{};
  for (std::size_t i = 0; i < 16; ++i) {
    out[i / 8] = out[i / 8] << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  }
  return out;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<std::size_t>(differ - a.begin());
}

}  // namespace

std::vector<std::uint32_t> StringTable::sorted() const {
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
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    return a.beginning != b.beginning ? a.beginning < b.beginning : at(a.id) < at(b.id);
  });
  std::vector<std::uint32_t> out;
  out.reserve(keys.size());
  for (const Key& key : keys) out.push_back(key.id);
  return out;
}

}  // namespace bayon
