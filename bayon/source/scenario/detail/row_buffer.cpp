#include "bayon/source/scenario/detail/row_buffer.hpp"

#include <array>
#include <bit>

namespace bayon::source::scenario {

namespace {

constexpr std::array<char, 200> pairs = [] {
  std::array<char, 200> out{};
  for (std::size_t i = 0; i < 100; ++i) {
    out[2 * i] = static_cast<char>('0' + i / 10);
    out[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return out;
}();

// Digits of `value` before `end`; returns where they begin.
char* digits_before(char* end, std::uint64_t value) {
  while (value >= 100) {
    end -= 2;
    std::memcpy(end, &pairs[2 * (value % 100)], 2);
    value /= 100;
  }
  if (value >= 10) {
    end -= 2;
    std::memcpy(end, &pairs[2 * value], 2);
  } else {
    *--end = static_cast<char>('0' + value);
  }
  return end;
}

constexpr std::array<std::uint64_t, 7> powers = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};

}  // namespace

void RowBuffer::number(std::uint64_t value) {
  std::array<char, 20> digits;
  char* const end = digits.data() + digits.size();
  const char* begin = digits_before(end, value);
  text({begin, static_cast<std::size_t>(end - begin)});
}

void RowBuffer::padded(std::uint64_t value, int width) {
  char* at = bytes_.data() + used_ + width;
  for (int left = width; left >= 2; left -= 2) {
    at -= 2;
    std::memcpy(at, &pairs[2 * (value % 100)], 2);
    value /= 100;
  }
  if (width % 2 == 1) *--at = static_cast<char>('0' + value % 10);
  used_ += static_cast<std::size_t>(width);
}

void RowBuffer::decimal(std::int64_t value, int places) {
  const std::uint64_t unit = powers[static_cast<std::size_t>(places)];
  const auto units = static_cast<std::uint64_t>(value);
  number(units / unit);
  put('.');
  padded(units % unit, places);
}

namespace {

// The eight hexadecimal digits of `value`, the first in the lowest byte.
std::uint64_t hex_digits(std::uint32_t value) {
  // One nibble per byte, then to letters without branches.
  std::uint64_t spread = __builtin_bswap64(value) >> 32;
  spread = (spread | (spread << 16)) & 0x0000ffff0000ffffULL;
  spread = (spread | (spread << 8)) & 0x00ff00ff00ff00ffULL;
  spread = ((spread >> 4) & 0x000f000f000f000fULL) | ((spread & 0x000f000f000f000fULL) << 8);
  const std::uint64_t above_nine = ((spread + 0x0606060606060606ULL) >> 4) & 0x0101010101010101ULL;
  return spread + 0x3030303030303030ULL + above_nine * ('a' - '0' - 10);
}

}  // namespace

void RowBuffer::hex_8(std::uint32_t value) {
  static_assert(std::endian::native == std::endian::little);
  const std::uint64_t digits = hex_digits(value);
  std::memcpy(bytes_.data() + used_, &digits, sizeof digits);
  used_ += sizeof digits;
}

void RowBuffer::hex_tail(std::uint32_t value, int digits) {
  const std::uint64_t tail = hex_digits(value) >> (8 * (8 - digits));
  std::memcpy(bytes_.data() + used_, &tail, static_cast<std::size_t>(digits));
  used_ += static_cast<std::size_t>(digits);
}

}  // namespace bayon::source::scenario
