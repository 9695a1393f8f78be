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

std::string standing_line(const ControlAnswer& answer) {
  std::string out =
      fmt::format("{} according to {}", standing_words(answer.standing), answer.rule->issuer);
  if (answer.event) {
    const auto& event = *answer.event;
    const auto date = answer.rule->events[static_cast<std::size_t>(event.index)].governing();
    if (date.known()) out += fmt::format(" since {}", date.text());
    if (event.expires.known()) out += fmt::format(", until {}", event.expires.text());
  }
  if (!answer.last_seen.known()) return out + "; the text itself was not read";
  out += fmt::format(", last seen on {}", answer.last_seen.text());
  if (answer.past_last_seen) out += "; later changes are not known";
  return out;
}

std::string reason_line(const ControlAnswer& answer) {
  // What is not so is reason enough; else all that is so, or open, belongs to the reason.
  std::string out;
  for (const auto& reason : answer.because) {
    if (reason.truth != answer.applies && answer.applies != Truth::yes) continue;
    if (!out.empty()) out += "; ";
    const auto value = reason.fact == "in_force" && answer.standing != Standing::unclear
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

std::string advice_line(const Decision& decision) {
  return fmt::format("Not legal advice. The rules were read to {}.",
                     decision.read_to.known() ? decision.read_to.text() : "no stated day");
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

}  // namespace

std::string sentence(const Decision& decision) {
  const auto day = PartialDate::from_day(decision.clocks.as_of).text();
  std::string out = fmt::format("On {} ", day);
  if (decision.outcome == model::Outcome::unknown) {
    out += "the facts do not settle what follows";
  } else {
    out += spaced(name(decision.outcome));
    if (const auto by = grounds(decision); !by.empty()) out += fmt::format(" under {}", by);
  }
  if (decision.at_least != decision.outcome || decision.at_most != decision.outcome) {
    const auto bound = [](model::Outcome outcome) {
      return outcome == model::Outcome::unknown ? std::string("not established")
                                                : spaced(name(outcome));
    };
    out += fmt::format(" (at least {}, at most {})", bound(decision.at_least),
                       bound(decision.at_most));
  }
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
  for (const auto& fact : decision.open) out += fmt::format("  open: {}\n", fact.question);
  return out + "  " + advice_line(decision) + "\n";
}

}  // namespace bayon::decide
