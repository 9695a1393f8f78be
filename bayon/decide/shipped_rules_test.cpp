// Do the shipped rules of Cambodia say what the law said, on every day that matters?
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "bayon/base/text.hpp"
#include "bayon/decide/change_points.hpp"
#include "bayon/decide/check_examples.hpp"
#include "bayon/decide/explain.hpp"
#include "bayon/decide/read_rules.hpp"
#include "test/support/place.hpp"

namespace bayon::decide {
namespace {

using model::Outcome;
using model::Truth;

const RuleBook& shipped() {
  static const RuleBook book = [] {
    const std::array paths{testing::root() / "data/rules"};
    auto read = read_rules(paths);
    EXPECT_TRUE(read) << read.error().text();
    return *std::move(read);
  }();
  return book;
}

Day on(std::string_view text) { return parse_date(text)->first(); }
constexpr Day all_known = 2932896;  // 9999-12-31

model::Order order(std::string classification, std::string end_use, std::string end_user,
                   std::string destination = "kh") {
  model::Order out;
  out.id = "order";
  out.classification = std::move(classification);
  out.end_use = std::move(end_use);
  out.destination = std::move(destination);
  out.parties.push_back({"end_user", "Example Unit 07", "kh", std::move(end_user)});
  return out;
}

Decision decided(const model::Order& order, std::string_view day, Day known_at = all_known) {
  return decide(order, shipped(), {on(day), known_at});
}

const ControlAnswer& control(const Decision& decision, std::string_view rule) {
  for (const auto& answer : decision.controls) {
    if (answer.rule->id == rule) return answer;
  }
  ADD_FAILURE() << "no rule " << rule;
  return decision.controls.front();
}

TEST(ShippedRules, AnswerTheirExamples) {
  const auto report = check_examples(shipped());
  EXPECT_GE(report.examples, 50u);
  for (const auto& fault : report.faults) {
    ADD_FAILURE() << fault.place.text() << " " << fault.rule << ": " << fault.detail;
  }
}

TEST(ShippedRules, HaveAnExampleForEachEventAndCase) {
  const auto report = check_examples(shipped());
  ASSERT_EQ(report.coverage.size(), shipped().rules().size());
  for (const auto& covered : report.coverage) {
    EXPECT_TRUE(covered.complete())
        << covered.rule << " fires " << covered.fires << " silent " << covered.silent;
  }
}

struct Expected {
  const char* classification;
  const char* end_use;
  const char* end_user;
  std::array<Outcome, 4> outcomes;  // on the four days below
};

// Before and after the embargo came, before and after it went.
constexpr std::array<std::string_view, 4> days{"2021-12-08", "2021-12-09", "2025-11-06",
                                               "2025-11-07"};

TEST(ShippedRules, DifferOnTheFourDaysAsTheLawDid) {
  using enum Outcome;
  const Expected cases[] = {
      {"VIII(h)",
       "military",
       "military",
       {case_by_case, policy_of_denial, policy_of_denial, case_by_case}},
      {"VIII(h)", "demining", "civil", {case_by_case, case_by_case, case_by_case, case_by_case}},
      {"9A610.x",
       "civil",
       "civil",
       {case_by_case, policy_of_denial, policy_of_denial, case_by_case}},
      {"9A610.x",
       "weapons",
       "military",
       {case_by_case, policy_of_denial, policy_of_denial, presumption_of_denial}},
      {"5A002",
       "civil",
       "civil",
       {presumption_of_approval, presumption_of_approval, presumption_of_approval,
        presumption_of_approval}},
      {"5A002",
       "weapons",
       "military",
       {case_by_case, presumption_of_denial, presumption_of_denial, presumption_of_denial}},
      {"5A992.c",
       "military",
       "military",
       {no_licence_required, presumption_of_denial, presumption_of_denial, presumption_of_denial}},
      {"5A992.c",
       "civil",
       "civil",
       {no_licence_required, no_licence_required, no_licence_required, no_licence_required}},
      {"EAR99",
       "military_intelligence",
       "military_intelligence",
       {no_licence_required, presumption_of_denial, presumption_of_denial, presumption_of_denial}},
      {"EAR99",
       "military",
       "military",
       {no_licence_required, no_licence_required, no_licence_required, no_licence_required}},
  };
  for (const auto& one : cases) {
    for (std::size_t i = 0; i < days.size(); ++i) {
      const auto decision = decided(order(one.classification, one.end_use, one.end_user), days[i]);
      EXPECT_EQ(name(decision.outcome), name(one.outcomes[i]))
          << one.classification << " " << one.end_use << "\n"
          << summary(decision);
    }
  }
}

TEST(ShippedRules, LiftingTheEmbargoLeavesTheRestInForce) {
  const auto decision = decided(order("3A991", "military", "military"), "2025-11-07");
  EXPECT_EQ(control(decision, "us_itar_126_1_kh").standing, Standing::lifted);
  EXPECT_EQ(control(decision, "us_ear_d5_kh").standing, Standing::lifted);
  for (const auto rule :
       {"us_ear_744_21_kh", "us_ear_744_22_kh", "us_ear_742_4_b_7_kh", "us_ear_d1_kh"}) {
    const auto& answer = control(decision, rule);
    EXPECT_EQ(answer.standing, Standing::in_force) << rule;
    EXPECT_TRUE(answer.rule->last_seen.known()) << rule;
    EXPECT_FALSE(answer.past_last_seen) << rule;
    EXPECT_NE(standing_line(answer).find("last seen on 2026-"), std::string::npos) << rule;
    EXPECT_EQ(standing_line(answer).find("text read"), std::string::npos) << rule;
  }
}

// Country Group D:5 follows State: 88 days before the printed table changed.
TEST(ShippedRules, GroupD5EndsWithStatesRuleNotWithThePrintedTable) {
  const auto goods = order("9A610.x", "civil", "civil");
  const auto lifted = decided(goods, "2025-11-07");
  const auto& answer = control(lifted, "us_ear_d5_kh");
  ASSERT_EQ(answer.standing, Standing::lifted);
  ASSERT_TRUE(answer.event);
  EXPECT_EQ(answer.event->legal_effective.text(), "2025-11-07");
  EXPECT_EQ(answer.event->published.text(), "2026-02-03");
  EXPECT_EQ(on("2026-02-03") - on("2025-11-07"), 88);
  for (const auto day : {"2025-12-24", "2026-02-02", "2026-02-03"}) {
    EXPECT_EQ(control(decided(goods, day), "us_ear_d5_kh").standing, Standing::lifted) << day;
  }
  // On 10 November 2025 nobody could name the day of the printing.
  const auto then = decided(goods, "2025-11-10", on("2025-11-10"));
  EXPECT_EQ(control(then, "us_ear_d5_kh").standing, Standing::lifted);
  EXPECT_FALSE(control(then, "us_ear_d5_kh").event->published.known());
  EXPECT_EQ(seen_line(control(then, "us_ear_d5_kh")), seen_line(answer));
}

TEST(ShippedRules, AnnouncedPracticeIsNotTheLaw) {
  const auto goods = order("VIII(h)", "military", "military");
  const auto decision = decided(goods, "2025-10-30");
  EXPECT_EQ(decision.outcome, Outcome::policy_of_denial);
  const auto& answer = control(decision, "us_itar_126_1_kh");
  ASSERT_EQ(answer.noted.size(), 1u);
  EXPECT_EQ(answer.noted[0].kind, model::EventKind::announce);
  EXPECT_EQ(answer.noted[0].outcome, Outcome::case_by_case);
  EXPECT_EQ(answer.noted[0].announced.text(), "2025-10-27");
  EXPECT_TRUE(control(decided(goods, "2025-10-26"), "us_itar_126_1_kh").noted.empty());
  EXPECT_TRUE(control(decided(goods, "2025-11-07"), "us_itar_126_1_kh").noted.empty());
}

// What one would have been told on day K about day D.
TEST(ShippedRules, KnownAtHidesWhatWasNotYetKnown) {
  const auto goods = order("VIII(h)", "military", "military");
  const auto told = [&](std::string_view day, std::string_view known) {
    const auto decision = decided(goods, day, on(known));
    if (!decision.if_unchanged) return decision.outcome;
    EXPECT_EQ(decision.outcome, Outcome::unknown) << day << " as known on " << known;
    return decision.if_unchanged->outcome;
  };
  EXPECT_EQ(told("2021-12-09", "2021-12-07"), Outcome::case_by_case);
  EXPECT_EQ(told("2021-12-09", "2021-12-08"), Outcome::policy_of_denial);
  EXPECT_EQ(told("2025-11-07", "2025-10-30"), Outcome::policy_of_denial);
  EXPECT_EQ(told("2025-11-07", "2025-11-05"), Outcome::policy_of_denial);
  EXPECT_EQ(told("2025-11-07", "2025-11-06"), Outcome::case_by_case);
  EXPECT_EQ(told("2025-11-06", "2025-11-06"), Outcome::policy_of_denial);
}

// Four years past the known day: no rule of December 2021 has a name, and nothing is firm, least of
// all that no licence is needed.
TEST(ShippedRules, NothingOfTheFutureIsToldNorSettled) {
  for (const auto& goods :
       {order("VIII(h)", "military", "military"), order("EAR99", "civil", "civil"),
        order("EAR99", "military_intelligence", "military_intelligence")}) {
    const auto decision = decided(goods, "2025-11-08", on("2021-12-01"));
    EXPECT_EQ(decision.outcome, Outcome::unknown);
    EXPECT_EQ(decision.at_least, Outcome::unknown);
    EXPECT_EQ(decision.at_most, Outcome::prohibited);
    const auto text = summary(decision);
    EXPECT_NE(text.find("law was known only up to 2021-12-01"), std::string::npos) << text;
    for (const auto late : {"126_1", "d5", "744_2", "742_4", "86 FR", "2021-12-08", "2021-12-09"}) {
      EXPECT_EQ(text.find(late), std::string::npos) << late << "\n" << text;
    }
  }
}

// What is told of a rule or an event must not name a year after the one in which it was known; only
// how far the book has seen it may.
TEST(ShippedRules, NoWordsOfARuleTellItsFuture) {
  const auto check = [](const std::string& id, const std::string& text, Day known_from) {
    const int known = std::stoi(PartialDate::from_day(known_from).text().substr(0, 4));
    for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
      const auto digit = [&](std::size_t at) {
        return at < text.size() && text[at] >= '0' && text[at] <= '9';
      };
      if ((i > 0 && digit(i - 1)) || digit(i + 4)) continue;
      if (!digit(i) || !digit(i + 1) || !digit(i + 2) || !digit(i + 3)) continue;
      const int year = std::stoi(text.substr(i, 4));
      if (year < 1900 || year > 2100) continue;
      EXPECT_LE(year, known) << id << ": " << text;
    }
  };
  for (const auto& rule : shipped().rules()) {
    Day first = all_known;
    for (const auto& event : rule.events) {
      first = std::min(first, event.known_from);
      check(rule.id, event.note + " " + event.citation, event.known_from);
    }
    std::string text = rule.title + " " + rule.instrument + " " + rule.limits;
    for (const auto& one : rule.cases) text += " " + one.note;
    text += " " + rule.basis_note;
    check(rule.id, text, first);
    for (const auto late : {"lifted", "the lifting"}) {
      EXPECT_EQ(text.find(late), std::string::npos) << rule.id << " " << late;
    }
  }
}

TEST(ShippedRules, SilenceIsUnknownNotPermission) {
  for (const auto& one :
       {order("1C350", "civil", "civil"), order("5A002", "civil", "civil", "fr")}) {
    auto elsewhere = one;
    if (elsewhere.destination == "fr") elsewhere.parties[0].country = "fr";
    const auto decision = decided(elsewhere, "2023-05-01");
    EXPECT_EQ(decision.outcome, Outcome::unknown);
    EXPECT_EQ(decision.at_least, Outcome::unknown);
    ASSERT_FALSE(decision.open.empty());
    EXPECT_EQ(decision.open.back().fact, "coverage");
  }
}

TEST(ShippedRules, UnknownFactsAreAskedFor) {
  const auto asks = [](const Decision& decision, std::string_view fact) {
    for (const auto& open : decision.open) {
      if (open.fact == fact) return true;
    }
    return false;
  };
  const auto no_kind = decided(order("5A992.c", "civil", ""), "2025-11-07");
  EXPECT_EQ(no_kind.outcome, Outcome::unknown);
  EXPECT_EQ(no_kind.at_least, Outcome::no_licence_required);
  EXPECT_EQ(no_kind.at_most, Outcome::presumption_of_denial);
  EXPECT_TRUE(asks(no_kind, "end_user"));

  const auto no_code = decided(order("", "civil", "civil"), "2023-05-01");
  EXPECT_EQ(no_code.outcome, Outcome::unknown);
  EXPECT_EQ(no_code.at_most, Outcome::policy_of_denial);
  EXPECT_TRUE(asks(no_code, "classification"));

  const auto own_word = decided(order("5A992.c", "gardening", "civil"), "2023-05-01");
  EXPECT_EQ(own_word.outcome, Outcome::unknown);
  EXPECT_TRUE(asks(own_word, "end_use"));

  const auto nowhere = decided(order("VIII(h)", "military", "military", ""), "2023-05-01");
  EXPECT_EQ(nowhere.outcome, Outcome::unknown);
  EXPECT_TRUE(asks(nowhere, "destination"));
}

TEST(ShippedRules, ADefiniteDenialStandsBesideWhatIsUnknown) {
  auto goods = order("VIII(h)", "", "");
  const auto decision = decided(goods, "2023-05-01");
  EXPECT_EQ(decision.outcome, Outcome::policy_of_denial);
  EXPECT_EQ(decision.at_least, Outcome::case_by_case);  // should it turn out to be demining
  ASSERT_FALSE(decision.open.empty());
  EXPECT_EQ(decision.open[0].fact, "end_use");
  EXPECT_EQ(decision.open[0].could_be, Outcome::case_by_case);
}

TEST(ShippedRules, ThroughThailandToACambodianUnitStaysOpen) {
  const auto decision = decided(order("VIII(h)", "military", "military", "th"), "2023-05-01");
  EXPECT_EQ(decision.outcome, Outcome::unknown);
  EXPECT_EQ(decision.at_most, Outcome::policy_of_denial);
}

TEST(ShippedRules, ChangePointsAreTheDaysOfTheLaw) {
  const auto points = change_points(order("VIII(h)", "military", "military"), shipped(),
                                    on("2021-01-01"), on("2026-12-31"), all_known);
  ASSERT_EQ(points.size(), 2u);
  EXPECT_EQ(PartialDate::from_day(points[0].day).text(), "2021-12-09");
  EXPECT_EQ(points[0].before.outcome, Outcome::case_by_case);
  EXPECT_EQ(points[0].after.outcome, Outcome::policy_of_denial);
  EXPECT_EQ(PartialDate::from_day(points[1].day).text(), "2025-11-07");
  EXPECT_EQ(points[1].rules, std::vector<std::string>{"us_itar_126_1_kh"});
}

TEST(ShippedRules, CiteTheirSourcesByKeysThatExist) {
  std::ifstream file(testing::root() / "docs/references.bib");
  const std::string all{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(all.empty());
  for (const auto& rule : shipped().rules()) {
    std::vector<std::string> keys{rule.citation_key};
    for (const auto& event : rule.events) keys.push_back(event.citation_key);
    EXPECT_FALSE(rule.citation_key.empty()) << rule.id;
    for (const auto& key : keys) {
      if (key.empty()) continue;
      EXPECT_NE(all.find("{" + key + ","), std::string::npos) << key;
    }
  }
}

TEST(ShippedRules, MarkWhatRestsOnLessThanTheIssuersText) {
  for (const auto& rule : shipped().rules()) {
    EXPECT_TRUE(rule.basis == model::Basis::primary || !rule.basis_note.empty()) << rule.id;
    if (rule.basis == model::Basis::general_knowledge) {
      EXPECT_FALSE(rule.last_seen.known()) << rule.id << " cannot have been seen";
    }
    EXPECT_TRUE(rule.text_read() || !rule.last_seen.known() || !rule.seen_by.empty())
        << rule.id << " was seen, but by whom?";
  }
  const auto decision = decided(order("EAR99", "civil", "civil"), "2023-05-01");
  EXPECT_NE(advice_line(decision.book).find("Not legal advice"), std::string::npos);
  EXPECT_NE(advice_line(decision.book).find("2026-02-03"), std::string::npos);
}

// The table of dated facts that the rules were written from, where it is at hand.
TEST(ShippedRules, AgreeWithTheTimelineOfEmbargoes) {
  const auto path = testing::shared_data("data/trade/embargo_timeline.csv");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "embargo_timeline.csv is not there";
  const std::vector<std::pair<std::string_view, std::string_view>> rules{
      {"US-ITAR-KH", "us_itar_126_1_kh"},
      {"US-EAR-KH-D5", "us_ear_d5_kh"},
      {"US-EAR-KH-MEU", "us_ear_744_21_kh"},
      {"US-EAR-KH-MIEU", "us_ear_744_22_kh"},
      {"US-EAR-KH-NS", "us_ear_742_4_b_7_kh"}};
  std::ifstream file(path);
  std::size_t checked = 0;
  for (std::string line; std::getline(file, line);) {
    const auto cells = split(line, ',');
    for (const auto& [regime, id] : rules) {
      if (cells[0] != regime) continue;
      const auto kind = model::find_event_kind(cells[4]);
      bool found = false;
      for (const auto& event : shipped().find(id)->events) {
        // The table's policy_effective is the day of legal effect in each of these rows.
        found = found || (event.kind == kind && event.legal_effective.text() == cells[6] &&
                          event.published.text() == cells[7]);
      }
      EXPECT_TRUE(found) << line;
      ++checked;
    }
  }
  EXPECT_EQ(checked, 7u);
}

}  // namespace
}  // namespace bayon::decide
