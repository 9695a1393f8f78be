#include "bayon/decide/explain.hpp"

#include <fmt/format.h>

namespace bayon::decide {

using model::Truth;

namespace {

std::string_view fact_words(std::string_view fact) {
  if (fact == "in_force") return "the rule is";
  if (fact == "destination") return "the destination is";
  if (fact == "classification") return "the goods are";
  if (fact == "end_use") return "the end use is";
  if (fact == "other_party") return "another party is";
  return "the end user is";
}

std::string_view standing_words(Standing standing) {
  switch (standing) {
    case Standing::not_yet:
      return "not yet in force";
    case Standing::in_force:
      return "in force";
    case Standing::suspended:
      return "suspended";
    case Standing::lifted:
      return "lifted";
    case Standing::lapsed:
      return "lapsed";
    case Standing::unclear:
      break;
  }
  return "perhaps in force";
}

std::string spaced(std::string_view word) {
  std::string out(word);
  for (char& c : out) c = c == '_' ? ' ' : c;
  return out;
}

}  // namespace

namespace {

std::string_view seen_by(const model::Rule& rule) {
  if (!rule.seen_by.empty()) return rule.seen_by;
  return rule.basis == model::Basis::secondary ? "secondary sources" : "general knowledge";
}

}  // namespace

std::string seen_line(const ControlAnswer& answer) {
  const auto& rule = *answer.rule;
  if (!rule.last_seen.known()) return "the text itself was not read";
  std::string out;
  if (rule.text_read()) {
    out = fmt::format("text read on {}", rule.last_seen.text());
  } else {
    out = fmt::format("last seen on {} by {}; the text itself was not read then",
                      rule.last_seen.text(), seen_by(rule));
  }
  if (answer.past_last_seen) out += "; later changes are not known";
  return out;
}

std::string standing_line(const ControlAnswer& answer) {
  std::string out =
      fmt::format("{} according to {}", standing_words(answer.standing), answer.rule->issuer);
  if (answer.event) {
    const auto& event = *answer.event;
    const auto date = answer.rule->events[static_cast<std::size_t>(event.index)].governing();
    if (date.known()) out += fmt::format(" since {}", date.text());
    if (event.expires.known()) out += fmt::format(", until {}", event.expires.text());
  }
  if (answer.past_known_at) out += ", if nothing changed after the known day";
  return out + "; " + seen_line(answer);
}

std::string reason_line(const ControlAnswer& answer) {
  // What is not so is reason enough; else all that is so, or open, belongs to the reason.
  std::string out;
  for (const auto& reason : answer.because) {
    if (reason.truth != answer.applies && answer.applies != Truth::yes) continue;
    if (!out.empty()) out += "; ";
    const bool standing = reason.fact == "in_force";
    if (standing && answer.past_known_at) {
      out += "what the rule is on that day could not be known";
      continue;
    }
    const auto value = standing && answer.standing != Standing::unclear
                           ? std::string(standing_words(answer.standing))
                           : spaced(reason.value);
    out += fmt::format("{} {}", fact_words(reason.fact), value.empty() ? "not known" : value);
    if (reason.truth == Truth::unknown && !value.empty()) out += ", which leaves it open";
  }
  return out;
}

std::string event_line(const EventSeen& event) {
  std::string out = spaced(name(event.kind)) + ":";
  const auto add = [&](std::string_view words, PartialDate date) {
    if (date.known()) out += fmt::format(" {} {},", words, date.text());
  };
  add("announced", event.announced);
  add("policy from", event.policy_effective);
  add("legal effect", event.legal_effective);
  add("published", event.published);
  add("expires", event.expires);
  out.back() = '.';
  if (event.outcome != model::Outcome::unknown) {
    out += fmt::format(" Outcome: {}.", spaced(name(event.outcome)));
  }
  if (!event.citation.empty()) out += fmt::format(" {}.", event.citation);
  if (!event.note.empty()) out += fmt::format(" {}", event.note);
  return out;
}

std::string advice_line(const RuleBook& book) {
  return fmt::format("Not legal advice. The rules were followed to {}.",
                     book.read_to().known() ? book.read_to().text() : "no stated day");
}

namespace {

// Which rules and listings give the outcome that was told.
std::string grounds(const Decision& decision) {
  std::vector<std::string> out;
  const auto outcome = decision.outcome;
  for (const auto& answer : decision.controls) {
    if (answer.applies != Truth::yes || answer.outcome != outcome) continue;
    out.push_back(fmt::format("{} ({})", answer.rule->instrument, answer.rule->issuer));
  }
  for (const auto& party : decision.parties) {
    if (party.certain != Truth::yes || party.outcome != outcome) continue;
    out.push_back(
        fmt::format("{} {} on the list {}", spaced(party.role), party.name, party.dataset));
  }
  return fmt::format("{}", fmt::join(out, "; "));
}

// " (at least ..., at most ...)" where that says more than the outcome.
std::string bounds(const Ruling& ruling) {
  if (ruling.at_least == ruling.outcome && ruling.at_most == ruling.outcome) return {};
  const auto bound = [](model::Outcome outcome) {
    return outcome == model::Outcome::unknown ? std::string("not established")
                                              : spaced(name(outcome));
  };
  return fmt::format(" (at least {}, at most {})", bound(ruling.at_least), bound(ruling.at_most));
}

}  // namespace

std::string horizon_line(const Decision& decision) {
  if (!decision.if_unchanged) return {};
  const auto& ruling = *decision.if_unchanged;
  return fmt::format("law was known only up to {}; if nothing changed after that: {}{}",
                     PartialDate::from_day(decision.clocks.known_at).text(),
                     spaced(name(ruling.outcome)), bounds(ruling));
}

std::string sentence(const Decision& decision) {
  const auto day = PartialDate::from_day(decision.clocks.as_of).text();
  std::string out = fmt::format("On {} ", day);
  if (decision.outcome == model::Outcome::unknown) {
    out += decision.if_unchanged ? "what follows could not be known"
                                 : "the facts do not settle what follows";
  } else {
    out += spaced(name(decision.outcome));
    if (const auto by = grounds(decision); !by.empty()) out += fmt::format(" under {}", by);
  }
  out += bounds({decision.outcome, decision.at_least, decision.at_most});
  if (decision.if_unchanged) out += "; " + horizon_line(decision);
  if (decision.screened == Screened::not_at_all) out += "; no party was screened";
  if (!decision.open.empty()) {
    std::vector<std::string_view> open;
    for (const auto& fact : decision.open) open.push_back(fact.question);
    out += fmt::format("; open is {}", fmt::join(open, "; "));
  }
  return out + ".";
}

std::string summary(const Decision& decision) {
  std::string out = fmt::format(
      "{}on {}, as known on {}: {}\n", decision.order.empty() ? "" : decision.order + " ",
      PartialDate::from_day(decision.clocks.as_of).text(),
      PartialDate::from_day(decision.clocks.known_at).text(), spaced(name(decision.outcome)));
  if (decision.at_least != decision.outcome || decision.at_most != decision.outcome) {
    out += fmt::format("  at least {}, at most {}\n", spaced(name(decision.at_least)),
                       spaced(name(decision.at_most)));
  }
  if (decision.if_unchanged) out += "  " + horizon_line(decision) + "\n";
  for (const auto& answer : decision.controls) {
    if (answer.applies == Truth::no && answer.standing == Standing::in_force) continue;
    const bool applies = answer.applies == Truth::yes;
    out += fmt::format("  {}: {} {}; {} ({})\n", answer.rule->id,
                       applies                       ? "applies,"
                       : answer.applies == Truth::no ? "does not apply"
                                                     : "open,",
                       answer.applies == Truth::no ? "" : spaced(name(answer.outcome)),
                       standing_line(answer), answer.rule->citation);
    for (const auto& event : answer.noted) out += fmt::format("    {}\n", event_line(event));
  }
  for (const auto& party : decision.parties) {
    out += fmt::format("  {} {}: {} according to {} ({})\n", party.role, party.name,
                       spaced(name(party.outcome)), party.authority, party.dataset);
  }
  if (decision.screened == Screened::not_at_all) out += "  no party was screened\n";
  for (const auto& fact : decision.open) out += fmt::format("  open: {}\n", fact.question);
  return out + "  " + advice_line(decision.book) + "\n";
}

}  // namespace bayon::decide
