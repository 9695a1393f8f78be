#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "faces/cli/say.hpp"
#include "faces/cli/shown.hpp"

namespace bayon::cli {

namespace {

Tone tone_of(std::string_view outcome) {
  if (outcome == "unknown") return Tone::doubt;
  if (outcome == "no_licence_required" || outcome == "exception_available") return Tone::good;
  if (outcome == "prohibited" || outcome == "policy_of_denial" ||
      outcome == "presumption_of_denial") {
    return Tone::bad;
  }
  return Tone::strong;
}

std::string outcome_words(std::string_view outcome) {
  return outcome == "unknown" ? "UNKNOWN" : worded(outcome);
}

// "at least case by case, at most prohibited" where the facts leave the outcome open.
std::string bounds(const Json& answer) {
  const std::string outcome = text_of(answer, "outcome");
  const std::string least = text_of(answer, "at_least");
  const std::string most = text_of(answer, "at_most");
  if (least == outcome && most == outcome) return {};
  return fmt::format("at least {}, at most {}",
                     least == "unknown" ? "nothing established" : worded(least),
                     most == "unknown" ? "not known" : worded(most));
}

// A rule that does not reach the order says nothing; one that would, but no longer applies or not
// yet, does.
bool bears(const Json& control) {
  if (text_of(control, "applies") != "no") return true;
  const Json& missed = list_of(control, "because");
  return !missed.empty() && std::all_of(missed.begin(), missed.end(), [](const Json& reason) {
    return text_of(reason, "fact") == "in_force";
  });
}

// The rules of the answer, by id.
using Rules = std::map<std::string, const Json*>;

Rules rules_of(const Json& answer) {
  Rules out;
  for (const auto& rule : list_of(answer, "rules")) out.emplace(text_of(rule, "rule"), &rule);
  return out;
}

const Json& rule_of(const Json& control, const Rules& rules) {
  static const Json untold = Json::object();
  const auto found = rules.find(text_of(control, "rule"));
  return found == rules.end() ? untold : *found->second;
}

// How the rule stood on the day of the order.
const Json& stands(const Json& control, const Rules& rules) {
  static const Json untold = Json::object();
  const Json& all = list_of(rule_of(control, rules), "standings");
  const auto at = count_of(control, "stands");
  return at < all.size() ? all[at] : untold;
}

std::string standing_words(const Json& control) {
  std::string out = worded(text_of(control, "standing"));
  const std::string since = text_of(control, "since");
  if (!since.empty()) out += " since " + since;
  if (text_of(control, "past_known_at") == "yes") {
    out += ", if nothing changed after the known day";
  }
  const std::string seen = text_of(control, "seen");
  if (!seen.empty()) out += "; " + seen;
  return out;
}

std::string basis_words(std::string_view basis) {
  if (basis == "secondary") return "secondary sources";
  if (basis == "general_knowledge") return "general knowledge";
  return worded(basis);
}

// What the rule says of this order, and why. What it says of itself stands once, below all orders.
void say_control(const Json& control, const Rules& rules, Page& page) {
  const std::string applies = text_of(control, "applies");
  const std::string outcome = text_of(control, "outcome");
  const std::string says = applies == "yes"  ? outcome_words(outcome)
                           : applies == "no" ? "does not apply"
                                             : "OPEN whether it applies";
  const Tone tone = applies == "yes"  ? tone_of(outcome)
                    : applies == "no" ? Tone::faint
                                      : Tone::doubt;
  page.line(fmt::format("  {}  {} [{}]", page.toned(tone, says),
                        text_of(rule_of(control, rules), "title"), text_of(control, "rule")));
  const std::string reason = text_of(control, "reason");
  if (!reason.empty()) page.sentence("because " + reason, 4, 2);
}

void say_rule(const Json& rule, const Json& standing, Page& page) {
  page.line(fmt::format("  [{}] {}", text_of(rule, "rule"),
                        page.toned(Tone::strong, text_of(rule, "title"))));
  page.sentence(fmt::format("{}: {}", text_of(rule, "issuer"), standing_words(standing)), 4, 2);
  page.sentence(text_of(rule, "citation"), 4, 2);
  const std::string basis = text_of(rule, "basis");
  if (!basis.empty() && basis != "primary") {
    page.sentence(fmt::format("rests on {}: check before you rely on it", basis_words(basis)), 4, 2,
                  Tone::doubt);
  }
  // Where the change itself was not read, who says so and what is missing.
  const Json& event = field_of(standing, "event");
  const std::string change = text_of(event, "sentence");
  if (!change.empty() && text_of(event, "basis") != "primary") page.sentence(change, 4, 2);
  for (const auto& note : list_of(standing, "noted")) {
    const std::string words =
        note.is_string() ? harmless(note.get<std::string>()) : text_of(note, "sentence");
    if (!words.empty()) page.sentence("noted: " + words, 4, 2);
  }
}

// Each rule that bears on one of the orders shown, once. It may stand differently on the day of
// each order: then each standing is told.
void say_rules(const Json& decisions, std::size_t shown, const Rules& rules, Page& page) {
  std::set<std::string> told;
  bool first = true;
  for (std::size_t at = 0; at < shown; ++at) {
    for (const auto& control : list_of(decisions[at], "controls")) {
      if (!bears(control)) continue;
      const Json& standing = stands(control, rules);
      if (!told.insert(text_of(control, "rule") + "|" + standing_words(standing)).second) continue;
      if (first) {
        page.gap();
        page.heading("The rules that bear on them");
        first = false;
      }
      say_rule(rule_of(control, rules), standing, page);
    }
  }
}

void say_party(const Json& party, Page& page) {
  const std::string certain = text_of(party, "certain");
  const std::string outcome = text_of(party, "outcome");
  std::string words =
      fmt::format("{} {}: {} by {} ({})", worded(text_of(party, "role")), text_of(party, "name"),
                  certain == "yes" ? outcome_words(outcome) : "POSSIBLY listed, " + worded(outcome),
                  text_of(party, "authority"), text_of(party, "dataset"));
  const std::string note = text_of(party, "note");
  if (!note.empty()) words += ": " + note;
  page.sentence(words, 2, 2, certain == "yes" ? Tone::bad : Tone::doubt);
}

std::string question_words(const Json& open) {
  return open.is_string() ? harmless(open.get<std::string>()) : text_of(open, "question");
}

std::string goods_words(const Json& decision) {
  std::string out = text_of(decision, "goods");
  const std::string classification = text_of(decision, "classification");
  if (!classification.empty()) out += fmt::format(" ({})", classification);
  const std::string destination = text_of(decision, "destination");
  if (!destination.empty()) out += " to " + upper_ascii(destination);
  return out;
}

void say_decision(const Json& decision, bool by_shipping, const Rules& rules, Page& page) {
  const std::string outcome = text_of(decision, "outcome");
  page.line(fmt::format("{}  {}  {}", page.toned(Tone::strong, text_of(decision, "order")),
                        page.toned(tone_of(outcome), outcome_words(outcome)),
                        goods_words(decision)));
  const std::string open_bounds = bounds(decision);
  if (!open_bounds.empty()) page.line("  " + open_bounds);
  const std::string unchanged = text_of(field_of(decision, "if_unchanged"), "sentence");
  if (!unchanged.empty()) page.sentence(unchanged, 2, 2, Tone::doubt);
  if (by_shipping) {
    const std::string day = text_of(decision, "judged_on");
    page.line(text_of(decision, "judged_by") == "shipped"
                  ? fmt::format("  by the law of {}, the day it shipped", day)
                  : fmt::format("  by the law of {}: no full shipping day is known", day));
  }
  for (const auto& party : list_of(decision, "parties")) say_party(party, page);
  std::size_t silent = 0;
  for (const auto& control : list_of(decision, "controls")) {
    if (bears(control)) {
      say_control(control, rules, page);
    } else if (text_of(control, "standing") == "in_force") {
      ++silent;
    }
  }
  if (silent != 0) {
    page.line(page.toned(Tone::faint, fmt::format("  {} in force{} {} not reach this order",
                                                  counted(silent, "other rule", "other rules"),
                                                  unchanged.empty() ? "" : " when last known",
                                                  silent == 1 ? "does" : "do")));
  }
  if (text_of(decision, "screened") == "not_at_all") {
    page.sentence("no party was screened", 2, 2, Tone::doubt);
  }
  for (const auto& open : list_of(decision, "open")) {
    page.sentence("open: " + question_words(open), 2, 2, Tone::doubt);
  }
}

// Most restrictive last, as people read "may go" before "may not".
void say_outcomes(const Json& decisions, Page& page) {
  constexpr std::array<std::string_view, 8> order{"no_licence_required",
                                                  "exception_available",
                                                  "presumption_of_approval",
                                                  "case_by_case",
                                                  "presumption_of_denial",
                                                  "policy_of_denial",
                                                  "prohibited",
                                                  "unknown"};
  Table table({{"outcome"}, {"orders", Table::Align::right}, {"which"}});
  for (const auto outcome : order) {
    std::string which;
    std::uint64_t count = 0;
    for (const auto& one : decisions) {
      if (text_of(one, "outcome") != outcome) continue;
      ++count;
      if (count <= 8) which += (count == 1 ? "" : ", ") + text_of(one, "order");
    }
    if (count > 8) which += ", ...";
    if (count != 0) {
      table.row({{outcome_words(outcome), tone_of(outcome)}, grouped(count), which});
    }
  }
  page.table(table, 0);
}

// An old list clears nobody who was listed since: how old it was stands with the answer.
void say_lists(const Json& coverage, Page& page) {
  for (const auto& list : coverage) {
    if (text_of(list, "holds") == "wallets" || text_of(list, "version").empty()) continue;
    const Json& age = field_of(list, "age_days");
    const auto days = age.is_number_integer() ? age.get<std::int64_t>() : 0;
    page.sentence(
        fmt::format("Parties were looked up in {} of {}{}.", harmless(text_of(list, "dataset")),
                    harmless(text_of(list, "version")),
                    days > 0 ? ", " + counted(static_cast<std::size_t>(days), "day", "days") +
                                   " before the day asked"
                             : std::string()),
        0, 0, Tone::faint);
  }
}

}  // namespace

void say_decide(const Json& answer, Page& page) {
  const Json& question = field_of(answer, "question");
  const Json& decisions = list_of(answer, "decisions");
  const bool by_shipping = text_of(question, "orders_by") == "shipped";
  const Rules rules = rules_of(answer);
  page.line(fmt::format("{}{} on {}, as known on {}", counted(decisions.size(), "order", "orders"),
                        by_shipping ? ", each on the day it shipped, else" : "",
                        text_of(question, "as_of"), text_of(question, "known_at")));
  if (decisions.size() > 1) say_outcomes(decisions, page);
  const std::size_t few = page.few(decisions.size(), 6);
  for (std::size_t at = 0; at < few; ++at) {
    page.gap();
    say_decision(decisions[at], by_shipping, rules, page);
  }
  page.gap();
  page.rest(decisions.size(), few, "orders (--order names one)", 0);
  say_rules(decisions, few, rules, page);
  page.gap();
  for (const auto& remark : list_of(answer, "remarks")) {
    page.sentence(harmless(remark.get<std::string>()), 0, 2, Tone::doubt);
  }
  say_lists(list_of(answer, "coverage"), page);
  page.sentence(text_of(field_of(answer, "book"), "advice"), 0, 0, Tone::faint);
}

}  // namespace bayon::cli
