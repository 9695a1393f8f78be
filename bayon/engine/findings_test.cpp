// Does an investigation find what really happened, whatever the seed?
#include <fstream>

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/engine/engine.hpp"
#include "test/support/generated_world.hpp"
#include "test/support/place.hpp"

namespace bayon {
namespace {

const Instant now = *parse_instant("2025-11-08T00:00:00Z");

// The shipped investigation over the shipped scenario with another seed.
std::string investigation_with(const std::filesystem::path& folder, const std::string& seed,
                               const std::vector<std::pair<std::string, std::string>>& changes) {
  std::string scenario = *read_file(testing::root() / "data/scenarios/scam_centre.toml");
  const auto replace = [](std::string& text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  };
  replace(scenario, "seed = 20251014", "seed = " + seed);
  for (const auto& [from, to] : changes) replace(scenario, from, to);
  EXPECT_TRUE(write_file(folder / "scenario.toml", scenario).ok());
  std::string file = *read_file(testing::root() / "data/demo/investigation.toml");
  replace(file, "../scenarios/scam_centre.toml", "scenario.toml");
  EXPECT_TRUE(write_file(folder / "investigation.toml", file).ok());
  return (folder / "investigation.toml").string();
}

void expect_truth(const Json& result) {
  for (const auto& check : result.at("truth").at("checks")) {
    EXPECT_TRUE(check.at("holds").get<bool>()) << check.dump(1);
  }
  EXPECT_GE(result.at("truth").at("checks").size(), 7u);
}

const std::vector<std::pair<std::string, std::string>> smaller{
    {"count = 434", "count = 120"},
    {"layer_1 = 60", "layer_1 = 10"},
    {"layer_2 = 180", "layer_2 = 20"},
    {"layer_3 = 360", "layer_3 = 40"},
    {"scale_per_million = 38_500", "scale_per_million = 6_000"},
    {"flows = 30_000", "flows = 6_000"}};

class Findings : public ::testing::TestWithParam<const char*> {};

TEST_P(Findings, AreTheTruthToTheCent) {
  testing::ScratchFolder scratch;
  const auto file = investigation_with(scratch.path(), GetParam(), smaller);
  Silent silent;
  const auto result = Engine::investigate(file, scratch.path() / "case", now, silent);
  ASSERT_TRUE(result.ok()) << result.error().text();
  expect_truth(*result);
  EXPECT_EQ(result->at("answer").at("parts").at("entries").size(), 22u);
  EXPECT_EQ(result->at("answer").at("parts").at("members").size(), 122u);
  EXPECT_EQ(result->at("answer").at("parts").at("groups").size(), 7u);
}

// A world in which the mules pay dear for what they buy and rent: strangers live on their money and
// pass it on, and are to be accused of nothing.
TEST(FindingsSlow, AccuseNobodyWhomMulesPaid) {
  testing::ScratchFolder scratch;
  auto changes = smaller;
  changes.emplace_back("purchase_usd = [8, 160]", "purchase_usd = [400, 3_000]");
  changes.emplace_back("purchases_per_month = 2", "purchases_per_month = 1");
  changes.emplace_back("rent_usd = [150, 700]", "rent_usd = [600, 2_800]");
  const auto file = investigation_with(scratch.path(), "11", changes);
  Silent silent;
  const auto result = Engine::investigate(file, scratch.path() / "case", now, silent);
  ASSERT_TRUE(result.ok()) << result.error().text();
  expect_truth(*result);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Findings, ::testing::Values("1", "7", "4711"));

TEST(FindingsSlow, OfTheShippedScenarioAreTheTruth) {
  testing::ScratchFolder scratch;
  Silent silent;
  const auto result = Engine::investigate(testing::root() / "data/demo/investigation.toml",
                                          scratch.path() / "case", now, silent);
  ASSERT_TRUE(result.ok()) << result.error().text();
  expect_truth(*result);
  EXPECT_EQ(result->at("answer").at("summary").at("victims"), 434);
  EXPECT_EQ(result->at("answer").at("summary").at("reports_unmatched"), 0);
}

TEST(Investigation, RunAgainLoadsOnlyWhatIsNew) {
  testing::ScratchFolder scratch;
  const auto file = investigation_with(scratch.path(), "3", smaller);
  Silent silent;
  const auto first = Engine::investigate(file, scratch.path() / "case", now, silent);
  ASSERT_TRUE(first.ok()) << first.error().text();
  const auto second = Engine::investigate(file, scratch.path() / "case", now, silent);
  ASSERT_TRUE(second.ok()) << second.error().text();
  for (const auto& load : second->at("loads")) EXPECT_FALSE(load.at("changed").get<bool>());
  EXPECT_EQ(first->at("answer").dump(), second->at("answer").dump());
  auto engine = Engine::open(scratch.path() / "case", Engine::Access::read);
  ASSERT_TRUE(engine.ok());
  const auto verified = engine->verify(silent);
  ASSERT_TRUE(verified.ok()) << verified.error().text();
  EXPECT_EQ(verified->at("answers"), 1) << "one answer, however often it is asked for";
  EXPECT_TRUE(verified->at("mismatches").empty()) << verified->at("mismatches").dump();
}

// The comparison itself must be able to fail: a world whose truth belongs to another one.
TEST(Investigation, IsNotToldTheTruth) {
  testing::ScratchFolder scratch;
  const auto file = investigation_with(scratch.path(), "3", smaller);
  Silent silent;
  ASSERT_TRUE(Engine::investigate(file, scratch.path() / "case", now, silent).ok());
  testing::ScratchFolder elsewhere;
  const auto other = investigation_with(elsewhere.path(), "4", smaller);
  ASSERT_TRUE(Engine::investigate(other, elsewhere.path() / "case", now, silent).ok());
  for (const char* name : {"truth.json", "truth_paths.csv"}) {
    std::filesystem::copy_file(elsewhere.path() / "case/world" / name,
                               scratch.path() / "case/world" / name,
                               std::filesystem::copy_options::overwrite_existing);
  }
  const auto result = Engine::investigate(file, scratch.path() / "case", now, silent);
  ASSERT_TRUE(result.ok()) << result.error().text();
  EXPECT_FALSE(result->at("truth").at("holds").get<bool>());
}

}  // namespace
}  // namespace bayon
