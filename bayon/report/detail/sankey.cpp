#include "bayon/report/detail/sankey.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "bayon/report/detail/fields.hpp"
#include "bayon/report/detail/markup.hpp"
#include "bayon/report/detail/total.hpp"

namespace bayon::report {

namespace {

constexpr double width = 1040, gap = 16, bar_width = 14, margin = 4;
constexpr double line_height = 15, last_labels = 112;  // room right of the last bars

struct Bar {
  const Json* node = nullptr;  // null where only bands tell of the stage
  std::string arrived;
  std::size_t row = 0;  // of the answer's nodes
  std::string stage;
  std::size_t column = 0;
  double in = 0, out = 0, held = 0;
  double x = 0, y = 0, height = 0;
  double used_left = 0, used_right = 0;
};

struct Band {
  const Json* link = nullptr;
  std::size_t row = 0;
  std::size_t from = 0, to = 0;  // bars
  double amount = 0;
  double leaves = 0, arrives = 0;       // tops at its two ends
  std::map<std::size_t, double> lanes;  // top by column passed over
};

// What came to a stage from others; for the first, which only pays, what it paid. `amount` where
// the answer gives one number itself.
std::string arrived(const Json& picture, const Json& node) {
  if (has(node, "amount")) return text(node, "amount");
  const std::string received = text(node, "received");
  if (drawn(received) > 0) return received;
  if (const std::string sent = text(node, "sent"); drawn(sent) > 0) return sent;
  Total paid;
  bool any = false;
  for (const auto& link : items(picture, "links")) {
    if (text(link, "from_stage") != text(node, "stage")) continue;
    paid.add(text(link, "amount"));
    any = true;
  }
  return any ? paid.text() : received;
}

// At most two lines, broken between words.
std::vector<std::string> lines_of(const std::string& label) {
  if (label.size() <= 16) return {label};
  auto cut = label.rfind(' ', 16);
  if (cut == std::string::npos) cut = label.find(' ');
  if (cut == std::string::npos) return {label};
  return {label.substr(0, cut), label.substr(cut + 1)};
}

// The words above a bar: what it is, how much arrived, how much is still there.
double label_height(const Story& story, const Bar& bar) {
  const std::size_t lines = lines_of(story.stage_label(bar.stage)).size() + 1;
  return line_height * static_cast<double>(lines + (bar.held > 0 ? 1 : 0)) + 4;
}

class Layout {
 public:
  Layout(const Story& story, const Json& picture) : story_(story) {
    collect(picture);
    place();
  }

  std::vector<Bar> bars;
  std::vector<Band> bands;
  double bottom = 0, head = 0;

  bool forward(const Band& band) const { return bars[band.from].column < bars[band.to].column; }
  double column_x(std::size_t column) const {
    const auto bar = std::find_if(bars.begin(), bars.end(),
                                  [&](const Bar& one) { return one.column == column; });
    return bar == bars.end() ? 0 : bar->x;
  }
  double thick(const Band& band) const { return std::max(1.0, band.amount * scale_); }

 private:
  std::size_t bar_of(const std::string& stage) {
    for (std::size_t i = 0; i < bars.size(); ++i) {
      if (bars[i].stage == stage) return i;
    }
    bars.push_back({});
    bars.back().stage = stage;
    return bars.size() - 1;
  }

  void collect(const Json& picture) {
    // Bars in the order of the stages; stages that the list lacks come last, as they appear.
    std::vector<std::string> present;
    for (const auto& node : items(picture, "nodes")) present.push_back(text(node, "stage"));
    for (const auto& link : items(picture, "links")) {
      present.push_back(text(link, "from_stage"));
      present.push_back(text(link, "to_stage"));
    }
    const auto is_present = [&](const std::string& key) {
      return std::find(present.begin(), present.end(), key) != present.end();
    };
    for (const auto& stage : story_.stages()) {
      if (is_present(stage.key)) bar_of(stage.key);
    }
    for (const auto& key : present) bar_of(key);
    std::size_t row = 0;
    for (const auto& node : items(picture, "nodes")) {
      Bar& bar = bars[bar_of(text(node, "stage"))];
      bar.node = &node;
      bar.row = row++;
      bar.arrived = arrived(picture, node);
      bar.held = drawn(text(node, "held"));
    }
    row = 0;
    for (const auto& link : items(picture, "links")) {
      Band band;
      band.link = &link;
      band.row = row++;
      band.from = bar_of(text(link, "from_stage"));
      band.to = bar_of(text(link, "to_stage"));
      band.amount = drawn(text(link, "amount"));
      bands.push_back(std::move(band));
    }
    put_in_columns();
    for (const auto& band : bands) {
      if (!forward(band)) continue;
      bars[band.from].out += band.amount;
      bars[band.to].in += band.amount;
    }
  }

  // Each stage stands right of all that pay it, as far as the order of the stages goes.
  void put_in_columns() {
    for (std::size_t i = 0; i < bars.size(); ++i) {
      for (const auto& band : bands) {
        if (band.to != i || band.from >= i) continue;
        bars[i].column = std::max(bars[i].column, bars[band.from].column + 1);
      }
      columns_ = std::max(columns_, bars[i].column + 1);
    }
  }

  // How many units of paper one unit of money takes, so that the fullest column fits. A short way
  // needs no tall picture.
  void scale() {
    const double body = columns_ > 4 ? 230 : 130;
    for (std::size_t column = 0; column < columns_; ++column) {
      double sum = 0;
      for (const auto& bar : bars) {
        if (bar.column == column) sum += bar.height;
      }
      for (const auto& band : bands) {
        if (passes(band, column)) sum += band.amount;
      }
      if (sum > 0) scale_ = std::min(scale_, body / sum);
    }
  }

  void place() {
    for (auto& bar : bars) bar.height = std::max({bar.in, bar.out, bar.held});
    scale();
    const double step = columns_ < 2 ? 0
                                     : (width - margin - bar_width - last_labels) /
                                           static_cast<double>(columns_ - 1);
    head = 0;
    for (std::size_t column = 0; column < columns_; ++column) {
      const auto first = std::find_if(bars.begin(), bars.end(),
                                      [&](const Bar& bar) { return bar.column == column; });
      if (first != bars.end()) head = std::max(head, label_height(story_, *first));
    }
    const auto order = by_reach();
    for (std::size_t column = 0; column < columns_; ++column) {
      double y = 0;
      for (auto& bar : bars) {
        if (bar.column != column) continue;
        bar.x = margin + step * static_cast<double>(column);
        bar.y = y + (y == 0 ? head : label_height(story_, bar));
        bar.height = std::max(2.0, bar.height * scale_);
        y = bar.y + bar.height + gap;
      }
      for (Band* band : order) {
        if (!passes(*band, column)) continue;
        band->lanes[column] = y;
        y += thick(*band) + gap / 2;
      }
      bottom = std::max(bottom, y - gap);
    }
    join_ends();
  }

  // The nearest end comes first, so that bands that leave a bar do not cross below it.
  std::vector<Band*> by_reach() {
    std::vector<Band*> order;
    for (auto& band : bands) order.push_back(&band);
    std::stable_sort(order.begin(), order.end(), [&](const Band* a, const Band* b) {
      return std::pair(bars[a->to].column, -static_cast<int>(bars[a->from].column)) <
             std::pair(bars[b->to].column, -static_cast<int>(bars[b->from].column));
    });
    return order;
  }

  // Bands meet a bar in the order of where they come from and go to, top to bottom.
  void join_ends() {
    std::vector<Band*> order;
    for (auto& band : bands) {
      if (forward(band)) order.push_back(&band);
    }
    const auto top_after = [&](const Band* band) {
      return band->lanes.empty() ? bars[band->to].y : band->lanes.begin()->second;
    };
    const auto top_before = [&](const Band* band) {
      return band->lanes.empty() ? bars[band->from].y : band->lanes.rbegin()->second;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const Band* a, const Band* b) { return top_after(a) < top_after(b); });
    for (Band* band : order) {
      Bar& from = bars[band->from];
      band->leaves = from.y + from.used_right;
      from.used_right += thick(*band);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](const Band* a, const Band* b) { return top_before(a) < top_before(b); });
    for (Band* band : order) {
      Bar& to = bars[band->to];
      band->arrives = to.y + to.used_left;
      to.used_left += thick(*band);
    }
  }

  bool passes(const Band& band, std::size_t column) const {
    return forward(band) && bars[band.from].column < column && column < bars[band.to].column;
  }

  const Story& story_;
  std::size_t columns_ = 0;
  double scale_ = 1e300;
};

// A band from x to x2, its top going from y to y2, as the two halves of an outline.
void curve(std::string& top, std::string& under, double x, double y, double x2, double y2,
           double thick) {
  const double middle = (x + x2) / 2;
  fmt::format_to(std::back_inserter(top), "C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", middle, y,
                 middle, y2, x2, y2);
  under.insert(0, fmt::format("C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", middle, y2 + thick,
                              middle, y + thick, x, y + thick));
}

std::string outline(const Layout& layout, const Band& band) {
  const Bar& from = layout.bars[band.from];
  const Bar& to = layout.bars[band.to];
  const double thick = layout.thick(band);
  double x = from.x + bar_width, y = band.leaves;
  std::string top = fmt::format("M{:.1f} {:.1f}", x, y), under;
  for (const auto& [column, lane] : band.lanes) {
    const double lane_x = layout.column_x(column);
    curve(top, under, x, y, lane_x, lane, thick);
    fmt::format_to(std::back_inserter(top), "L{:.1f} {:.1f}", lane_x + bar_width, lane);
    under.insert(0, fmt::format("L{:.1f} {:.1f}", lane_x, lane + thick));
    x = lane_x + bar_width;
    y = lane;
  }
  curve(top, under, x, y, to.x, band.arrives, thick);
  return top + fmt::format("L{:.1f} {:.1f}", to.x, band.arrives + thick) + under + "Z";
}

// Money that goes back to an earlier stage: a line below everything. It runs left of both bars,
// where no words of a bar below stand.
std::string way_back(const Layout& layout, const Band& band, double depth) {
  const Bar& from = layout.bars[band.from];
  const Bar& to = layout.bars[band.to];
  const double side = 10;
  const double x = from.x, x2 = std::max(to.x, side + 2), left = x - side, left2 = x2 - side;
  const double y = from.y + from.height - 1, y2 = to.y + to.height - 1;
  return fmt::format(
      "M{0:.1f} {1:.1f}Q{2:.1f} {1:.1f} {2:.1f} {3:.1f}V{4:.1f}Q{2:.1f} {5:.1f} {6:.1f} {5:.1f}"
      "H{7:.1f}Q{8:.1f} {5:.1f} {8:.1f} {4:.1f}V{9:.1f}Q{8:.1f} {10:.1f} {11:.1f} {10:.1f}",
      x, y, left, y + side, depth - side, depth, left - side, left2 + side, left2, y2 + side, y2,
      x2);
}

std::string band_label(const Story& story, const Band& band, const std::string& asset) {
  return fmt::format("{} to {}: {} {}, {} {}", story.stage_label(text(*band.link, "from_stage")),
                     story.stage_label(text(*band.link, "to_stage")),
                     grouped(text(*band.link, "amount")), asset, grouped(text(*band.link, "flows")),
                     text(*band.link, "flows") == "1" ? "flow" : "flows");
}

std::string bar_svg(const Story& story, const Bar& bar, const std::string& key,
                    const std::string& asset, double scaled_held) {
  const std::string label = story.stage_label(bar.stage);
  const double head = label_height(story, bar);
  std::string out = fmt::format(
      "<g class=bar role=button tabindex=0 data-e=\"{}\" aria-label=\"{}: {} {} arrived{}\">", key,
      escape(label), bar.arrived.empty() ? "unknown" : grouped(bar.arrived), asset,
      bar.held > 0 ? ", " + grouped(text(*bar.node, "held")) + " still held" : "");
  out += fmt::format("<rect class=hit x={:.1f} y={:.1f} width=96 height={:.1f} />", bar.x,
                     bar.y - head, head);
  out += fmt::format("<rect class=whole x={:.1f} y={:.1f} width={} height={:.1f} />", bar.x, bar.y,
                     bar_width, bar.height);
  if (bar.held > 0) {
    const double held = std::min(bar.height, std::max(2.0, scaled_held));
    out += fmt::format("<rect class=rest x={:.1f} y={:.1f} width={} height={:.1f} />", bar.x,
                       bar.y + bar.height - held, bar_width, held);
  }
  double y = bar.y - head + 12;
  const auto line = [&](std::string_view style, const std::string& words) {
    out += fmt::format("<text class=\"{}\" x={:.1f} y={:.1f}>{}</text>", style, bar.x, y,
                       escape(words));
    y += line_height;
  };
  for (const auto& one : lines_of(label)) line("what", one);
  line("much", bar.arrived.empty() ? "unknown" : brief(bar.arrived));
  if (bar.held > 0) line("left", "held " + brief(text(*bar.node, "held")));
  return out + "</g>";
}

// The rows in the order of their stages; stages that the answer does not name come last.
std::vector<std::size_t> by_stage(const Story& story, const Json& rows, std::string_view field) {
  const auto& stages = story.stages();
  const auto place = [&](std::size_t row) {
    const std::string key = text(rows[row], field);
    return std::find_if(stages.begin(), stages.end(),
                        [&](const Stage& stage) { return stage.key == key; }) -
           stages.begin();
  };
  std::vector<std::size_t> order;
  for (std::size_t row = 0; row < rows.size(); ++row) order.push_back(row);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  return order;
}

}  // namespace

std::string sankey_svg(const Story& story, const std::string& rule, const std::string& asset) {
  const Json& picture = value(value(value(story.answer(), "money"), rule), asset);
  Layout layout(story, picture);
  if (layout.bars.empty()) return {};
  const std::string keys = escape(rule + ":" + asset + ":");
  const std::string shown_asset = escape(asset);

  std::string bands, back;
  double depth = layout.bottom + 22;
  for (const auto& band : layout.bands) {
    const std::string label = escape(band_label(story, band, asset));
    const std::string open = fmt::format(
        "<g role=button tabindex=0 data-e=\"l:{}{}\" aria-label=\"{}\"", keys, band.row, label);
    if (layout.forward(band)) {
      bands += fmt::format("{} class=band><title>{}</title><path d=\"{}\" /></g>", open, label,
                           outline(layout, band));
    } else if (band.from != band.to) {
      back += fmt::format("{} class=back><title>{}</title><path d=\"{}\" /></g>", open, label,
                          way_back(layout, band, depth));
      depth += 9;
    }
  }
  std::string bars;
  for (const auto& bar : layout.bars) {
    const double whole = std::max({bar.in, bar.out, bar.held});
    const double held = whole > 0 ? bar.height * bar.held / whole : 0;
    bars += bar_svg(story, bar, fmt::format("n:{}{}:amount", keys, bar.row), shown_asset, held);
  }
  const double height = depth + (back.empty() ? -12 : 4);
  return fmt::format(
      "<svg class=sankey viewBox=\"0 0 {:.0f} {:.0f}\" width={:.0f} height={:.0f} role=group "
      "aria-label=\"Flow of {} by stage under {}; the table below has the same figures\">{}{}{}"
      "</svg>",
      width, height, width, height, shown_asset, escape(rule_label(rule)), bands, back, bars);
}

std::string sankey_table(const Story& story, const std::string& rule, const std::string& asset) {
  const Json& picture = value(value(value(story.answer(), "money"), rule), asset);
  const std::string keys = rule + ":" + asset + ":";
  std::string out = fmt::format(
      "<details class=alt><summary>The same figures as tables</summary>"
      "<div class=wide tabindex=0 role=region aria-label=\"Stages\"><table><caption>Stages, {0} "
      "under {1}</caption><thead><tr><th scope=col>Stage<th scope=col class=num>Accounts"
      "<th scope=col class=num>Arrived<th scope=col class=num>Still there</thead><tbody>",
      escape(asset), escape(rule_label(rule)));
  for (const std::size_t row : by_stage(story, items(picture, "nodes"), "stage")) {
    const Json& node = items(picture, "nodes")[row];
    const std::string key = fmt::format("n:{}{}:", keys, row);
    out += fmt::format("<tr><th scope=row>{}<td class=num>{}<td class=num>{}<td class=num>{}",
                       escape(story.stage_label(text(node, "stage"))),
                       figure(text(node, "accounts"), key + "accounts"),
                       figure(arrived(picture, node), key + "amount"),
                       figure(text(node, "held"), key + "held"));
  }
  out += fmt::format(
      "</tbody></table></div><div class=wide tabindex=0 role=region aria-label=\"Between stages\">"
      "<table><caption>Between stages, {} under {}</caption><thead><tr><th scope=col>From"
      "<th scope=col>To<th scope=col class=num>Flows<th scope=col class=num>Amount</thead><tbody>",
      escape(asset), escape(rule_label(rule)));
  for (const std::size_t row : by_stage(story, items(picture, "links"), "from_stage")) {
    const Json& link = items(picture, "links")[row];
    const std::string key = fmt::format("l:{}{}", keys, row);
    out += fmt::format("<tr><th scope=row>{}<td>{}<td class=num>{}<td class=num>{}",
                       escape(story.stage_label(text(link, "from_stage"))),
                       escape(story.stage_label(text(link, "to_stage"))),
                       figure(text(link, "flows"), key), figure(text(link, "amount"), key));
  }
  return out + "</tbody></table></div></details>";
}

}  // namespace bayon::report
