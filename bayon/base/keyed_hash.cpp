#include "bayon/base/keyed_hash.hpp"

#include <bit>
#include <cstring>

namespace bayon {

namespace {

struct State {
  std::uint64_t v0, v1, v2, v3;

  void rounds(int count) {
    for (; count > 0; --count) {
      v0 += v1;
      v2 += v3;
      v1 = std::rotl(v1, 13) ^ v0;
      v3 = std::rotl(v3, 16) ^ v2;
      v0 = std::rotl(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = std::rotl(v1, 17) ^ v2;
      v3 = std::rotl(v3, 21) ^ v0;
      v2 = std::rotl(v2, 32);
    }
  }
  void take(std::uint64_t word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }
  std::uint64_t folded() const { return v0 ^ v1 ^ v2 ^ v3; }
};

}  // namespace

KeyedHash::KeyedHash(const Digest& key) {
  std::memcpy(&key0_, key.bytes.data(), 8);
  std::memcpy(&key1_, key.bytes.data() + 8, 8);
}

Hash128 KeyedHash::of(std::string_view bytes) const {
  State state{key0_ ^ 0x736f6d6570736575, key1_ ^ 0x646f72616e646f6d ^ 0xee,
              key0_ ^ 0x6c7967656e657261, key1_ ^ 0x7465646279746573};
  const char* next = bytes.data();
  for (std::size_t words = bytes.size() / 8; words > 0; --words, next += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, next, 8);
    state.take(word);
  }
  std::uint64_t last = 0;
  if (bytes.size() % 8 != 0) std::memcpy(&last, next, bytes.size() % 8);
  state.take(last | static_cast<std::uint64_t>(bytes.size()) << 56);
  state.v2 ^= 0xee;
  state.rounds(4);
  const std::uint64_t low = state.folded();
  state.v1 ^= 0xdd;
  state.rounds(4);
  return {low, state.folded()};
}

}  // namespace bayon
