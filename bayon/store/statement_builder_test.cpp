#include "bayon/store/statement_builder.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"
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

std::vector<std::uint32_t> all_of(const DistinctStatements& distinct) {
  std::vector<std::uint32_t> out(distinct.size());
  std::iota(out.begin(), out.end(), 0u);
  return out;
}

std::vector<StatementRow> rows_of(const DistinctStatements& distinct) {
  std::vector<StatementRow> out;
  for (std::uint32_t i = 0; i < distinct.size(); ++i) out.push_back(distinct.row(i));
  return out;
}

// The naive twin of columns: the distinct texts in a set, each cell its place there.
struct PlainColumns {
  std::set<std::string> strings, properties, schemata, languages;

  explicit PlainColumns(const std::vector<StatementRow>& rows) {
    for (const auto& row : rows) {
      for (const auto text : {row.entity, row.value, row.original}) strings.emplace(text);
      properties.emplace(row.property);
      schemata.emplace(row.schema);
      languages.emplace(row.language);
    }
  }
  static std::uint32_t place(const std::set<std::string>& texts, std::string_view text) {
    return static_cast<std::uint32_t>(std::distance(texts.begin(), texts.find(std::string(text))));
  }
};

void expect_column(const StringColumn& column, const std::set<std::string>& texts) {
  const Strings held(column);
  ASSERT_EQ(held.size(), texts.size());
  std::size_t i = 0;
  for (const auto& text : texts) EXPECT_EQ(held.at(i++), text);
}

TEST(StatementBuilder, HoldsEachDistinctStatementOnceInOrder) {
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
    const auto distinct = std::move(builder).distinct();
    const auto rows = rows_of(distinct);
    ASSERT_EQ(rows.size(), twin.size());
    EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end()));

    const auto columns = distinct.columns(all_of(distinct));
    SegmentWriter writer;
    columns.add_to(writer);
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

TEST(StatementBuilder, FirstRecordStandsForAStatement) {
  StatementBuilder builder;
  Random random(1);
  const Said said = any_said(random);
  for (std::uint32_t record : {7u, 3u, 9u}) builder.add(0, record, view_of(said));
  const auto distinct = std::move(builder).distinct();
  ASSERT_EQ(distinct.size(), 1u);
  EXPECT_EQ(distinct.record(0), 7u);
}

// Property: columns of some of the statements name what these say and nothing else, on any number
// of threads.
TEST(StatementBuilder, ColumnsOfSomeStatementsNameNoOthers) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    set_threads(1 + seed % 3);
    Random random(seed);
    StatementBuilder builder;
    for (std::uint32_t record = 1; record <= 300; ++record) {
      Said said = any_said(random);
      if (random.chance(0.2)) said.value.clear();
      builder.add(0, record, view_of(said));
    }
    const auto distinct = std::move(builder).distinct();
    const double share = random.unit();
    std::vector<std::uint32_t> chosen;
    std::vector<StatementRow> rows;
    for (std::uint32_t i = 0; i < distinct.size(); ++i) {
      if (!random.chance(share)) continue;
      chosen.push_back(i);
      rows.push_back(distinct.row(i));
    }
    const auto columns = distinct.columns(chosen);
    const PlainColumns twin(rows);
    expect_column(columns.strings, twin.strings);
    expect_column(columns.properties, twin.properties);
    expect_column(columns.schemata, twin.schemata);
    expect_column(columns.languages, twin.languages);
    ASSERT_EQ(columns.entity.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(columns.entity[i], PlainColumns::place(twin.strings, rows[i].entity));
      EXPECT_EQ(columns.value[i], PlainColumns::place(twin.strings, rows[i].value));
      EXPECT_EQ(columns.original[i], PlainColumns::place(twin.strings, rows[i].original));
      EXPECT_EQ(columns.language[i], PlainColumns::place(twin.languages, rows[i].language));
      EXPECT_EQ(StatementTable(columns).row(static_cast<std::uint32_t>(i)), rows[i]);
    }
  }
  set_threads(0);
}

TEST(StatementBuilder, ATableInMemoryHasNoSegment) {
  const StatementColumns columns;
  EXPECT_THROW((void)StatementTable(columns).segment(), InvariantBroken);
}

TEST(StatementBuilder, RecordNumbersHave32Bits) {
  StatementBuilder builder;
  Random random(1);
  EXPECT_THROW(builder.add(0, std::uint64_t{1} << 32, view_of(any_said(random))), InvariantBroken);
}

}  // namespace
}  // namespace bayon::store
