// Which row has a reference of this hash?
//
// An open-addressing table from hashes to rows, 16 bytes a row at most: ledgers have tens of
// millions of references. It keeps half of a hash and does not know the text; the caller compares
// it. Hashes are to be keyed, so that nobody can choose references that meet.
//
// Threads: an object belongs to one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bayon::store::detail {

class ReferenceMap {
 public:
  /// Is there a row of this hash for which `same(row)` holds? Then `row` is the first of them.
  template <typename Same>
  bool find(std::uint64_t hash, const Same& same, std::uint32_t& row) const {
    const Part& part = parts_[part_of(hash)];
    if (part.rows == 0) return false;
    const std::uint32_t tag = tag_of(hash);
    for (std::size_t slot = part.home(tag); part.slots[slot].row != nothing;
         slot = part.after(slot)) {
      if (part.slots[slot].tag != tag || !same(part.slots[slot].row)) continue;
      row = part.slots[slot].row;
      return true;
    }
    return false;
  }

  void add(std::uint64_t hash, std::uint32_t row) {
    Part& part = parts_[part_of(hash)];
    if ((part.rows + 1) * 4 > part.slots.size() * 3) part.grow();
    part.place({tag_of(hash), row});
    ++part.rows;
  }

 private:
  static constexpr std::uint32_t nothing = 0xffffffffu;
  static constexpr int part_bits = 6;

  struct Slot {
    std::uint32_t tag, row;
  };
  // Grows by itself, so that hardly anything is there twice while the table grows.
  struct Part {
    std::vector<Slot> slots;
    std::size_t rows = 0;

    std::size_t home(std::uint32_t tag) const {
      return static_cast<std::size_t>((std::uint64_t{tag} * slots.size()) >> 32);
    }
    std::size_t after(std::size_t slot) const { return slot + 1 == slots.size() ? 0 : slot + 1; }
    void place(Slot entry) {
      std::size_t slot = home(entry.tag);
      while (slots[slot].row != nothing) slot = after(slot);
      slots[slot] = entry;
    }
    // Entries of one tag keep their order: the run that begins before the border is placed first.
    void grow() {
      std::vector<Slot> held(slots.size() + slots.size() / 2 + 16, Slot{0, nothing});
      held.swap(slots);
      std::size_t first = 0;
      while (first < held.size() && held[first].row != nothing) ++first;
      for (std::size_t i = 0; i < held.size(); ++i) {
        const Slot& entry = held[(first + i) % held.size()];
        if (entry.row != nothing) place(entry);
      }
    }
  };

  static std::size_t part_of(std::uint64_t hash) {
    return static_cast<std::size_t>(hash >> (64 - part_bits));
  }
  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash); }

  std::array<Part, std::size_t{1} << part_bits> parts_;
};

}  // namespace bayon::store::detail
