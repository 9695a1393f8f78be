#include "bayon/engine/rules_met.hpp"

#include "bayon/decide/explain.hpp"
#include "bayon/engine/fields.hpp"

namespace bayon::engine {

namespace {

Json event_json(const decide::EventSeen& event) {
  Json out;
  out["kind"] = model::name(event.kind);
  put(out, "announced", event.announced.text());
  put(out, "policy_effective", event.policy_effective.text());
  put(out, "legal_effective", event.legal_effective.text());
  put(out, "published", event.published.text());
  put(out, "expires", event.expires.text());
  if (event.outcome != model::Outcome::unknown) out["outcome"] = model::name(event.outcome);
  out["citation"] = event.citation;
  out["citation_key"] = event.citation_key;
  out["basis"] = model::name(event.basis);
  put(out, "note", event.note);
  out["sentence"] = decide::event_line(event);
  return out;
}

Json standing_json(const decide::ControlAnswer& answer) {
  const auto& rule = *answer.rule;
  Json out;
  out["standing"] = decide::name(answer.standing);
  if (answer.event) {
    put(out, "since",
        rule.events[static_cast<std::size_t>(answer.event->index)].governing().text());
    out["event"] = event_json(*answer.event);
  }
  out["past_known_at"] = answer.past_known_at;
  out["past_last_seen"] = answer.past_last_seen;
  out["seen"] = decide::seen_line(answer);
  out["sentence"] = decide::standing_line(answer);
  Json noted = Json::array();
  for (const auto& event : answer.noted) noted.push_back(event_json(event));
  out["noted"] = std::move(noted);
  return out;
}

Json rule_json(const model::Rule& rule) {
  Json out;
  out["rule"] = rule.id;
  out["title"] = rule.title;
  out["issuer"] = rule.issuer;
  out["instrument"] = rule.instrument;
  out["citation"] = rule.citation;
  out["citation_key"] = rule.citation_key;
  out["basis"] = model::name(rule.basis);
  put(out, "basis_note", rule.basis_note);
  put(out, "limits", rule.limits);
  put(out, "last_seen", rule.last_seen.text());
  put(out, "seen_by", rule.seen_by);
  out["text_read"] = rule.text_read();
  return out;
}

}  // namespace

std::size_t RulesMet::standing(const decide::ControlAnswer& answer) {
  std::vector<int> noted;
  for (const auto& event : answer.noted) noted.push_back(event.index);
  auto& met = rules_[answer.rule->id];
  met.rule = answer.rule;
  const auto [at, fresh] =
      met.numbers.try_emplace(Key{answer.standing, answer.event ? answer.event->index : -1,
                                  answer.past_known_at, answer.past_last_seen, std::move(noted)},
                              met.standings.size());
  if (fresh) met.standings.push_back(standing_json(answer));
  return at->second;
}

Json RulesMet::json() const {
  Json out = Json::array();
  for (const auto& [id, met] : rules_) {
    Json one = rule_json(*met.rule);
    one["standings"] = met.standings;
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace bayon::engine
