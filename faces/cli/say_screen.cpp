#include <algorithm>

#include <fmt/format.h>

#include "faces/cli/say.hpp"
#include "faces/cli/shown.hpp"

namespace bayon::cli {

namespace {

std::string reason_words(std::string_view kind) {
  if (kind == "wallet.exact") return "this wallet";
  if (kind == "name.exact") return "name, letter by letter";
  if (kind == "name.normalised") return "name, but for case, accents and punctuation";
  if (kind == "name.transliterated") return "name, once both are in Latin letters";
  if (kind == "name.tokens") return "name, alike word by word";
  if (kind == "identifier.exact") return "identifier";
  if (kind == "birth_date.agrees") return "birth date agrees";
  if (kind == "birth_date.differs") return "birth date DIFFERS";
  if (kind == "country.agrees") return "country agrees";
  if (kind == "country.differs") return "country DIFFERS";
  return worded(kind);
}

std::string source_words(const Json& evidence) {
  const Json& one = evidence.is_array() && !evidence.empty() ? evidence[0] : evidence;
  const std::string file = text_of(one, "file");
  return file.empty() ? std::string()
                      : fmt::format("[{}, record {}]", file, text_of(one, "record"));
}

// "Thing:alias" is the alias of a party: the part after the colon says what was compared.
std::string property_word(const std::string& property) {
  return property.substr(property.find(':') + 1);
}

std::string party_words(const Json& question) {
  std::string out = text_of(question, "name");
  for (const auto& identifier : list_of(question, "identifiers")) {
    out += (out.empty() ? "" : ", ") + harmless(identifier.get<std::string>());
  }
  const auto add = [&](std::string_view words, std::string_view key) {
    const std::string text = text_of(question, key);
    if (!text.empty()) out += fmt::format(", {} {}", words, text);
  };
  add("born", "birth_date");
  add("of", "country");
  return out;
}

void say_listing(const Json& listing, Page& page) {
  std::string words = text_of(listing, "programme");
  if (words.empty()) words = text_of(listing, "programme_id");
  if (words.empty()) words = "programme not stated";
  const std::string authority = text_of(listing, "authority");
  if (!authority.empty()) words += ", by " + authority;
  std::string since = text_of(listing, "from");
  if (since.empty()) since = text_of(listing, "listed");
  words += since.empty() ? ", since a day the list does not state" : ", since " + since;
  const std::string until = text_of(listing, "until");
  if (!until.empty()) words += ", until " + until;
  if (text_of(listing, "held") == "unknown") words += " (whether on that day: UNKNOWN)";
  if (text_of(listing, "held") == "no") words += " (not on that day)";
  page.labelled("under", words + " " + source_words(field_of(listing, "evidence")));
}

void say_reason(const Json& reason, Page& page, std::string_view label) {
  std::string words = reason_words(text_of(reason, "kind"));
  const std::string asked = text_of(reason, "asked");
  const std::string listed = text_of(reason, "listed");
  const std::string property = property_word(text_of(reason, "property"));
  words += asked == listed ? fmt::format(": \"{}\"", listed)
                           : fmt::format(": asked \"{}\", listed \"{}\"", asked, listed);
  if (!property.empty()) words += fmt::format(" ({})", property);
  if (text_of(reason, "held") == "unknown") words += ", unknown whether on that day";
  if (text_of(reason, "held") == "no") words += ", not on that day";
  page.labelled(label, words + " " + source_words(field_of(reason, "evidence")));
}

void say_hit(const Json& hit, Page& page) {
  const std::string listed = text_of(hit, "listed");
  const Tone tone = listed == "yes" ? Tone::bad : listed == "no" ? Tone::faint : Tone::doubt;
  const std::string version = text_of(hit, "version");
  page.line(fmt::format("{}  {}  {}",
                        page.toned(tone, listed == "yes"  ? "LISTED"
                                         : listed == "no" ? "not in force"
                                                          : "UNKNOWN whether listed"),
                        page.toned(Tone::strong, text_of(hit, "caption")),
                        score_text(field_of(hit, "score").get<std::int64_t>())));
  page.line(fmt::format("  what   {}, {}{}, {}", text_of(hit, "schema"), text_of(hit, "dataset"),
                        version.empty() ? "" : " " + version, text_of(hit, "entity")));
  if (const std::string gone = text_of(hit, "gone_by"); !gone.empty()) {
    page.line(
        fmt::format("  but    the next version, {}, has it no more: taken off in between", gone));
  }
  bool first = true;
  for (const auto& reason : list_of(hit, "because")) {
    say_reason(reason, page, first ? "why" : "");
    first = false;
  }
  if (const Json& names = field_of(hit, "more_names"); names.is_number_integer() && names > 0) {
    page.line(fmt::format("         and {}",
                          counted(names.get<std::uint64_t>(), "further name", "further names")));
  }
  for (const auto& via : list_of(hit, "via")) {
    page.line(fmt::format("  via    {} {} ({})", text_of(via, "schema"), text_of(via, "caption"),
                          text_of(via, "entity")));
  }
  const Json& listings = list_of(hit, "listings");
  const std::size_t few = page.few(listings.size(), 5);
  for (std::size_t at = 0; at < few; ++at) say_listing(listings[at], page);
  if (listings.empty() && listed != "no") page.line("  under  the list states no programme");
  page.rest(listings.size(), few, "listings");
}

// By which version a list answers, how far that is from the day asked, and which one comes next.
std::string version_words(const Json& list) {
  const std::string day = text_of(list, "day");
  const Json& age = field_of(list, "age_days");
  if (day.empty() || !age.is_number_integer()) return "by a version of a day not told";
  const auto days = age.get<std::int64_t>();
  if (days == 0) return "by its version of that very day";
  const auto apart = static_cast<std::uint64_t>(days < 0 ? -days : days);
  std::string out = fmt::format("by its version of {}, {} {} that day", day,
                                counted(apart, "day", "days"), days < 0 ? "after" : "before");
  const std::string next = text_of(list, "next_day");
  if (!next.empty()) out += fmt::format("; the next is of {}", next);
  if (next.empty() && days > 0) out += "; no later one was known";
  return out;
}

// A list of wallets does not speak of names.
bool speaks(const Json& list, bool by_name) {
  return !by_name || text_of(list, "holds") != "wallets";
}

void say_coverage(const Json& coverage, bool by_name, Page& page) {
  page.gap();
  page.heading("Lists asked");
  Table table({{"list"}, {"version"}, {"could it tell?"}});
  for (const auto& one : coverage) {
    const std::string reach = text_of(one, "reach");
    const std::string version = text_of(one, "version");
    Table::Cell told("yes, " + version_words(one));
    if (reach == "partial") {
      told = {"only in part, " + version_words(one), Tone::doubt};
    } else if (reach == "before_first") {
      told = {"only in part: the day lies before its first version, of " + text_of(one, "day"),
              Tone::doubt};
    } else if (reach != "answered") {
      told = {"UNKNOWN: no version was known on that day", Tone::bad};
    } else if (!speaks(one, by_name)) {
      told = {"not of names: a list of wallets, " + version_words(one), Tone::doubt};
    }
    table.row({text_of(one, "dataset"), version.empty() ? "-" : version, told});
  }
  page.table(table);
  for (const auto& one : coverage) {
    for (const auto& remark : list_of(one, "remarks")) {
      page.sentence(text_of(one, "dataset") + ": " + harmless(remark.get<std::string>()), 2, 2);
    }
  }
}

void say_hits(const Json& hits, std::size_t usual, std::string_view what, Page& page) {
  const std::size_t few = page.few(hits.size(), usual);
  for (std::size_t at = 0; at < few; ++at) {
    page.gap();
    say_hit(hits[at], page);
  }
  page.rest(hits.size(), few, what, 0);
}

void say_later(const Json& later, Page& page) {
  if (later.empty()) return;
  page.gap();
  page.sentence(
      fmt::format("{} in the next version and not in the one before that day. Whether "
                  "listed on that day stands with each.",
                  later.size() == 1 ? "One more match stands"
                                    : grouped(std::uint64_t{later.size()}) + " more matches stand"),
      0, 0, Tone::doubt);
  say_hits(later, 10, "matches of the next version", page);
}

std::string nothing_found(std::size_t lists, std::size_t in_part) {
  return lists == 0
             ? (in_part == 0 ? "no hit, and no list that could tell"
                             : "no hit, and no list that could tell in full")
             : "no hit on the " + (lists == 1 ? "list" : grouped(std::uint64_t{lists}) + " lists") +
                   " that could tell";
}

}  // namespace

void say_screen(const Json& answer, Page& page) {
  const Json& question = field_of(answer, "question");
  const Json& hits = list_of(answer, "hits");
  const Json& past = list_of(answer, "not_in_force");
  const Json& later = list_of(answer, "later");
  const Json& coverage = list_of(answer, "coverage");
  const auto found = count_of(answer, "hits_found");
  const bool by_name = !text_of(question, "name").empty();
  const auto with_reach = [&](std::string_view reach) {
    return static_cast<std::size_t>(std::ranges::count_if(coverage, [&](const Json& one) {
      return text_of(one, "reach") == reach && speaks(one, by_name);
    }));
  };
  const std::size_t whole = with_reach("answered");
  const std::size_t in_part = with_reach("partial");
  const std::size_t unable = with_reach("before_first") + with_reach("unknown");
  page.heading(party_words(question));
  page.line(fmt::format(
      "on {}, as known on {}: {}", text_of(question, "as_of"), text_of(question, "known_at"),
      found != 0      ? counted(found, "hit", "hits")
      : later.empty() ? nothing_found(whole, in_part)
                      : "UNKNOWN: no hit by the version before that day, but one by the next"));
  if (in_part != 0) {
    page.sentence(fmt::format("{} of {} could tell only in part: not found there is unknown, not "
                              "\"not listed\".",
                              in_part, counted(coverage.size(), "list", "lists")),
                  0, 0, Tone::doubt);
  }
  if (unable != 0) {
    page.sentence(fmt::format("{} of {} could not tell for that day. Unknown is not \"not "
                              "listed\".",
                              unable, counted(coverage.size(), "list", "lists")),
                  0, 0, Tone::bad);
  }
  say_hits(hits, 10, "hits", page);
  if (found > hits.size()) {
    page.line(fmt::format("{} hits were found; --hits-max says how many are kept", grouped(found)));
  }
  say_later(later, page);
  say_hits(past, 3, "matches whose listing does not cover the day", page);
  say_coverage(coverage, by_name, page);
  for (const auto& remark : list_of(answer, "remarks")) {
    page.sentence(harmless(remark.get<std::string>()), 0, 2);
  }
  page.gap();
  page.sentence("A hit is evidence, not a verdict: compare the records before you act.", 0, 0,
                Tone::faint);
}

}  // namespace bayon::cli
