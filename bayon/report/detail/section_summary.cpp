#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "bayon/report/detail/fields.hpp"
#include "bayon/report/detail/markup.hpp"
#include "bayon/report/detail/sections.hpp"
#include "bayon/report/detail/total.hpp"

namespace bayon::report {

namespace {

// A number of the summary, and the word that stands by it in a sentence.
struct Known {
  std::string key;
  std::string noun;
};
using KnownNumbers = std::multimap<std::string, Known>;

// A number as sentences write it, without the commas: 5.860000 is 5.86.
std::string spelled(const std::string& number) {
  std::string out = grouped(number);
  std::erase(out, ',');
  return out;
}

KnownNumbers known_numbers(const Story& story) {
  KnownNumbers out;
  const Json& summary = value(story.answer(), "summary");
  const std::pair<const char*, const char*> counts[] = {{"victims", "victim"},
                                                        {"reports", "report"},
                                                        {"reports_matched", "report"},
                                                        {"reports_unmatched", "report"},
                                                        {"accounts_followed", "account"},
                                                        {"flows_followed", "flow"},
                                                        {"listed_accounts", "listed"}};
  for (const auto& [field, noun] : counts) {
    if (has(summary, field)) {
      out.emplace(text(summary, field), Known{std::string("s:") + field, noun});
    }
  }
  for (const auto& loss : items(summary, "losses")) {
    const std::string asset = text(loss, "asset");
    out.emplace(spelled(text(loss, "amount")), Known{"s:loss:" + asset, asset});
  }
  for (const auto& one : items(summary, "not_found")) {
    const std::string asset = text(one, "asset");
    out.emplace(spelled(text(one, "amount")), Known{"s:not_found:" + asset, asset});
  }
  for (const auto& one : items(summary, "to_freeze")) {
    const std::string asset = text(one, "asset");
    out.emplace(spelled(text(one, "min")), Known{"s:freeze:" + asset, asset});
    out.emplace(spelled(text(one, "max")), Known{"s:freeze:" + asset, asset});
  }
  if (has(summary, "orders.total")) {
    out.emplace(text(summary, "orders.total"), Known{"s:orders", "orders"});
  }
  const Json& outcomes = value(summary, "orders.by_outcome");
  if (outcomes.is_object()) {
    for (const auto& [outcome, count] : outcomes.items()) {
      std::string noun = outcome;
      std::replace(noun.begin(), noun.end(), '_', ' ');
      out.emplace(text_of(count), Known{"s:outcome:" + outcome, noun});
    }
  }
  for (const auto& asset : story.assets()) {
    for (const auto& rule : story.rules()) {
      Total kept;
      for (const auto& row : items(story.answer(), "kept")) {
        if (text(row, "asset") == asset) kept.add(text(row, rule));
      }
      out.emplace(spelled(kept.text()), Known{"s:kept:" + asset, "recipients"});
    }
  }
  const auto size = [&](const char* path) { return items(story.answer(), path).size(); };
  const std::size_t entries = size("parts.entries"), members = size("parts.members");
  out.emplace(std::to_string(entries), Known{"p:entries", "entered"});
  out.emplace(std::to_string(members), Known{"p:members", "cycled"});
  out.emplace(std::to_string(entries + members), Known{"p:custody", "in all"});
  out.emplace(std::to_string(size("parts.groups")), Known{"s:groups", "consolidation group"});
  out.emplace(std::to_string(size("listed")), Known{"s:listings", "listing"});
  return out;
}

// The key of a number as it stands in a sentence: the only one with this value, or the one whose
// word the sentence holds. No key is better than a wrong one.
std::string key_in(const KnownNumbers& known, std::string digits, std::string_view sentence) {
  std::erase(digits, ',');
  digits = spelled(digits);
  const auto [begin, end] = known.equal_range(digits);
  for (auto at = begin; at != end; ++at) {
    if (sentence.find(at->second.noun) != sentence.npos) return at->second.key;
  }
  return {};
}

// A sentence whose numbers lead to their evidence.
std::string sentence_html(const KnownNumbers& known, const std::string& sentence) {
  std::string out;
  std::size_t at = 0;
  const auto digit = [&](std::size_t i) {
    return i < sentence.size() && sentence[i] >= '0' && sentence[i] <= '9';
  };
  while (at < sentence.size()) {
    std::size_t plain = at;
    while (plain < sentence.size() && !digit(plain)) ++plain;
    out += escape(std::string_view(sentence).substr(at, plain - at));
    at = plain;
    std::size_t end = at;
    while (digit(end) || (end < sentence.size() && end > at &&
                          (sentence[end] == ',' || sentence[end] == '.') && digit(end + 1))) {
      ++end;
    }
    if (end == at) continue;
    const std::string number = sentence.substr(at, end - at);
    const std::string key = key_in(known, number, sentence);
    out += key.empty() ? escape(number)
                       : fmt::format("<button type=button class=\"n in\" data-e=\"{}\">{}</button>",
                                     escape(key), escape(number));
    at = end;
  }
  return out;
}

std::string tile(std::string_view label, const std::string& body, std::string_view note = {}) {
  return fmt::format("<div><dt>{}<dd>{}{}</div>", label, body,
                     note.empty() ? "" : fmt::format("<span class=note>{}</span>", note));
}

std::string money_lines(const Json& list, std::string_view key, bool range) {
  std::string out;
  for (const auto& one : list) {
    const std::string asset = text(one, "asset");
    const std::string of = fmt::format("s:{}:{}", key, asset);
    const bool wide = range && text(one, "min") != text(one, "max");
    out += wide ? "<span class=\"money range\">" + figure(text(one, "min"), of) + " to "
                : std::string("<span class=money>");
    out += fmt::format("<span class=pair>{} <abbr>{}</abbr></span></span>",
                       figure(text(one, range ? "max" : "amount"), of), escape(asset));
  }
  return out.empty() ? "<span class=u>unknown</span>" : out;
}

// None found where a list could not tell is unknown, not none.
std::string listed_tile(const Json& summary) {
  const std::string reach = text(summary, "listed_reach");
  const std::string why = escape(text(summary, "listed_why"));
  if (reach == "unknown") {
    return tile("Listed accounts", "<span class=u>unknown</span>", "not known: " + why);
  }
  return tile("Listed accounts", figure(text(summary, "listed_accounts"), "s:listed_accounts"),
              reach == "partial" ? "at least: " + why : std::string());
}

std::string tiles(const Story& story) {
  const Json& summary = value(story.answer(), "summary");
  std::string out = "<dl class=key>";
  out += tile("Victims", figure(text(summary, "victims"), "s:victims"),
              fmt::format("{} reports, {} found in the ledgers, {} not",
                          figure(text(summary, "reports"), "s:reports", "in"),
                          figure(text(summary, "reports_matched"), "s:reports_matched", "in"),
                          figure(text(summary, "reports_unmatched"), "s:reports_unmatched", "in")));
  const Json& missing = items(summary, "not_found");
  out += tile("Lost",
              items(summary, "losses").empty() && has(summary, "reports")
                  ? std::string("<span class=u>none found</span>")
                  : money_lines(items(summary, "losses"), "loss", false),
              missing.empty() ? std::string()
                              : "besides, reported but in no ledger: " +
                                    money_lines(missing, "not_found", false));
  const bool none = value(summary, "to_freeze").is_array() && items(summary, "to_freeze").empty();
  out += none ? tile("To freeze now", "none", "no followed account holds victims' money")
              : tile("To freeze now", money_lines(items(summary, "to_freeze"), "freeze", true),
                     has(summary, "to_freeze") ? "lowest to highest over the rules"
                                               : "no money was followed");
  out +=
      tile("Accounts followed", figure(text(summary, "accounts_followed"), "s:accounts_followed"),
           figure(text(summary, "flows_followed"), "s:flows_followed", "in") + " flows");
  out += listed_tile(summary);
  if (has(summary, "orders.total")) {
    std::string outcomes;
    const Json& by = value(summary, "orders.by_outcome");
    if (by.is_object()) {
      for (const auto& [outcome, count] : by.items()) {
        if (!outcomes.empty()) outcomes += ", ";
        outcomes += figure(text_of(count), "s:outcome:" + outcome, "in") + " " + words(outcome);
      }
    }
    out += tile("Orders judged", figure(text(summary, "orders.total"), "s:orders"), outcomes);
  }
  return out + "</dl>";
}

}  // namespace

std::string facts(const Story& story) {
  const Json& answer = story.answer();
  const auto said = [&](const char* path) {
    const std::string found = text(answer, path);
    return found.empty() ? std::string("<span class=u>unknown</span>") : escape(found);
  };
  std::string given;
  const std::pair<const char*, const char*> by[] = {{"Case number", "question.case_number"},
                                                    {"Author", "question.author"},
                                                    {"Unit", "question.unit"}};
  for (const auto& [label, path] : by) {
    if (has(answer, path))
      given += fmt::format("<div><dt>{}<dd>{}</div>", label, name(text(answer, path)));
  }
  const Json& made_up = value(answer, "question.made_up");
  const bool world = (made_up.is_boolean() && made_up.get<bool>()) || has(answer, "truth");
  return (world
              ? "<p class=madeup><strong>Made-up data.</strong> The persons, accounts and payments "
                "of this case were generated; none of them exists.</p>"
              : "") +
         fmt::format(
             "<dl class=facts>{}<div><dt>As of<dd>{}</div><div><dt>As known on<dd>{}</div>"
             "<div><dt>Rules of tracing<dd>{}</div><div "
             "class=root><dt>Snapshot<dd><code>{}</code></div>"
             "</dl>",
             given, said("question.as_of"), said("question.known_at"),
             [&] {
               std::string out;
               for (const auto& rule : story.rules()) {
                 if (!out.empty()) out += ", ";
                 out += escape(rule_label(rule));
               }
               return out;
             }(),
             said("snapshot"));
}

Section summary_section(const Story& story) {
  std::string body = tiles(story);
  const KnownNumbers known = known_numbers(story);
  const auto sentences = texts(story.answer(), "summary.sentences");
  if (!sentences.empty()) {
    body += "<div class=prose>";
    for (const auto& sentence : sentences) body += "<p>" + sentence_html(known, sentence) + "</p>";
    body += "</div>";
  }
  body +=
      "<p class=\"hint js\">Every underlined number opens its evidence: the records that it "
      "rests on, or the parts that it is the sum of.</p>";
  return {"summary", "Summary", body};
}

Section truth_section(const Story& story) {
  const Json& checks = items(story.answer(), "truth.checks");
  if (checks.empty()) return {};
  const Json& all = value(story.answer(), "truth.holds");
  std::string body =
      fmt::format("<p>This world was made up, so that what really happened in it is known. {}</p>",
                  !all.is_boolean() ? "Whether all findings hold is unknown."
                  : all.get<bool>() ? "Every finding below agrees with it."
                                    : "<strong>Not every finding agrees with it.</strong>");
  body += table_open("Findings against the truth",
                     "<th scope=col>Check<th scope=col class=num>Expected<th scope=col class=num>"
                     "Found<th scope=col>Holds<th scope=col>Detail");
  for (const auto& check : checks) {
    const Json& holds = value(check, "holds");
    const bool yes = holds.is_boolean() && holds.get<bool>();
    body +=
        fmt::format("<tr><th scope=row>{}<td class=num>{}<td class=num>{}<td>{}<td>{}",
                    escape(text(check, "name")), escape(grouped(text(check, "expected"))),
                    escape(grouped(text(check, "found"))),
                    badge(yes ? "yes" : "no", yes ? "good" : "bad"), escape(text(check, "detail")));
  }
  return {"truth", "Findings against the truth", body + table_close()};
}

Section remarks_section(const Story& story) {
  std::string body;
  const auto remarks = texts(story.answer(), "remarks");
  if (remarks.empty()) {
    body = "<p>The answer carries no remarks.</p>";
  } else {
    body = "<ul class=prose>";
    for (const auto& remark : remarks) body += "<li>" + escape(remark) + "</li>";
    body += "</ul>";
  }
  const Json& used = items(story.answer(), "rules_used");
  if (!used.empty()) {
    body += table_open("Rules of tracing",
                       "<th scope=col>Rule<th scope=col>What it says<th scope=col>Law");
    for (const auto& rule : used) {
      const std::string label = has(rule, "name") ? text(rule, "name") : text(rule, "rule");
      body += fmt::format("<tr><th scope=row>{}<td>{}<td>{}", escape(label),
                          escape(text(rule, has(rule, "says") ? "says" : "source")),
                          escape(text(rule, "law")));
    }
    body += table_close();
  }
  return {"remarks", "What is assumed or unknown", body};
}

Section sources_section(const Story& story) {
  std::string body = table_open(
      "Datasets and versions",
      "<th scope=col>Dataset<th scope=col>Kind<th scope=col>Version"
      "<th scope=col class=num>Rows<th scope=col class=num>Accepted<th scope=col class=num>Rejected"
      "<th scope=col>Files and SHA-256");
  std::size_t row = 0;
  for (const auto& dataset : items(story.answer(), "datasets")) {
    std::size_t at = 0;
    for (const auto& load : items(dataset, "loads")) {
      const std::string key = fmt::format("w:{}:{}", row, at++);
      body += fmt::format("<tr><th scope=row>{}<td>{} <span class=note>{}</span><td>{}",
                          name(text(dataset, "dataset")), escape(text(dataset, "kind")),
                          escape(text(dataset, "format")),
                          has(load, "version") ? name(text(load, "version")) : "–");
      for (const auto* field : {"rows", "accepted", "rejected"}) {
        body += "<td class=num>" + figure(text(load, field), key);
      }
      body += "<td>";
      for (const auto& file : items(load, "files")) {
        body += fmt::format("<div class=file>{}<code>{}</code></div>", name(text(file, "name")),
                            escape(text(file, "sha256")));
      }
    }
    ++row;
  }
  body += table_close();
  return {"sources", "Sources", row == 0 ? "<p>The answer names no dataset.</p>" : body};
}

namespace {

// As one word of a shell.
std::string shell_word(const std::string& word) {
  const bool plain =
      !word.empty() &&
      word.find_first_not_of(
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,._/-") == word.npos;
  if (plain) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// The whole question as a command line. What a question leaves out, its line leaves out.
std::string command(const Json& answer) {
  const Json& question = value(answer, "question");
  std::string out = "bayon report CASE";
  const std::pair<const char*, const char*> options[] = {{"title", "--title"},
                                                         {"as_of", "--as-of"},
                                                         {"known_at", "--known-at"},
                                                         {"rules", "--rule"},
                                                         {"kinds", "--kind"},
                                                         {"window", "--window"},
                                                         {"ties", "--ties"},
                                                         {"hub_flows_max", "--hub"},
                                                         {"tolerance_days", "--tolerance-days"},
                                                         {"orders_by", "--orders-by"},
                                                         {"author", "--author"},
                                                         {"unit", "--unit"},
                                                         {"case_number", "--case-number"}};
  for (const auto& [field, option] : options) {
    std::string value = text(question, field);
    for (const auto& one : texts(question, field)) value += (value.empty() ? "" : ",") + one;
    if (!value.empty()) out += fmt::format(" {}={}", option, shell_word(value));
  }
  const Json& made_up = value(question, "made_up");
  if (made_up.is_boolean() && made_up.get<bool>()) out += " --made-up";
  if (has(question, "truth.folder"))
    out += " --truth=" + shell_word(text(question, "truth.folder"));
  return out + " --out again.html";
}

}  // namespace

Section recompute_section(const Story& story) {
  const std::string root = text(story.answer(), "snapshot");
  const std::string body = fmt::format(
      "<p>This page was drawn from the snapshot <code>{}</code>. Whoever holds the case folder can "
      "check that this very file shows what the case recorded, byte for byte; the check recomputes "
      "every recorded answer from the snapshot that it names, and the log of what was loaded and "
      "answered:</p><pre><code>bayon verify CASE --answer report.html</code></pre>"
      "<p>As long as nothing more is loaded, the whole question, asked again, gives the same "
      "bytes:</p><pre><code id=command>{}</code></pre>"
      "<p>The files named under Sources are proven by their SHA-256; "
      "<code>sha256sum FILE</code> gives it on any machine.</p>",
      root.empty() ? "unknown" : escape(root), escape(command(story.answer())));
  return {"recompute", "How to recompute this", body};
}

std::string table_open(std::string_view caption, std::string_view columns, int page,
                       std::string_view id, int paper) {
  return fmt::format(
      "<div class=wide role=region tabindex=0 "
      "aria-label=\"{0}\"><table{1}{2}{4}><caption>{0}</caption>"
      "<thead><tr>{3}</thead><tbody>",
      escape(caption), id.empty() ? "" : fmt::format(" id={}", id),
      page > 0 ? fmt::format(" data-page={}", page) : "", columns,
      paper > 0 ? fmt::format(" data-paper={}", paper) : "");
}

std::string table_close() { return "</tbody></table></div>"; }

std::string listed_badge(std::string_view listed) {
  if (listed.empty()) return badge("unknown", "open");
  return badge(listed, listed == "yes" ? "bad" : listed == "no" ? "plain" : "open");
}

}  // namespace bayon::report
