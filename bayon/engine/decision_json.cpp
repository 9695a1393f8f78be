#include "bayon/engine/decision_json.hpp"

#include "bayon/decide/explain.hpp"
#include "bayon/engine/fields.hpp"

namespace bayon::engine {

namespace {

using model::Outcome;

Json event_json(const decide::EventSeen& event) {
  Json out;
  out["kind"] = model::name(event.kind);
  put(out, "announced", event.announced.text());
  put(out, "policy_effective", event.policy_effective.text());
  put(out, "legal_effective", event.legal_effective.text());
  put(out, "published", event.published.text());
  put(out, "expires", event.expires.text());
  if (event.outcome != Outcome::unknown) out["outcome"] = model::name(event.outcome);
  out["citation"] = event.citation;
  out["citation_key"] = event.citation_key;
  out["basis"] = model::name(event.basis);
  put(out, "note", event.note);
  out["sentence"] = decide::event_line(event);
  return out;
}

Json open_json(const std::vector<decide::OpenFact>& facts) {
  Json out = Json::array();
  for (const auto& fact : facts) {
    Json one;
    one["fact"] = fact.fact;
    one["question"] = fact.question;
    put(one, "rule", fact.rule);
    one["could_be"] = model::name(fact.could_be);
    out.push_back(one);
  }
  return out;
}

Json control_json(const decide::ControlAnswer& answer) {
  const auto& rule = *answer.rule;
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
  out["applies"] = model::name(answer.applies);
  out["outcome"] = model::name(answer.outcome);
  out["at_least"] = model::name(answer.at_least);
  out["at_most"] = model::name(answer.at_most);
  out["standing"] = decide::name(answer.standing);
  put(out, "read_on", answer.read_on.text());
  if (answer.event) {
    put(out, "since",
        rule.events[static_cast<std::size_t>(answer.event->index)].governing().text());
    out["event"] = event_json(*answer.event);
  }
  put(out, "last_seen", answer.last_seen.text());
  out["past_last_seen"] = answer.past_last_seen;
  put(out, "case_note", answer.case_note);
  out["sentence"] = decide::standing_line(answer);
  out["reason"] = decide::reason_line(answer);
  Json because = Json::array();
  for (const auto& reason : answer.because) {
    because.push_back(
        {{"fact", reason.fact}, {"value", reason.value}, {"truth", model::name(reason.truth)}});
  }
  out["because"] = std::move(because);
  out["open"] = open_json(answer.open);
  Json noted = Json::array();
  for (const auto& event : answer.noted) noted.push_back(event_json(event));
  out["noted"] = std::move(noted);
  return out;
}

Json party_json(const decide::PartyFinding& party) {
  Json out;
  out["role"] = party.role;
  out["name"] = party.name;
  out["dataset"] = party.dataset;
  out["authority"] = party.authority;
  put(out, "citation", party.citation);
  out["outcome"] = model::name(party.outcome);
  out["certain"] = model::name(party.certain);
  out["note"] = party.note;
  out["evidence"] = evidence_json(party.evidence);
  return out;
}

}  // namespace

Json decision_json(const decide::Decision& decision, const GivenOrder& given) {
  Json out;
  out["order"] = decision.order;
  out["goods"] = given.order.goods;
  out["classification"] = given.order.classification;
  out["destination"] = given.order.destination;
  out["outcome"] = model::name(decision.outcome);
  out["at_least"] = model::name(decision.at_least);
  out["at_most"] = model::name(decision.at_most);
  Json parties = Json::array();
  for (const auto& party : decision.parties) parties.push_back(party_json(party));
  out["parties"] = std::move(parties);
  Json controls = Json::array();
  for (const auto& answer : decision.controls) controls.push_back(control_json(answer));
  out["controls"] = std::move(controls);
  out["open"] = open_json(decision.open);
  out["sentence"] = decide::sentence(decision);
  out["advice"] = decide::advice_line(decision);
  out["evidence"] = evidence_json(given.evidence);
  return out;
}

}  // namespace bayon::engine
