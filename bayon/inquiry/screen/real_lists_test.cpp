// Does one case with several versions of a real list answer on each date as a fresh load of that
// version alone does, for every id and every property? And does a screening find every listed name?
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "bayon/base/random.hpp"
#include "bayon/inquiry/screen/entity.hpp"
#include "bayon/inquiry/screen/screener.hpp"
#include "bayon/source/format.hpp"
#include "bayon/store/loader.hpp"
#include "test/support/place.hpp"

namespace bayon::screen {
namespace {

constexpr const char* dataset = "us_ofac_sdn";
const std::vector<std::string> labels{"2019-01-15", "2021-07-07", "2023-01-21"};

const std::string lists = "data/lists/ofac";

// A case in a folder of its own that goes with the object.
class RealCase {
 public:
  explicit RealCase(const std::string& name)
      : folder_(std::filesystem::temp_directory_path() /
                ("bayon-real-" + name + "-" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder_);
  }
  ~RealCase() {
    std::error_code status;
    std::filesystem::remove_all(folder_, status);
  }
  RealCase(const RealCase&) = delete;
  RealCase& operator=(const RealCase&) = delete;

  Result<void> load(const std::vector<std::string>& versions) {
    BAYON_TRY_VOID(store::CaseFolder::create(folder_));
    BAYON_TRY(auto folder, store::CaseFolder::open(folder_, store::Access::write));
    Silent progress;
    for (const auto& version : versions) {
      store::LoadRequest request;
      BAYON_TRY(request.format, source::find_format("ofac_sdn"));
      request.request.dataset = dataset;
      request.request.version = version;
      for (const char* name :
           {"sdn.csv", "add.csv", "sdn_address.csv", "alt.csv", "sdn_comments.csv"}) {
        const auto path = testing::shared_data(lists) / version / name;
        if (std::filesystem::exists(path)) request.request.files.push_back({path, name});
      }
      BAYON_TRY_VOID(store::load(folder, request, progress));
    }
    BAYON_TRY(snapshot_, store::Snapshot::open(folder));
    return {};
  }

  const store::Snapshot& snapshot() const { return *snapshot_; }
  Result<Screener> screener() const {
    Silent progress;
    return Screener::open(snapshot_, folder_ / "index", {}, progress);
  }

  std::set<std::string> ids() const {
    std::set<std::string> out;
    const auto parts = snapshot_->find(dataset)->statements();
    EXPECT_TRUE(parts.ok());
    for (const auto& part : *parts) {
      for (std::uint32_t i = 0; i < part.table->size(); ++i) out.emplace(part.table->entity(i));
    }
    return out;
  }

 private:
  std::filesystem::path folder_;
  std::shared_ptr<const store::Snapshot> snapshot_;
};

Day day_of_label(const std::string& label) { return parse_date(label)->first(); }

// As the fresh case tells it: the fresh case knows nothing of other versions, so its own clocks may
// be anything from its day on.
void expect_same_answers(const RealCase& whole, const RealCase& alone,
                         const std::set<std::string>& ids, model::Clocks clocks) {
  std::size_t found = 0;
  for (const auto& id : ids) {
    const auto expected = entity(alone.snapshot(), id, clocks);
    const auto actual = entity(whole.snapshot(), id, clocks);
    ASSERT_TRUE(expected.ok() && actual.ok());
    ASSERT_EQ(*actual, *expected) << id;
    found += actual->found.size();
  }
  EXPECT_GT(found, 10'000u);
  // The same names, asked of both.
  const auto one = whole.screener(), other = alone.screener();
  ASSERT_TRUE(one.ok() && other.ok());
  Random random(static_cast<std::uint64_t>(clocks.as_of));
  const std::vector<std::string> sorted(ids.begin(), ids.end());
  std::vector<Question> questions;
  while (questions.size() < 60) {
    const auto& id = sorted[random.below(sorted.size())];
    const auto told = entity(alone.snapshot(), id, clocks);
    if (!told.ok() || told->found.empty() || told->found[0].caption == id) continue;
    Question question;
    question.name = told->found[0].caption;
    if (random.chance(0.5)) question.name.erase(question.name.size() / 2, 1);
    question.clocks = clocks;
    questions.push_back(std::move(question));
  }
  Silent progress;
  const auto expected = other->screen_all(questions, progress);
  const auto actual = one->screen_all(questions, progress);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    ASSERT_EQ(actual[i].ok(), expected[i].ok()) << questions[i].name;
    if (actual[i].ok()) {
      ASSERT_EQ(*actual[i], *expected[i]) << questions[i].name;
    }
  }
}

TEST(RealListsSlow, OfacAnswersOnEachDateAsAFreshLoadOfThatVersion) {
  BAYON_NEEDS_SHARED(lists);
  if (!source::find_format("ofac_sdn").ok()) GTEST_SKIP() << "this build has no ofac_sdn";
  RealCase whole("whole");
  // Out of order on purpose.
  const auto loaded = whole.load({labels[1], labels[2], labels[0]});
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  const auto ids = whole.ids();
  for (std::size_t v = 0; v < labels.size(); ++v) {
    RealCase alone("alone-" + labels[v]);
    const auto fresh = alone.load({labels[v]});
    ASSERT_TRUE(fresh.ok()) << fresh.error().text();
    const Day own = day_of_label(labels[v]);
    const Day last = v + 1 < labels.size() ? day_of_label(labels[v + 1]) - 1 : own + 3'000;
    for (const Day day : {own, (own + last) / 2, last}) {
      SCOPED_TRACE(labels[v] + " on " + PartialDate::from_day(day).text());
      expect_same_answers(whole, alone, ids, {day, day});
    }
    // Asked later, with what was known then.
    SCOPED_TRACE(labels[v] + " known then, asked later");
    expect_same_answers(whole, alone, ids, {last + 1'000, last});
  }
}

TEST(RealListsSlow, EveryOfacNameFindsItsParty) {
  BAYON_NEEDS_SHARED(lists);
  if (!source::find_format("ofac_sdn").ok()) GTEST_SKIP() << "this build has no ofac_sdn";
  RealCase real("names");
  const auto loaded = real.load({labels[1]});
  ASSERT_TRUE(loaded.ok()) << loaded.error().text();
  const auto screener = real.screener();
  ASSERT_TRUE(screener.ok());
  const Day day = day_of_label(labels[1]);
  std::vector<Question> questions;
  std::vector<std::string> expected;
  for (const auto& id : real.ids()) {
    const auto told = entity(real.snapshot(), id, {day, day});
    ASSERT_TRUE(told.ok());
    if (told->found.empty() || id.find('/') != std::string::npos) continue;
    for (const auto& fact : told->found[0].facts) {
      if (fact.property != "Thing:name") continue;
      Question question;
      question.name = fact.value;
      question.clocks = {day, day};
      question.score_min = worth::name_exact;
      question.hits_max = hits_most;
      questions.push_back(std::move(question));
      expected.push_back(id);
    }
  }
  ASSERT_GT(questions.size(), 8'000u);
  Silent progress;
  const auto answers = screener->screen_all(questions, progress);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    ASSERT_TRUE(answers[i].ok()) << questions[i].name << ": " << answers[i].error().text();
    const auto& hits = answers[i]->hits;
    EXPECT_TRUE(std::any_of(hits.begin(), hits.end(),
                            [&](const Hit& hit) { return hit.entity == expected[i]; }))
        << questions[i].name << " does not find " << expected[i];
  }
}

// The list of 2023 comes without its aliases and comments, that of 2019 with comments of another
// day: a miss there is not "no".
TEST(RealLists, AVersionThatLacksATableSaysSoInEachAnswer) {
  BAYON_NEEDS_SHARED(lists);
  RealCase held("gaps");
  ASSERT_TRUE(held.load(labels));
  const auto screener = held.screener();
  ASSERT_TRUE(screener.ok());
  const auto ask = [&](const char* name, const char* identifier, const char* day) {
    Question question;
    question.name = name;
    if (*identifier != 0) question.identifiers = {identifier};
    question.clocks = {day_of_label(day), day_of_label("2026-03-01")};
    Silent progress;
    auto answer = screener->screen(question, progress);
    EXPECT_TRUE(answer.ok());
    return *answer;
  };
  const auto told = [](const Answer& answer, std::string_view words) {
    for (const auto& remark : answer.coverage.at(0).remarks) {
      if (remark.find(words) != std::string::npos) return true;
    }
    return false;
  };
  const auto whole = ask("JUNDALLAH", "", "2021-08-01");
  EXPECT_EQ(whole.coverage.at(0).reach, Reach::answered);
  EXPECT_FALSE(whole.hits.empty());
  const auto lacking = ask("JUNDALLAH", "", "2023-02-01");
  EXPECT_EQ(lacking.coverage.at(0).reach, Reach::partial);
  EXPECT_TRUE(told(lacking, "alt.csv was not loaded"));
  EXPECT_TRUE(told(lacking, "remarks are cut at 1000 characters"));
  const auto strays = ask("JUNDALLAH", "", "2020-01-01");
  EXPECT_EQ(strays.coverage.at(0).reach, Reach::partial);
  EXPECT_TRUE(told(strays, "rows were rejected"));

  const auto wallet = ask("", "0x1da5821544e25c636c1417ba96ade4cf6d2f9b5a", "2021-08-01");
  ASSERT_EQ(wallet.hits.size(), 1u);
  const auto& evidence = wallet.hits[0].because.at(0).evidence;
  EXPECT_EQ(evidence.file, "sdn_comments.csv");
  EXPECT_EQ(evidence.record, 5u);
}

}  // namespace
}  // namespace bayon::screen
