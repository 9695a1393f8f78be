#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "bayon/report/detail/fields.hpp"
#include "bayon/report/detail/markup.hpp"
#include "bayon/report/detail/sections.hpp"

namespace bayon::report {

namespace {

constexpr std::size_t orders_open_max = 100;

std::string outcome_badge(const std::string& outcome) {
  if (outcome.empty() || outcome == "unknown") return badge("unknown", "open");
  if (outcome == "no_licence_required" || outcome == "exception_available" ||
      outcome == "presumption_of_approval") {
    return badge(outcome, "good");
  }
  if (outcome == "case_by_case") return badge(outcome, "open");
  return badge(outcome, "bad");
}

// Codes of countries are upper case on paper.
std::string country(std::string code) {
  if (code.size() == 2) {
    for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  return escape(code);
}

// A text, or an object that has one.
std::string sentence_of(const Json& one) {
  if (one.is_object()) {
    for (const auto* key : {"sentence", "question", "fact", "reason", "note"}) {
      if (has(one, key)) return text(one, key);
    }
    return json_line(one);
  }
  return text_of(one);
}

std::string open_list(const Json& open, std::string_view label) {
  if (open.empty()) return {};
  std::string out = fmt::format("<p class=label>{}</p><ul>", label);
  for (const auto& one : open) out += "<li>" + escape(sentence_of(one));
  return out + "</ul>";
}

// The rules that the orders met, by id: each is told once.
using Rules = std::map<std::string, const Json*>;

Rules rules_of(const Story& story) {
  Rules out;
  for (const auto& rule : items(story.answer(), "order_rules")) {
    out.emplace(text(rule, "rule"), &rule);
  }
  return out;
}

const Json& rule_of(const Json& control, const Rules& rules) {
  static const Json untold = Json::object();
  const auto found = rules.find(text(control, "rule"));
  return found == rules.end() ? untold : *found->second;
}

// How the rule of a control stood on the day of its order.
const Json& stands(const Json& control, const Rules& rules) {
  static const Json untold = Json::object();
  const Json& all = items(rule_of(control, rules), "standings");
  const Json& at = value(control, "stands");
  if (!at.is_number_unsigned() && !at.is_number_integer()) return untold;
  const auto number = at.get<std::int64_t>();
  if (number < 0 || static_cast<std::size_t>(number) >= all.size()) return untold;
  return all[static_cast<std::size_t>(number)];
}

std::string title_of(const Json& control, const Rules& rules) {
  const Json& rule = rule_of(control, rules);
  return text(has(rule, "title") ? rule : control, has(rule, "title") ? "title" : "rule");
}

std::string standing(const Json& control) {
  std::string out = words(text(control, "standing"));
  if (has(control, "since")) out += " since " + escape(text(control, "since"));
  const auto set = [&](const char* field) {
    const Json& flag = value(control, field);
    return flag.is_boolean() && flag.get<bool>();
  };
  if (set("past_known_at")) out += ", if nothing changed after the known day";
  if (has(control, "seen")) out += "; " + escape(text(control, "seen"));
  if (set("past_last_seen")) {
    out += " <span class=\"badge open\">past the day it was last seen</span>";
  }
  return out;
}

// On whose day's law: that of the question, or that on which the order shipped.
std::string judged(const Json& order) {
  std::string out = day(text(order, "judged_on"));
  if (text(order, "judged_by") == "shipped") out += " <span class=note>shipped</span>";
  return out;
}

std::string control_row(const Json& control, const Rules& rules, const std::string& key) {
  const Json& rule = rule_of(control, rules);
  const Json& stood = stands(control, rules);
  std::string out = fmt::format(
      "<tr><th scope=row>{}<span class=note>{}</span><td>{}<span class=note>{}</span><td>{}<td>{}"
      "<td>{}<td>{}",
      lead(title_of(control, rules), key), escape(text(rule, "issuer")),
      escape(text(rule, "citation")), words(text(rule, "basis")), standing(stood),
      words(text(control, "applies")), outcome_badge(text(control, "outcome")),
      escape(text(stood, "sentence")));
  if (!items(control, "open").empty()) {
    out += "<span class=note>Open: ";
    bool first = true;
    for (const auto& one : items(control, "open")) {
      if (!first) out += "; ";
      first = false;
      out += escape(sentence_of(one));
    }
    out += "</span>";
  }
  return out;
}

// The controls that decide: those that apply or may apply.
std::string deciding(const Json& controls, const Rules& rules, const std::string& key) {
  std::string out;
  std::size_t at = 0;
  for (const auto& control : controls) {
    const std::string of = fmt::format("{}:control:{}", key, at++);
    if (text(control, "applies") == "no") continue;
    const Json& stood = stands(control, rules);
    out += fmt::format("<li>{}: {} {}<span class=note>{}; {}{}</span>",
                       lead(title_of(control, rules), of), outcome_badge(text(control, "outcome")),
                       text(control, "applies") == "yes"
                           ? ""
                           : badge("applies: " + text(control, "applies"), "open"),
                       escape(text(rule_of(control, rules), "citation")), standing(stood),
                       has(stood, "sentence") ? ". " + escape(text(stood, "sentence")) : "");
  }
  return out.empty() ? out : "<p class=label>Controls that decide</p><ul>" + out + "</ul>";
}

// Between what and what an order is open.
std::string bounds(const Json& order) {
  const std::string least = text(order, "at_least"), most = text(order, "at_most");
  if (text(order, "outcome") != "unknown" || least == most) return {};
  return fmt::format("<span class=note>{}, at most {}</span>",
                     least == "unknown" ? "nothing established" : "at least " + words(least),
                     words(most));
}

// Whether its parties were looked up: "in part" and "not at all" are no "not listed".
std::string screened_badge(const std::string& screened) {
  if (screened == "in_full") return badge("in full", "good");
  if (screened == "in_part") return badge("in part", "open");
  if (screened == "not_at_all") return badge("not screened", "open");
  return screened == "no_party_named" ? std::string("no party named") : badge("unknown", "open");
}

std::string order_card(const Json& order, const Rules& rules, std::size_t at) {
  const std::string key = fmt::format("o:{}", at);
  std::string out = fmt::format(
      "<article class=card id=order-{}><h3>{} {}</h3><p>{}{}{}</p>", at,
      lead(text(order, "order"), key), outcome_badge(text(order, "outcome")),
      name(text(order, "goods")),
      has(order, "classification") ? ", classified " + escape(text(order, "classification")) : "",
      has(order, "destination") ? ", to " + country(text(order, "destination")) : "");
  if (text(order, "judged_by") == "shipped") {
    out += fmt::format("<p class=note>Judged by the law of {}, the day it shipped.</p>",
                       escape(text(order, "judged_on")));
  }
  if (has(order, "sentence")) out += "<p>" + escape(text(order, "sentence")) + "</p>";
  if (text(order, "at_least") != text(order, "at_most")) {
    out += fmt::format("<p class=note>At least {}, at most {}.</p>", words(text(order, "at_least")),
                       words(text(order, "at_most")));
  }
  out += open_list(items(order, "open"), "Open");
  const Json& controls = items(order, "controls");
  out += deciding(controls, rules, key);
  if (!controls.empty()) {
    out += fmt::format("<details><summary>All controls looked at ({})</summary>", controls.size());
    out +=
        table_open("Controls for order " + text(order, "order"),
                   "<th scope=col>Control<th scope=col>Citation<th scope=col>Standing<th scope=col>"
                   "Applies<th scope=col>Outcome<th scope=col>Reason");
    std::size_t row = 0;
    for (const auto& control : controls) {
      out += control_row(control, rules, fmt::format("{}:control:{}", key, row++));
    }
    out += table_close() + "</details>";
  }
  const Json& parties = items(order, "parties");
  if (!parties.empty()) {
    out += fmt::format("<details><summary>Parties screened ({})</summary>", parties.size());
    out += table_open("Parties of order " + text(order, "order"),
                      "<th scope=col>Role<th scope=col>Name<th scope=col>List<th scope=col>Outcome"
                      "<th scope=col>Note");
    std::size_t row = 0;
    for (const auto& party : parties) {
      out += fmt::format("<tr><td>{}<th scope=row>{}<td>{}<td>{}<td>{}", words(text(party, "role")),
                         lead(text(party, "name"), fmt::format("{}:party:{}", key, row++)),
                         name(text(party, "dataset")), outcome_badge(text(party, "outcome")),
                         escape(text(party, "note")));
    }
    out += table_close() + "</details>";
  }
  return out + "</article>";
}

// Why a search was cut, without the code that programs read.
std::string cut_words(const std::string& cut) {
  const auto code = cut.find(": ");
  const bool coded = code != cut.npos && cut.find(' ') > code;
  return escape(coded ? std::string_view(cut).substr(code + 2) : std::string_view(cut));
}

std::string sums_of(const Json& ring, const std::string& key) {
  std::string out;
  std::size_t at = 0;
  for (const auto& sum : items(ring, "sums")) {
    out += fmt::format("<span class=line>{} {} <span class=note>{}</span></span>",
                       figure(text(sum, "amount"), fmt::format("{}:sum:{}", key, at++)),
                       escape(text(sum, "asset")), words(text(sum, "leg")));
  }
  return out;
}

}  // namespace

namespace {

// Rules of which a later change would not be known on the day of some order.
std::string past_last_seen(const Story& story) {
  const Json& rules = items(story.answer(), "order_rules");
  std::string which;
  std::size_t count = 0;
  for (const auto& rule : rules) {
    const Json& standings = items(rule, "standings");
    const bool past = std::any_of(standings.begin(), standings.end(), [](const Json& one) {
      const Json& flag = value(one, "past_last_seen");
      return flag.is_boolean() && flag.get<bool>();
    });
    if (!past) continue;
    ++count;
    which += (which.empty() ? "" : ", ") + text(rule, "rule");
  }
  if (count == 0) return {};
  return fmt::format(
      "{} of {} rules were last seen before the day of some order, or their text was not read: "
      "later changes are not known ({}).",
      count, rules.size(), which);
}

// What lists and rules could not tell, and how all of it is to be read.
std::string before_orders(const Story& story) {
  std::string out;
  auto remarks = texts(story.answer(), "order_remarks");
  if (auto rules = past_last_seen(story); !rules.empty()) remarks.push_back(std::move(rules));
  if (!remarks.empty()) {
    out += "<div class=limits><p class=label>What lists and rules could not tell</p><ul>";
    for (const auto& remark : remarks) out += "<li>" + escape(remark);
    out += "</ul></div>";
  }
  if (has(story.answer(), "rule_book.advice")) {
    out += "<p class=note>" + escape(text(story.answer(), "rule_book.advice")) + "</p>";
  }
  return out;
}

}  // namespace

Section orders_section(const Story& story) {
  const Json& orders = items(story.answer(), "orders");
  if (orders.empty()) return {};
  const Rules rules = rules_of(story);
  std::string body = before_orders(story);
  body += table_open("Orders and their outcome",
                     "<th scope=col>Order<th scope=col>Goods<th scope=col>To<th scope=col>Law of"
                     "<th scope=col>Outcome<th scope=col>Parties screened<th scope=col "
                     "class=num>Controls<th scope=col class=num>Open",
                     15);
  std::size_t at = 0;
  for (const auto& order : orders) {
    const std::string key = fmt::format("o:{}", at++);
    body += fmt::format(
        "<tr><th scope=row>{}<td>{}<td>{}<td class=day>{}<td>{}<td>{}<td class=num>{}"
        "<td class=num>{}",
        lead(text(order, "order"), key), name(text(order, "goods")),
        country(text(order, "destination")), judged(order),
        outcome_badge(text(order, "outcome")) + bounds(order),
        screened_badge(text(order, "screened")),
        figure(std::to_string(items(order, "controls").size()), key),
        figure(std::to_string(items(order, "open").size()), key));
  }
  body +=
      table_close() +
      "<p class=paper>On paper: the controls that decide. The page carries all that were looked "
      "at, and all parties screened.</p><div class=cards>";
  for (at = 0; at < std::min(orders.size(), orders_open_max); ++at) {
    body += order_card(orders[at], rules, at);
  }
  return {"orders", "Which orders may go", body + "</div>"};
}

Section rings_section(const Story& story) {
  const Json& rings = value(story.answer(), "rings");
  if (!has(rings, "searched") && !has(rings, "shown")) return {};
  std::string body;
  if (has(rings, "window")) {
    body += "<p>Shapes around the suspects, inside " + escape(text(rings, "window")) +
            " from the first flow to the last.</p>";
  }
  body += table_open("Shapes searched for",
                     "<th scope=col>Shape<th scope=col class=num>Found<th scope=col>"
                     "Search<th scope=col>Innocent explanation");
  std::size_t at = 0;
  for (const auto& kind : items(rings, "searched")) {
    const Json& complete = value(kind, "complete");
    const std::string search = !complete.is_boolean() ? badge("unknown", "open")
                               : complete.get<bool>()
                                   ? badge("complete", "good")
                                   : badge("cut", "open") + " " + cut_words(text(kind, "cut"));
    // Where the search was cut, what it found is its limit and no finding.
    const std::string_view least =
        complete.is_boolean() && !complete.get<bool>() ? "at least " : "";
    const std::string counterparties =
        has(kind, "accounts_min")
            ? fmt::format("<span class=note>{} counterparties at least</span>",
                          text(kind, "accounts_min"))
            : std::string();
    body += fmt::format("<tr><th scope=row>{}{}<td class=num>{}{}<td>{}<td>{}",
                        words(text(kind, "kind")), counterparties, least,
                        figure(text(kind, "instances"), fmt::format("k:{}", at++)), search,
                        escape(text(value(rings, "innocent"), text(kind, "kind"))));
  }
  body += table_close();
  const Json& shown = items(rings, "shown");
  if (!shown.empty()) {
    body +=
        table_open("Instances",
                   "<th scope=col>Instance<th scope=col class=num>Accounts<th scope=col class=num>"
                   "Flows<th scope=col>First, last<th scope=col class=num>Sums",
                   10, {}, 20);
    std::map<std::string, std::size_t> count;
    for (at = 0; at < shown.size(); ++at) {
      const std::string key = fmt::format("g:{}", at);
      const std::string kind = text(shown[at], "kind");
      std::string label = kind + " " + std::to_string(++count[kind]);
      std::replace(label.begin(), label.end(), '_', ' ');
      std::uint64_t accounts = 0;
      for (const Json& of_role : value(shown[at], "account_counts")) {
        accounts += of_role.is_number_unsigned() ? of_role.get<std::uint64_t>() : 0;
      }
      body += fmt::format(
          "<tr><th scope=row>{}<td class=num>{}<td class=num>{}<td class=day>{} "
          "<span class=until>{}</span><td class=num>{}",
          lead(label, key), figure(std::to_string(accounts), key),
          figure(text(shown[at], "flow_count"), key), day(text(shown[at], "first")),
          day(text(shown[at], "last")), sums_of(shown[at], key));
    }
    body += table_close();
  }
  return {"rings", "Accounts that act together", body};
}

}  // namespace bayon::report
