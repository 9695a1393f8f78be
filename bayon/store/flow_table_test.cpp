#include "bayon/store/flow_table.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/random.hpp"
#include "test/support/faulty_run.hpp"
#include "test/support/place.hpp"

namespace bayon::store {
namespace {

// One flow, in full: the naive twin of a table is a sorted vector of them.
struct Plain {
  std::int64_t at;
  std::uint64_t sequence;
  std::uint32_t file, record;
  std::string from, to, kind, reference, paid_asset, received_asset;
  Amount paid, received, fee;

  friend auto operator<=>(const Plain&, const Plain&) = default;
};

const std::vector<model::Asset> assets{{"USD", 2}, {"ETH", 18}, {"XBT", 8}};

Plain any_flow(Random& random, std::uint32_t record, bool plain) {
  Plain out{};
  out.at = random.between(-5, 50) * nanos_per_day;
  out.sequence = random.chance(0.5) ? record : random.below(9);
  out.file = static_cast<std::uint32_t>(random.below(plain ? 1 : 3));
  out.record = record;
  out.from = fmt::format("acct-{}", random.below(40));
  out.to = fmt::format("acct-{}", random.below(40));
  out.kind = plain ? "wire" : fmt::format("kind {}", random.below(4));
  out.reference = plain ? "" : random.chance(0.2) ? "" : fmt::format("ref-{}", record);
  const auto asset = plain ? 0 : random.below(3);
  out.paid_asset = out.received_asset = assets[asset].code;
  out.paid = 1 + static_cast<Amount>(random.next() >> random.below(60));
  // Amounts past 64 bits, and the one that marks them.
  if (random.chance(0.1)) out.paid = (static_cast<Amount>(random.next()) << 40) + 1;
  if (random.chance(0.02)) out.paid = static_cast<Amount>(~std::uint64_t{0});
  if (!plain && random.chance(0.2)) out.fee = static_cast<Amount>(random.below(2)) * (out.paid / 3);
  out.received = out.paid - out.fee;
  if (!plain && random.chance(0.2)) {
    out.received_asset = assets[random.below(3)].code;
    out.received = static_cast<Amount>(random.next());
  }
  return out;
}

std::uint16_t number_of(FlowBuilder& builder, const std::string& code) {
  const auto found = std::find_if(assets.begin(), assets.end(),
                                  [&](const model::Asset& asset) { return asset.code == code; });
  return builder.asset(*found);
}

void add(FlowBuilder& builder, const Plain& flow) {
  model::FlowView view;
  view.from = flow.from;
  view.to = flow.to;
  view.paid = {number_of(builder, flow.paid_asset), flow.paid};
  view.received = {number_of(builder, flow.received_asset), flow.received};
  view.fee = flow.fee;
  view.at = Instant{flow.at};
  view.sequence = flow.sequence;
  view.reference = flow.reference;
  view.kind = flow.kind;
  builder.add(static_cast<std::uint16_t>(flow.file), flow.record, view);
}

Plain row_of(const FlowTable& table, std::uint32_t row) {
  Plain out{};
  out.at = table.at(row).nanos;
  out.sequence = table.sequence(row);
  out.file = table.file(row);
  out.record = table.record(row);
  out.from = table.accounts().at(table.from(row));
  out.to = table.accounts().at(table.to(row));
  out.kind = table.kind(row);
  out.reference = *table.reference(row);
  const auto money = table.money(row);
  out.paid_asset = table.assets()[money.paid.asset].code;
  out.received_asset = table.assets()[money.received.asset].code;
  out.paid = money.paid.amount;
  out.received = money.received.amount;
  out.fee = money.fee;
  return out;
}

TEST(FlowTable, GivesBackEveryFieldInOrderOfTime) {
  const testing::Scratch scratch("flows");
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Random random(seed);
    const bool plain = seed % 3 == 0;
    FlowBuilder builder;
    builder.books(model::Books::custodian);
    std::vector<Plain> twin;
    std::vector<bool> drop;
    const auto rows = static_cast<std::uint32_t>(seed % 10 == 1 ? 9'000 : 1 + random.below(300));
    for (std::uint32_t record = 1; record <= rows; ++record) {
      const Plain flow = any_flow(random, record, plain);
      add(builder, flow);
      drop.push_back(seed % 2 == 0 && random.chance(0.2) && record != 1);
      if (!drop.back()) twin.push_back(flow);
    }
    std::sort(twin.begin(), twin.end());
    if (seed % 2 != 0) drop.clear();
    const auto written = builder.write(scratch.path(), drop);
    ASSERT_TRUE(written.ok());
    const auto table = FlowTable::open(*Segment::open(written->path));
    ASSERT_TRUE(table.ok()) << table.error().text();
    ASSERT_EQ(table->size(), twin.size());
    EXPECT_EQ(table->books(), model::Books::custodian);
    std::vector<std::string> references(table->size());
    ASSERT_TRUE(table
                    ->each_reference([&](std::uint32_t row, std::string_view reference) {
                      references[row] = reference;
                    })
                    .ok());
    for (std::uint32_t row = 0; row < table->size(); ++row) {
      ASSERT_EQ(row_of(*table, row), twin[row]) << "row " << row;
      ASSERT_EQ(references[row], twin[row].reference);
    }
    for (std::size_t a = 1; a < table->accounts().size(); ++a) {
      EXPECT_LT(table->accounts().at(a - 1), table->accounts().at(a));
    }
  }
}

// Free texts as kinds of payment are more than 16 bits can number.
TEST(FlowTable, HoldsMoreKindsThan16BitsCanNumber) {
  const testing::Scratch scratch("flows-kinds");
  for (const std::uint32_t kinds : {65'535u, 65'536u, 65'537u, 70'000u}) {
    FlowBuilder builder;
    Plain flow{};
    flow.paid_asset = flow.received_asset = "USD";
    flow.from = "a";
    flow.to = "b";
    flow.paid = flow.received = 1;
    for (std::uint32_t i = 0; i < kinds; ++i) {
      flow.record = i + 1;
      flow.kind = fmt::format("invoice {}", i);
      add(builder, flow);
    }
    const auto written = builder.write(scratch.path(), {});
    ASSERT_TRUE(written.ok());
    const auto table = FlowTable::open(*Segment::open(written->path));
    ASSERT_TRUE(table.ok()) << table.error().text();
    for (std::uint32_t row = 0; row < kinds; ++row) {
      ASSERT_EQ(table->kind(row), fmt::format("invoice {}", row));
    }
  }
}

// Equal flows give equal bytes, in whatever order they came.
TEST(FlowTable, OrderOfAddingDoesNotMatter) {
  const testing::Scratch scratch("flows-order");
  Random random(81);
  std::vector<Plain> flows;
  for (std::uint32_t record = 1; record <= 500; ++record) {
    flows.push_back(any_flow(random, record, false));
  }
  const auto content = [&] {
    FlowBuilder builder;
    for (const auto& asset : assets) builder.asset(asset);
    for (const auto& flow : flows) add(builder, flow);
    return builder.write(scratch.path(), {})->content;
  };
  const Digest first = content();
  for (std::size_t i = flows.size(); i > 1; --i) std::swap(flows[i - 1], flows[random.below(i)]);
  EXPECT_EQ(content(), first);
}

// A ledger in order of time, in whole seconds, with amounts that mostly fit 32 bits: narrow forms.
TEST(FlowTable, NarrowFormsGiveBackEveryField) {
  const testing::Scratch scratch("flows-narrow");
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Random random(seed);
    FlowBuilder builder;
    std::vector<Plain> twin;
    std::int64_t at = 1'700'000'000;
    std::uint32_t record = 1;
    for (int row = 0; row < 2'000; ++row) {
      at += static_cast<std::int64_t>(random.below(5'000));
      record += random.chance(0.005) ? 2 : 1;
      Plain flow = any_flow(random, record, true);
      flow.at = at * 1'000'000'000;
      flow.sequence = record;
      flow.paid = static_cast<Amount>(1 + random.below(1'000'000));
      if (random.chance(0.05)) flow.paid = static_cast<Amount>(random.next() >> 1) + 1;
      if (random.chance(0.01)) flow.paid = static_cast<Amount>(0xffffffffu - random.below(2));
      if (random.chance(0.01)) flow.paid = static_cast<Amount>(random.next()) << 9;
      if (random.chance(0.01)) flow.paid = static_cast<Amount>(~std::uint64_t{0});
      flow.received = flow.paid;
      add(builder, flow);
      twin.push_back(flow);
    }
    const auto written = builder.write(scratch.path(), {});
    ASSERT_TRUE(written.ok());
    const auto segment = *Segment::open(written->path);
    for (const char* narrow : {"record.row", "at.low", "paid.low"}) {
      EXPECT_TRUE(segment->has(narrow)) << narrow;
    }
    const auto table = FlowTable::open(segment);
    ASSERT_TRUE(table.ok()) << table.error().text();
    ASSERT_EQ(table->size(), twin.size());
    for (std::uint32_t row = 0; row < table->size(); ++row) {
      ASSERT_EQ(row_of(*table, row), twin[row]) << "row " << row;
    }
  }
}

// The form that flows had when the sample was made is read as well.
TEST(FlowTable, SampleIsRead) {
  const auto segment = Segment::open(testing::root() / "bayon/store/sample_segments/flows.seg");
  ASSERT_TRUE(segment.ok());
  EXPECT_TRUE((*segment)->has("record"));
  const auto table = FlowTable::open(*segment);
  ASSERT_TRUE(table.ok()) << table.error().text();
  ASSERT_GT(table->size(), 0u);
  const auto read = unless_damaged([&]() -> Result<std::size_t> {
    std::size_t fields = 0;
    for (std::uint32_t row = 0; row < table->size(); ++row) fields += row_of(*table, row).record;
    return fields;
  });
  EXPECT_TRUE(read.ok());
}

TEST(FlowTable, ImpossibleAmountsAreABug) {
  FlowBuilder builder;
  Plain flow{};
  flow.paid_asset = flow.received_asset = "USD";
  flow.from = "a";
  flow.to = "b";
  for (const auto& [paid, fee] :
       {std::pair{0, 0}, std::pair{-1, 0}, std::pair{5, 6}, std::pair{5, -1}}) {
    flow.paid = paid;
    flow.fee = fee;
    EXPECT_THROW(add(builder, flow), InvariantBroken);
  }
}

}  // namespace
}  // namespace bayon::store
