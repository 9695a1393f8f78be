// What do the searches find in a ledger that somebody else generated and labelled, and what else do
// they report?
//
// AMLSim [AMLSim] plants alerts of known shape in simulated traffic, but spreads most of them over
// weeks or months. So recall has two parts: of the alerts whose own flows fit the definition inside
// the window, every one must come back; how many of all alerts those are depends on the window and
// is told, as is how many of the reported instances hold no alert at all.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "bayon/inquiry/rings/typology.hpp"
#include "bayon/source/reading/csv.hpp"
#include "test/support/place.hpp"
#include "test/support/ring_trials.hpp"

namespace bayon::rings {
namespace {

using namespace ::bayon::testing;

const std::string place = "data/ledgers/amlsim/gen_10K_8typologies/";

// All rows of a table, each as its column names say.
std::vector<std::map<std::string, std::string>> read_table(const std::filesystem::path& path) {
  using namespace source::reading;
  Silent progress;
  auto stream = ByteStream::open({path, path.filename().string()}, source::Bounds{}, progress);
  EXPECT_TRUE(stream.ok());
  std::vector<std::map<std::string, std::string>> out;
  CsvReader reader(*stream, CsvOptions{});
  std::vector<std::string> names;
  for (auto next = reader.next(); next.ok() && *next != nullptr; next = reader.next()) {
    const auto fields = (*next)->fields;
    if (names.empty()) {
      names.assign(fields.begin(), fields.end());
      continue;
    }
    auto& row = out.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = fields[i];
  }
  return out;
}

struct Alert {
  std::string shape;
  std::vector<GivenFlow> flows;
};

struct World {
  std::vector<GivenFlow> flows;  // kind holds the alert's number where there is one
  std::map<std::string, Alert> alerts;
};

World read_world() {
  World out;
  std::map<std::string, std::string> shapes;
  for (auto& row : read_table(shared_data(place + "alert_members.csv.gz")))
    shapes[row["alertID"]] = row["reason"];
  for (auto& row : read_table(shared_data(place + "tx_log.csv.zst"))) {
    // Amounts are written by a program that drops trailing zeros.
    const auto amount = parse_amount(row["amount"], 2);
    if (!amount.ok() || *amount == 0) continue;  // no money moved in 26 rows
    GivenFlow given = flow(row["nameOrig"], row["nameDest"], *amount, day(std::stoll(row["step"])));
    if (row["alertID"] != "-1") {
      given.kind = row["alertID"];
      Alert& alert = out.alerts[given.kind];
      alert.shape = shapes[given.kind];
      alert.flows.push_back(given);
    }
    out.flows.push_back(std::move(given));
  }
  return out;
}

Answer find(const FlowFixture& fixture, const std::string& kind, std::int64_t days) {
  Question question;
  question.kinds = {kind};
  question.window_nanos = days * nanos_per_day;
  question.budget.account_instances_max = 100'000;
  Silent progress;
  return *find_rings(fixture.flows(), question, progress);
}

// Keys of the accounts at the centre of instances: hubs, or all members joined.
std::set<std::string> centres(const FlowFixture& fixture, const Answer& answer) {
  std::set<std::string> out;
  for (const auto& instance : answer.instances) {
    std::string key;
    for (const auto& [account, role] : instance.accounts) {
      if (role == Role::hub || role == Role::member)
        key += fmt::format("{} ", fixture.flows().account(account));
    }
    out.insert(std::move(key));
  }
  return out;
}

TEST(AmlsimSlow, EveryAlertThatFitsTheDefinitionIsFound) {
  BAYON_NEEDS_SHARED(place + "tx_log.csv.zst");
  const World world = read_world();
  ASSERT_EQ(world.flows.size(), 206'404u);
  const FlowFixture everything(world.flows);
  for (const std::int64_t days : {8, 40}) {
    for (const std::string kind : {"cycle", "fan_in", "fan_out", "gather_scatter"}) {
      const auto answer = find(everything, kind, days);
      EXPECT_TRUE(answer.complete()) << kind;
      const auto reported = centres(everything, answer);
      std::size_t alerts = 0, fit = 0, lost = 0;
      for (const auto& [number, alert] : world.alerts) {
        if (alert.shape != kind) continue;
        ++alerts;
        const FlowFixture alone(alert.flows);
        const auto own = centres(alone, find(alone, kind, days));
        fit += own.empty() ? 0 : 1;
        lost += std::includes(reported.begin(), reported.end(), own.begin(), own.end()) ? 0 : 1;
      }
      std::size_t with_alert = 0, with_own_shape = 0;
      for (const auto& instance : answer.instances) {
        const auto is_of = [&](auto wanted) {
          return std::any_of(instance.flows.begin(), instance.flows.end(), wanted);
        };
        with_alert += is_of([&](auto f) { return !everything.flows().kind(f).empty(); }) ? 1 : 0;
        with_own_shape += is_of([&](auto f) {
          const auto alert = world.alerts.find(std::string(everything.flows().kind(f)));
          return alert != world.alerts.end() && alert->second.shape == kind;
        })
                              ? 1
                              : 0;
      }
      EXPECT_EQ(lost, 0u) << kind << " within " << days << " days";
      std::cout << fmt::format(
          "{} within {} days: {} of {} alerts fit and are found; {} instances, {} hold a flow of "
          "any alert, "
          "{} of one of this shape\n",
          kind, days, fit - lost, alerts, answer.instances.size(), with_alert, with_own_shape);
    }
  }
}

}  // namespace
}  // namespace bayon::rings
