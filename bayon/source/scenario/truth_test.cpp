// Does the truth hold against the ledgers, cent by cent?
#include "bayon/source/scenario/truth.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "test/support/generated_world.hpp"

namespace bayon::source::scenario {
namespace {

using testing::WorldRecord;

// A small world read back once for each seed.
class TruthOf : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  void SetUp() override {
    scenario_ = testing::small_scenario(GetParam());
    testing::played(scenario_, folder_.path());
    auto truth = read_truth(folder_.path());
    ASSERT_TRUE(truth.has_value()) << truth.error().text();
    truth_ = *std::move(truth);
    auto paths = read_truth_paths(folder_.path());
    ASSERT_TRUE(paths.has_value()) << paths.error().text();
    paths_ = *std::move(paths);
    for (const WorldRecord& record : testing::merged_records(folder_.path())) {
      flows_.emplace(record.reference, record);
    }
  }

  testing::ScratchFolder folder_;
  Scenario scenario_;
  Truth truth_;
  std::vector<TruthPath> paths_;
  std::map<std::string, WorldRecord> flows_;
};

TEST_P(TruthOf, EachPartIsOfTheSizeThatTheScenarioSays) {
  const Truth& t = truth_;
  EXPECT_EQ(t.seed, GetParam());
  EXPECT_EQ(t.victims.size(), 40u);
  EXPECT_EQ(t.of_role("victim").size(), 40u);
  EXPECT_EQ(t.of_role("intermediary").size(), 9u);
  EXPECT_EQ(t.of_role("exchange_entry").size(), 6u);
  EXPECT_EQ(t.of_role("exchange_cycle").size(), 24u);
  EXPECT_EQ(t.of_role("consolidation_holder").size(), 3u);
  EXPECT_EQ(t.of_role("consolidation_feeder").size(), 6u);
  EXPECT_EQ(t.of_role("mule_1").size(), 8u);
  EXPECT_EQ(t.of_role("mule_2").size(), 20u);
  EXPECT_EQ(t.of_role("mule_3").size(), 40u);
  EXPECT_EQ(t.groups.size(), 3u);
  EXPECT_EQ(t.role_of("BANKZ-00000000"), "background");
  EXPECT_EQ(t.role_of(t.victims[0].account), "victim");
}

// Who is paid by intermediaries inside the exchange, who takes part in the cycle, who gathers: read
// off the ledgers, it is what the truth says.
TEST_P(TruthOf, RolesAreWhatTheLedgersShow) {
  std::set<std::string> entries, cycle, holders;
  std::map<std::string, std::pair<std::size_t, std::size_t>> single_use;
  for (const auto& [reference, flow] : flows_) {
    const std::string from(truth_.role_of(flow.from)), to(truth_.role_of(flow.to));
    if (from == "intermediary" && flow.to.starts_with("exchange-x/")) entries.insert(flow.to);
    if (to.starts_with("exchange_") && flow.to.starts_with("exchange-x/")) cycle.insert(flow.to);
    if (from == "consolidation_feeder") holders.insert(flow.to);
    if (from == "layer") ++single_use[flow.from].second;
    if (to == "layer") ++single_use[flow.to].first;
    // Tainted accounts deal with the background only through stops.
    if (from == "background") {
      EXPECT_TRUE(to == "background" || to == "merchant" || to == "cash" || to == "exchange_hot")
          << to;
    }
    if (to == "background") {
      EXPECT_TRUE(from == "background" || from == "clearing" || from == "merchant" ||
                  from == "exchange_outside")
          << from;
    }
  }
  const auto as_set = [](const std::vector<std::string_view>& of) {
    return std::set<std::string>(of.begin(), of.end());
  };
  EXPECT_EQ(entries, as_set(truth_.of_role("exchange_entry")));
  EXPECT_EQ(cycle.size(), 30u);
  EXPECT_EQ(holders, as_set(truth_.of_role("consolidation_holder")));
  EXPECT_GT(single_use.size(), 50u);
  for (const auto& [account, uses] : single_use) {
    EXPECT_EQ(uses, std::pair(std::size_t{1}, std::size_t{1})) << account;
  }
}

TEST_P(TruthOf, LossesAreThePaymentsInTheLedgers) {
  for (const Truth::Victim& victim : truth_.victims) {
    Amount loss = 0;
    for (const auto& payment : victim.payments) {
      const auto flow = flows_.find(payment.reference);
      ASSERT_NE(flow, flows_.end());
      EXPECT_EQ(flow->second.from, victim.account);
      EXPECT_EQ(flow->second.to, payment.to);
      EXPECT_EQ(flow->second.amount, static_cast<std::int64_t>(payment.amount));
      EXPECT_EQ(flow->second.fee, static_cast<std::int64_t>(payment.fee));
      EXPECT_EQ(flow->second.at_ms, payment.at.nanos / 1'000'000);
      loss += payment.amount;
    }
    EXPECT_TRUE(loss == victim.loss) << victim.id;
    Amount rests = 0, back = 0;
    for (const auto& end : victim.rests) rests += end.amount;
    EXPECT_TRUE(rests == victim.loss) << victim.id;
    for (const auto& [reference, flow] : flows_) {
      if (flow.to == victim.payout_account) back += flow.amount - flow.fee;
      EXPECT_NE(flow.from, victim.payout_account);
    }
    EXPECT_TRUE(back == victim.returned) << victim.id;
  }
}

// Each row is a walk through the ledgers, forward in time, from the victim to the end that it
// names.
TEST_P(TruthOf, PathsAreWalks) {
  std::map<std::string, const Truth::Victim*> victims;
  for (const auto& victim : truth_.victims) victims[victim.id] = &victim;
  std::set<std::string> ends;
  for (const TruthPath& path : paths_) {
    ASSERT_FALSE(path.flows.empty());
    std::string at = victims.at(path.victim)->account;
    std::int64_t time = 0;
    for (const std::string& reference : path.flows) {
      const auto flow = flows_.find(reference);
      ASSERT_NE(flow, flows_.end()) << reference;
      ASSERT_EQ(flow->second.from, at) << reference;
      ASSERT_LT(time, flow->second.at_ms);
      time = flow->second.at_ms;
      at = path.end == "fee" && &reference == &path.flows.back() ? flow->second.from
                                                                 : flow->second.to;
    }
    ASSERT_EQ(at, path.account);
    ends.insert(path.end);
  }
  EXPECT_TRUE(ends.contains("account"));
  EXPECT_TRUE(ends.contains("fee"));
}

TEST_P(TruthOf, RowsTileEachLossAndSumToItsRests) {
  std::map<std::string, Amount> covered;
  std::map<std::string, std::map<std::string, Amount>> by_end;
  for (const TruthPath& path : paths_) {
    ASSERT_TRUE(path.unit_from == covered[path.victim]) << path.victim;
    ASSERT_TRUE(path.unit_to > path.unit_from);
    covered[path.victim] = path.unit_to;
    by_end[path.victim][path.end == "fee" ? "fee" : path.account] += path.unit_to - path.unit_from;
  }
  std::map<std::string, Amount> resting;
  for (const Truth::Victim& victim : truth_.victims) {
    EXPECT_TRUE(covered[victim.id] == victim.loss) << victim.id;
    ASSERT_EQ(by_end[victim.id].size(), victim.rests.size());
    for (const auto& end : victim.rests) {
      EXPECT_TRUE(by_end[victim.id].at(end.end == "fee" ? "fee" : end.account) == end.amount);
      if (end.end == "account") resting[end.account] += end.amount;
    }
  }
  ASSERT_EQ(resting.size(), truth_.resting.size());
  for (const auto& place : truth_.resting) {
    EXPECT_TRUE(resting.at(place.account) == place.amount) << place.account;
  }
}

// No transfer carries more of the victims' units than it moves, no account keeps more than it
// holds.
TEST_P(TruthOf, NothingHoldsMoreThanItHas) {
  std::map<std::string, Amount> carried, balances, received;
  for (const TruthPath& path : paths_) {
    for (const std::string& flow : path.flows) carried[flow] += path.unit_to - path.unit_from;
  }
  for (const auto& [reference, amount] : carried) {
    EXPECT_TRUE(amount <= flows_.at(reference).amount) << reference;
  }
  for (const auto& [reference, flow] : flows_) {
    balances[flow.from] -= flow.amount;
    balances[flow.to] += flow.amount - flow.fee;
    received[flow.to] += flow.amount - flow.fee;
  }
  const std::set<std::string> stops(truth_.stops.begin(), truth_.stops.end());
  for (const auto& place : truth_.resting) {
    // Stops may have paid on what they got.
    const Amount bound =
        stops.contains(place.role) ? received.at(place.account) : balances.at(place.account);
    EXPECT_TRUE(place.amount <= bound) << place.account;
  }
  for (const auto& group : truth_.groups) {
    EXPECT_TRUE(group.holds == balances.at(group.holder));
    EXPECT_TRUE(group.holds > 0);
  }
}

TEST_P(TruthOf, ReportsSayWhatHappened) {
  std::map<std::string, std::map<std::string, const Truth::Payment*>> payments;
  std::size_t all = 0;
  for (const auto& victim : truth_.victims) {
    for (const auto& payment : victim.payments) payments[victim.id][payment.reference] = &payment;
    all += victim.payments.size();
  }
  std::size_t with_reference = 0, without_account = 0, day_only = 0;
  const auto rows = testing::csv_rows(folder_.path() / "victim_reports.csv");
  EXPECT_EQ(rows.size(), all);
  std::set<std::tuple<std::string, std::string, std::string>> distinct;
  for (auto row : rows) {
    const int places = row["asset"] == "USD" ? 2 : 6;
    const Amount amount = *parse_amount(row["amount"], places);
    // Account, sum and day are enough to find the one transfer meant.
    std::size_t found = 0;
    for (const auto& [reference, flow] : flows_) {
      if (flow.to == row["to_account"] && flow.amount == amount &&
          Instant{flow.at_ms * 1'000'000}.text().substr(0, 10) == row["paid_at"].substr(0, 10)) {
        ++found;
        EXPECT_TRUE(payments.at(row["victim_id"]).contains(reference));
        if (!row["reference"].empty()) {
          EXPECT_EQ(row["reference"], reference);
        }
        if (!row["own_account"].empty()) {
          EXPECT_EQ(row["own_account"], flow.from);
        }
      }
    }
    EXPECT_EQ(found, 1u) << row["report_id"];
    with_reference += row["reference"].empty() ? 0 : 1;
    without_account += row["own_account"].empty() ? 1 : 0;
    day_only += row["paid_at"].size() == 10 ? 1 : 0;
    EXPECT_GE(row["reported"], row["paid_at"].substr(0, 10));
  }
  EXPECT_GT(with_reference, rows.size() / 4);
  EXPECT_LT(with_reference, rows.size() * 3 / 4);
  EXPECT_GT(without_account, 0u);
  EXPECT_GT(day_only, 0u);
}

TEST_P(TruthOf, LabelsAreTheStops) {
  std::set<std::string> labelled;
  for (auto row : testing::csv_rows(folder_.path() / "lists/labels.csv")) {
    EXPECT_FALSE(row["category"].empty());
    labelled.insert(row["address"]);
  }
  std::set<std::string> stops;
  for (const std::string& role : truth_.stops) {
    for (const auto account : truth_.of_role(role)) stops.emplace(account);
  }
  EXPECT_EQ(labelled, stops);
}

INSTANTIATE_TEST_SUITE_P(Seeds, TruthOf, ::testing::Values(1, 2, 20251014));

TEST(TruthReader, RefusesWhatIsNotTheTruth) {
  const testing::ScratchFolder folder;
  EXPECT_EQ(read_truth(folder.path()).error().code, errors::file_not_found);
  EXPECT_EQ(read_truth_paths(folder.path()).error().code, errors::file_not_found);
  const struct {
    const char* text;
    ErrorCode code;
  } cases[] = {{"{", errors::json_malformed},
               {"{}", errors::json_missing_field},
               {"{\"format\": \"another\"}", errors::file_wrong_format},
               {"{\"format\": \"bayon truth 1\"}", errors::json_missing_field}};
  for (const auto& c : cases) {
    ASSERT_TRUE(write_file(folder.path() / "truth.json", c.text));
    EXPECT_EQ(read_truth(folder.path()).error().code, c.code) << c.text;
  }
  ASSERT_TRUE(write_file(folder.path() / "truth_paths.csv", "victim\n"));
  EXPECT_EQ(read_truth_paths(folder.path()).error().code, errors::file_wrong_format);
  const std::string header = "victim,asset,unit_from,unit_to,end,account,flows\n";
  ASSERT_TRUE(write_file(folder.path() / "truth_paths.csv", header + "V1,USD,0,1,fee\n"));
  EXPECT_EQ(read_truth_paths(folder.path()).error().code, errors::csv_ragged_row);
  ASSERT_TRUE(write_file(folder.path() / "truth_paths.csv", header + "V1,USD,x,1,fee,a,b\n"));
  EXPECT_EQ(read_truth_paths(folder.path()).error().code, errors::amount_malformed);
}

// The shipped world, at two sizes and several seeds, keeps the public shape; the money of those who
// reported reaches all of it.
TEST(ShippedWorldSlow, HasThePublicShapeUnderAnySeed) {
  for (const std::uint64_t seed : {std::uint64_t{20251014}, std::uint64_t{4}, std::uint64_t{5}}) {
    Scenario s = testing::shipped_scenario();
    s.seed = seed;
    if (seed == 5) s.unidentified.scale_per_million = 4'000;
    const testing::ScratchFolder folder;
    const auto summary = testing::played(s, folder.path());
    const Truth truth = *read_truth(folder.path());
    EXPECT_EQ(truth.victims.size(), 434u);
    EXPECT_EQ(truth.of_role("intermediary").size(), 35u);
    EXPECT_EQ(truth.of_role("exchange_entry").size(), 22u);
    EXPECT_EQ(truth.of_role("exchange_cycle").size(), 122u);
    EXPECT_EQ(truth.of_role("consolidation_holder").size(), 7u);
    EXPECT_EQ(summary.victims, 434u);
    std::map<std::string, WorldRecord> flows;
    for (const WorldRecord& record : testing::merged_records(folder.path())) {
      flows.emplace(record.reference, record);
    }
    std::map<std::string, std::set<std::string>> reached;
    const auto paths = *read_truth_paths(folder.path());
    for (const TruthPath& path : paths) {
      for (const std::string& flow : path.flows) {
        const std::string& to = flows.at(flow).to;
        reached[std::string(truth.role_of(to))].insert(to);
      }
    }
    for (const auto& [role, count] : std::map<std::string, std::size_t>{{"intermediary", 35},
                                                                        {"exchange_entry", 22},
                                                                        {"exchange_cycle", 122},
                                                                        {"consolidation_holder", 7},
                                                                        {"mule_1", 60},
                                                                        {"mule_2", 180},
                                                                        {"mule_3", 360}}) {
      EXPECT_EQ(reached[role].size(), count) << role << " seed " << seed;
    }
    EXPECT_FALSE(reached.contains("background"));
  }
}

}  // namespace
}  // namespace bayon::source::scenario
