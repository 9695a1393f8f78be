#include "bayon/report/detail/timeline.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "bayon/report/detail/fields.hpp"
#include "bayon/report/detail/markup.hpp"
#include "bayon/report/detail/total.hpp"

namespace bayon::report {

namespace {

using Days = std::chrono::sys_days;

struct Chart {
  std::string_view field;
  std::string_view label;
  std::string_view style;
};
constexpr Chart charts[] = {{"paid", "Paid by victims", "paid"},
                            {"stopped", "Arrived at a stop", "stopped"},
                            {"returned", "Returned to the victim who paid it", "returned"},
                            {"held_end", "In followed accounts at the end of the step", "held"}};

// One bar: some days together.
struct Step {
  Days first, last;
  std::array<Total, 4> totals;  // by chart; the last is the latest value, not a sum
};

std::optional<Days> parse_day(const std::string& text) {
  int year = 0;
  unsigned month = 0, of_month = 0;
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const char* at = text.data();
  const auto whole = [](const char* begin, const char* end, auto& out) {
    const auto read = std::from_chars(begin, end, out);
    return read.ec == std::errc{} && read.ptr == end;
  };
  if (!whole(at, at + 4, year) || !whole(at + 5, at + 7, month) ||
      !whole(at + 8, at + 10, of_month)) {
    return std::nullopt;
  }
  const std::chrono::year_month_day day{std::chrono::year(year), std::chrono::month(month),
                                        std::chrono::day(of_month)};
  if (!day.ok()) return std::nullopt;
  return Days(day);
}

std::string iso(Days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

enum class Grain { day, week, month };

Days begin_of(Days day, Grain grain) {
  if (grain == Grain::day) return day;
  if (grain == Grain::week) {
    return day - (std::chrono::weekday(day) - std::chrono::Monday);
  }
  const std::chrono::year_month_day date(day);
  return Days(date.year() / date.month() / 1);
}

Days after(Days begin, Grain grain) {
  if (grain == Grain::day) return begin + std::chrono::days(1);
  if (grain == Grain::week) return begin + std::chrono::days(7);
  const std::chrono::year_month_day date(begin);
  return Days(date + std::chrono::months(1));
}

struct Row {
  Days day;
  const Json* row;
};

std::vector<Row> rows_of(const Story& story, const std::string& asset) {
  std::vector<Row> out;
  for (const auto& row : items(story.answer(), "timeline")) {
    if (text(row, "asset") != asset) continue;
    if (const auto at = parse_day(text(row, "day"))) out.push_back({*at, &row});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Row& a, const Row& b) { return a.day < b.day; });
  return out;
}

std::vector<Step> steps_of(const std::vector<Row>& rows, Grain grain) {
  std::vector<Step> out;
  if (rows.empty()) return out;
  const Days end = rows.back().day;
  for (Days day = begin_of(rows.front().day, grain); day <= end; day = after(day, grain)) {
    out.push_back({day, after(day, grain) - std::chrono::days(1), {}});
  }
  std::size_t step = 0;
  for (const auto& row : rows) {
    while (out[step].last < row.day) {
      ++step;
      out[step].totals[3] = out[step - 1].totals[3];  // what is held stays held on quiet days
    }
    for (std::size_t chart = 0; chart < 3; ++chart) {
      const std::string amount = text(*row.row, charts[chart].field);
      out[step].totals[chart].add(amount.empty() ? "0" : amount);
    }
    out[step].totals[3] = Total();
    out[step].totals[3].add(text(*row.row, "held_end"));
  }
  return out;
}

Grain grain_of(const std::vector<Row>& rows) {
  if (rows.empty()) return Grain::day;
  const auto days = (rows.back().day - rows.front().day).count();
  return days < 75 ? Grain::day : days < 525 ? Grain::week : Grain::month;
}

constexpr double width = 1040, left = 4, chart_height = 64, chart_gap = 34, top = 22;

std::string key_of(const Step& step, const std::string& asset) {
  return escape(fmt::format("d:{}:{}:{}", asset, iso(step.first), iso(step.last)));
}

// Marks below the charts, at each beginning of a month that has room.
std::string axis(const std::vector<Step>& steps, double pitch, double y) {
  std::string out;
  double free_from = 0;
  std::string month;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string now = iso(steps[i].first).substr(0, 7);
    const double x = left + pitch * static_cast<double>(i);
    if (now == month || x < free_from) continue;
    month = now;
    free_from = x + 78;
    out += fmt::format(
        "<line class=tick x1={0:.1f} x2={0:.1f} y1={1:.0f} y2={2:.0f} />"
        "<text class=axis x={0:.1f} y={3:.0f}>{4}</text>",
        x, top, y, y + 14, now);
  }
  return out;
}

std::string bars(const std::vector<Step>& steps, const std::string& asset, std::size_t chart,
                 double pitch, double y) {
  double most = 0;
  std::string most_text, most_key;
  for (const auto& step : steps) {
    const std::string amount = step.totals[chart].text();
    if (drawn(amount) <= most) continue;
    most = drawn(amount);
    most_text = amount;
    most_key = key_of(step, asset);
  }
  std::string out = fmt::format(
      "<text class=what x={} y={:.0f}>{}</text><text class=axis x={} y={:.0f} text-anchor=end"
      "{}>highest {}</text><line class=base x1={} x2={} y1={:.1f} y2={:.1f} />",
      left, y - 7, charts[chart].label, width, y - 7,
      most > 0 ? " data-e=\"" + most_key + "\"" : "", most > 0 ? brief(most_text) : "0", left,
      width, y + chart_height, y + chart_height);
  for (std::size_t i = 0; i < steps.size() && most > 0; ++i) {
    const double amount = drawn(steps[i].totals[chart].text());
    if (amount <= 0) continue;
    const double height = std::max(1.0, chart_height * amount / most);
    out += fmt::format("<rect class=\"mark {}\" x={:.1f} y={:.1f} width={:.1f} height={:.1f} />",
                       charts[chart].style, left + pitch * static_cast<double>(i),
                       y + chart_height - height, std::max(1.0, pitch - 2), height);
  }
  return out;
}

std::string step_label(const Step& step, const std::string& asset) {
  std::string out = iso(step.first);
  if (step.last != step.first) out += " to " + iso(step.last);
  for (std::size_t chart = 0; chart < 4; ++chart) {
    out += fmt::format("; {} {}", charts[chart].label, grouped(step.totals[chart].text()));
  }
  return out + " " + asset;
}

}  // namespace

std::string timeline_svg(const Story& story, const std::string& asset) {
  const auto rows = rows_of(story, asset);
  if (rows.empty()) return {};
  const auto steps = steps_of(rows, grain_of(rows));
  const double pitch = (width - left) / static_cast<double>(steps.size());
  const double bottom = top + 4 * (chart_height + chart_gap) - chart_gap;
  std::string out = fmt::format(
      "<svg class=timeline viewBox=\"0 0 {0:.0f} {1:.0f}\" width={0:.0f} height={1:.0f} role=group "
      "aria-label=\"{2} over time, from {3} to {4}; the table below has the same figures by "
      "month. Arrow keys move from step to step\">",
      width, bottom + 20, escape(asset), iso(rows.front().day), iso(rows.back().day));
  out += axis(steps, pitch, bottom);
  for (std::size_t chart = 0; chart < 4; ++chart) {
    out += bars(steps, asset, chart, pitch,
                top + static_cast<double>(chart) * (chart_height + chart_gap));
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string label = escape(step_label(steps[i], asset));
    out += fmt::format(
        "<rect class=hit role=button tabindex={} data-e=\"{}\" aria-label=\"{}\" "
        "x={:.1f} y=0 width={:.1f} height={:.0f}><title>{}</title></rect>",
        i == 0 ? 0 : -1, key_of(steps[i], asset), label, left + pitch * static_cast<double>(i),
        pitch, bottom, label);
  }
  return out + "</svg>";
}

std::string timeline_table(const Story& story, const std::string& asset) {
  const auto rows = rows_of(story, asset);
  if (rows.empty()) return {};
  std::string out = fmt::format(
      "<details class=alt><summary>The same figures by month</summary><div class=wide tabindex=0 "
      "role=region aria-label=\"Time line by month\"><table><caption>{} by month</caption><thead>"
      "<tr><th scope=col>Month<th scope=col class=num>Paid<th scope=col class=num>Arrived at a stop"
      "<th scope=col class=num>Returned<th scope=col class=num>In followed accounts at its end"
      "</thead><tbody>",
      escape(asset));
  for (const auto& step : steps_of(rows, Grain::month)) {
    const std::string key = fmt::format("d:{}:{}:{}", asset, iso(step.first), iso(step.last));
    out += fmt::format("<tr><th scope=row>{}", iso(step.first).substr(0, 7));
    for (const auto& total : step.totals) {
      out += fmt::format("<td class=num>{}", figure(total.text(), key));
    }
  }
  return out + "</tbody></table></div></details>";
}

}  // namespace bayon::report
