#include "bayon/store/detail/packed_texts.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"

namespace bayon::store::detail {
namespace {

std::string any_digits(Random& random, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += "0123456789abcdef"[random.below(16)];
  return out;
}

std::string any_uuid(Random& random) {
  return any_digits(random, 8) + '-' + any_digits(random, 4) + '-' + any_digits(random, 4) + '-' +
         any_digits(random, 4) + '-' + any_digits(random, 12);
}

// UUIDs, hashes, both with something behind them, almost one of them, and anything else.
std::string any_text(Random& random) {
  std::string out;
  const auto kind = random.below(6);
  if (kind == 0) return out;
  if (kind <= 2) out = any_uuid(random);
  if (kind == 3) out = "0x" + any_digits(random, 64);
  if (kind >= 4) out.resize(random.below(9), 'r');
  if (random.chance(0.3)) out += ':' + any_digits(random, random.below(80));
  if (random.chance(0.02)) out += any_digits(random, 70'000);
  if (random.chance(0.3) && !out.empty()) {
    out[random.below(out.size())] = "-xXAF\0\xff g"[random.below(9)];
  }
  if (random.chance(0.1)) out.resize(random.below(out.size() + 1));
  return out;
}

// The naive twin is a vector of strings.
TEST(PackedTexts, GivesBackEveryTextAsItCame) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Random random(seed);
    PackedTexts texts;
    std::vector<std::string> twin;
    std::size_t filled = 0;
    const std::size_t count = seed % 4 == 0 ? 40'000 : random.below(100);
    for (std::size_t i = 0; i < count; ++i) {
      twin.push_back(seed % 4 == 0 && random.chance(0.9) ? any_uuid(random) : any_text(random));
      filled += twin.back().empty() ? 0 : 1;
      texts.push_back(twin.back());
    }
    ASSERT_EQ(texts.size(), twin.size());
    EXPECT_EQ(texts.filled(), filled);
    for (std::size_t i = 0; i < twin.size(); ++i) {
      std::string back = "so far ";
      texts.append_to(back, i);
      ASSERT_EQ(back, "so far " + twin[i]) << i;
      ASSERT_EQ(texts.empty_at(i), twin[i].empty());
      ASSERT_TRUE(texts.equals(i, twin[i]));
      const std::string& other = twin[random.below(twin.size())];
      ASSERT_EQ(texts.equals(i, other), other == twin[i]);
    }
  }
}

TEST(PackedTexts, OneOddDigitIsKeptAsItIs) {
  Random random(5);
  const std::string uuid = any_uuid(random), hash = "0x" + any_digits(random, 64);
  PackedTexts texts;
  std::vector<std::string> twin;
  for (const std::string& whole : {uuid, hash}) {
    for (std::size_t place = 0; place <= whole.size(); ++place) {
      for (const char odd : {'A', 'g', '-', 'x', '0', '\0', '/', ':', '`', '\xff'}) {
        twin.push_back(whole);
        if (place < whole.size()) twin.back()[place] = odd;
        texts.push_back(twin.back());
      }
    }
  }
  for (std::size_t i = 0; i < twin.size(); ++i) ASSERT_TRUE(texts.equals(i, twin[i])) << twin[i];
}

TEST(PackedTexts, NothingButEmptyOnes) {
  PackedTexts texts;
  for (int i = 0; i < 100; ++i) texts.push_back({});
  EXPECT_EQ(texts.filled(), 0u);
  EXPECT_TRUE(texts.empty_at(99));
  EXPECT_TRUE(texts.equals(99, {}));
  EXPECT_FALSE(texts.equals(99, "r"));
}

}  // namespace
}  // namespace bayon::store::detail
