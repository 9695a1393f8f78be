#include "bayon/decide/change_points.hpp"

#include <algorithm>

#include "bayon/decide/detail/weighing.hpp"

namespace bayon::decide {

namespace {

struct DayAnswer {
  Ruling ruling;
  std::vector<detail::Weighing> rules;
};

DayAnswer answer_on(const model::Order& order, const OrderFacts& facts, const RuleBook& book,
                    const model::Clocks& clocks, std::span<const PartyFinding> findings) {
  DayAnswer out;
  detail::Combination combination(clocks);
  const auto rules = book.rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto weighing =
        detail::weigh(rules[i], book.tests(i), order, facts, clocks, detail::Depth::enough);
    combination.add(weighing);
    out.rules.push_back(sayable(weighing));
  }
  for (const auto& finding : findings) combination.add(finding);
  out.ruling = combination.ruling();
  return out;
}

bool same(const detail::Weighing& a, const detail::Weighing& b) {
  if (a.applies != b.applies) return false;
  return a.applies == model::Truth::no ||
         (a.stated == b.stated && a.mildest == b.mildest && a.harshest == b.harshest);
}

}  // namespace

std::vector<ChangePoint> change_points(const model::Order& order, const RuleBook& book, Day from,
                                       Day until, Day known_at,
                                       std::span<const PartyFinding> findings) {
  std::vector<Day> days;
  if (known_at < until) days.push_back(known_at + 1);
  for (const auto& rule : book.rules()) {
    if (rule.reads != model::OrderDate::as_of) continue;
    const auto named = boundaries(rule, known_at);
    days.insert(days.end(), named.begin(), named.end());
    if (rule.read_from.known()) days.push_back(rule.read_from.last());
  }
  std::erase_if(days, [&](Day day) { return day <= from || day > until; });
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());

  const auto facts = read_facts(order);
  std::vector<ChangePoint> out;
  auto before = answer_on(order, facts, book, {from, known_at}, findings);
  for (const Day day : days) {
    auto after = answer_on(order, facts, book, {day, known_at}, findings);
    ChangePoint point{day, before.ruling, after.ruling, {}};
    bool changes = point.before != point.after;
    for (std::size_t i = 0; i < after.rules.size(); ++i) {
      const auto& rule = book.rules()[i];
      if (same(before.rules[i], after.rules[i])) continue;
      changes = true;
      if (rule.known(known_at)) point.rules.push_back(rule.id);
    }
    if (changes) out.push_back(std::move(point));
    before = std::move(after);
  }
  return out;
}

}  // namespace bayon::decide
