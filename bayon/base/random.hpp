// What comes next, from this seed?
//
// A small generator (xoshiro256**, seeded by splitmix64 [Blackman2021]) whose numbers are the same
// on every machine; std::distributions are not. Each part of a world takes its own stream (`fork`)
// so that adding numbers to one part does not move another.
//
// Threads: an object belongs to one thread.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>

namespace bayon {

class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) {
    for (auto& word : state_) {
      seed += 0x9e3779b97f4a7c15ULL;
      std::uint64_t z = seed;
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
      word = z ^ (z >> 31);
    }
  }

  constexpr std::uint64_t next() {
    const std::uint64_t out = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return out;
  }

  /// Uniform in [0, bound); bound > 0. Lemire's multiply-shift without rejection: the bias is below
  /// bound / 2^64.
  constexpr std::uint64_t below(std::uint64_t bound) {
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * bound) >> 64);
  }
  /// Uniform in [low, high].
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
  }
  /// Uniform in [0, 1).
  constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  constexpr bool chance(double probability) { return unit() < probability; }

  /// An independent stream for the part called `name`.
  constexpr Random fork(std::string_view name) const {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : name) {
      hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3ULL;
    }
    return Random(hash ^ state_[0] ^ std::rotl(state_[3], 21));
  }

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace bayon
