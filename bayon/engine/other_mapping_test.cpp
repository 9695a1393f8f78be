// What becomes of a file that is held, when its mapping was corrected?
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "test/support/engine_case.hpp"

namespace bayon {
namespace {

using testing::EngineCase;
using ::testing::HasSubstr;

constexpr const char* wrong = "from = 'a'\nto = 'b'\namount = 'c'\nasset_is = 'EUR'\ntime = 'd'\n";
constexpr const char* right = "from = 'b'\nto = 'a'\namount = 'c'\nasset_is = 'EUR'\ntime = 'd'\n";
constexpr const char* rows = "a,b,c,d\nA,B,5,2025-03-01\n";

Result<Json> load(const EngineCase& one, const std::string& mapping, const std::string& file) {
  return one.load({.format = "ledger_csv",
                   .dataset = "ledger",
                   .version = {},
                   .mapping = mapping,
                   .files = {file},
                   .rejects_ppm_max = {}});
}

TEST(OtherMapping, OfAFileThatIsHeldIsRefused) {
  EngineCase one;
  const auto file = one.write("rows.csv", rows);
  const auto first = load(one, one.write("wrong.toml", wrong), file);
  ASSERT_TRUE(first) << first.error().text();
  EXPECT_THAT(first->at("mapping").get<std::string>(), HasSubstr("file wrong.toml sha256:"));
  const auto again = load(one, one.write("right.toml", right), file);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, errors::ledger_other_mapping) << "ledger.other_mapping";
  EXPECT_EQ(again.error().where.file, "rows.csv");
  EXPECT_THAT(again.error().detail, HasSubstr("right.toml"));

  const auto same = load(one, one.write("renamed.toml", wrong), file);
  ASSERT_TRUE(same) << same.error().text();
  EXPECT_EQ(same->at("changed"), false) << "the same text under another name";
  const auto other = load(one, one.write("right.toml", right),
                          one.write("more.csv", "a,b,c,d\nA,B,6,2025-03-02\n"));
  EXPECT_TRUE(other) << "another file may be written in another way";
}

TEST(OtherMapping, IsRefusedByAnInvestigationToo) {
  EngineCase one;
  one.write("rows.csv", rows);
  one.write("map.toml", wrong);
  const auto file = one.write("i.toml",
                              "[[load]]\nformat = 'ledger_csv'\ndataset = 'ledger'\n"
                              "mapping = 'map.toml'\nfiles = 'rows.csv'\n");
  Silent progress;
  const auto run = [&] {
    return Engine::investigate(file, one.folder(), EngineCase::now(), progress);
  };
  ASSERT_TRUE(run());
  const auto again = run();
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(again->at("loads").at(0).at("changed"), false);
  one.write("map.toml", right);
  const auto corrected = run();
  ASSERT_FALSE(corrected.ok());
  EXPECT_EQ(corrected.error().code, errors::ledger_other_mapping);
}

TEST(OtherMapping, IsToldWhereItWasGuessed) {
  EngineCase one;
  const auto file = one.write("log.csv", "sourceNodeId,targetNodeId,value,time\n1,2,3,1\n");
  const auto guessed = load(one, "", file);
  ASSERT_TRUE(guessed) << guessed.error().text();
  EXPECT_EQ(guessed->at("mapping"), "preset amlsim_sample");
  EXPECT_THAT(guessed->at("remarks").dump(), HasSubstr("fit preset amlsim_sample"));
  const auto named = load(one, "amlsim_sample", file);
  ASSERT_TRUE(named) << named.error().text();
  EXPECT_EQ(named->at("changed"), false);
}

TEST(Rejects, OfALoadThatFailedAreGoneWithTheNextGoodOne) {
  EngineCase one;
  const auto mapping = one.write("m.toml", wrong);
  const auto rejects = [&] { return read_file(one.folder() / "rejects.csv").value_or(""); };
  EXPECT_FALSE(load(one, mapping, one.write("bad.csv", "a,b,c,d\nA,B,x,2025-03-01\n")).ok());
  EXPECT_THAT(rejects(), HasSubstr("amount.malformed"));
  EXPECT_THAT(rejects(), HasSubstr("decimal_mark")) << "the remedy names what a mapping can say";
  EXPECT_TRUE(load(one, mapping, one.write("good.csv", rows)));
  EXPECT_EQ(rejects().find("amount.malformed"), std::string::npos);
  EXPECT_TRUE(one.verify());
}

}  // namespace
}  // namespace bayon
