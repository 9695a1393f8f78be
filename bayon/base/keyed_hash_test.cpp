#include "bayon/base/keyed_hash.hpp"

#include <cstring>
#include <string>

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace bayon {
namespace {

std::string hex(const Hash128& hash) {
  std::string bytes(16, '\0'), out;
  std::memcpy(bytes.data(), &hash.low, 8);
  std::memcpy(bytes.data() + 8, &hash.high, 8);
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

// vectors.h of the reference implementation, which OpenSSL's SIPHASH gives as well.
TEST(KeyedHash, IsThePublishedOne) {
  Digest key;
  for (std::uint8_t i = 0; i < 16; ++i) key.bytes[i] = i;
  const KeyedHash hash(key);
  std::string text;
  for (char c = 0; c < 15; ++c) text += c;
  EXPECT_EQ(hex(hash.of("")), "a3817f04ba25a8e66df67214c7550293");
  EXPECT_EQ(hex(hash.of(text.substr(0, 1))), "da87c1d86b99af44347659119b22fc45");
  EXPECT_EQ(hex(hash.of(text)), "5493e99933b0a8117e08ec0f97cfc3d9");
}

TEST(KeyedHash, AnotherKeyGivesAnother) {
  EXPECT_NE(KeyedHash(sha256("a")).of("text"), KeyedHash(sha256("b")).of("text"));
}

}  // namespace
}  // namespace bayon
