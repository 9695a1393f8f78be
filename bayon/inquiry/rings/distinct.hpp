// How many different accounts are in the window right now?
//
// A multiset of accounts that knows the number of different ones. Adding and removing cost one
// array access; whoever adds removes again, so that the next search starts from nothing.
//
// Threads: an object belongs to one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "bayon/index/flow_index.hpp"

namespace bayon::rings {

class Distinct {
 public:
  explicit Distinct(std::uint32_t accounts) : times_(accounts, 0) {}

  void add(index::AccountId account) {
    if (times_[account]++ == 0) ++size_;
  }
  void remove(index::AccountId account) {
    if (--times_[account] == 0) --size_;
  }
  std::uint32_t size() const { return size_; }

 private:
  std::vector<std::uint32_t> times_;
  std::uint32_t size_ = 0;
};

}  // namespace bayon::rings
