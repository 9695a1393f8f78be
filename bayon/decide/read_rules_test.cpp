// Does the reader understand a rule file to the letter, and refuse what it cannot understand?
#include "bayon/decide/read_rules.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/base/random.hpp"
#include "bayon/decide/check_examples.hpp"
#include "test/support/place.hpp"

namespace bayon::decide {
namespace {

using model::EventKind;
using model::Outcome;

const std::filesystem::path sample_path = testing::root() / "bayon/decide/sample_rule.yml";

const std::string& sample() {
  static const std::string text = *read_file(sample_path);
  return text;
}

Result<RuleBook> read(std::string text) {
  const std::array texts{RuleText{"rule.yml", std::move(text)}};
  return read_rule_texts(texts);
}

std::string with(std::string_view old, std::string_view now) {
  std::string out = sample();
  const auto at = out.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return out.replace(at, old.size(), now);
}

std::uint64_t line_of(std::string_view text) {
  const auto before = std::string_view(sample()).substr(0, sample().find(text));
  return 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
}

TEST(ReadRules, ReadsEveryFieldOfTheSample) {
  const auto book = read(sample());
  ASSERT_TRUE(book) << book.error().text();
  ASSERT_EQ(book->rules().size(), 1u);
  const auto& rule = book->rules()[0];
  EXPECT_EQ(rule.id, "sample_rule");
  EXPECT_EQ(rule.issuer, "Example Ministry");
  EXPECT_EQ(rule.citation_key, "Kleene1952");
  EXPECT_EQ(rule.reads, model::OrderDate::shipped);
  EXPECT_EQ(rule.read_from.text(), "2019-01-01");
  EXPECT_EQ(rule.last_seen.text(), "2024-12-31");
  EXPECT_EQ(rule.seen_by, "a reader of the gazette");
  EXPECT_EQ(rule.destinations, (std::vector<std::string>{"kh", "la"}));
  EXPECT_EQ(rule.items.no, std::vector<std::string>{"3A009"});
  ASSERT_EQ(rule.when.tests.size(), 4u);
  EXPECT_FALSE(rule.when.all);
  EXPECT_EQ(rule.when.tests[1].maybe, std::vector<std::string>{"police"});
  EXPECT_TRUE(rule.when.tests[3].yes.empty());
  ASSERT_EQ(rule.cases.size(), 1u);
  EXPECT_TRUE(rule.cases[0].when.all);
  EXPECT_EQ(rule.cases[0].outcome, Outcome::case_by_case);
  ASSERT_EQ(rule.events.size(), 6u);
  const auto& impose = rule.events[0];
  EXPECT_EQ(impose.announced.text(), "2020-01");
  EXPECT_EQ(impose.policy_effective.text(), "2020-02-01");
  EXPECT_EQ(impose.legal_effective.text(), "2020-03-01");
  EXPECT_EQ(impose.published.text(), "2020-02-15");
  EXPECT_EQ(PartialDate::from_day(impose.known_from).text(), "2020-01-20");
  EXPECT_EQ(rule.events[1].kind, EventKind::announce);
  EXPECT_EQ(rule.events[1].basis, model::Basis::secondary);
  EXPECT_EQ(rule.events[2].outcome, Outcome::prohibited);
  EXPECT_EQ(rule.events[4].expires.text(), "2023-06-30");
  EXPECT_EQ(rule.events[5].legal_effective.text(), "2024");
  EXPECT_EQ(rule.examples.size(), 6u);
  EXPECT_EQ(rule.harshest(), Outcome::prohibited);
  EXPECT_EQ(rule.place.file, "rule.yml");
}

TEST(ReadRules, SampleAnswersItsExamples) {
  const auto report = check_examples(*read(sample()));
  for (const auto& fault : report.faults) {
    ADD_FAILURE() << fault.place.text() << ": " << fault.detail;
  }
  EXPECT_EQ(report.examples, 6u);
}

TEST(ReadRules, WrongExamplesAreFound) {
  const auto book =
      read(with("outcome: prohibited\n  - order", "outcome: case_by_case\n  - order"));
  ASSERT_TRUE(book) << book.error().text();
  const auto report = check_examples(*book);
  ASSERT_EQ(report.faults.size(), 1u);
  EXPECT_EQ(report.faults[0].place.file, "rule.yml");
  EXPECT_GT(report.faults[0].place.record, line_of("fires:"));
  EXPECT_FALSE(report.coverage[0].complete());
}

struct Broken {
  const char* old;
  const char* now;
  ErrorCode code;
  const char* field;
};

// long: one line for each way to break the sample
TEST(ReadRules, RefusesWithCodeFileLineAndField) {
  using namespace errors;
  const Broken cases[] = {
      {"issuer: Example Ministry", "issuer:", rules_malformed, "issuer"},
      {"issuer: Example Ministry", "isuer: Example Ministry", rules_malformed, "issuer"},
      {"limits: nothing real", "limit: nothing real", rules_malformed, "limit"},
      {"limits: nothing real", "limits: [nothing, real]", rules_malformed, "limits"},
      {"basis: primary", "basis: hearsay", rules_malformed, "basis"},
      {"reads: shipped", "reads: shiped", rules_malformed, "reads"},
      {"outcome: policy_of_denial", "outcome: denied", rules_unknown_outcome, "outcome"},
      {"outcome: policy_of_denial", "outcome: unknown", rules_unknown_outcome, "outcome"},
      {"outcome: case_by_case", "outcome: maybe", rules_unknown_outcome, "outcome"},
      {"outcome: prohibited", "outcome: forbidden", rules_unknown_outcome, "outcome"},
      {"last_seen: 2024-12-31", "last_seen: 2024-02-30", date_impossible, "last_seen"},
      {"last_seen: 2024-12-31", "last_seen: 2024-12", rules_malformed, "last_seen"},
      {"last_seen: 2024-12-31", "last_seen: tomorrow", date_malformed, "last_seen"},
      {"last_seen: 2024-12-31\n", "", rules_malformed, "seen_by"},
      {"legal_effective: 2020-03-01", "legal_effective: 2021-02-29", date_impossible,
       "legal_effective"},
      {"announced: 2020-01\n", "announced: 0000-01\n", date_out_of_range, "announced"},
      {"known_from: 2020-01-20", "known_from: 2019-12-31", rules_malformed, "known_from"},
      {"event: impose", "event: lift", rules_malformed, "events"},
      {"event: suspend", "event: impose", rules_malformed, "events"},
      {"event: suspend", "event: extend", rules_malformed, "events"},
      {"event: suspend", "event: pause", rules_malformed, "event"},
      {"legal_effective: 2021-06-01", "legal_effective: 2019-06-01", rules_malformed, "events"},
      {"expires: 2022-12-31", "expires: 2021-12-31", rules_malformed, "events"},
      {"expires: 2022-12-31", "expires: 2022-12", rules_malformed, "expires"},
      {"expires: 2022-12-31", "expires: 2022-12-30", rules_malformed, "events"},
      {"announced: 2021-01-01", "legal_effective: 2021-01-01", rules_malformed, "known_from"},
      {"announced: 2021-01-01", "announced: 2021-01-01\n    legal_effective: 2021-01-01",
       rules_malformed, "legal_effective"},
      {"governs: legal_effective", "governs: moon_phase", rules_malformed, "governs"},
      {"governs: legal_effective", "outcome: prohibited", rules_malformed, "outcome"},
      {"no: [3A009]", "no: [3F009]", rules_malformed, "no"},
      {"no: [3A009]", "no: [3A00]", rules_malformed, "no"},
      {"no: [3A009]", "no: [3A009.]", rules_malformed, "no"},
      {"no: [3A009]", "no: [\"usml:IIX\"]", rules_malformed, "no"},
      {"no: [3A009]", "no: [\"3A00?\"]", rules_malformed, ""},
      {"yes: [usml, 600_series, \"3A00?\"]", "set: nowhere", rules_malformed, "set"},
      {"end_use: [military, weapons]", "end_use: [war]", rules_malformed, "end_use"},
      {"end_use: [military, weapons]", "colour: [red]", rules_malformed, "when"},
      {"  any:\n", "  one:\n", rules_malformed, "one"},
      {"destinations: [kh, la]", "destinations: [Cambodia]", rules_malformed, ""},
      {"destinations: [kh, la]", "destinations: {kh: la}", rules_malformed, "destinations"},
      {"as_of: 2020-01-01", "known_at: 2020-01-01", rules_malformed, "as_of"},
      {"end_use: demining, end_user", "end_uses: demining, end_user", rules_malformed, "end_uses"},
      {"title: Sample", "rule: Sample", rules_malformed, ""},
      {"destinations: [kh, la]", "destinations: &a [kh, la]", rules_malformed, ""},
      {"destinations: [kh, la]", "destinations: *a", rules_malformed, ""},
      {"destinations: [kh, la]", "destinations: [kh, la", rules_malformed, ""},
      {"destinations: [kh, la]", "---", rules_malformed, ""},
  };
  for (const auto& one : cases) {
    const auto book = read(with(one.old, one.now));
    ASSERT_FALSE(book) << one.now;
    const auto& error = book.error();
    EXPECT_EQ(name(error.code), name(one.code)) << one.now << " " << error.text();
    EXPECT_EQ(error.where.file, "rule.yml") << one.now;
    EXPECT_EQ(error.where.column, one.field) << error.text();
    if (std::string_view(one.field) != "" && std::string_view(one.field) != "issuer") {
      EXPECT_GT(error.where.record, 1u) << error.text();
    }
  }
}

TEST(ReadRules, NamesTheLineOfAnUnknownOutcome) {
  const auto book = read(with("outcome: policy_of_denial", "outcome: denied"));
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().code, errors::rules_unknown_outcome);
  EXPECT_EQ(book.error().where.record, line_of("outcome: policy_of_denial"));
}

TEST(ReadRules, NamesTheEventThatIsLiftedBeforeItIsImposed) {
  const auto book = read(with("event: impose", "event: lift"));
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().where.record, line_of("- event: impose"));
  EXPECT_NE(book.error().detail.find("not in force"), std::string::npos);
}

TEST(ReadRules, RefusesTheSameIdTwice) {
  const std::array texts{RuleText{"a.yml", sample()}, RuleText{"b.yml", sample()}};
  const auto book = read_rule_texts(texts);
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().code, errors::rules_malformed);
  EXPECT_EQ(book.error().where.file, "b.yml");
}

TEST(ReadRules, RefusesWhatIsNoRuleAtAll) {
  for (const char* text : {"", "# only a comment\n", "[]", "rule", "- rule: x", "{}", "~",
                           "? [a]\n: b", "\t", "%YAML 9.9\n---\na: b"}) {
    const auto book = read(text);
    ASSERT_FALSE(book) << text;
    EXPECT_EQ(book.error().code, errors::rules_malformed) << text;
  }
  EXPECT_EQ(read("\xff\xfe").error().code, errors::text_invalid_utf8);
  EXPECT_EQ(read(std::string(2'000'000, 'a')).error().code, errors::file_too_large);
  EXPECT_FALSE(read_rule_texts({}));
}

TEST(ReadRules, AMapOfManyKeysEndsInAnError) {
  std::string text;
  for (int i = 0; text.size() < 900'000; ++i) text += "key_" + std::to_string(i) + ": value\n";
  const auto book = read(std::move(text));
  ASSERT_FALSE(book);
  EXPECT_EQ(book.error().code, errors::rules_malformed);
  EXPECT_EQ(book.error().where.record, 1'001u);
}

TEST(ReadRules, DeepNestingEndsInAnError) {
  struct Deep {
    const char* head;
    std::size_t depth;
    char opening;
  };
  for (const Deep& deep :
       {Deep{"", 200'000, '['}, Deep{"rule: ", 100'000, '{'}, Deep{"- ", 5'000, '-'}}) {
    const auto book = read(deep.head + std::string(deep.depth, deep.opening) + " ");
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().code, errors::rules_malformed);
  }
}

TEST(ReadRules, ReadsFoldersAndSetsInAnyOrder) {
  const auto root = testing::root() / "data/rules";
  const std::array whole{root};
  const std::array parts{root / "items", root / "cambodia"};
  const std::array again{root / "cambodia", root / "items", root / "cambodia/us_itar_126_1_kh.yml"};
  const auto a = read_rules(whole);
  const auto b = read_rules(parts);
  const auto c = read_rules(again);
  ASSERT_TRUE(a && b && c);
  ASSERT_EQ(a->rules().size(), b->rules().size());
  ASSERT_EQ(a->rules().size(), c->rules().size());
  for (std::size_t i = 0; i < a->rules().size(); ++i) {
    EXPECT_EQ(a->rules()[i].id, b->rules()[i].id);
    EXPECT_EQ(a->rules()[i].events, b->rules()[i].events);
    EXPECT_EQ(a->rules()[i].items, c->rules()[i].items);
  }
  EXPECT_NE(a->find("us_ear_d5_kh"), nullptr);
  EXPECT_EQ(a->find("us_ear_d6_kh"), nullptr);
  EXPECT_EQ(a->read_to().text(), "2026-02-03");
}

TEST(ReadRules, MissingPathsAndEmptyFoldersAreErrors) {
  const std::array missing{testing::root() / "data/no_such_rules"};
  EXPECT_EQ(read_rules(missing).error().code, errors::file_not_found);
  const auto folder = std::filesystem::temp_directory_path() / "bayon_read_rules_empty";
  std::filesystem::create_directories(folder);
  const std::array empty{folder};
  EXPECT_EQ(read_rules(empty).error().code, errors::rules_malformed);
  std::filesystem::remove_all(folder);
}

// Every prefix and many flipped bytes: an error or a book, never a crash, never an empty book.
TEST(ReadRules, DamagedFilesAreRefusedOrStillRules) {
  std::size_t refused = 0;
  const auto check = [&](std::string text) {
    const auto book = read(std::move(text));
    if (book) {
      EXPECT_EQ(book->rules().size(), 1u);
    } else {
      ++refused;
      EXPECT_FALSE(name(book.error().code).empty());
    }
  };
  for (std::size_t length = 0; length < sample().size(); length += 7) {
    check(sample().substr(0, length));
  }
  Random random(5);
  for (int i = 0; i < 600; ++i) {
    auto text = sample();
    const auto at = random.below(text.size());
    text[at] = static_cast<char>(static_cast<unsigned char>(text[at]) ^ (1u << random.below(8)));
    check(std::move(text));
  }
  EXPECT_GT(refused, 500u);
}

}  // namespace
}  // namespace bayon::decide
