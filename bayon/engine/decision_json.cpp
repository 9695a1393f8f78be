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
  out["past_known_at"] = answer.past_known_at;
  put(out, "last_seen", rule.last_seen.text());
  put(out, "seen_by", rule.seen_by);
  out["text_read"] = rule.text_read();
  out["past_last_seen"] = answer.past_last_seen;
  out["seen"] = decide::seen_line(answer);
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

// What would follow if the law of the known day still held, and up to which day it was known.
Json unchanged_json(const decide::Decision& decision) {
  const auto& ruling = *decision.if_unchanged;
  Json out;
  out["known_to"] = PartialDate::from_day(decision.clocks.known_at).text();
  out["outcome"] = model::name(ruling.outcome);
  out["at_least"] = model::name(ruling.at_least);
  out["at_most"] = model::name(ruling.at_most);
  out["sentence"] = decide::horizon_line(decision);
  return out;
}

}  // namespace

Json decision_json(const decide::Decision& decision, const DatedOrder& dated) {
  const GivenOrder& given = *dated.given;
  Json out;
  out["order"] = decision.order;
  out["goods"] = given.order.goods;
  out["classification"] = given.order.classification;
  out["destination"] = given.order.destination;
  out["judged_on"] = PartialDate::from_day(dated.clocks.as_of).text();
  out["judged_by"] = dated.by_shipping ? "shipped" : "as_of";
  out["outcome"] = model::name(decision.outcome);
  out["at_least"] = model::name(decision.at_least);
  out["at_most"] = model::name(decision.at_most);
  if (decision.if_unchanged) out["if_unchanged"] = unchanged_json(decision);
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
