// How do rows get written fast, with nothing but integers?
//
// A RowBuffer is a growing run of bytes with a cursor; a row reserves its space once and then
// writes without checks. Amounts are integers printed in their asset's decimal places.
//
// Threads:    one object, one thread.
// Invariants: scenario.row_fits  a row never writes past what it reserved
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "bayon/base/check.hpp"

namespace bayon::source::scenario {

class RowBuffer {
 public:
  explicit RowBuffer(std::size_t capacity = std::size_t{1} << 16) : bytes_(capacity) {}

  /// Makes room for `bytes` more. The calls below write at most what was reserved.
  void reserve(std::size_t bytes) {
    if (used_ + bytes > bytes_.size()) bytes_.resize((used_ + bytes) * 2);
  }
  void put(char c) { bytes_[used_++] = c; }
  void text(std::string_view text) {
    std::memcpy(bytes_.data() + used_, text.data(), text.size());
    used_ += text.size();
  }
  void number(std::uint64_t value);
  /// With leading zeros, exactly `width` digits (at most 20).
  void padded(std::uint64_t value, int width);
  /// `value` units of 10^-places, at least 0.
  void decimal(std::int64_t value, int places);
  /// All 16 hexadecimal digits.
  void hex(std::uint64_t value) {
    hex_8(static_cast<std::uint32_t>(value >> 32));
    hex_8(static_cast<std::uint32_t>(value));
  }
  void hex_8(std::uint32_t value);
  /// The last `digits` hexadecimal digits, at most 8.
  void hex_tail(std::uint32_t value, int digits);

  std::string_view view() const {
    BAYON_CHECK(used_ <= bytes_.size(), scenario.row_fits);
    return {bytes_.data(), used_};
  }
  std::size_t size() const { return used_; }
  void clear() { used_ = 0; }

 private:
  std::vector<char> bytes_;
  std::size_t used_ = 0;
};

}  // namespace bayon::source::scenario
