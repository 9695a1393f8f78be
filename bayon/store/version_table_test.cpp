#include "bayon/store/version_table.hpp"

#include <map>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
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

}  // namespace
}  // namespace bayon::store
