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
  std::array<char, 40> digits;
  digits.fill('0');
  char* const end = digits.data() + digits.size();
  digits_before(end, value);
  text({end - width, static_cast<std::size_t>(width)});
}

void RowBuffer::decimal(std::int64_t value, int places) {
  const std::uint64_t unit = powers[static_cast<std::size_t>(places)];
  const auto units = static_cast<std::uint64_t>(value);
  number(units / unit);
  put('.');
  padded(units % unit, places);
}

void RowBuffer::hex_8(std::uint32_t value) {
  // One nibble per byte, first digit in the lowest byte, then to letters without branches.
  std::uint64_t spread = __builtin_bswap64(value) >> 32;
  spread = (spread | (spread << 16)) & 0x0000ffff0000ffffULL;
  spread = (spread | (spread << 8)) & 0x00ff00ff00ff00ffULL;
  spread = ((spread >> 4) & 0x000f000f000f000fULL) | ((spread & 0x000f000f000f000fULL) << 8);
  const std::uint64_t above_nine = ((spread + 0x0606060606060606ULL) >> 4) & 0x0101010101010101ULL;
  spread += 0x3030303030303030ULL + above_nine * ('a' - '0' - 10);
  static_assert(std::endian::native == std::endian::little);
  std::memcpy(bytes_.data() + used_, &spread, sizeof spread);
  used_ += sizeof spread;
}

void RowBuffer::hex_tail(std::uint32_t value, int digits) {
  for (int at = digits - 1; at >= 0; --at) put("0123456789abcdef"[(value >> (4 * at)) & 15u]);
}

}  // namespace bayon::source::scenario
