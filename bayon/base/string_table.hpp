// Which strings have been seen, and under which number?
//
// An open-addressing table from strings to dense numbers in order of first appearance. Bytes are
// copied into one arena. Bytes are compared on every hit, so equal hashes do no harm.
//
// Threads: an object belongs to one thread while it grows; `at` may be called from any thread
// afterwards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bayon/base/check.hpp"
#include "bayon/base/hash.hpp"

namespace bayon {

/// Strings by number, end to end.
class StringList {
 public:
  std::string_view at(std::uint32_t id) const {
    const std::size_t end = id + 1 < starts_.size() ? starts_[id + 1] : bytes_.size();
    return std::string_view(bytes_).substr(starts_[id], end - starts_[id]);
  }
  std::size_t size() const { return starts_.size(); }
  /// Numbers in byte order of their strings.
  std::vector<std::uint32_t> sorted() const;

 private:
  friend class StringTable;
  std::string bytes_;
  std::vector<std::size_t> starts_;
};

class StringTable {
 public:
  StringTable() : slots_(1024, empty) {}

  /// The number of `text`; a new one when it was not seen before. Cost: one probe on average.
  std::uint32_t intern(std::string_view text) {
    const auto tag = static_cast<std::uint32_t>(table_hash(text) >> 32);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = tag & mask;; slot = (slot + 1) & mask) {
      const Slot& held = slots_[slot];
      if (held.id == empty.id) {
        BAYON_CHECK(size() < empty.id, string_table.fits_32_bits);
        const auto id = static_cast<std::uint32_t>(size());
        slots_[slot] = {tag, id};
        list_.starts_.push_back(list_.bytes_.size());
        list_.bytes_.append(text);
        if (size() * 2 > slots_.size()) grow();
        return id;
      }
      if (held.tag == tag && at(held.id) == text) return held.id;
    }
  }

  /// The number of `text`, if it was seen before.
  std::optional<std::uint32_t> find(std::string_view text) const {
    const auto tag = static_cast<std::uint32_t>(table_hash(text) >> 32);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = tag & mask; slots_[slot].id != empty.id; slot = (slot + 1) & mask) {
      const Slot& held = slots_[slot];
      if (held.tag == tag && at(held.id) == text) return held.id;
    }
    return std::nullopt;
  }

  std::string_view at(std::uint32_t id) const { return list_.at(id); }
  std::size_t size() const { return list_.size(); }
  /// Numbers in byte order of their strings.
  std::vector<std::uint32_t> sorted() const { return list_.sorted(); }
  /// The strings alone, once no more are sought or added.
  StringList list() && { return std::move(list_); }

 private:
  // A string's place follows from its tag alone, so that a table grows without a look at strings.
  struct Slot {
    std::uint32_t tag;  // half of its hash
    std::uint32_t id;
  };
  static constexpr Slot empty{0, 0xffffffffu};

  void grow();

  StringList list_;
  std::vector<Slot> slots_;
};

}  // namespace bayon
