// How is an answer told in a case file: short, whole lines, with what explains it?
//
// Everything here is read off the JSON answer, so that it is the same through every face.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/engine/engine.hpp"

namespace bayon::spec {

inline std::string text(const Json& json, const char* field) {
  const auto found = json.find(field);
  if (found == json.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

/// "file:record" of the pointers, those that follow from hashes left out.
inline std::string sources(const Json& evidence) {
  std::string out;
  for (const auto& one : evidence) {
    if (!out.empty()) out += ' ';
    out += fmt::format("{}:{}", text(one, "file"), text(one, "record"));
  }
  return "[" + out + "]";
}

inline std::string told_hit(std::string_view word, const Json& hit) {
  std::string out =
      fmt::format("{:<8} {} {}  {} {} '{}'  score {}  listed {}\n", word, text(hit, "dataset"),
                  text(hit, "version"), text(hit, "entity"), text(hit, "schema"),
                  text(hit, "caption"), text(hit, "score"), text(hit, "listed"));
  for (const auto& reason : hit.at("because")) {
    out += fmt::format("  because  {}  '{}' = '{}'  {} {}  held {}  {}\n", text(reason, "kind"),
                       text(reason, "asked"), text(reason, "listed"), text(reason, "property"),
                       text(reason, "score"), text(reason, "held"), sources(reason.at("evidence")));
  }
  for (const auto& via : hit.at("via")) {
    out += fmt::format("  via      {} {}\n", text(via, "schema"), text(via, "caption"));
  }
  for (const auto& listing : hit.at("listings")) {
    out +=
        fmt::format("  listing  {} {}  from {} until {}  held {}  {}\n", text(listing, "authority"),
                    text(listing, "programme"), text(listing, "from"), text(listing, "until"),
                    text(listing, "held"), sources(listing.at("evidence")));
  }
  return out;
}

inline std::string told_coverage(const Json& coverage) {
  std::string out;
  for (const auto& list : coverage) {
    out += fmt::format("list     {} {} {}", text(list, "dataset"), text(list, "reach"),
                       text(list, "version"));
    if (list.at("holds") == "wallets") out += "  of wallets";
    if (list.contains("age_days")) out += fmt::format("  age {}", text(list, "age_days"));
    if (list.contains("next_version")) out += fmt::format("  next {}", text(list, "next_version"));
    out += '\n';
    for (const auto& remark : list.at("remarks")) {
      out += fmt::format("  remark   {}\n", remark.get<std::string>());
    }
  }
  return out;
}

inline std::string told_remarks(const Json& answer) {
  std::string out;
  for (const auto& remark : answer.at("remarks")) {
    out += fmt::format("remark   {}\n", remark.get<std::string>());
  }
  return out;
}

inline std::string told_screen(const Json& answer) {
  std::string out;
  for (const auto& hit : answer.at("hits")) out += told_hit("hit", hit);
  for (const auto& hit : answer.at("later")) out += told_hit("later", hit);
  for (const auto& hit : answer.at("not_in_force")) out += told_hit("past", hit);
  out += fmt::format("found    {}\n", text(answer, "hits_found"));
  return out + told_coverage(answer.at("coverage")) + told_remarks(answer);
}

inline std::string told_place(std::string_view word, const Json& place) {
  std::string out = fmt::format("  {:<8} {}  {} {}  claims {}", word, text(place, "account"),
                                text(place, "amount"), text(place, "asset"), text(place, "claims"));
  for (const auto* field : {"reason", "category"}) {
    if (place.contains(field)) out += "  " + text(place, field);
  }
  return out + '\n';
}

inline std::string told_sink(const Json& sink) {
  std::string out = fmt::format("sink     {}  cut {}\n", text(sink, "account"), text(sink, "cut"));
  for (const auto& one : sink.at("received")) {
    out += fmt::format("  received {} {}  victims {}  stops {}  unknown {}  not followed {}\n",
                       text(one, "amount"), text(one, "asset"), text(one, "victim"),
                       text(one, "stop"), text(one, "unknown"), text(one, "not_followed"));
  }
  for (const auto& one : sink.at("origins")) {
    out += fmt::format("  origin   {} {}  {} {}  hops {} to {}", text(one, "kind"),
                       text(one, "account"), text(one, "amount"), text(one, "asset"),
                       text(one, "hops_min"), text(one, "hops_max"));
    for (const auto* field : {"victim", "reason", "category"}) {
      if (one.contains(field)) out += "  " + text(one, field);
    }
    out += fmt::format("  {}\n", sources(one.at("evidence")));
  }
  return out;
}

inline std::string told_trace(const Json& answer) {
  std::string out;
  for (const auto& report : answer.at("reports")) {
    out += fmt::format("report   {}  {} {} to {}  match {}  {}\n", text(report, "victim"),
                       text(report, "amount"), text(report, "asset"), text(report, "to"),
                       text(report, "match"), sources(report.at("evidence")));
    if (report.contains("why")) out += fmt::format("  why      {}\n", text(report, "why"));
  }
  for (const auto& rule : answer.at("rules")) {
    out += fmt::format("rule     {}  followed {}  cut {}\n", text(rule, "rule"),
                       text(rule, "accounts_followed"), text(rule, "cut"));
    for (const auto& claim : rule.at("claims")) {
      out += fmt::format(
          "  claim    {}  loss {} {}  held {}  stopped {}  returned {}  fees {}  "
          "dust {}\n",
          text(claim, "victim"), text(claim, "loss"), text(claim, "asset"), text(claim, "held"),
          text(claim, "stopped"), text(claim, "returned"), text(claim, "fees"),
          text(claim, "dust"));
    }
    for (const auto& place : rule.at("held")) out += told_place("held", place);
    for (const auto& place : rule.at("stops")) out += told_place("stop", place);
    for (const auto& unknown : rule.at("unknown_inflows")) {
      out += fmt::format("  unknown  {}  {} {}\n", text(unknown, "account"),
                         text(unknown, "amount"), text(unknown, "asset"));
    }
    for (const auto& edge : rule.at("edges")) {
      out += fmt::format("  edge     {} -> {}  {} {}  flows {}  {}\n", text(edge, "from"),
                         text(edge, "to"), text(edge, "amount"), text(edge, "asset"),
                         text(edge, "flows"), sources(edge.at("evidence")));
    }
  }
  if (answer.contains("sink")) out += told_sink(answer.at("sink"));
  for (const auto& label : answer.at("labels")) {
    out += fmt::format("label    {}  {} {}  stops {}: {}  {}\n", text(label, "account"),
                       text(label, "category"), text(label, "name"), text(label, "stops"),
                       text(label, "why"), sources(label.at("evidence")));
  }
  return out;
}

inline std::string told_rings(const Json& answer) {
  std::string out;
  for (const auto& one : answer.at("searched")) {
    out += fmt::format("searched {}  instances {}  complete {}\n", text(one, "kind"),
                       text(one, "instances"), text(one, "complete"));
    if (one.contains("cut")) out += fmt::format("  cut      {}\n", text(one, "cut"));
  }
  for (const auto& ring : answer.at("instances")) {
    out += fmt::format("ring     {}  {} to {}\n", text(ring, "kind"), text(ring, "first"),
                       text(ring, "last"));
    for (const auto& one : ring.at("accounts")) {
      out += fmt::format("  {:<8} {}\n", text(one, "role"), text(one, "account"));
    }
    for (const auto& flow : ring.at("flows")) {
      out += fmt::format("  flow     {} -> {}  {} {}  {}  {}\n", text(flow, "from"),
                         text(flow, "to"), text(flow, "amount"), text(flow, "asset"),
                         text(flow, "at"), sources(flow.at("evidence")));
    }
    for (const auto& sum : ring.at("sums")) {
      out += fmt::format("  sum      {} {} {}\n", text(sum, "leg"), text(sum, "amount"),
                         text(sum, "asset"));
    }
  }
  out += fmt::format("shown    {} of {}\n", text(answer, "shown"), text(answer, "found"));
  if (answer.contains("accounts_around")) {
    out += fmt::format("around   {} accounts\n", text(answer, "accounts_around"));
  }
  return out;
}

/// How the rule of a control stood on the day of its order.
inline const Json& standing_of(const Json& control, const Json& rules) {
  for (const auto& rule : rules) {
    if (rule.at("rule") == control.at("rule")) {
      return rule.at("standings").at(control.at("stands").get<std::size_t>());
    }
  }
  return rules.at(rules.size());  // out of range: the answer names a rule that it does not tell
}

inline std::string told_control(const Json& control, const Json& rules) {
  const auto applies = text(control, "applies");
  if (applies == "no" && text(control, "standing") == "in_force") return {};
  std::string out;
  if (applies == "yes") {
    out = fmt::format("applies  {}  {}", text(control, "rule"), text(control, "outcome"));
  } else if (applies == "unknown") {
    out = fmt::format("open     {}  at_most {}", text(control, "rule"), text(control, "at_most"));
  } else {
    out = fmt::format("not      {}", text(control, "rule"));
  }
  const Json& standing = standing_of(control, rules);
  out += fmt::format("  {}\n", text(standing, "sentence"));
  for (const auto& event : standing.at("noted")) {
    out += fmt::format("  note   {}\n", text(event, "sentence"));
  }
  return out;
}

inline std::string told_decision(const Json& decision, const Json& rules) {
  std::string out = fmt::format("outcome  {}", text(decision, "outcome"));
  if (text(decision, "at_least") != text(decision, "at_most") ||
      text(decision, "outcome") != text(decision, "at_most")) {
    out += fmt::format("  at_least {}  at_most {}", text(decision, "at_least"),
                       text(decision, "at_most"));
  }
  out += '\n';
  if (text(decision, "judged_by") == "shipped") {
    out += fmt::format("law of   {}, the day it shipped\n", text(decision, "judged_on"));
  }
  if (decision.contains("if_unchanged")) {
    out += fmt::format("known    {}\n", text(decision.at("if_unchanged"), "sentence"));
  }
  for (const auto& control : decision.at("controls")) out += told_control(control, rules);
  for (const auto& party : decision.at("parties")) {
    out += fmt::format("party    {} {}  {} {}  {}  certain {}  {}\n  note   {}\n",
                       text(party, "role"), text(party, "name"), text(party, "dataset"),
                       text(party, "authority"), text(party, "outcome"), text(party, "certain"),
                       sources(party.at("evidence")), text(party, "note"));
  }
  if (decision.at("screened") == "in_part" || decision.at("screened") == "not_at_all") {
    out += fmt::format("screened {}\n", text(decision, "screened"));
  }
  for (const auto& open : decision.at("open")) {
    out += fmt::format("ask      {}: {}\n", text(open, "fact"), text(open, "question"));
  }
  return out;
}

inline std::string told_decide(const Json& answer) {
  std::string out;
  const auto& decisions = answer.at("decisions");
  for (const auto& decision : decisions) {
    if (decisions.size() > 1) {
      out += fmt::format("order    {}  {}\n", text(decision, "order"),
                         sources(decision.at("evidence")));
    }
    out += told_decision(decision, answer.at("rules"));
  }
  return out + told_remarks(answer);
}

inline std::string told_status(const Json& answer) {
  std::string out;
  for (const auto& dataset : answer.at("datasets")) {
    for (const auto& load : dataset.at("loads")) {
      out += fmt::format("{:<8} {} {} {}  rows {}  rejected {}  facts {}\n", text(dataset, "kind"),
                         text(dataset, "dataset"), text(dataset, "format"), text(load, "version"),
                         text(load, "rows"), text(load, "rejected"), text(load, "facts"));
    }
  }
  return out;
}

inline std::string told_verify(const Json& answer) {
  std::string out = fmt::format("answers  {}  mismatches {}\n", text(answer, "answers"),
                                answer.at("mismatches").size());
  return out;
}

inline std::string told_load(const Json& answer) {
  std::string out =
      fmt::format("loaded   {} {}  rows {}  accepted {}  rejected {}  facts {}  changed {}\n",
                  text(answer, "dataset"), text(answer, "format"), text(answer, "rows"),
                  text(answer, "accepted"), text(answer, "rejected"), text(answer, "facts"),
                  text(answer, "changed"));
  for (const auto& gap : answer.at("gaps")) {
    out += fmt::format("gap      {}\n", gap.get<std::string>());
  }
  for (const auto& remark : answer.at("remarks")) {
    out += fmt::format("remark   {}\n", remark.get<std::string>());
  }
  return out;
}

inline std::string told_error(const Error& error) {
  return fmt::format("error    {}\n", error.text());
}

/// The answer of `verb` as text.
inline std::string told(std::string_view verb, const Json& answer) {
  if (verb == "screen") return told_screen(answer);
  if (verb == "trace") return told_trace(answer);
  if (verb == "rings") return told_rings(answer);
  if (verb == "decide") return told_decide(answer);
  if (verb == "status") return told_status(answer);
  if (verb == "verify") return told_verify(answer);
  if (verb == "load") return told_load(answer);
  return answer.dump() + '\n';
}

}  // namespace bayon::spec
