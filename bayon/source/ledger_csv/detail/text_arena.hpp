// Where do short texts live that a batch of rows has put together?
//
// Texts are copied into blocks that never move, and all go at once.
//
// Threads: an object belongs to one thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace bayon::source::ledger_csv::detail {

class TextArena {
 public:
  /// Room for `size` bytes, to be filled by the caller.
  char* room(std::size_t size) {
    if (size > left_) grow(size);
    char* out = next_;
    next_ += size;
    left_ -= size;
    return out;
  }

  std::string_view copy(std::string_view text) {
    char* out = room(text.size());
    std::memcpy(out, text.data(), text.size());
    return {out, text.size()};
  }

  /// Forgets all texts; the first block is kept for the next batch.
  void clear() {
    if (blocks_.size() > 1) blocks_.resize(1);
    next_ = blocks_.empty() ? nullptr : blocks_.front().get();
    left_ = blocks_.empty() ? 0 : first_bytes_;
  }

 private:
  void grow(std::size_t size) {
    const std::size_t bytes = std::max(size, std::size_t{1} << 18);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
    if (blocks_.size() == 1) first_bytes_ = bytes;
    next_ = blocks_.back().get();
    left_ = bytes;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t first_bytes_ = 0;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace bayon::source::ledger_csv::detail
