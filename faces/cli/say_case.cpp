#include <fmt/format.h>

#include "faces/cli/say.hpp"
#include "faces/cli/shown.hpp"

namespace bayon::cli {

namespace {

using Align = Table::Align;

Table::Cell rejects_cell(std::uint64_t rejected) {
  return {grouped(rejected), rejected == 0 ? Tone::plain : Tone::doubt};
}

// "a.csv, b.csv and 3 more".
std::string file_names(const Json& files) {
  constexpr std::size_t most = 4;
  std::string out;
  for (std::size_t at = 0; at < files.size() && at < most; ++at) {
    out += (at == 0 ? "" : ", ") + text_of(files[at], "name");
  }
  if (files.size() > most) out += fmt::format(" and {} more", files.size() - most);
  return out;
}

}  // namespace

void say_loaded(const Json& loaded, Page& page) {
  const std::string version = text_of(loaded, "version");
  const std::string what = text_of(loaded, "dataset") + (version.empty() ? "" : " " + version);
  if (!field_of(loaded, "changed").get<bool>()) {
    page.line(what + ": nothing new, the case holds it already");
    return;
  }
  const std::uint64_t rejected = count_of(loaded, "rejected");
  page.line(fmt::format(
      "{}: {} read, {} accepted, {}, {}", what, counted(count_of(loaded, "rows"), "row", "rows"),
      grouped(count_of(loaded, "accepted")),
      page.toned(rejected == 0 ? Tone::plain : Tone::doubt, grouped(rejected) + " rejected"),
      counted(count_of(loaded, "facts"), "fact", "facts")));
  const auto tell = [&](std::string_view key, std::string_view sentence) {
    if (const auto count = count_of(loaded, key); count != 0) {
      page.sentence(fmt::format("{} {}", grouped(count), sentence), 2, 2);
    }
  };
  if (rejected != 0) page.line("  rejects.csv in the case's folder says where and why");
  tell("kept_as_notes", "pieces could not be parsed and were kept as notes");
  tell("known_before", "flows were held already, under their reference");
  tell("possible_repeats", "rows are possible repeats: alike, and without a reference");
  for (const auto& remark : list_of(loaded, "remarks")) {
    page.sentence(harmless(remark.get<std::string>()), 2, 2);
  }
  for (const auto& gap : list_of(loaded, "gaps")) {
    page.sentence("GAP: " + harmless(gap.get<std::string>()), 2, 2, Tone::doubt);
  }
}

void say_status(const Json& answer, Page& page) {
  const Json& datasets = list_of(answer, "datasets");
  if (datasets.empty()) page.line("The case is empty: nothing is loaded.");
  Table table({{"dataset"},
               {"kind"},
               {"format"},
               {"version"},
               {"rows", Align::right},
               {"rejected", Align::right},
               {"facts", Align::right},
               {"files"}});
  std::size_t loads = 0;
  std::size_t shown = 0;
  for (const auto& dataset : datasets) {
    const Json& of_dataset = list_of(dataset, "loads");
    const std::size_t few = page.few(of_dataset.size(), 12);
    loads += of_dataset.size();
    shown += few;
    // The newest versions are the ones that answer today.
    for (std::size_t at = of_dataset.size() - few; at < of_dataset.size(); ++at) {
      const Json& load = of_dataset[at];
      const bool first = at == of_dataset.size() - few;
      const auto once = [&](std::string_view key) {
        return first ? text_of(dataset, key) : std::string();
      };
      const std::string version = text_of(load, "version");
      table.row({{once("dataset"), Tone::strong},
                 once("kind"),
                 once("format"),
                 version.empty() ? "-" : version,
                 grouped(count_of(load, "rows")),
                 rejects_cell(count_of(load, "rejected")),
                 grouped(count_of(load, "facts")),
                 file_names(list_of(load, "files"))});
    }
  }
  page.table(table, 0);
  page.rest(loads, shown, "loads of older versions", 0);
  page.gap();
  page.line(page.toned(Tone::faint, "snapshot " + text_of(answer, "snapshot")));
}

void say_verified(const Json& verified, Page& page) {
  const Json& mismatches = list_of(verified, "mismatches");
  for (const auto& file : list_of(verified, "files")) {
    const bool recorded = file["recorded"].get<bool>();
    const std::string found =
        recorded ? fmt::format("answer {} of this case ({}, {})", text_of(file, "answer"),
                               text_of(file, "verb"), text_of(file, "asked_at"))
                 : "no answer of this case: " + text_of(file, "why");
    const std::string part = text_of(file, "part");
    page.sentence(
        fmt::format("{}{}: {}", text_of(file, "file"), part.empty() ? "" : ", its " + part, found),
        0, 2, recorded ? Tone::good : Tone::bad);
  }
  if (!list_of(verified, "files").empty()) page.line("The case itself:");
  page.line(mismatches.empty() ? page.toned(Tone::good, "All hold.")
                               : page.toned(Tone::bad, counted(mismatches.size(), "answer differs",
                                                               "answers differ") +
                                                           " from what was recorded."));
  page.line(
      fmt::format("Recomputed: {}, {}, {}.", counted(count_of(verified, "loads"), "load", "loads"),
                  counted(count_of(verified, "answers"), "recorded answer", "recorded answers"),
                  counted(count_of(verified, "audit_entries"), "entry of the audit log",
                          "entries of the audit log")));
  Table table({{"answer", Align::right}, {"verb"}, {"question"}});
  const std::size_t few = page.few(mismatches.size(), 20);
  for (std::size_t at = 0; at < few; ++at) {
    const Json& one = mismatches[at];
    table.row({{grouped(count_of(one, "answer")), Tone::bad},
               text_of(one, "verb"),
               harmless(json_line(field_of(one, "question")))});
  }
  page.table(table);
  page.rest(mismatches.size(), few, "answers");
  page.line(page.toned(Tone::faint, "snapshot " + text_of(verified, "snapshot")));
  page.line(page.toned(Tone::faint, "audit    " + text_of(verified, "audit_root")));
}

void say_formats(const Json& formats, Page& page) {
  Table table({{"format"}, {"kind"}, {"what it reads"}});
  for (const auto& one : formats) {
    table.row(
        {{text_of(one, "name"), Tone::strong}, text_of(one, "kind"), text_of(one, "summary")});
  }
  page.table(table, 0);
}

void say_generated(const Json& generated, Page& page) {
  page.line(fmt::format("{}: a made-up world (seed {}) of {}, {} of them the scam's",
                        text_of(generated, "folder"), text_of(generated, "seed"),
                        counted(count_of(generated, "flows"), "flow", "flows"),
                        grouped(count_of(generated, "scam_flows"))));
  std::string losses;
  for (const auto& loss : list_of(generated, "losses")) {
    losses += (losses.empty() ? "" : " and ") + grouped(text_of(loss, "amount")) + " " +
              text_of(loss, "asset");
  }
  page.line(fmt::format("{} lost {} in {}",
                        counted(count_of(generated, "victims"), "victim", "victims"), losses,
                        counted(count_of(generated, "payments"), "payment", "payments")));
  Table table({{"file"}, {"rows", Align::right}, {"bytes", Align::right}});
  for (const auto& file : list_of(generated, "files")) {
    table.row(
        {text_of(file, "name"), grouped(count_of(file, "rows")), grouped(count_of(file, "bytes"))});
  }
  page.table(table);
}

}  // namespace bayon::cli
