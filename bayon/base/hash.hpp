// What is the fingerprint of these bytes?
//
// Sha256 is for what a stranger must be able to recompute (files, segments, roots, the audit log);
// xxh3 is for what only guards against accident (pages); table_hash finds equal bytes in memory.
//
// Threads: an object belongs to one thread at a time; the functions are free.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace bayon {

struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  /// 64 lower-case hexadecimal digits.
  std::string hex() const;
  std::string_view view() const {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

/// Reads 64 hexadecimal digits; false when the text is anything else.
bool parse_digest(std::string_view hex, Digest& out);

/// Streaming SHA-256.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  Sha256& add(std::string_view bytes);
  /// A length-prefixed field, so that ("ab","c") and ("a","bc") differ.
  Sha256& add_field(std::string_view bytes);
  Sha256& add_number(std::uint64_t value);
  /// The digest of what was added; the object starts anew afterwards.
  Digest finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digest sha256(std::string_view bytes);

std::uint64_t xxh3_64(std::string_view bytes);
std::uint64_t xxh3_64(std::string_view bytes, std::uint64_t seed);
/// xxh3 with a seed that each process draws anew: who writes an input cannot choose texts that all
/// fall on one place of a table. Never for what is kept or printed.
std::uint64_t table_hash(std::string_view bytes);

/// Root of a Merkle tree over `leaves` as RFC 6962 section 2.1 defines it, with `leaves` already
/// hashed by merkle_leaf. The root of no leaves is the SHA-256 of nothing. [RFC6962]
Digest merkle_root(std::span<const Digest> leaves);
Digest merkle_leaf(std::string_view bytes);
Digest merkle_node(const Digest& left, const Digest& right);

}  // namespace bayon
