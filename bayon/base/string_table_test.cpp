#include "bayon/base/string_table.hpp"

#include <map>

#include <gtest/gtest.h>

#include "bayon/base/random.hpp"

namespace bayon {
namespace {

// The naive twin is std::map; strings with NUL bytes, the empty one and long ones included.
TEST(StringTable, NumbersAsAMapDoes) {
  Random random(3);
  StringTable table;
  std::map<std::string, std::uint32_t> twin;
  for (int i = 0; i < 20'000; ++i) {
    std::string text(random.next() % 6, '\0');
    for (char& c : text) c = static_cast<char>(random.next() % 4);
    if (random.next() % 100 == 0) text.append(5'000, 'x');
    const auto [at, fresh] = twin.emplace(text, static_cast<std::uint32_t>(twin.size()));
    ASSERT_EQ(table.intern(text), at->second);
  }
  ASSERT_EQ(table.size(), twin.size());
  const auto sorted = table.sorted();
  std::size_t rank = 0;
  for (const auto& [text, id] : twin) {
    EXPECT_EQ(table.at(id), text);
    EXPECT_EQ(sorted[rank++], id);
  }
}

}  // namespace
}  // namespace bayon
