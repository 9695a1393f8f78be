#include "bayon/store/statement_table.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "test/support/faulty_run.hpp"

namespace bayon::store {
namespace {

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
  StatementColumns whole;
  for (const auto text : {"", "e", "v"}) whole.strings.push_back(text);
  whole.properties.push_back("Thing:name");
  whole.schemata.push_back("Person");
  whole.languages.push_back("");
  whole.entity = {1};
  whole.value = {2};
  whole.original = whole.from = whole.until = {0};
  whole.property = whole.schema = whole.language = {0};
  const auto opens = [&](const std::function<void(StatementColumns&)>& change) {
    auto columns = whole;
    change(columns);
    SegmentWriter writer;
    columns.add_to(writer);
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

}  // namespace
}  // namespace bayon::store
