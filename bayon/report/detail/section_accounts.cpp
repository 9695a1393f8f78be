#include <algorithm>

#include <fmt/format.h>

#include "bayon/report/detail/fields.hpp"
#include "bayon/report/detail/markup.hpp"
#include "bayon/report/detail/sections.hpp"

namespace bayon::report {

namespace {

constexpr std::size_t resting_rows_max = 400;
constexpr std::size_t freeze_rows_paper = 60;  // report.css cuts the tables there
constexpr std::size_t other_rows_paper = 20;
constexpr std::size_t hit_cards_max = 40;

// One line per rule; the page shows the rule that is chosen, on paper all.
std::string by_rule(const Story& story, const Json& amounts, const std::string& key) {
  std::string out;
  for (std::size_t rule = 0; rule < story.rules().size(); ++rule) {
    out += fmt::format("<span class=\"r r{}\">{}</span>", rule,
                       figure(text(amounts, story.rules()[rule]), key + ":" + story.rules()[rule]));
  }
  return out;
}

std::string rule_names(const Story& story) {
  std::string out;
  for (std::size_t rule = 0; rule < story.rules().size(); ++rule) {
    out += fmt::format("<span class=\"r r{}\">{}</span>", rule,
                       escape(rule_label(story.rules()[rule])));
  }
  return out;
}

// Who holds the account, and who can freeze it; what is not known is said as such.
std::string holder_cell(const Json& row) {
  std::string out;
  for (const auto& holder : texts(row, "holders")) {
    out += (out.empty() ? "" : ", ") + name(holder);
  }
  if (out.empty()) out = "<span class=u>holder unknown</span>";
  const std::string by = text(row, "institution_by");
  return out + "<span class=note>" +
         (has(row, "institution") ? fmt::format("{}{}",
                                                by == "books"    ? "in the books of "
                                                : by == "label"  ? "a list calls it "
                                                : by == "issuer" ? "issuer of the asset: "
                                                                 : "",
                                                name(text(row, "institution")))
                                  : "institution unknown") +
         "</span>";
}

// One account where money lies; `kind` is f for what can be frozen, t for where tracing ends.
std::string resting_row(const Story& story, const Json& row, std::size_t at,
                        std::string_view kind) {
  const std::string key = fmt::format("{}:{}:", kind, at);
  const std::string note =
      has(row, "category") ? text(row, "category") : story.part_label(text(row, "part"));
  std::string out = fmt::format("<tr><th scope=row>{}<span class=note>{}</span><td>{}<td>{}",
                                story.account_link(text(row, "account")), words(note),
                                holder_cell(row), escape(text(row, "asset")));
  for (const auto& rule : story.rules()) {
    out += "<td class=num>" + figure(text(row, rule), key + rule);
  }
  return out + fmt::format("<td class=num>{}<td>{}<td class=day>{}<td class=why>{}",
                           figure(text(row, "victims"), key + "victims"),
                           listed_badge(text(row, "listed")), day(text(row, "since")),
                           escape(text(row, "why")));
}

// What each part in the table means: said once, not in every row.
std::string legend(const Story& story, const Json& rows) {
  std::string out;
  for (const auto& part : items(story.answer(), "parts.by_part")) {
    const std::string key = text(part, "part");
    const bool present = std::any_of(rows.begin(), rows.end(),
                                     [&](const Json& row) { return text(row, "part") == key; });
    if (!present || key == "stop" || !has(part, "meaning")) continue;
    out += fmt::format("<div><dt>{}<dd>{}</div>", escape(story.part_label(key)),
                       escape(text(part, "meaning")));
  }
  return out.empty() ? out : "<dl class=legend>" + out + "</dl>";
}

// On paper a long table is cut, and says so.
std::string on_paper(std::size_t rows, std::size_t shown) {
  if (rows <= shown) return {};
  return fmt::format(
      "<p class=paper>On paper the first {} of {} rows; all are on the page itself and in "
      "report.json.</p>",
      shown, grouped(std::to_string(rows)));
}

std::string resting_table(const Story& story, const Json& rows, std::string_view caption,
                          std::string_view kind, std::string_view id) {
  const std::size_t paper = kind == "f" ? freeze_rows_paper : other_rows_paper;
  std::string columns =
      "<th scope=col>Account and part<th scope=col>Holder and institution<th scope=col>Asset";
  for (const auto& rule : story.rules()) {
    columns += fmt::format("<th scope=col class=num>{}", escape(rule_label(rule)));
  }
  columns +=
      "<th scope=col class=num>Victims<th scope=col>Listed<th scope=col>Since<th scope=col "
      "class=why>Why";
  std::string out =
      legend(story, rows) + table_open(caption, columns, 15, id, static_cast<int>(paper));
  for (std::size_t at = 0; at < std::min(rows.size(), resting_rows_max); ++at) {
    out += resting_row(story, rows[at], at, kind);
  }
  return out + table_close() + on_paper(rows.size(), paper);
}

std::string how_many(const Json& rows) {
  std::string out = grouped(std::to_string(rows.size())) + (rows.size() == 1 ? " row" : " rows");
  if (rows.size() > resting_rows_max) {
    out += fmt::format(", the {} largest shown; all accounts are under Parts", resting_rows_max);
  }
  return out;
}

// "listed" of a listing is the day on which it was made; "held" says whether it was in force.
std::string dates(const Json& listing) {
  std::string out;
  const auto add = [&](std::string_view word, const char* field) {
    if (!has(listing, field)) return;
    if (!out.empty()) out += ", ";
    out += std::string(word) + " " + escape(text(listing, field));
  };
  add("listed", "listed");
  if (text(listing, "from") != text(listing, "listed")) add("from", "from");
  add("until", "until");
  return out.empty() ? "dates unknown" : out;
}

std::string_view in_force(std::string_view held) {
  return held == "yes" ? "in force" : held == "no" ? "not in force" : "in force: unknown";
}

// Ten-thousandths as a share: 10000 is 1.00, the same.
std::string likeness(const std::string& score) {
  if (score.empty() || score.size() > 5 || score.find_first_not_of("0123456789") != score.npos) {
    return score;
  }
  std::string out = std::string(5 - score.size(), '0') + score;
  out.insert(1, ".");
  while (out.size() > 4 && out.back() == '0') out.pop_back();
  return out;
}

// Names of the vocabulary as words: "CryptoWallet:publicKey" reads "public key".
std::string type_words(std::string_view name) {
  if (const auto colon = name.rfind(':'); colon != name.npos) name.remove_prefix(colon + 1);
  std::string out;
  for (const char c : name) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital && !out.empty()) out += ' ';
    out += capital ? static_cast<char>(c + 32) : c;
  }
  return escape(out);
}

// Why two texts agree: "wallet.exact" reads "wallet, exact".
std::string because_words(const std::string& kind) {
  std::string out = kind;
  if (const auto dot = out.find('.'); dot != out.npos) out.replace(dot, 1, ", ");
  return words(out);
}

std::string hit_card(const Story& story, const Json& row, std::size_t at) {
  const Json& hit = value(row, "hit");
  const std::string key = fmt::format("h:{}", at);
  std::string out = fmt::format(
      "<article class=card><h3>{} <span class=note>{}</span> {}</h3><p>{}Likeness {} on "
      "<b>{}</b>, version {}.</p>",
      lead(text(hit, "caption"), key), type_words(text(hit, "schema")),
      listed_badge(text(hit, "listed")),
      has(row, "account") ? "Account " + story.account_link(text(row, "account")) + ". " : "",
      figure(likeness(text(hit, "score")), key), name(text(hit, "dataset")),
      has(hit, "version") ? name(text(hit, "version")) : "unknown");
  if (!items(hit, "listings").empty()) {
    out += "<ul>";
    for (const auto& listing : items(hit, "listings")) {
      out += fmt::format("<li>{}{}: {} <b>{}</b>", escape(text(listing, "authority")),
                         has(listing, "programme") ? ", " + escape(text(listing, "programme")) : "",
                         dates(listing), in_force(text(listing, "held")));
    }
    out += "</ul>";
  }
  if (!items(hit, "because").empty()) {
    out += "<p class=label>Because</p><ul>";
    for (const auto& why : items(hit, "because")) {
      out += fmt::format("<li>{}: asked <q>{}</q>, listed <q>{}</q> ({}, {})",
                         because_words(text(why, "kind")), name(text(why, "asked")),
                         name(text(why, "listed")), type_words(text(why, "property")),
                         figure(likeness(text(why, "score")), key, "in"));
    }
    out += "</ul>";
  }
  if (!items(hit, "via").empty()) {
    out += "<p class=label>By way of</p><ul>";
    for (const auto& via : items(hit, "via")) {
      out += fmt::format("<li>{} <span class=note>{}</span>", name(text(via, "caption")),
                         escape(text(via, "schema")));
    }
    out += "</ul>";
  }
  return out + "</article>";
}

std::string hits_table(const Story& story, const Json& rows) {
  std::string out = table_open("Hits on lists",
                               "<th scope=col>Listed as<th scope=col>Account<th scope=col>Found by"
                               "<th scope=col>List and version<th scope=col class=num>Likeness"
                               "<th scope=col>Listed",
                               10);
  std::size_t at = 0;
  for (const auto& row : rows) {
    const Json& hit = value(row, "hit");
    const std::string key = fmt::format("h:{}", at++);
    const std::string by = has(row, "holder") ? "holder's name " + name(text(row, "holder"))
                                              : std::string("the account itself");
    out += fmt::format(
        "<tr><th scope=row>{}<span class=note>{}</span><td>{}<td>{}<td>{} <span "
        "class=note>{}</span>"
        "<td class=num>{}<td>{}",
        lead(text(hit, "caption"), key), type_words(text(hit, "schema")),
        story.account_link(text(row, "account")), by, name(text(hit, "dataset")),
        escape(text(hit, "version")), figure(likeness(text(hit, "score")), key),
        listed_badge(text(hit, "listed")));
  }
  return out + table_close();
}

std::string coverage_table(const Story& story) {
  const Json& lists = items(story.answer(), "coverage");
  if (lists.empty()) return {};
  std::string out =
      table_open("Which lists could answer for that day",
                 "<th scope=col>List<th scope=col>Answer<th scope=col>Version<th scope=col>"
                 "Of<th scope=col>Days before<th scope=col>Next version<th scope=col>Remarks");
  for (const auto& list : lists) {
    std::string remarks;
    for (const auto& remark : texts(list, "remarks")) {
      remarks += (remarks.empty() ? "" : "; ") + escape(remark);
    }
    const std::string reach = text(list, "reach");
    out += fmt::format(
        "<tr><th scope=row>{}<td>{}<td>{}<td class=day>{}<td class=num>{}<td class=day>{}<td>{}",
        name(text(list, "dataset")),
        badge(reach.empty() ? "unknown" : reach, reach == "answered" ? "good" : "open"),
        name(text(list, "version")), escape(text(list, "day")), escape(text(list, "age_days")),
        escape(text(list, "next_day")), remarks);
  }
  return out + table_close();
}

// What lists could not tell, before what they did.
std::string limits(const Story& story) {
  const auto remarks = texts(story.answer(), "listed_remarks");
  if (remarks.empty()) return {};
  std::string out = "<div class=limits><p class=label>What the lists could not tell</p><ul>";
  for (const auto& remark : remarks) out += "<li>" + escape(remark);
  return out + "</ul></div>";
}

std::string holders_of(const Story& story, const Json& group) {
  const auto many = texts(group, "holders");
  if (many.empty()) return story.account_link(text(group, "holder"));
  std::string out;
  for (const auto& holder : many) out += (out.empty() ? "" : "<br>") + story.account_link(holder);
  return out;
}

std::string group_table(const Story& story) {
  const Json& groups = items(story.answer(), "parts.groups");
  if (groups.empty()) return {};
  std::string out = table_open(
      "Groups that gather the money",
      "<th scope=col>Group<th scope=col>Holder<th scope=col class=num>Feeders<th scope=col>Asset"
      "<th scope=col>Rule<th scope=col class=num>Held",
      10);
  std::size_t at = 0;
  for (const auto& group : groups) {
    const std::string key = fmt::format("q:{}", at++);
    out += fmt::format("<tr><th scope=row>{}<td>{}<td class=num>{}<td>{}<td>{}<td class=num>{}",
                       lead(text(group, "group"), key), holders_of(story, group),
                       figure(std::to_string(items(group, "feeders").size()), key),
                       escape(text(group, "asset")), rule_names(story),
                       by_rule(story, value(group, "held"), key));
  }
  return out + table_close();
}

// What a victim reported and no ledger shows stands beside the loss that the rules account for.
std::string not_found_note(const Json& victim, const std::string& key) {
  const std::string missing = text(victim, "not_found");
  if (missing.find_first_of("123456789") == std::string::npos) return {};
  return "<span class=note>and in no ledger: " + figure(missing, key + ":not_found", "in") +
         "</span>";
}

}  // namespace

Section freeze_section(const Story& story) {
  const Json& rows = items(story.answer(), "freeze");
  if (rows.empty()) {
    return {"freeze", "What to freeze now",
            has(story.answer(), "money_unknown")
                ? "<p>Unknown: no money was followed.</p>"
                : "<p>None: no followed account holds victims' money at the last record.</p>"};
  }
  return {"freeze", "What to freeze now",
          fmt::format("<p>Accounts that still held victims' money at the last record, largest "
                      "first: {}. The rules of tracing disagree on whose money is left; the "
                      "columns give the amount under each.</p>",
                      how_many(rows)) +
              resting_table(story, rows, "Accounts to freeze", "f", "freeze-table")};
}

Section kept_section(const Story& story) {
  const Json& rows = items(story.answer(), "kept");
  if (rows.empty()) return {};
  return {
      "kept", "Who is to be asked",
      fmt::format("<p>Victims' money reached these accounts, but they kept it, or most of their "
                  "money came from elsewhere: {}. That is no sign of guilt: they may be shops, "
                  "landlords, or victims who were paid a little back.</p>",
                  how_many(rows)) +
          resting_table(story, rows, "Recipients of victims' money", "b", "kept-table")};
}

Section stops_section(const Story& story) {
  const Json& rows = items(story.answer(), "stops");
  if (rows.empty()) return {};
  return {
      "stops", "Where tracing ends",
      fmt::format("<p>Victims' money that reached these accounts is not followed further: {}. "
                  "In a pool of funds, a shop or a casino it mixes with the money of strangers: "
                  "ask the operator who was credited. A victim's account stands here where "
                  "money came back to it, or another victim's reached it.</p>",
                  how_many(rows)) +
          resting_table(story, rows, "Accounts where tracing ends", "t", "stops-table")};
}

Section listed_section(const Story& story) {
  const Json& rows = items(story.answer(), "listed");
  std::string body;
  if (rows.empty()) {
    body =
        "<p>None of the followed accounts and holders met a list. Where a list cannot answer for "
        "the day, that means unknown, not no.</p>";
  } else {
    body = hits_table(story, rows);
  }
  body = limits(story) + body + coverage_table(story);
  if (!rows.empty()) {
    body += "<div class=cards>";
    for (std::size_t at = 0; at < std::min(rows.size(), hit_cards_max); ++at) {
      body += hit_card(story, rows[at], at);
    }
    body += "</div>";
  }
  if (rows.size() > hit_cards_max) {
    body += fmt::format(
        "<p class=note>The first {} hits are written out; the others open from the "
        "table.</p>",
        hit_cards_max);
  }
  return {"listed", "Who is listed, and why", body};
}

Section parts_section(const Story& story) {
  std::string body;
  if (!items(story.answer(), "parts.by_part").empty()) {
    body += table_open("Parts played by accounts",
                       "<th scope=col>Part<th scope=col class=num>Accounts<th scope=col>Meaning");
    for (const auto& part : items(story.answer(), "parts.by_part")) {
      body += fmt::format("<tr><th scope=row>{}<td class=num>{}<td>{}",
                          escape(story.part_label(text(part, "part"))),
                          figure(text(part, "accounts"), "p:" + text(part, "part")),
                          escape(text(part, "meaning")));
    }
    body += table_close();
  }
  const std::size_t entries = items(story.answer(), "parts.entries").size();
  const std::size_t members = items(story.answer(), "parts.members").size();
  if (entries + members > 0) {
    body += fmt::format(
        "<p>At the exchange, {} accounts take in money from outside and {} pass it around.</p>",
        figure(std::to_string(entries), "p:entries", "in"),
        figure(std::to_string(members), "p:members", "in"));
  }
  body += group_table(story);
  if (!items(story.answer(), "accounts").empty()) {
    body += fmt::format("<h3 class=js>All {} accounts</h3><div id=accounts class=js></div>",
                        grouped(std::to_string(items(story.answer(), "accounts").size())));
  }
  if (body.empty()) return {};
  return {"parts", "The parts found", body};
}

Section losses_section(const Story& story) {
  const Json& victims = items(story.answer(), "victims");
  if (victims.empty()) return {};
  std::string body = table_open(
      "Loss of each victim and where it is",
      "<th scope=col>Victim<th scope=col>Asset<th scope=col class=num>Lost<th scope=col class=num>"
      "Payments<th scope=col>First, last<th scope=col>Rule<th scope=col class=num>Still held"
      "<th scope=col class=num>At a stop<th scope=col class=num>Returned<th scope=col "
      "class=num>Fees"
      "<th scope=col class=num>Dust",
      20, "losses-table");
  std::size_t at = 0;
  for (const auto& victim : victims) {
    const std::string key = fmt::format("v:{}", at++);
    body += fmt::format(
        "<tr><th scope=row>{}<span class=note>{}</span><td>{}<td class=num>{}<td class=num>{}"
        "<td class=day>{} <span class=until>{}</span><td>{}",
        lead(has(victim, "name") ? text(victim, "name") : text(victim, "victim"), key),
        name(text(victim, "victim")), escape(text(victim, "asset")),
        figure(text(victim, "loss"), key + ":loss") + not_found_note(victim, key),
        figure(text(victim, "payments"), key + ":payments"), day(text(victim, "first")),
        day(text(victim, "last")), rule_names(story));
    for (const auto* field : {"held", "stopped", "returned", "fees", "dust"}) {
      body += "<td class=num>";
      for (std::size_t rule = 0; rule < story.rules().size(); ++rule) {
        const auto& by = story.rules()[rule];
        body += fmt::format("<span class=\"r r{}\">{}</span>", rule,
                            figure(text(value(value(victim, "by_rule"), by), field),
                                   fmt::format("{}:{}:{}", key, by, field)));
      }
    }
  }
  return {
      "losses", "Loss of each victim",
      "<p>Each loss is accounted for in full: still held, arrived at a stop, returned, fees and "
      "dust add up to what was lost. Returned is what came back to an account that this victim "
      "named as its own. What reached another victim counts as a stop: it makes up for nothing "
      "that this one lost. What came back to accounts that no report names cannot be told from "
      "other payments, and counts as held there.</p>" +
          body + table_close()};
}

}  // namespace bayon::report
