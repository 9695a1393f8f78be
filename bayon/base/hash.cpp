#include "bayon/base/hash.hpp"

#include <openssl/evp.h>
#include <xxhash.h>

#include <bit>
#include <cstring>
#include <random>
#include <vector>

#include "bayon/base/check.hpp"
#include "bayon/base/threads.hpp"

namespace bayon {

std::string Digest::hex() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(64);
  for (const std::uint8_t byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

bool parse_digest(std::string_view hex, Digest& out) {
  if (hex.size() != 64) return false;
  for (std::size_t i = 0; i < 64; ++i) {
    const char c = hex[i];
    const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (value < 0) return false;
    auto& byte = out.bytes[i / 2];
    byte = static_cast<std::uint8_t>(i % 2 == 0 ? value << 4 : byte | value);
  }
  return true;
}

namespace {

// Below so many leaves of a tree a second thread is not worth its start.
constexpr std::size_t leaves_together = 4096;

// Looked up once: a lookup costs more than the digest of a short text.
const EVP_MD* sha256_method() {
  static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return found;
}

// One for each thread: most digests are of a few bytes, a tree's nodes above all.
Sha256& spare_sha256() {
  thread_local Sha256 spare;
  return spare;
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() {
    const EVP_MD* method = sha256_method();
    BAYON_CHECK(
        context != nullptr && method != nullptr && EVP_DigestInit_ex(context, method, nullptr) == 1,
        hash.sha256_available);
  }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::add(std::string_view bytes) {
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
  return *this;
}

Sha256& Sha256::add_number(std::uint64_t value) {
  std::array<char, 8> bytes{};
  for (auto& byte : bytes) {
    byte = static_cast<char>(value & 255);
    value >>= 8;
  }
  return add({bytes.data(), bytes.size()});
}

Sha256& Sha256::add_field(std::string_view bytes) { return add_number(bytes.size()).add(bytes); }

Digest Sha256::finish() {
  Digest out;
  unsigned int size = 0;
  EVP_DigestFinal_ex(state_->context, out.bytes.data(), &size);
  EVP_DigestInit_ex(state_->context, nullptr, nullptr);
  return out;
}

Digest sha256(std::string_view bytes) { return spare_sha256().add(bytes).finish(); }

std::uint64_t xxh3_64(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }
std::uint64_t xxh3_64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

std::uint64_t table_hash(std::string_view bytes) {
  static const std::uint64_t seed = [] {
    std::random_device device;
    return std::uint64_t{device()} << 32 | device();
  }();
  return xxh3_64(bytes, seed);
}

Digest merkle_leaf(std::string_view bytes) {
  return spare_sha256().add(std::string_view("\0", 1)).add(bytes).finish();
}

Digest merkle_node(const Digest& left, const Digest& right) {
  std::array<char, 65> bytes{'\x01'};
  std::memcpy(bytes.data() + 1, left.bytes.data(), 32);
  std::memcpy(bytes.data() + 33, right.bytes.data(), 32);
  return sha256({bytes.data(), bytes.size()});
}

Digest merkle_root(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256({});
  if (leaves.size() == 1) return leaves.front();
  const std::size_t middle = std::bit_floor(leaves.size() - 1);
  Digest left, right;
  if (leaves.size() < leaves_together) {
    left = merkle_root(leaves.first(middle));
    right = merkle_root(leaves.subspan(middle));
  } else {
    parallel_both([&] { left = merkle_root(leaves.first(middle)); },
                  [&] { right = merkle_root(leaves.subspan(middle)); });
  }
  return merkle_node(left, right);
}

}  // namespace bayon
