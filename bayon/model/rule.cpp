#include "bayon/model/rule.hpp"

#include <algorithm>

namespace bayon::model {

namespace {

constexpr std::array<std::string_view, 8> outcome_names{
    "unknown",      "no_licence_required",   "exception_available", "presumption_of_approval",
    "case_by_case", "presumption_of_denial", "policy_of_denial",    "prohibited"};
constexpr std::array<std::string_view, 6> event_names{"impose",  "lift",   "amend",
                                                      "suspend", "extend", "announce"};
constexpr std::array<std::string_view, 4> governing_names{"legal_effective", "policy_effective",
                                                          "published", "announced"};
constexpr std::array<std::string_view, 5> order_date_names{"as_of", "filed", "shipped", "entered",
                                                           "paid"};
constexpr std::array<std::string_view, 3> basis_names{"primary", "secondary", "general_knowledge"};
constexpr std::array<std::string_view, 4> word_fact_names{"end_use", "end_user", "every_end_user",
                                                          "other_party"};
constexpr std::array<std::string_view, 3> truth_names{"no", "unknown", "yes"};

template <typename E, std::size_t N>
std::optional<E> find_in(const std::array<std::string_view, N>& names, std::string_view text) {
  const auto at = std::find(names.begin(), names.end(), text);
  if (at == names.end()) return std::nullopt;
  return static_cast<E>(at - names.begin());
}

}  // namespace

PartialDate RuleEvent::governing() const {
  switch (governs) {
    case GoverningDate::policy_effective:
      return policy_effective;
    case GoverningDate::published:
      return published;
    case GoverningDate::announced:
      return announced;
    case GoverningDate::legal_effective:
      break;
  }
  return legal_effective;
}

bool Rule::text_read() const {
  return last_seen.known() && seen_by.empty() && basis == Basis::primary;
}

bool Rule::known(Day known_at) const {
  return std::any_of(events.begin(), events.end(),
                     [&](const RuleEvent& event) { return event.known_from <= known_at; });
}

Outcome Rule::harshest() const {
  Outcome out = outcome;
  for (const auto& one : cases) out = stricter(out, one.outcome);
  for (const auto& event : events) {
    if (event.kind == EventKind::amend) out = stricter(out, event.outcome);
  }
  return out;
}

std::string_view name(Outcome outcome) { return outcome_names[static_cast<std::size_t>(outcome)]; }
std::string_view name(EventKind kind) { return event_names[static_cast<std::size_t>(kind)]; }
std::string_view name(GoverningDate date) {
  return governing_names[static_cast<std::size_t>(date)];
}
std::string_view name(OrderDate date) { return order_date_names[static_cast<std::size_t>(date)]; }
std::string_view name(Basis basis) { return basis_names[static_cast<std::size_t>(basis)]; }
std::string_view name(WordFact fact) { return word_fact_names[static_cast<std::size_t>(fact)]; }
std::string_view name(Truth truth) { return truth_names[static_cast<std::size_t>(truth)]; }

std::optional<Outcome> find_outcome(std::string_view text) {
  return find_in<Outcome>(outcome_names, text);
}
std::optional<EventKind> find_event_kind(std::string_view text) {
  return find_in<EventKind>(event_names, text);
}
std::optional<GoverningDate> find_governing_date(std::string_view text) {
  return find_in<GoverningDate>(governing_names, text);
}
std::optional<OrderDate> find_order_date(std::string_view text) {
  return find_in<OrderDate>(order_date_names, text);
}
std::optional<Basis> find_basis(std::string_view text) { return find_in<Basis>(basis_names, text); }
std::optional<WordFact> find_word_fact(std::string_view text) {
  return find_in<WordFact>(word_fact_names, text);
}

}  // namespace bayon::model
