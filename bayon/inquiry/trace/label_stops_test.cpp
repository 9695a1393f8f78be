// Which labels end a trace, on which day, and which are told and followed?
#include "bayon/inquiry/trace/label_stops.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "bayon/base/text.hpp"
#include "test/support/flow_fixture.hpp"
#include "test/support/list_fixture.hpp"

namespace bayon::trace {
namespace {

using testing::between;
using testing::day_of;
using testing::GivenEntity;
using testing::GivenValue;

const testing::FlowFixture& ledger() {
  static const testing::FlowFixture fixture(
      {testing::flow("acc-1", "acc-2", 100, testing::day(1)),
       testing::flow("acc-2", "0xabcdef01", 50, testing::day(2)),
       testing::flow("acc-2", "acc-3", 50, testing::day(3))});
  return fixture;
}

GivenEntity account(std::string id, std::string number, std::vector<std::string> words,
                    model::Interval valid = {}) {
  GivenEntity out{std::move(id), "BankAccount", {{"accountNumber", std::move(number)}}};
  for (auto& word : words) out.values.push_back({"keywords", std::move(word), valid});
  return out;
}

Labels labels_of(const std::vector<GivenEntity>& entities, std::string_view day = "2024-06-01") {
  const testing::ListFixture lists(
      {{.dataset = "labels", .version = "2024-01-01", .entities = entities}});
  const Day on = day_of(std::string(day));
  const auto labels = read_labels(*lists.snapshot(), ledger().flows(), {on, on});
  EXPECT_TRUE(labels) << labels.error().text();
  return labels ? *labels : Labels{};
}

TEST(StopCategories, AreSortedAndEachHasAReason) {
  const auto all = stop_categories();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const auto& one : all) {
    EXPECT_FALSE(one.why.empty()) << one.name;
    EXPECT_EQ(one.name, lower_ascii(one.name));
    EXPECT_EQ(find_category(one.name), &one);
    EXPECT_EQ(find_stop_category(one.name), one.stops ? &one : nullptr);
  }
  EXPECT_EQ(find_category("waiting_room"), nullptr);
  // What the generator of scenarios calls its places.
  for (const auto* name : {"issuer", "clearing", "exchange", "casino", "guarantee_market", "cash",
                           "merchant", "mixing_service", "gambling"}) {
    EXPECT_NE(find_stop_category(name), nullptr) << name;
  }
}

TEST(Labels, StopAtAccountsOfTheLedgersAlone) {
  const auto labels =
      labels_of({account("e-1", "acc-1", {"exchange"}),
                 account("e-2", "acc-9", {"exchange"}),
                 {"w-1", "CryptoWallet", {{"publicKey", "0xabcdef01"}, {"keywords", "Casino"}}}});
  ASSERT_EQ(labels.size(), 2u);
  const auto stops = stops_of(labels);
  ASSERT_EQ(stops.size(), 2u);
  EXPECT_EQ(stops.at(ledger().account("acc-1")).category, "exchange");
  EXPECT_EQ(stops.at(ledger().account("0xabcdef01")).category, "casino");
  EXPECT_EQ(stops.at(ledger().account("acc-1")).reason, StopReason::label);
}

TEST(Labels, OfAnUnknownWordAreToldAndStopNothing) {
  const auto labels = labels_of({account("e-1", "acc-1", {"waiting_room", "ransomware"})});
  ASSERT_EQ(labels.size(), 2u);
  EXPECT_TRUE(stops_of(labels).empty());
  EXPECT_EQ(labels[0].category, "ransomware");
  ASSERT_NE(labels[0].known, nullptr) << "a deed is a known word, and is followed";
  EXPECT_EQ(labels[1].known, nullptr);
  EXPECT_EQ(labels[1].evidence.dataset, "labels");
}

TEST(Labels, OneThatStopsIsEnough) {
  const auto labels = labels_of({account("e-1", "acc-1", {"scam", "waiting_room", "exchange"}),
                                 account("e-2", "acc-1", {"casino"})});
  const auto stops = stops_of(labels);
  ASSERT_EQ(stops.size(), 1u);
  EXPECT_EQ(stops.begin()->second.category, "casino") << "the first in order of names";
}

TEST(Labels, CountOnTheDaysOnWhichTheyHold) {
  const std::vector<GivenEntity> dated{
      account("e-1", "acc-1", {"exchange"}, between("2020-01-01", "2024-03-31"))};
  EXPECT_EQ(stops_of(labels_of(dated, "2024-03-01")).size(), 1u);
  EXPECT_TRUE(stops_of(labels_of(dated, "2024-05-01")).empty());
  const auto year = labels_of({account("e-1", "acc-1", {"exchange"}, between("2024", ""))});
  ASSERT_EQ(year.size(), 1u);
  EXPECT_EQ(year[0].held, model::Truth::unknown);
  EXPECT_EQ(stops_of(year).size(), 1u) << "in doubt money is not followed into a pool";
}

TEST(Labels, AreNotKnownBeforeTheirList) {
  const auto labels = labels_of({account("e-1", "acc-1", {"exchange"})}, "2023-12-31");
  EXPECT_TRUE(labels.empty());
}

}  // namespace
}  // namespace bayon::trace
