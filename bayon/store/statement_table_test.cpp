#include "bayon/store/statement_table.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "test/support/faulty_run.hpp"

namespace bayon::store {
namespace {

// The naive twin of a builder: a set of what was said, as text.
struct Said {
  std::string entity, value, language, original;
  model::Interval valid;
  friend auto operator<=>(const Said&, const Said&) = default;
};

Said any_said(Random& random) {
  Said out;
  out.entity = fmt::format("e{}", random.below(12));
  out.value = fmt::format("v{}", random.below(6));
  out.language = random.chance(0.3) ? "khm" : "";
  out.original = random.chance(0.3) ? out.value + "*" : "";
  if (random.chance(0.5))
    out.valid.from = *PartialDate::make(2020, static_cast<int>(random.below(3)));
  return out;
}

model::StatementView view_of(const Said& said) {
  model::StatementView out;
  out.entity = said.entity;
  out.schema = *model::find_schema("Person");
  out.property = *model::find_property(out.schema, "name");
  out.value = said.value;
  out.language = said.language;
  out.original = said.original;
  out.valid = said.valid;
  return out;
}

Said said_of(const StatementRow& row) {
  return {std::string(row.entity), std::string(row.value), std::string(row.language),
          std::string(row.original), row.valid};
}

TEST(StatementTable, HoldsEachDistinctStatementOnceInOrder) {
  const testing::Scratch scratch("statements");
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random random(seed);
    StatementBuilder builder;
    std::set<Said> twin;
    for (std::uint32_t record = 1; record <= 300; ++record) {
      if (random.chance(0.03)) {
        const std::string gone = fmt::format("e{}", random.below(12));
        builder.remove(gone);
        std::erase_if(twin, [&](const Said& said) { return said.entity == gone; });
        continue;
      }
      const Said said = any_said(random);
      builder.add(0, record, view_of(said));
      twin.insert(said);
    }
    std::vector<StatementRow> rows;
    for (const auto& held : builder.distinct()) rows.push_back(held.row);
    ASSERT_EQ(rows.size(), twin.size());
    EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));

    const auto columns = statement_columns(rows);
    SegmentWriter writer;
    add_columns(columns, writer);
    const auto table = StatementTable::open(*Segment::open(writer.write(scratch.path())->path));
    ASSERT_TRUE(table.ok());
    ASSERT_EQ(table->size(), rows.size());
    std::set<Said> back;
    for (std::uint32_t i = 0; i < table->size(); ++i) {
      EXPECT_EQ(table->row(i), rows[i]);
      back.insert(said_of(table->row(i)));
    }
    EXPECT_EQ(back, twin);
    for (int e = 0; e < 14; ++e) {
      const std::string entity = fmt::format("e{}", e);
      const auto [first, last] = table->rows_of(entity);
      const auto expected = std::count_if(twin.begin(), twin.end(),
                                          [&](const Said& said) { return said.entity == entity; });
      EXPECT_EQ(last - first, static_cast<std::uint32_t>(expected));
      for (std::uint32_t i = first; i < last; ++i) EXPECT_EQ(table->entity(i), entity);
    }
  }
}

TEST(StatementTable, FirstRecordStandsForAStatement) {
  StatementBuilder builder;
  Random random(1);
  const Said said = any_said(random);
  for (std::uint32_t record : {7u, 3u, 9u}) builder.add(0, record, view_of(said));
  EXPECT_EQ(builder.distinct().front().record, 7u);
}

// Property: canonical bytes differ where statements differ, however their fields run together.
TEST(StatementTable, CanonicalBytesTellStatementsApart) {
  std::set<std::string> seen;
  std::size_t count = 0;
  const std::string_view parts[] = {"",
                                    "a",
                                    "ab",
                                    "b",
                                    "\x01",
                                    "\x01"
                                    "a"};
  for (const auto entity : parts) {
    for (const auto value : parts) {
      for (const auto original : parts) {
        StatementRow row;
        row.entity = entity;
        row.value = value;
        row.original = original;
        std::string bytes;
        append_canonical(row, bytes);
        seen.insert(bytes);
        ++count;
      }
    }
  }
  EXPECT_EQ(seen.size(), count);
}

// Columns of a length or number that cannot be: the checksums of a made-up segment hold.
TEST(StatementTable, ColumnsThatDoNotFitAreDamage) {
  const testing::Scratch scratch("statements-bad");
  StatementRow row;
  row.entity = "e";
  row.property = "Thing:name";
  row.value = "v";
  row.schema = "Person";
  const std::vector<StatementRow> rows{row};
  const auto opens = [&](const std::function<void(StatementColumns&)>& change) {
    auto columns = statement_columns(rows);
    change(columns);
    SegmentWriter writer;
    add_columns(columns, writer);
    const auto table = StatementTable::open(*Segment::open(writer.write(scratch.path())->path));
    return table.ok() ? "open" : std::string(name(table.error().code));
  };
  EXPECT_EQ(opens([](StatementColumns&) {}), "open");
  EXPECT_EQ(opens([](StatementColumns& c) { c.value[0] = 99; }), "store.segment_damaged");
  EXPECT_EQ(opens([](StatementColumns& c) { c.property[0] = 1; }), "store.segment_damaged");
  EXPECT_EQ(opens([](StatementColumns& c) { c.from.push_back(0); }), "store.segment_damaged");
  EXPECT_EQ(opens([](StatementColumns& c) { c.strings.starts.back() += 1; }),
            "store.segment_damaged");
  EXPECT_EQ(opens([](StatementColumns& c) { c.strings.starts[1] = 99; }), "store.segment_damaged");
  EXPECT_EQ(opens([](StatementColumns& c) { c.strings.starts.clear(); }), "store.segment_damaged");
}

TEST(StatementTable, RecordNumbersHave32Bits) {
  StatementBuilder builder;
  Random random(1);
  EXPECT_THROW(builder.add(0, std::uint64_t{1} << 32, view_of(any_said(random))), InvariantBroken);
}

}  // namespace
}  // namespace bayon::store
