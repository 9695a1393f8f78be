#include "bayon/engine/decision_json.hpp"

#include "bayon/decide/explain.hpp"
#include "bayon/engine/fields.hpp"

namespace bayon::engine {

namespace {

using model::Outcome;

Json open_json(const std::vector<decide::OpenFact>& facts, bool with_rule) {
  Json out = Json::array();
  for (const auto& fact : facts) {
    Json one;
    one["fact"] = fact.fact;
    one["question"] = fact.question;
    if (with_rule) put(one, "rule", fact.rule);
    one["could_be"] = model::name(fact.could_be);
    out.push_back(one);
  }
  return out;
}

// A rule that does not reach the order tells what it misses, and nothing follows from it.
Json control_json(const decide::ControlAnswer& answer, RulesMet& rules) {
  const bool reaches = answer.applies != model::Truth::no;
  Json out;
  out["rule"] = answer.rule->id;
  out["stands"] = rules.standing(answer);
  out["standing"] = decide::name(answer.standing);
  out["applies"] = model::name(answer.applies);
  if (reaches) {
    out["outcome"] = model::name(answer.outcome);
    out["at_least"] = model::name(answer.at_least);
    out["at_most"] = model::name(answer.at_most);
  }
  if (answer.rule->reads != model::OrderDate::as_of) put(out, "read_on", answer.read_on.text());
  put(out, "case_note", answer.case_note);
  out["reason"] = decide::reason_line(answer);
  Json because = Json::array();
  for (const auto& reason : answer.because) {
    if (!reaches && reason.truth != model::Truth::no) continue;
    because.push_back(
        {{"fact", reason.fact}, {"value", reason.value}, {"truth", model::name(reason.truth)}});
  }
  out["because"] = std::move(because);
  if (reaches) out["open"] = open_json(answer.open, false);
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

Json gap_json(const decide::ListGap& gap) {
  Json out;
  put(out, "dataset", gap.dataset);
  out["why"] = gap.why;
  out["parties"] = gap.parties;
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

Json decision_json(const decide::Decision& decision, const DatedOrder& dated, RulesMet& rules) {
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
  out["screened"] = decide::name(decision.screened);
  Json gaps = Json::array();
  for (const auto& gap : decision.gaps) gaps.push_back(gap_json(gap));
  out["gaps"] = std::move(gaps);
  Json controls = Json::array();
  for (const auto& answer : decision.controls) controls.push_back(control_json(answer, rules));
  out["controls"] = std::move(controls);
  out["open"] = open_json(decision.open, true);
  out["sentence"] = decide::sentence(decision);
  out["evidence"] = evidence_json(given.evidence);
  return out;
}

}  // namespace bayon::engine
