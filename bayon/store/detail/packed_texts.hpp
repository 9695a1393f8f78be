// Where do the references of millions of flows lie meanwhile?
//
// Texts by number, end to end, in blocks that never move. Most references are UUIDs or hashes
// written in hex digits: such a beginning is kept as the bytes that the digits stand for, which
// takes 16 bytes for 36 and 32 for 66. Every text is given back as it came.
//
// Threads: an object belongs to one thread while it grows; const methods may be called from any
// thread afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bayon::store::detail {

class PackedTexts {
 public:
  void push_back(std::string_view text);

  std::size_t size() const { return size_; }
  /// How many of them are not empty?
  std::size_t filled() const { return filled_; }
  bool empty_at(std::size_t index) const;
  void append_to(std::string& out, std::size_t index) const;
  bool equals(std::size_t index, std::string_view text) const;

 private:
  static constexpr std::size_t texts_a_block = std::size_t{1} << 14;
  static constexpr std::size_t texts_a_start = 16;

  const char* entry(std::size_t index) const;

  std::vector<std::string> blocks_;
  std::vector<std::uint64_t> starts_;  // in its block, of every sixteenth text
  std::size_t size_ = 0;
  std::size_t filled_ = 0;
};

}  // namespace bayon::store::detail
