#include "bayon/source/wallet_list/keccak.hpp"

#include <bit>
#include <cstddef>

namespace bayon::source::wallet_list {

namespace {

using State = std::array<std::uint64_t, 25>;  // lane (x, y) at x + 5 y

constexpr std::size_t rate = 136;  // bytes taken in at a time: 200 less twice the digest

// The constants follow from the definition, so they are computed, not copied: the round constants
// from a shift register of 8 bits, the rotations from the walk of rho and pi.
constexpr std::array<std::uint64_t, 24> round_constants = [] {
  std::array<std::uint64_t, 24> out{};
  unsigned shift_register = 1;
  for (auto& constant : out) {
    for (unsigned j = 0; j <= 6; ++j) {
      if ((shift_register & 1u) != 0) constant |= std::uint64_t{1} << ((1u << j) - 1u);
      shift_register <<= 1;
      if ((shift_register & 0x100u) != 0) shift_register ^= 0x171u;
    }
  }
  return out;
}();

void theta(State& a) {
  std::array<std::uint64_t, 5> column{};
  for (std::size_t i = 0; i < a.size(); ++i) column[i % 5] ^= a[i];
  for (std::size_t i = 0; i < a.size(); ++i) {
    a[i] ^= column[(i + 4) % 5] ^ std::rotl(column[(i + 1) % 5], 1);
  }
}

void rho_and_pi(State& a) {
  std::size_t x = 1;
  std::size_t y = 0;
  std::uint64_t carried = a[x + 5 * y];
  for (int t = 1; t <= 24; ++t) {
    const std::size_t next_y = (2 * x + 3 * y) % 5;
    x = y;
    y = next_y;
    const std::uint64_t held = a[x + 5 * y];
    a[x + 5 * y] = std::rotl(carried, t * (t + 1) / 2 % 64);
    carried = held;
  }
}

void chi(State& a) {
  for (std::size_t row = 0; row < a.size(); row += 5) {
    std::array<std::uint64_t, 5> old{};
    for (std::size_t x = 0; x < 5; ++x) old[x] = a[row + x];
    for (std::size_t x = 0; x < 5; ++x)
      a[row + x] = old[x] ^ (~old[(x + 1) % 5] & old[(x + 2) % 5]);
  }
}

void permute(State& a) {
  for (const auto constant : round_constants) {
    theta(a);
    rho_and_pi(a);
    chi(a);
    a[0] ^= constant;
  }
}

void mix_in(State& a, std::size_t at, unsigned char byte) {
  a[at / 8] ^= std::uint64_t{byte} << (8 * (at % 8));
}

}  // namespace

std::array<std::uint8_t, 32> keccak_256(std::string_view bytes) {
  State a{};
  std::size_t at = 0;
  for (const char c : bytes) {
    mix_in(a, at, static_cast<unsigned char>(c));
    if (++at == rate) {
      permute(a);
      at = 0;
    }
  }
  mix_in(a, at, 0x01);
  mix_in(a, rate - 1, 0x80);
  permute(a);
  std::array<std::uint8_t, 32> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::uint8_t>(a[i / 8] >> (8 * (i % 8)));
  }
  return out;
}

}  // namespace bayon::source::wallet_list
