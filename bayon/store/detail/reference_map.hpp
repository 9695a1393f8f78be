// Which row has a reference of this hash?
//
// An open-addressing table from hashes to rows, 28 bytes a row at most: ledgers have tens of
// millions of references. It does not know the text; the caller compares it.
//
// Threads: an object belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace bayon::store::detail {

class ReferenceMap {
 public:
  ReferenceMap() : slots_(1024, empty) {}

  /// Is there a row of this hash for which `same(row)` holds? Then `row` is the first of them.
  template <typename Same>
  bool find(std::uint64_t hash, const Same& same, std::uint32_t& row) const {
    for (std::size_t slot = hash & mask(); slots_[slot] != empty; slot = (slot + 1) & mask()) {
      const std::uint32_t entry = slots_[slot];
      if (hashes_[entry] != hash || !same(rows_[entry])) continue;
      row = rows_[entry];
      return true;
    }
    return false;
  }

  void add(std::uint64_t hash, std::uint32_t row) {
    hashes_.push_back(hash);
    rows_.push_back(row);
    if (hashes_.size() * 2 > slots_.size()) {
      grow();
    } else {
      place(static_cast<std::uint32_t>(hashes_.size() - 1));
    }
  }

 private:
  static constexpr std::uint32_t empty = 0xffffffffu;

  std::size_t mask() const { return slots_.size() - 1; }
  void place(std::uint32_t entry) {
    std::size_t slot = hashes_[entry] & mask();
    while (slots_[slot] != empty) slot = (slot + 1) & mask();
    slots_[slot] = entry;
  }
  void grow() {
    slots_.assign(slots_.size() * 2, empty);
    for (std::uint32_t entry = 0; entry < hashes_.size(); ++entry) place(entry);
  }

  std::vector<std::uint32_t> slots_;  // numbers of entries
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> rows_;
};

}  // namespace bayon::store::detail
