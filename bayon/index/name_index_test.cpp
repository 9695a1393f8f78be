#include "bayon/index/name_index.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/vocabulary.hpp"
#include "test/support/list_fixture.hpp"

namespace bayon::index {
namespace {

using testing::GivenEntity;
using testing::GivenList;
using testing::ListFixture;

// The naive twin looks through all rows for each key.
TEST(NameIndex, FindsEveryRowOfAKey) {
  GivenList list;
  Random random(3);
  for (int i = 0; i < 120; ++i) {
    GivenEntity entity{fmt::format("p-{:03}", i), "Company", {}};
    entity.values.push_back({"name", fmt::format("Example Trading {}", random.below(20))});
    if (random.chance(0.5))
      entity.values.push_back({"alias", "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80"});
    if (random.chance(0.4))
      entity.values.push_back(
          {"registrationNumber", fmt::format("no-{} / {}", random.below(9), i % 2)});
    if (random.chance(0.3))
      entity.values.push_back({"parent", fmt::format("p-{:03}", random.below(120))});
    if (random.chance(0.3)) entity.values.push_back({"notes", "Example Trading 1"});
    list.entities.push_back(std::move(entity));
  }
  const ListFixture fixture({list});
  const auto parts = *fixture.snapshot()->datasets()[0].statements();
  ASSERT_EQ(parts.size(), 1u);
  const store::StatementTable& table = *parts[0].table;
  const auto index = NameIndex::open(table, fixture.index());
  ASSERT_TRUE(index.ok());
  const auto rows_with = [](const KeyList& keys, std::string_view key) {
    const auto [first, last] = keys.find(key);
    std::vector<std::uint32_t> out;
    for (std::size_t i = first; i < last; ++i) out.push_back(keys.row(i));
    return out;
  };
  const auto naive = [&](model::PropertyType type, const std::string& key, auto form) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
      const auto property = model::find_property(table.property(row));
      if (property && model::type(*property) == type && form(table.value(row)) == key)
        out.push_back(row);
    }
    return out;
  };
  const auto folded = [](std::string_view text) { return fold_name(text).text; };
  std::size_t found = 0;
  for (int i = 0; i < 21; ++i) {
    const std::string key = fmt::format("example trading {}", i);
    EXPECT_EQ(rows_with((*index)->names(), key), naive(model::PropertyType::name, key, folded));
    found += rows_with((*index)->names(), key).size();
  }
  EXPECT_EQ(found, 120u) << "notes are no names";
  EXPECT_FALSE(rows_with((*index)->names(), "primer").empty()) << "by its Latin form";
  for (int i = 0; i < 9; ++i) {
    const std::string key = fmt::format("NO{}{}", i, i % 2);
    EXPECT_EQ(rows_with((*index)->identifiers(), key),
              naive(model::PropertyType::identifier, key, identifier_key));
  }
  for (int i = 0; i < 120; ++i) {
    const std::string key = fmt::format("p-{:03}", i);
    EXPECT_EQ(
        rows_with((*index)->references(), key),
        naive(model::PropertyType::entity, key, [](std::string_view v) { return std::string(v); }));
  }
}

TEST(NameIndex, IsMadeAgainWhenDamagedDeletedOrNowhereToBeKept) {
  const ListFixture fixture(
      {GivenList{.entities = {{"p-1", "Person", {{"name", "Test Person"}}}}}});
  const store::StatementTable& table = *(*fixture.snapshot()->datasets()[0].statements())[0].table;
  const auto first_name = [&](const std::filesystem::path& folder) {
    const auto index = NameIndex::open(table, folder);
    EXPECT_TRUE(index.ok());
    return std::string((*index)->names().key(0));
  };
  EXPECT_EQ(first_name(fixture.index()), "test person");
  for (const auto& file : std::filesystem::directory_iterator(fixture.index())) {
    std::string bytes = *read_file(file.path());
    bytes[200] ^= 1;
    ASSERT_TRUE(write_file(file.path(), bytes).ok());
  }
  EXPECT_EQ(first_name(fixture.index()), "test person");
  std::filesystem::remove_all(fixture.index());
  EXPECT_EQ(first_name(fixture.index()), "test person") << "and the folder is not there";
}

}  // namespace
}  // namespace bayon::index
