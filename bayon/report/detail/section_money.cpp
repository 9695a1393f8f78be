#include <fmt/format.h>

#include "bayon/report/detail/fields.hpp"
#include "bayon/report/detail/markup.hpp"
#include "bayon/report/detail/sankey.hpp"
#include "bayon/report/detail/sections.hpp"
#include "bayon/report/detail/timeline.hpp"

namespace bayon::report {

Section money_section(const Story& story) {
  std::string figures;
  for (std::size_t rule = 0; rule < story.rules().size(); ++rule) {
    for (std::size_t asset = 0; asset < story.assets().size(); ++asset) {
      const std::string svg = sankey_svg(story, story.rules()[rule], story.assets()[asset]);
      if (svg.empty()) continue;
      figures += fmt::format(
          "<figure class=\"r r{} as as{}\"><figcaption>{} by stage, {}</figcaption>"
          "<div class=\"wide draw\" role=region tabindex=0 aria-label=\"{} by stage, {}\">{}</div>"
          "{}</figure>",
          rule, asset, escape(story.assets()[asset]), escape(rule_label(story.rules()[rule])),
          escape(story.assets()[asset]), escape(rule_label(story.rules()[rule])), svg,
          sankey_table(story, story.rules()[rule], story.assets()[asset]));
    }
  }
  if (figures.empty()) {
    return {"money", "Where the money went",
            fmt::format("<p>No money was followed. {}</p>",
                        escape(text(story.answer(), "money_unknown")))};
  }
  return {
      "money", "Where the money went",
      "<p>From left to right: what the victims paid, stage by stage. A bar's orange part is what "
      "had not moved on by the last record. Money that passes through several accounts of one "
      "stage "
      "counts at each of them, so a stage may show more than was lost; where fees were burnt on "
      "the "
      "way, less arrives than was paid. <span class=js>Open a bar for its accounts, a "
      "band for its largest flows.</span></p>" +
          figures};
}

Section network_section(const Story& story) {
  if (items(story.answer(), "edges").empty()) return {};
  return {"network", "The network",
          "<p>The same money between accounts. Each box is a group; open it to see its largest "
          "accounts, open an account for its records. Numbers on the lines are amounts; money that "
          "passes through several accounts of a group counts at each.</p>"
          "<div id=net class=js></div><noscript><p>The network needs the page's own script. The "
          "figures by stage above hold the same sums.</p></noscript>"};
}

Section timeline_section(const Story& story) {
  std::string body;
  for (std::size_t asset = 0; asset < story.assets().size(); ++asset) {
    const std::string svg = timeline_svg(story, story.assets()[asset]);
    if (svg.empty()) continue;
    body += fmt::format(
        "<figure class=\"as as{}\"><figcaption>{} over time, FIFO</figcaption>"
        "<div class=\"wide draw\" role=region tabindex=0 aria-label=\"{} over "
        "time\">{}</div>{}</figure>",
        asset, escape(story.assets()[asset]), escape(story.assets()[asset]), svg,
        timeline_table(story, story.assets()[asset]));
  }
  if (body.empty()) return {};
  return {"timeline", "Time line", body};
}

}  // namespace bayon::report
