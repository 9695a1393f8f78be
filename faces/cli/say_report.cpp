#include <algorithm>

#include <fmt/format.h>

#include "faces/cli/say.hpp"
#include "faces/cli/shown.hpp"

namespace bayon::cli {

namespace {

using Align = Table::Align;

std::string holders_of(const Json& row) {
  std::string out;
  for (const auto& holder : list_of(row, "holders")) {
    out += (out.empty() ? "" : ", ") + harmless(holder.get<std::string>());
  }
  return out.empty() ? "unknown" : out;
}

// Accounts where money rests: to freeze, or to ask.
void say_resting(const Json& rows, std::string_view heading, std::size_t most, Page& page) {
  if (rows.empty()) return;
  page.gap();
  page.heading(heading);
  Table table({{"account"},
               {"holder"},
               {"asset"},
               {"at least", Align::decimal},
               {"at most", Align::decimal},
               {"victims", Align::right},
               {"where"},
               {"listed"}});
  const std::size_t few = page.few(rows.size(), most);
  for (std::size_t at = 0; at < few; ++at) {
    const Json& one = rows[at];
    const std::string listed = text_of(one, "listed");
    const std::string where = text_of(one, "institution");
    table.row({{text_of(one, "account"), Tone::strong},
               holders_of(one),
               text_of(one, "asset"),
               grouped(text_of(one, "min")),
               grouped(text_of(one, "max")),
               grouped(count_of(one, "victims")),
               where.empty() ? std::string("unknown") : where,
               {listed, listed == "yes" ? Tone::bad : Tone::plain}});
  }
  page.table(table);
  page.rest(rows.size(), few, "accounts");
}

void say_sums(const Json& summary, Page& page) {
  Table table({{""}, {"", Align::decimal}, {""}, {"", Align::decimal}, {""}});
  for (const auto& loss : list_of(summary, "losses")) {
    table.row({"lost", grouped(text_of(loss, "amount")), text_of(loss, "asset"), "", ""});
  }
  for (const auto& missing : list_of(summary, "not_found")) {
    table.row({"not found", grouped(text_of(missing, "amount")), text_of(missing, "asset"), "",
               "reported, in no ledger"});
  }
  if (field_of(summary, "to_freeze").is_array() && list_of(summary, "to_freeze").empty()) {
    table.row({"to freeze", "none", "", "", ""});
  }
  for (const auto& hold : list_of(summary, "to_freeze")) {
    const std::string min = grouped(text_of(hold, "min"));
    const std::string max = grouped(text_of(hold, "max"));
    const bool differ = min != max;
    table.row({"to freeze", max, text_of(hold, "asset") + (differ ? " at most," : ""),
               differ ? min : "", differ ? "at least, by the rule" : ""});
  }
  page.table(table, 0);
}

void say_checks(const Json& truth, Page& page) {
  page.gap();
  page.heading("Findings against the truth");
  Table table({{"what"}, {"expected", Align::right}, {"found", Align::right}, {""}, {""}});
  for (const auto& check : list_of(truth, "checks")) {
    const bool holds = text_of(check, "holds") == "yes";
    table.row({text_of(check, "name"),
               grouped(text_of(check, "expected")),
               grouped(text_of(check, "found")),
               {holds ? "holds" : "DIFFERS", holds ? Tone::good : Tone::bad},
               holds ? std::string() : text_of(check, "detail")});
  }
  page.table(table);
  for (const auto& check : list_of(truth, "checks")) {
    const std::string detail = text_of(check, "detail");
    if (detail.empty() || text_of(check, "holds") != "yes") continue;
    page.sentence(fmt::format("{}: {}.", text_of(check, "name"), detail), 2, 2, Tone::faint);
  }
  const bool all = text_of(truth, "holds") == "yes";
  page.line(page.toned(all ? Tone::good : Tone::bad,
                       all ? "All of it holds." : "The findings differ from the truth."));
}

}  // namespace

void say_report(const Json& answer, Page& page) {
  const Json& summary = field_of(answer, "summary");
  page.heading(text_of(answer, "title"));
  const Json& question = field_of(answer, "question");
  page.line(fmt::format("on {}, as known on {}", text_of(question, "as_of"),
                        text_of(question, "known_at")));
  page.gap();
  for (const auto& one : list_of(summary, "sentences")) {
    page.sentence(harmless(one.get<std::string>()), 0, 2);
  }
  page.gap();
  say_sums(summary, page);
  say_resting(list_of(answer, "freeze"), "To freeze, largest first", 10, page);
  say_resting(list_of(answer, "kept"), "To ask, largest first: recipients, who may know nothing", 5,
              page);
  const Json& remarks = list_of(answer, "remarks");
  if (!remarks.empty()) {
    page.gap();
    page.heading("What to know before relying on it");
    const std::size_t few = page.few(remarks.size(), 5);
    for (std::size_t at = 0; at < few; ++at) {
      page.sentence("- " + harmless(remarks[at].get<std::string>()), 2, 2);
    }
    page.rest(remarks.size(), few, "remarks");
  }
}

void say_investigated(const Json& investigated, Page& page) {
  const Json& loads = list_of(investigated, "loads");
  const auto known = std::ranges::count_if(
      loads, [](const Json& load) { return text_of(load, "changed") == "no"; });
  for (const auto& load : loads) {
    if (text_of(load, "changed") != "no") say_loaded(load, page);
  }
  if (known != 0) {
    page.line(fmt::format("{} held already: nothing new in {}",
                          counted(static_cast<std::uint64_t>(known), "source was", "sources were"),
                          known == 1 ? "it" : "them"));
  }
  page.gap();
  say_report(field_of(investigated, "answer"), page);
  const Json& truth = field_of(investigated, "truth");
  if (truth.is_object()) say_checks(truth, page);
  page.gap();
  const auto place = [&](std::string_view label, std::string_view key) {
    const std::string path = text_of(investigated, key);
    if (!path.empty()) page.line(fmt::format("{:<8}{}", label, path));
  };
  place("case", "case");
  place("report", "report");
  place("JSON", "json");
}

}  // namespace bayon::cli
