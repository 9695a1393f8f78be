// Does the search find what comparing every name would? The twin walks through all statements in
// force, scores each name by the comparator's plain version, and knows of no index, no words and no
// bounds.
#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "bayon/base/random.hpp"
#include "bayon/base/text.hpp"
#include "bayon/index/party_reader.hpp"
#include "bayon/inquiry/screen/detail/asked.hpp"
#include "bayon/inquiry/screen/detail/word_table.hpp"
#include "bayon/inquiry/screen/screener.hpp"
#include "bayon/match/name_tokens/comparator.hpp"
#include "test/support/list_fixture.hpp"

namespace bayon::screen {
namespace {

using testing::GivenList;
using testing::ListFixture;

// A small stock of words, so that names share and nearly share them.
std::string any_name(Random& random) {
  static const std::vector<std::string> stock{
      "example", "exampel", "sample", "samples", "trading", "tradings", "trade", "test",  "testing",
      "person",  "persona", "vessel", "07",      "08",      "2007",     "co",    "ltd",   "al",
      "пример",  "тест",    "торг",   "ឧទាហរណ៍",  "ឧទាហរណ",  "ab",       "ba",    "abcde", "abced"};
  std::string out;
  for (std::uint64_t words = 1 + random.below(5); words > 0; --words) {
    if (!out.empty()) out += random.chance(0.1) ? "-" : " ";
    out += stock[random.below(stock.size())];
  }
  return random.chance(0.3) ? upper_ascii(out) : out;
}

GivenList any_list(Random& random, const std::string& version) {
  GivenList out{.dataset = "list_a", .version = version, .entities = {}};
  static const std::vector<std::string> schemata{"Person", "Company", "Vessel", "Address",
                                                 "Position"};
  static const std::vector<std::string> properties{"name", "alias", "previousName", "weakAlias"};
  for (int i = 0; i < 60; ++i) {
    testing::GivenEntity entity{
        "e-" + std::to_string(random.below(80)), schemata[random.below(schemata.size())], {}};
    for (std::uint64_t names = 1 + random.below(4); names > 0; --names) {
      testing::GivenValue value{properties[random.below(properties.size())], any_name(random)};
      if (random.chance(0.2)) value.valid = testing::between("2020-01-01", "2022-06");
      entity.values.push_back(std::move(value));
    }
    out.entities.push_back(std::move(entity));
  }
  return out;
}

// Everything that is not plain ASCII in the stock is Cyrillic or Khmer: in no way Latin.
int plain_worth(const std::string& asked, std::string_view listed, std::string_view property) {
  const std::string a = fold_name(asked).text, b = fold_name(listed).text;
  const int words = match::name_tokens::reference(a, b);
  int out = words == 10'000 ? 9'600 : std::min(words, 9'599);
  if (a == b) out = ascii(asked) && ascii(listed) ? 9'900 : 9'700;
  if (asked == listed) out = 10'000;
  return property == "Thing:weakAlias" ? out - 1'200 : out;
}

// (entity -> best score) of names that held on the day, entity by entity.
std::map<std::string, int> scores_by_trying(const store::Snapshot& snapshot,
                                            const Question& question) {
  std::map<std::string, int> out;
  const auto reader = index::PartyReader::open(*snapshot.find("list_a"), question.clocks);
  EXPECT_TRUE(reader.ok());
  if (!reader->in_force()) return out;
  reader->for_each([&](const store::StatementTable& table, std::uint32_t i, std::uint32_t) {
    const auto row = table.row(i);
    if (row.schema == "Address" || row.schema == "Position") return;
    if (reader->held(row.valid) == model::Truth::no) return;
    const int score = plain_worth(question.name, row.value, row.property);
    if (score < question.score_min) return;
    int& best = out[std::string(row.entity)];
    best = std::max(best, score);
  });
  return out;
}

TEST(ScreeningTwin, FindsExactlyWhatTryingEveryNameFinds) {
  Random random(2024);
  std::size_t hits = 0, weak_scores = 0;
  for (int world = 0; world < 12; ++world) {
    const ListFixture fixture({any_list(random, "2020-01-01"), any_list(random, "2021-01-01"),
                               any_list(random, "2023-01-01")});
    Silent progress;
    const auto screener = Screener::open(fixture.snapshot(), fixture.index(), {}, progress);
    ASSERT_TRUE(screener.ok());
    for (int i = 0; i < 80; ++i) {
      Question question;
      question.name = any_name(random);
      question.score_min = static_cast<int>(random.between(1, match::score_max));
      question.hits_max = 1'000;
      const Day day = testing::day_of("2019-06-01") + static_cast<Day>(random.below(1'800));
      question.clocks = {day, random.chance(0.5) ? day : day + 400};
      const auto expected = scores_by_trying(*fixture.snapshot(), question);
      const auto answer = screener->screen(question, progress);
      ASSERT_TRUE(answer.ok()) << answer.error().text();
      std::map<std::string, int> actual;
      for (const auto& hit : answer->hits) {
        ASSERT_TRUE(actual.emplace(hit.entity, hit.score).second) << hit.entity << " twice";
      }
      ASSERT_EQ(actual, expected) << question.name << " at " << question.score_min;
      hits += actual.size();
      for (const auto& [entity, score] : actual) weak_scores += score < 9'000 ? 1 : 0;
    }
  }
  EXPECT_GT(hits, 1'000u);
  EXPECT_GT(weak_scores, 500u) << "hardly any score that only the word table can find";
}

detail::AskedName asked_name(const std::string& text) {
  Question question;
  question.name = text;
  auto out = detail::understand(question);
  EXPECT_TRUE(out.ok());
  return *out->name;
}

TEST(WordTable, SearchIsExhaustive) {
  Random random(77);
  std::vector<std::string> names{"", "a", std::string(700, 'x')};
  for (int i = 0; i < 600; ++i) names.push_back(fold_name(any_name(random)).text);
  const detail::WordTable table(names.size(),
                                [&](std::size_t i) { return std::string_view(names[i]); });
  std::size_t found = 0, left_out = 0;
  for (int i = 0; i < 150; ++i) {
    const std::string text = any_name(random);
    const int score_min = static_cast<int>(random.between(1, match::score_max));
    std::vector<detail::WordTable::Found> expected;
    for (std::uint32_t n = 0; n < names.size(); ++n) {
      const int score = match::name_tokens::score(fold_name(text).text, names[n]);
      if (score >= score_min) expected.push_back({n, score});
    }
    ASSERT_EQ(table.search(asked_name(text), score_min), expected) << text << " at " << score_min;
    found += expected.size();
    left_out += names.size() - expected.size();
  }
  EXPECT_GT(found, 1'000u);
  EXPECT_GT(left_out, 1'000u);
}

}  // namespace
}  // namespace bayon::screen
