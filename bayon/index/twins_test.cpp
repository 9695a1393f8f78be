#include "bayon/index/detail/twins.hpp"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "bayon/base/random.hpp"
#include "bayon/base/threads.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon::index {
namespace {

using testing::FlowFixture;
using testing::GivenFlow;
using testing::GivenLedger;

struct Ledgers {
  std::vector<detail::LedgerPart> parts;
  std::vector<std::vector<std::uint16_t>> assets;
};

Ledgers ledgers_of(const store::Snapshot& snapshot) {
  Ledgers out;
  std::uint32_t base = 0;
  for (const auto& dataset : snapshot.datasets()) {
    const auto tables = dataset.flows();
    EXPECT_TRUE(tables.ok());
    for (const auto& flows : *tables) {
      out.assets.emplace_back(flows.table->assets().size(), std::uint16_t{0});
      out.parts.push_back({flows.table, dataset.name(), base, {}});
      base += flows.table->size();
    }
  }
  for (std::size_t p = 0; p < out.parts.size(); ++p) out.parts[p].asset = out.assets[p];
  return out;
}

// The naive twin keeps every text and compares all fields.
std::set<std::pair<std::uint32_t, std::uint32_t>> by_text(const Ledgers& ledgers) {
  struct Record {
    const detail::LedgerPart* part;
    std::uint32_t row;
  };
  std::map<std::pair<std::string, std::string>, std::vector<Record>> groups;
  for (const auto& part : ledgers.parts) {
    if (!part.table->references_global()) continue;
    for (std::uint32_t row = 0; row < part.table->size(); ++row) {
      const std::string reference = *part.table->reference(row);
      if (reference.empty()) continue;
      auto& group = groups[{reference, amount_text(part.table->paid(row).amount, 0)}];
      bool known = false;
      for (const Record& other : group) known = known || other.part->dataset == part.dataset;
      if (!known) group.push_back({&part, part.base + row});
    }
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> out;
  for (const auto& [key, group] : groups) {
    const Record* counted = &group.front();
    for (const Record& record : group) {
      const auto books = record.part->table->books(), best = counted->part->table->books();
      if (books > best || (books == best && record.part->dataset < counted->part->dataset)) {
        counted = &record;
      }
    }
    for (const Record& record : group) {
      if (record.row != counted->row) out.emplace(counted->row, record.row);
    }
  }
  return out;
}

TEST(Twins, AreThoseOfTheNaiveTwin) {
  std::size_t found = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Random random(seed);
    std::vector<GivenLedger> given(2 + random.below(4));
    for (std::size_t l = 0; l < given.size(); ++l) {
      given[l].dataset = fmt::format("ledger_{}", l / 2);
      given[l].books = static_cast<model::Books>((l / 2) % 3);
      const bool global = random.chance(0.9);
      std::set<std::uint64_t> used;
      for (auto left = 1 + random.below(60); left > 0; --left) {
        GivenFlow flow = testing::flow("a", "b", static_cast<Amount>(1 + random.below(2)),
                                       testing::day(random.between(0, 9)));
        // One dataset names a transfer once; its two loads may not bring it again.
        const auto number = 2 * random.below(40) + (l % 2);
        if (used.insert(number).second && random.chance(0.9)) {
          flow.reference = fmt::format("tx-{}", number);
        }
        flow.reference_global = global;
        given[l].flows.push_back(std::move(flow));
      }
    }
    const FlowFixture fixture(given);
    const Ledgers ledgers = ledgers_of(*fixture.snapshot());
    const auto expected = by_text(ledgers);
    for (const std::size_t count : {std::size_t{1}, std::size_t{4}}) {
      set_threads(count);
      const auto twins = detail::find_twins(ledgers.parts, fixture.snapshot()->flows_root());
      set_threads(0);
      ASSERT_TRUE(twins.ok());
      EXPECT_TRUE(std::is_sorted(twins->begin(), twins->end()));
      std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
      for (const auto& twin : *twins) pairs.emplace(twin.counted, twin.other);
      EXPECT_EQ(pairs, expected);
      EXPECT_EQ(pairs.size(), twins->size());
    }
    found += expected.size();
  }
  EXPECT_GT(found, 100u);
}

}  // namespace
}  // namespace bayon::index
