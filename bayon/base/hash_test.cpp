#include "bayon/base/hash.hpp"

#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"

namespace bayon {
namespace {

// FIPS 180-4, examples B.1 and B.2, and the empty message.
TEST(Hash, Sha256IsThePublishedOne) {
  EXPECT_EQ(sha256("abc").hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Hash, PiecesHashAsTheWhole) {
  Random random(1);
  std::string text(10'000, '\0');
  for (char& c : text) c = static_cast<char>(random.next());
  for (int trial = 0; trial < 50; ++trial) {
    Sha256 hash;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t size = std::min<std::size_t>(random.next() % 700, text.size() - at);
      hash.add(std::string_view(text).substr(at, size));
      at += size;
    }
    EXPECT_EQ(hash.finish(), sha256(text));
    EXPECT_EQ(hash.finish(), sha256("")) << "it starts anew";
  }
}

TEST(Hash, FieldsDoNotRunTogether) {
  EXPECT_NE(Sha256().add_field("ab").add_field("c").finish(),
            Sha256().add_field("a").add_field("bc").finish());
}

TEST(Hash, DigestsAreReadAsTheyAreWritten) {
  Digest back;
  ASSERT_TRUE(parse_digest(sha256("abc").hex(), back));
  EXPECT_EQ(back, sha256("abc"));
  const std::string hex = sha256("abc").hex();
  EXPECT_FALSE(parse_digest(hex.substr(1), back));
  EXPECT_FALSE(parse_digest(hex + "0", back));
  EXPECT_FALSE(parse_digest("g" + hex.substr(1), back));
}

// The naive twin: RFC 6962 section 2.1 word for word.
Digest naive_root(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves[0];
  std::size_t split = 1;
  while (split * 2 < leaves.size()) split *= 2;
  return merkle_node(naive_root(leaves.first(split)), naive_root(leaves.subspan(split)));
}

TEST(Hash, MerkleRootIsThatOfRfc6962) {
  std::vector<Digest> leaves;
  std::set<Digest> roots;
  for (int n = 0; n < 70; ++n) {
    EXPECT_EQ(merkle_root(leaves), naive_root(leaves)) << n << " leaves";
    EXPECT_TRUE(roots.insert(merkle_root(leaves)).second);
    leaves.push_back(merkle_leaf(std::to_string(n)));
  }
}

TEST(Hash, LargeTreesHaveOneRootOnAnyNumberOfThreads) {
  std::vector<Digest> leaves;
  for (int n = 0; n < 20'000; ++n) leaves.push_back(merkle_leaf(std::to_string(n)));
  for (const std::size_t count : {4'095u, 4'096u, 4'097u, 16'385u, 20'000u}) {
    const std::span some(leaves.data(), count);
    for (const std::size_t threads_used : {1u, 2u, 3u}) {
      set_threads(threads_used);
      EXPECT_EQ(merkle_root(some), naive_root(some)) << count << " leaves";
    }
  }
  set_threads(0);
}

// The first test vectors of the Certificate Transparency project for RFC 6962: one empty leaf.
TEST(Hash, LeafAndNodeAreKeptApart) {
  EXPECT_EQ(merkle_leaf("").hex(),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  const Digest a = merkle_leaf("a"), b = merkle_leaf("b");
  std::string both(a.view());
  both += b.view();
  EXPECT_NE(merkle_node(a, b), merkle_leaf(both));
  EXPECT_NE(merkle_node(a, b), merkle_node(b, a));
}

TEST(TableHash, IsOneHashWithinAProcessAndNotTheOneThatOthersCanCompute) {
  EXPECT_EQ(table_hash("account"), table_hash("account"));
  EXPECT_NE(table_hash("account"), table_hash("accounu"));
  EXPECT_NE(table_hash("account"), xxh3_64("account")) << "the seed is drawn, not left out";
}

}  // namespace
}  // namespace bayon
