// Does what was said beside a silent list still hold once the list has spoken?
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "bayon/base/random.hpp"
#include "bayon/decide/decide.hpp"
#include "bayon/decide/read_rules.hpp"
#include "test/support/place.hpp"

namespace bayon::decide {
namespace {

using model::Outcome;

model::Order any_order(Random& random) {
  static constexpr std::array<const char*, 8> codes{"",        "VIII(h)", "9A610.x", "5A002",
                                                    "5A992.c", "EAR99",   "0A604.a", "3A001"};
  static constexpr std::array<const char*, 4> countries{"kh", "kh", "fr", ""};
  model::Order out;
  out.classification = codes[random.below(codes.size())];
  out.destination = countries[random.below(countries.size())];
  if (random.chance(0.7)) out.end_use = model::end_uses[random.below(model::end_uses.size())];
  out.parties.push_back({"end_user", "Example Unit", countries[random.below(countries.size())],
                         std::string(model::party_kinds[random.below(model::party_kinds.size())])});
  return out;
}

TEST(ListGap, WhatTheListSaysLaterStaysWithinWhatWasSaid) {
  const RuleBook book = *read_rules(std::array{testing::root() / "data/rules"});
  const std::vector<ListGap> gaps{{"a_list", "it does not reach back", {"Example Unit"}}};
  Random random(12);
  int hardened = 0, opened = 0;
  for (int i = 0; i < 2'000; ++i) {
    const auto order = any_order(random);
    const Day day = static_cast<Day>(random.between(day_of(2021, 11, 1), day_of(2026, 3, 1)));
    const model::Clocks clocks{day, day_of(9999, 12, 31)};
    const auto said = decide(order, book, clocks, {}, gaps);
    ASSERT_EQ((Ruling{said.outcome, said.at_least, said.at_most}),
              rule_on(order, book, clocks, {}, gaps));
    const auto unlisted = rule_on(order, book, clocks);
    ASSERT_EQ(said.at_least, unlisted.at_least) << "a gap softens nothing";
    ASSERT_EQ(said.open.size(), decide(order, book, clocks).open.size() + 1);
    opened += said.outcome != unlisted.outcome;
    for (int rank = 0; rank <= static_cast<int>(Outcome::prohibited); ++rank) {
      PartyFinding finding;
      finding.outcome = static_cast<Outcome>(rank);
      const std::array findings{finding};
      const auto later = rule_on(order, book, clocks, findings);
      ASSERT_LE(said.at_least, later.at_least) << order.classification << " day " << day;
      ASSERT_GE(said.at_most, later.at_most) << order.classification << " day " << day;
      ASSERT_TRUE(said.outcome == Outcome::unknown || said.outcome == later.outcome);
      hardened += later.at_most > unlisted.at_most;
    }
  }
  EXPECT_GT(hardened, 1'000);
  EXPECT_GT(opened, 200);
}

}  // namespace
}  // namespace bayon::decide
