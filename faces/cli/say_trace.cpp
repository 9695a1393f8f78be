#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "faces/cli/say.hpp"
#include "faces/cli/shown.hpp"

namespace bayon::cli {

namespace {

using Align = Table::Align;

constexpr std::array<std::string_view, 6> parts{"loss",     "held", "stopped",
                                                "returned", "fees", "dust"};

void say_matches(const Json& reports, Page& page) {
  std::map<std::string, std::size_t> by_match;
  for (const auto& report : reports) ++by_match[text_of(report, "match")];
  const std::size_t unmatched = by_match["none"];
  const std::size_t matched = reports.size() - unmatched;
  page.line(fmt::format(
      "{} reported; {} found in the ledgers ({} by reference, {} by amount and "
      "time, {} of several alike)",
      counted(reports.size(), "payment", "payments"), grouped(matched),
      grouped(by_match["reference"]), grouped(by_match["exact"]), grouped(by_match["ambiguous"])));
  if (unmatched != 0) {
    page.line(page.toned(Tone::doubt, fmt::format("{} without a matching flow: that money is not "
                                                  "traced",
                                                  grouped(unmatched))));
  }
}

// One line for each asset: what was lost, and where all of it stands.
void say_sums(const Json& claims, Page& page) {
  std::map<std::string, std::array<DecimalSum, parts.size()>> by_asset;
  for (const auto& claim : claims) {
    auto& sums = by_asset[text_of(claim, "asset")];
    for (std::size_t at = 0; at < parts.size(); ++at) sums[at].add(text_of(claim, parts[at]));
  }
  Table table({{"asset"},
               {"lost", Align::decimal},
               {"still held", Align::decimal},
               {"at stops", Align::decimal},
               {"returned", Align::decimal},
               {"fees", Align::decimal},
               {"too small to follow", Align::decimal}});
  for (const auto& [asset, sums] : by_asset) {
    table.row({asset,
               {sums[0].text(), Tone::strong},
               {sums[1].text(), sums[1].any() ? Tone::good : Tone::plain},
               sums[2].text(),
               sums[3].text(),
               sums[4].text(),
               sums[5].text()});
  }
  page.table(table);
}

struct PlaceOf {
  const Json* place;
  bool stop;
};

std::string standing(const PlaceOf& one) {
  if (!one.stop) return "held";
  const std::string category = text_of(*one.place, "category");
  const std::string reason = text_of(*one.place, "reason");
  std::string out = "stop";
  if (!category.empty()) return out + ": " + worded(category);
  return reason.empty() ? out : out + ": " + worded(reason);
}

void say_places(const Json& rule, Page& page) {
  std::map<std::string, std::vector<PlaceOf>> by_asset;
  for (const auto& place : list_of(rule, "held")) {
    by_asset[text_of(place, "asset")].push_back({&place, false});
  }
  for (const auto& place : list_of(rule, "stops")) {
    by_asset[text_of(place, "asset")].push_back({&place, true});
  }
  for (auto& [asset, places] : by_asset) {
    std::ranges::stable_sort(places, [](const PlaceOf& a, const PlaceOf& b) {
      return more(text_of(*a.place, "amount"), text_of(*b.place, "amount"));
    });
    page.gap();
    page.line(fmt::format("  Where the {} stands, largest first", asset));
    Table table(
        {{"account"}, {"amount", Align::decimal}, {"victims", Align::right}, {"how it stands"}});
    const std::size_t few = page.few(places.size(), 8);
    for (std::size_t at = 0; at < few; ++at) {
      const Json& place = *places[at].place;
      table.row({{text_of(place, "account"), Tone::strong},
                 grouped(text_of(place, "amount")),
                 grouped(count_of(place, "claims")),
                 standing(places[at])});
    }
    page.table(table, 4);
    page.rest(places.size(), few, "accounts", 4);
  }
}

std::string origin_worded(const Json& origin) {
  const std::string kind = text_of(origin, "kind");
  if (kind == "victim") return "victim " + text_of(origin, "victim");
  if (kind == "unknown") return "unknown: the ledgers do not show how it came there";
  if (kind == "not_followed") return "not followed: converted on the way, or too far";
  const std::string category = text_of(origin, "category");
  return "stop: " + worded(category.empty() ? text_of(origin, "reason") : category);
}

void say_sink(const Json& sink, Page& page) {
  page.gap();
  page.line(fmt::format("Where the money of {} came from, by fifo",
                        page.toned(Tone::strong, text_of(sink, "account"))));
  if (text_of(sink, "cut") == "yes") {
    page.sentence("CUT by the budget: what follows is not the whole.", 2, 0, Tone::bad);
  }
  Table sums({{"asset"},
              {"received", Align::decimal},
              {"from victims", Align::decimal},
              {"out of stops", Align::decimal},
              {"unknown", Align::decimal},
              {"not followed", Align::decimal}});
  for (const auto& one : list_of(sink, "received")) {
    sums.row({text_of(one, "asset"),
              {grouped(text_of(one, "amount")), Tone::strong},
              grouped(text_of(one, "victim")),
              grouped(text_of(one, "stop")),
              grouped(text_of(one, "unknown")),
              grouped(text_of(one, "not_followed"))});
  }
  page.table(sums);
  for (const auto& asset : list_of(sink, "not_summed")) {
    page.sentence(fmt::format("{}: the amounts in the ledgers add up to more than fits; what came "
                              "in of it was not walked back.",
                              asset.get<std::string>()),
                  4, 0, Tone::doubt);
  }
  std::vector<const Json*> origins;
  for (const auto& origin : list_of(sink, "origins")) origins.push_back(&origin);
  std::ranges::stable_sort(origins, [](const Json* a, const Json* b) {
    return more(text_of(*a, "amount"), text_of(*b, "amount"));
  });
  page.gap();
  page.line("  Whose it was, largest first");
  Table table({{"account"},
               {"amount", Align::decimal},
               {"asset"},
               {"steps away", Align::right},
               {"what it is"}});
  const std::size_t few = page.few(origins.size(), 12);
  for (std::size_t at = 0; at < few; ++at) {
    const Json& one = *origins[at];
    table.row({{text_of(one, "account"), Tone::strong},
               grouped(text_of(one, "amount")),
               text_of(one, "asset"),
               grouped(count_of(one, "hops_min") + 1),
               origin_worded(one)});
  }
  page.table(table, 4);
  page.rest(origins.size(), few, "origins", 4);
}

void say_unmatched(const Json& reports, Page& page) {
  std::vector<const Json*> unmatched;
  for (const auto& report : reports) {
    if (text_of(report, "match") == "none") unmatched.push_back(&report);
  }
  if (unmatched.empty()) return;
  page.gap();
  page.heading("Reports without a matching flow");
  Table table({{"report"},
               {"victim"},
               {"amount", Align::decimal},
               {"asset"},
               {"when"},
               {"paid to"},
               {"why it was not found"}});
  const std::size_t few = page.few(unmatched.size(), 8);
  for (std::size_t at = 0; at < few; ++at) {
    const Json& report = *unmatched[at];
    const std::string to = text_of(report, "to");
    table.row({text_of(report, "report"), text_of(report, "victim"),
               grouped(text_of(report, "amount")), text_of(report, "asset"),
               text_of(report, "when"), to.empty() ? "not stated" : to, text_of(report, "why")});
  }
  page.table(table);
  page.rest(unmatched.size(), few, "reports");
}

void say_unknown(const Json& unknown, Page& page) {
  if (unknown.empty()) return;
  page.sentence(
      "Spent but never seen coming in, and counted as clean: a ledger is missing, or rows of one "
      "instant stand in another order than they happened.",
      2, 0, Tone::doubt);
  const std::size_t few = page.few(unknown.size(), 5);
  Table table({{"account"}, {"amount", Align::decimal}, {"asset"}});
  for (std::size_t at = 0; at < few; ++at) {
    table.row({text_of(unknown[at], "account"), grouped(text_of(unknown[at], "amount")),
               text_of(unknown[at], "asset")});
  }
  page.table(table);
  page.rest(unknown.size(), few, "accounts");
}

void say_seen_twice(const Json& answer, Page& page) {
  if (!answer.contains("seen_twice")) return;
  const Json& seen = answer.at("seen_twice");
  const std::uint64_t count = count_of(seen, "count");
  if (count == 0) return;
  page.gap();
  page.heading("Perhaps counted twice");
  page.sentence(
      "The same sender, receiver and amount within a day, in two ledgers, and no reference in "
      "common. If they are one transfer, map the reference that both ledgers have.",
      2, 0, Tone::doubt);
  Table table({{"from"}, {"to"}, {"amount", Align::decimal}, {"asset"}, {"in one"}, {"in other"}});
  const Json& pairs = list_of(seen, "pairs");
  const std::size_t few = page.few(pairs.size(), 5);
  for (std::size_t at = 0; at < few; ++at) {
    const Json& first = pairs[at].at("first");
    const Json& second = pairs[at].at("second");
    table.row({text_of(first, "from"), text_of(first, "to"), grouped(text_of(first, "amount")),
               text_of(first, "asset"), text_of(first, "at"), text_of(second, "at")});
  }
  page.table(table);
  page.rest(count, few, "pairs");
}

}  // namespace

void say_trace(const Json& answer, Page& page) {
  const Json& reports = list_of(answer, "reports");
  say_matches(reports, page);
  for (const auto& rule : list_of(answer, "rules")) {
    page.gap();
    page.line(fmt::format("{}  {} followed, {} replayed",
                          page.toned(Tone::strong, text_of(rule, "rule")),
                          counted(count_of(rule, "accounts_followed"), "account", "accounts"),
                          counted(count_of(rule, "events"), "flow", "flows")));
    if (text_of(rule, "cut") == "yes") {
      page.sentence("CUT by the budget: what follows is not the whole.", 2, 0, Tone::bad);
    }
    const Json& claims = list_of(rule, "claims");
    say_sums(claims, page);
    say_places(rule, page);
    say_unknown(list_of(rule, "unknown_inflows"), page);
  }
  say_seen_twice(answer, page);
  if (answer.contains("sink")) say_sink(answer.at("sink"), page);
  say_unmatched(reports, page);
  page.gap();
  page.sentence(
      "Each rule is a convention of law or accounting, not a fact about coins: where the rules "
      "differ, say which one you used.",
      0, 0, Tone::faint);
}

}  // namespace bayon::cli
