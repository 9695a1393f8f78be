#include "bayon/store/version_table.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/store/detail/held_ordinals.hpp"
#include "bayon/store/statement_builder.hpp"
#include "test/support/faulty_run.hpp"

namespace bayon::store {
namespace {

std::vector<Member> any_members(Random& random, std::uint32_t statements, std::uint32_t files) {
  std::vector<Member> out;
  const double share = random.unit();
  for (std::uint32_t ordinal = 0; ordinal < statements; ++ordinal) {
    if (!random.chance(share)) continue;
    out.push_back({ordinal, static_cast<std::uint32_t>(random.below(files)),
                   static_cast<std::uint32_t>(random.chance(0.1) ? random.next() : ordinal / 7)});
  }
  return out;
}

Result<VersionTable> opened(const SegmentWriter::Written& written, std::uint32_t statements,
                            std::size_t files) {
  return VersionTable::open(*Segment::open(written.path), statements, files);
}

// The naive twin is a map from ordinal to source.
TEST(VersionTable, GivesBackItsMembers) {
  const testing::Scratch scratch("versions");
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Random random(seed);
    const auto statements = static_cast<std::uint32_t>(random.below(200'000));
    const auto files = static_cast<std::uint32_t>(1 + random.below(3));
    const auto members = any_members(random, statements, files);
    std::map<std::uint32_t, Member> twin;
    for (const auto& member : members) twin[member.ordinal] = member;
    const auto table = opened(*write_version(members, scratch.path()), statements, files);
    ASSERT_TRUE(table.ok()) << table.error().text();
    EXPECT_EQ(table->members(), members);
    EXPECT_EQ(table->size(), members.size());
    for (int i = 0; i < 300 && statements > 0; ++i) {
      const auto ordinal = static_cast<std::uint32_t>(random.below(statements));
      ASSERT_EQ(table->contains(ordinal), twin.contains(ordinal));
      if (!twin.contains(ordinal)) continue;
      EXPECT_EQ(table->member(ordinal), twin[ordinal]);
    }
  }
}

TEST(VersionTable, EmptyVersionIsAVersion) {
  const testing::Scratch scratch("versions-empty");
  const auto table = opened(*write_version({}, scratch.path()), 10, 1);
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->size(), 0u);
  EXPECT_THROW((void)table->member(3), InvariantBroken);
}

TEST(VersionTable, MembersOutsideTheDatasetAreDamage) {
  const testing::Scratch scratch("versions-outside");
  const std::vector<Member> members{{3, 0, 1}, {9, 1, 2}};
  const auto written = *write_version(members, scratch.path());
  EXPECT_TRUE(opened(written, 10, 2).ok());
  EXPECT_EQ(name(opened(written, 9, 2).error().code), "store.segment_damaged");
  EXPECT_EQ(name(opened(written, 10, 1).error().code), "store.segment_damaged");
}

// Made-up bitmaps and packed numbers, their checksums right.
TEST(VersionTable, MadeUpColumnsAreTurnedAway) {
  const testing::Scratch scratch("versions-made-up");
  Random random(71);
  const auto whole =
      *Segment::open(write_version(any_members(random, 5'000, 1), scratch.path())->path);
  const std::string members(*whole->text("members")), records(*whole->text("record"));
  const auto count = (*whole->column<std::uint64_t>("count"))[0];
  const std::vector<std::uint16_t> file{0};
  int turned_away = 0;
  for (int trial = 0; trial < 4'000; ++trial) {
    std::string changed = members, packed = records;
    std::vector<std::uint64_t> counts{count};
    for (int i = 0; i < 3; ++i) {
      std::string& victim = random.chance(0.7) ? changed : packed;
      if (!victim.empty()) victim[random.below(victim.size())] = static_cast<char>(random.next());
    }
    if (random.chance(0.1)) changed.resize(random.below(changed.size() + 1));
    if (random.chance(0.1)) counts[0] = random.next();
    SegmentWriter writer;
    writer.add("count", counts);
    writer.add("file", file);
    writer.add_text("members", changed);
    writer.add_text("record", packed);
    const auto written = writer.write_derived(scratch / "made-up.seg");
    ASSERT_TRUE(written.ok());
    const auto table = opened(*written, 5'000, 1);
    if (!table.ok()) {
      EXPECT_EQ(name(table.error().code), "store.segment_damaged");
      ++turned_away;
    } else {
      EXPECT_EQ(table->members().size(), table->size());
    }
  }
  EXPECT_GT(turned_away, 1'000);
}

// The naive twin of a version's root: texts of statements, entity by entity, hashed one by one.
// What was loaded in several parts has the root of what was loaded in one.
TEST(VersionTable, RootDependsOnStatementsAlone) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    set_threads(1 + seed % 3);
    Random random(seed);
    const auto parts_count = 1 + random.below(3);
    std::vector<StatementBuilder> builders(parts_count);
    std::map<std::string, std::map<std::string, std::string>> twin;
    const std::uint64_t count = seed % 4 == 0 ? 30'000 : random.below(2'000);
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::string entity = fmt::format("e{}", random.below(seed % 3 == 0 ? 3 : 400));
      const std::string value = fmt::format("v{}", i);
      model::StatementView view;
      view.entity = entity;
      view.schema = *model::find_schema("Person");
      view.property = *model::find_property(view.schema, "name");
      view.value = value;
      builders[random.below(parts_count)].add(0, i, view);
      StatementRow row;
      row.entity = entity;
      row.property = "Thing:name";
      row.value = value;
      row.schema = "Person";
      append_canonical(row, twin[entity][value]);
    }
    std::vector<Digest> leaves;
    for (const auto& [entity, texts] : twin) {
      std::string bytes;
      for (const auto& [value, text] : texts) bytes += text;
      leaves.push_back(merkle_leaf(bytes));
    }
    std::vector<StatementColumns> columns;
    std::vector<StatementTable> tables;
    std::vector<StatementPart> parts;
    std::vector<Member> members;
    for (auto& builder : builders) {
      const auto distinct = std::move(builder).distinct();
      std::vector<std::uint32_t> all(distinct.size());
      std::iota(all.begin(), all.end(), 0u);
      columns.push_back(distinct.columns(all));
    }
    for (const auto& each : columns) tables.emplace_back(each);
    for (const auto& table : tables) {
      parts.push_back({static_cast<std::uint32_t>(members.size()), &table});
      for (std::uint32_t i = 0; i < table.size(); ++i) {
        members.push_back({static_cast<std::uint32_t>(members.size()), 0, 1});
      }
    }
    EXPECT_EQ(version_root(parts, members), merkle_root(leaves)) << "seed " << seed;
  }
  set_threads(0);
}

// The naive twin looks through all statements of all parts.
TEST(VersionTable, FindsWhatIsHeldAlready) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Random random(seed);
    const auto builder_of = [&](std::uint64_t count, std::uint64_t first, std::uint64_t range) {
      StatementBuilder out;
      for (std::uint64_t i = 0; i < count; ++i) {
        const std::string entity = fmt::format("e{}", first + random.below(range));
        model::StatementView view;
        view.entity = entity;
        view.schema = *model::find_schema("Person");
        view.property = *model::find_property(view.schema, "name");
        view.value = "v";
        out.add(0, i, view);
      }
      return out;
    };
    std::vector<StatementColumns> columns;
    std::vector<StatementTable> tables;
    std::vector<StatementPart> parts;
    const auto parts_count = random.below(4);
    for (std::uint64_t p = 0; p < parts_count; ++p) {
      // Entities of different parts differ, as statements of a dataset are stored once.
      auto builder = builder_of(random.below(300), 1'000 * p, 500);
      const auto distinct = std::move(builder).distinct();
      std::vector<std::uint32_t> all(distinct.size());
      std::iota(all.begin(), all.end(), 0u);
      columns.push_back(distinct.columns(all));
    }
    for (const auto& each : columns) tables.emplace_back(each);
    std::uint32_t base = 0;
    for (const auto& table : tables) {
      parts.push_back({base, &table});
      base += table.size();
    }
    auto builder = builder_of(random.below(random.chance(0.3) ? 5 : 2'000), 0, 4'000);
    const auto distinct = std::move(builder).distinct();
    const auto found = detail::held_ordinals(parts, distinct);
    ASSERT_EQ(found.size(), distinct.size());
    for (std::uint32_t i = 0; i < distinct.size(); ++i) {
      std::uint32_t twin = detail::not_held;
      for (const auto& part : parts) {
        for (std::uint32_t k = 0; k < part.table->size(); ++k) {
          if (part.table->row(k) == distinct.row(i)) twin = part.base + k;
        }
      }
      ASSERT_EQ(found[i], twin) << "seed " << seed << ", statement " << i;
    }
  }
}

}  // namespace
}  // namespace bayon::store
