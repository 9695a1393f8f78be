// Are these texts equal, when there are too many to keep?
//
// SipHash-2-4 with 128 bits. Who does not know the key cannot make two texts meet, so equal hashes
// are taken for equal texts. [AB12]
//
// Threads: const methods may be called from any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

#include "bayon/base/hash.hpp"

namespace bayon {

struct Hash128 {
  std::uint64_t low = 0, high = 0;  ///< bytes 0 to 7 and 8 to 15 of the published output

  friend auto operator<=>(const Hash128&, const Hash128&) = default;
};

class KeyedHash {
 public:
  /// The first 16 bytes of the digest are the key.
  explicit KeyedHash(const Digest& key);
  Hash128 of(std::string_view bytes) const;

 private:
  std::uint64_t key0_ = 0, key1_ = 0;
};

}  // namespace bayon
