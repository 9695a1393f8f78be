// How is a decision said in words?
//
// Sentences for people, made from a Decision alone; everything in them is also in its fields.
//
// Threads: free functions over plain values.
#pragma once

#include <string>

#include "bayon/decide/decide.hpp"

namespace bayon::decide {

/// What the book rests on, whatever known_at: "text read on 2024-12-31", "last seen on 2026-02-03
/// by trade press; the text itself was not read then", "the text itself was not read"; with ";
/// later changes are not known" where the question lies after that day.
std::string seen_line(const ControlAnswer& answer);

/// "in force according to US Department of State since 2021-12-09; text read on 2024-12-31".
std::string standing_line(const ControlAnswer& answer);

/// Why the rule applies, does not apply, or cannot tell: the facts that decided.
std::string reason_line(const ControlAnswer& answer);

/// What an event says with all its dates: "lift: announced 2025-11-06, legal effect 2025-11-07,
/// ...".
std::string event_line(const EventSeen& event);

/// "law was known only up to 2021-12-01; if nothing changed after that: case by case"; empty where
/// no later law would count.
std::string horizon_line(const Decision& decision);

/// "Not legal advice. ..." with the day to which the book follows the law.
std::string advice_line(const RuleBook& book);

/// The decision in one sentence: what follows, by which rules and findings, and what is open.
std::string sentence(const Decision& decision);

/// The decision as a few lines of text: outcome, the controls that bear on it, what is open, the
/// advice.
std::string summary(const Decision& decision);

}  // namespace bayon::decide
