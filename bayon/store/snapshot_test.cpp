#include "bayon/store/snapshot.hpp"

#include <gtest/gtest.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/store/loader.hpp"
#include "test/support/flow_fixture.hpp"
#include "test/support/list_fixture.hpp"

namespace bayon::store {
namespace {

using testing::day_of;
using testing::GivenEntity;
using testing::GivenList;
using testing::ListFixture;

GivenList version(const std::string& label, const std::vector<std::string>& names) {
  GivenList out{.version = label, .entities = {}};
  for (const auto& name : names) out.entities.push_back({name, "Person", {{"name", name}}});
  return out;
}

TEST(Snapshot, VersionLabelsStandForDays) {
  EXPECT_EQ(*version_day("2021-07-07"), day_of("2021-07-07"));
  EXPECT_EQ(*version_day("20240528134729-3iv"), day_of("2024-05-28"));
  EXPECT_EQ(*version_day("2021-07-07T10:00"), day_of("2021-07-07"));
  EXPECT_EQ(*version_day("2021-02"), day_of("2021-02-28")) << "a month stands for its last day";
  for (const char* label : {"", "latest", "2021-02-30", "2021-07-07x", "2021070", "2021-07-07 ",
                            " 2021-07-07", "2021-07-07\n", "2021-07-07 a\x1b"}) {
    EXPECT_EQ(name(version_day(label).error().code), "version.bad_label") << label;
  }
}

TEST(Snapshot, NewestVersionOnBothClocksAnswers) {
  const ListFixture fixture(
      {version("2024-03-01", {"c"}), version("2024-01-01", {"a"}), version("2024-02-01", {"b"})});
  const Dataset& list = *fixture.snapshot()->find("list_a");
  const auto in_force = [&](const char* as_of, const char* known_at) {
    const auto found = list.in_force({day_of(as_of), day_of(known_at)});
    return !found ? std::string("none")
                  : list.loads()[found->version].version + (found->before_first ? " before" : "");
  };
  EXPECT_EQ(in_force("2024-02-15", "2024-12-31"), "2024-02-01");
  EXPECT_EQ(in_force("2024-02-01", "2024-12-31"), "2024-02-01") << "its own day counts";
  EXPECT_EQ(in_force("2024-12-31", "2024-02-15"), "2024-02-01") << "later ones were not known";
  EXPECT_EQ(in_force("2023-06-01", "2024-12-31"), "2024-01-01 before");
  EXPECT_EQ(in_force("2024-12-31", "2023-12-31"), "none");
}

TEST(Snapshot, RootForgetsTheOrderAndKnowsTheContents) {
  const auto a = version("2024-01-01", {"a", "b"}), b = version("2024-02-01", {"b", "c"});
  const ListFixture forth({a, b}), back({b, a}), twice({a, b, a, b}),
      other({a, version("2024-02-01", {"b", "d"})});
  EXPECT_EQ(forth.snapshot()->root(), back.snapshot()->root());
  EXPECT_EQ(forth.snapshot()->root(), twice.snapshot()->root());
  EXPECT_NE(forth.snapshot()->root(), other.snapshot()->root());
}

TEST(Snapshot, OldOneIsOpenedAgainAndUnknownOnesAreRefused) {
  const ListFixture fixture({version("2024-01-01", {"a"}), version("2024-02-01", {"b"})});
  const ListFixture first({version("2024-01-01", {"a"})});
  const auto folder = CaseFolder::open(fixture.folder(), Access::read);
  const auto then = Snapshot::open(*folder, 1);
  ASSERT_TRUE(then.ok());
  EXPECT_EQ((*then)->root(), first.snapshot()->root());
  EXPECT_EQ(name(Snapshot::open(*folder, 3).error().code), "snapshot.unknown");
}

// A reader keeps what it opened while a writer goes on; only the next opening sees more.
TEST(Snapshot, IsKeptWhileAWriterGoesOn) {
  const testing::FlowFixture fixture({testing::flow("a", "b", 5, testing::day(1))});
  const auto before = fixture.snapshot();
  const auto root = before->root();
  auto writer = CaseFolder::open(fixture.folder(), Access::write);
  ASSERT_TRUE(writer.ok());
  const auto reader = CaseFolder::open(fixture.folder(), Access::read);
  ASSERT_TRUE(reader.ok()) << "a reader never waits for the writer";
  LoadRecord more = before->datasets()[0].loads()[0];
  more.dataset = "ledger_b";
  ASSERT_TRUE(writer->ledger().commit(more, "entry").ok());
  EXPECT_EQ(before->root(), root);
  EXPECT_EQ(before->datasets().size(), 1u);
  EXPECT_EQ((*before->datasets()[0].flows())[0].table->size(), 1u);
  EXPECT_EQ((*Snapshot::open(*reader))->datasets().size(), 2u);
  Silent progress;
  EXPECT_TRUE(before->verify(progress).ok());
}

// A load whose root is not that of its segments: two records of the case contradict each other.
TEST(Snapshot, VerifyRecomputesTheRoots) {
  const testing::FlowFixture fixture({testing::flow("a", "b", 5, testing::day(1))});
  auto writer = CaseFolder::open(fixture.folder(), Access::write);
  LoadRecord wrong = fixture.snapshot()->datasets()[0].loads()[0];
  wrong.root = sha256("another");
  ASSERT_TRUE(writer->ledger().commit(wrong, "entry").ok());
  Silent progress;
  EXPECT_EQ(name((*Snapshot::open(*writer))->verify(progress).error().code), "verify.mismatch");
}

TEST(Snapshot, EvidenceNamesAFileOfItsLoad) {
  const ListFixture fixture({version("2024-01-01", {"a"})});
  const Dataset& list = *fixture.snapshot()->find("list_a");
  EXPECT_EQ(list.evidence(0, 0, 1).file, "given.txt");
  EXPECT_THROW(list.evidence(0, 1, 1), InvariantBroken);
}

}  // namespace
}  // namespace bayon::store
