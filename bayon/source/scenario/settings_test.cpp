// Which scenario files are refused, and how plainly?
#include <functional>
#include <string>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/source/scenario/scenario.hpp"
#include "test/support/generated_world.hpp"
#include "test/support/place.hpp"

namespace bayon::source::scenario {
namespace {

std::string shipped_text() {
  return *read_file(testing::root() / "data/scenarios/scam_centre.toml");
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(ScenarioSettings, ShippedFilesHaveThePublicShape) {
  for (const char* name : {"scam_centre.toml", "scam_centre_10m.toml"}) {
    const Scenario s = testing::shipped_scenario(name);
    EXPECT_EQ(s.victims.count, 434) << name;
    EXPECT_EQ(s.intermediaries.count, 35) << name;
    EXPECT_EQ(s.exchange.entries, 22) << name;
    EXPECT_EQ(s.exchange.accounts, 144) << name;
    EXPECT_EQ(s.consolidation.groups, 7) << name;
    EXPECT_EQ(s.unidentified.deposits, 263'000) << name;
    EXPECT_EQ(s.unidentified.total_usd, 2'940'000'000) << name;
  }
  EXPECT_EQ(testing::shipped_scenario("scam_centre_10m.toml").unidentified.scale_per_million,
            1'000'000);
}

TEST(ScenarioSettings, ReadsEveryKindOfValue) {
  const Scenario s = *parse_scenario(shipped_text(), "x.toml");
  EXPECT_EQ(s.name, "scam_centre");
  EXPECT_EQ(s.period.start.text(), "2024-07-01T00:00:00Z");
  EXPECT_EQ(s.mules.fan_out.min, 2);
  EXPECT_GT(s.mules.fan_out.max, 2);
  EXPECT_EQ(s.banks.wire_fee_cents, 2'500);
}

TEST(ScenarioSettings, NamesTheLineOfWhatItDoesNotUnderstand) {
  const struct {
    const char* what;
    const char* by;
    std::uint64_t line_offset;
  } cases[] = {
      {"days = 365", "days = 365\ndaze = 1", 1},    // unknown key
      {"days = 365", "days = ", 0},                 // not TOML
      {"days = 365", "days = 'long'", 0},           // another type
      {"days = 365", "days = 12", 0},               // out of range
      {"days = 365", "days = 365\ndays = 365", 1},  // said twice
      {"start = 2024-07-01", "start = 2024-02-30", 0},
      {"start = 2024-07-01", "start = 7", 0},
      {"payments = [2, 9]", "payments = [9, 2]", 0},
      {"payments = [2, 9]", "payments = [2]", 0},
      {"payments = [2, 9]", "payments = [2, 900]", 0},
      {"name = \"scam_centre\"", "name = \"a,b\"", 0},
      {"name = \"scam_centre\"", "name = 7", 0},
      {"[layers]", "[layer]", 1},  // its first key is unknown, in a table that is
  };
  const std::string text = shipped_text();
  for (const auto& c : cases) {
    const std::string broken = replaced(text, c.what, c.by);
    const auto scenario = parse_scenario(broken, "x.toml");
    ASSERT_FALSE(scenario.has_value()) << c.by;
    EXPECT_EQ(scenario.error().code, errors::scenario_malformed) << c.by;
    EXPECT_EQ(scenario.error().where.file, "x.toml");
    const auto before = broken.substr(0, broken.find(c.by));
    const auto line =
        static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')) + 1;
    if (std::string(c.by) == "[layer]") continue;  // an unknown table: its own line
    EXPECT_EQ(scenario.error().where.record, line + c.line_offset) << c.by << "\n"
                                                                   << scenario.error().text();
  }
}

TEST(ScenarioSettings, EveryKeyMustBeThere) {
  const std::string text = shipped_text();
  std::size_t keys = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    if (line.find(" = ") != std::string::npos && line.front() != '#') {
      ++keys;
      const auto scenario = parse_scenario(text.substr(0, begin) + text.substr(end), "x.toml");
      ASSERT_FALSE(scenario.has_value()) << line;
      EXPECT_EQ(scenario.error().code, errors::scenario_malformed) << line;
      const std::string key = line.substr(0, line.find(' '));
      EXPECT_NE(scenario.error().detail.find(key), std::string::npos) << scenario.error().text();
    }
    begin = end + 1;
  }
  EXPECT_EQ(keys, 90u);
}

TEST(ScenarioSettings, MissingFileIsAnError) {
  const auto scenario = read_scenario("no/such/scenario.toml");
  ASSERT_FALSE(scenario.has_value());
  EXPECT_EQ(scenario.error().code, errors::file_not_found);
}

TEST(ScenarioSettings, RefusesNumbersThatContradictEachOther) {
  const struct {
    const char* what;
    std::function<void(Scenario&)> change;
  } cases[] = {
      {"more entries than accounts", [](Scenario& s) { s.exchange.entries = 145; }},
      {"deposits, no intermediaries", [](Scenario& s) { s.intermediaries.count = 0; }},
      {"deposits, no entries", [](Scenario& s) { s.exchange.entries = 0; }},
      {"deposits, no groups", [](Scenario& s) { s.consolidation.groups = 0; }},
      {"more entries than intermediaries", [](Scenario& s) { s.intermediaries.count = 21; }},
      {"idle intermediaries", [](Scenario& s) { s.intermediaries.count = 90'000; }},
      {"a cycle longer than its accounts",
       [](Scenario& s) {
         s.exchange.accounts = 22;
         s.cycle.members = {3, 22};
       }},
      {"more groups than accounts", [](Scenario& s) { s.consolidation.groups = 145; }},
      {"more listed than groups", [](Scenario& s) { s.consolidation.listed = 8; }},
      {"a cycle longer than a week", [](Scenario& s) { s.cycle.step_hours = {20, 60}; }},
      {"wires, no mules", [](Scenario& s) { s.mules.layer_1 = 0; }},
      {"a fan wider than its layer", [](Scenario& s) { s.mules.layer_2 = 1; }},
      {"idle mules", [](Scenario& s) { s.mules.layer_3 = 100'000; }},
      {"mules without landlords", [](Scenario& s) { s.places.landlords = 0; }},
      {"more than all to sinks", [](Scenario& s) { s.mules.cash_per_mille = 900; }},
      {"casinos that are not there", [](Scenario& s) { s.places.casinos = 0; }},
      {"a spree longer than the period", [](Scenario& s) { s.period.days = 91; }},
      {"a first payment above the last", [](Scenario& s) { s.victims.payment_usd_max = 500; }},
      {"fees above payments", [](Scenario& s) { s.chain.fee_cents = 10'000; }},
      {"an empty mix", [](Scenario& s) { s.background.mix = {}; }},
      {"victims beyond the total", [](Scenario& s) { s.unidentified.total_usd = 1'000'000; }},
      {"victims beyond the deposits", [](Scenario& s) { s.unidentified.deposits = 1'400; }},
  };
  for (const auto& c : cases) {
    Scenario s = testing::shipped_scenario();
    c.change(s);
    const testing::ScratchFolder folder;
    Silent silent;
    const auto summary = generate(s, folder.path(), silent);
    ASSERT_FALSE(summary.has_value()) << c.what;
    EXPECT_EQ(summary.error().code, errors::scenario_inconsistent) << c.what;
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << c.what;
  }
  // The same contradictions are found when the file is read.
  const auto read =
      parse_scenario(replaced(shipped_text(), "entries = 22", "entries = 145"), "x.toml");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, errors::scenario_inconsistent);
}

}  // namespace
}  // namespace bayon::source::scenario
