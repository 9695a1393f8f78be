// Was this pair of hashes met before?
//
// An open-addressing set of 128-bit keys: millions of account holders are met once each, most of
// them many times.
//
// Threads: an object belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace bayon::source::ledger_csv::detail {

class PairSet {
 public:
  /// False when it was there already.
  bool insert(std::uint64_t a, std::uint64_t b) {
    if (size_ * 2 >= slots_.size()) grow();
    return place({a, b == 0 ? 1 : b});
  }
  std::size_t size() const { return size_; }

 private:
  using Slot = std::pair<std::uint64_t, std::uint64_t>;  // second is 0 where the slot is free

  bool place(const Slot& key) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = key.first & mask;; at = (at + 1) & mask) {
      if (slots_[at] == key) return false;
      if (slots_[at].second != 0) continue;
      slots_[at] = key;
      ++size_;
      return true;
    }
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
    old.swap(slots_);
    size_ = 0;
    for (const Slot& slot : old) {
      if (slot.second != 0) place(slot);
    }
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace bayon::source::ledger_csv::detail
