#include "faces/cli/page.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/check.hpp"
#include "bayon/base/text.hpp"
#include "faces/cli/shown.hpp"

namespace bayon::cli {

namespace {

std::string_view code(Tone tone) {
  switch (tone) {
    case Tone::strong:
      return "\033[1m";
    case Tone::good:
      return "\033[32m";
    case Tone::bad:
      return "\033[1;31m";
    case Tone::doubt:
      return "\033[33m";
    case Tone::faint:
      return "\033[2m";
    case Tone::plain:
      break;
  }
  return {};
}

std::string_view without_blanks_at_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

// Blanks behind shorter fractions, so that all points stand in one column.
void align_points(std::vector<std::vector<Table::Cell>>& rows, std::size_t column) {
  const auto fraction = [column](const std::vector<Table::Cell>& row) {
    const auto& text = row[column].text;
    const auto point = text.find('.');
    return point == std::string::npos ? 0 : text.size() - point;
  };
  std::size_t longest = 0;
  for (const auto& row : rows) longest = std::max(longest, fraction(row));
  for (auto& row : rows) row[column].text.append(longest - fraction(row), ' ');
}

}  // namespace

void Table::row(std::vector<Cell> cells) {
  BAYON_CHECK(cells.size() == columns_.size(), cli.row_has_every_cell);
  rows_.push_back(std::move(cells));
}

std::string Page::toned(Tone tone, std::string_view text) const {
  if (!look_.colours || tone == Tone::plain || text.empty()) return std::string(text);
  return fmt::format("{}{}\033[0m", code(tone), text);
}

void Page::line(std::string_view text) {
  text_ += without_blanks_at_end(text);
  text_ += '\n';
}

void Page::gap() {
  if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
}

void Page::heading(std::string_view text) { line(toned(Tone::strong, text)); }

void Page::sentence(std::string_view text, std::size_t indent, std::size_t hanging, Tone tone) {
  wrap(std::string(indent, ' '), text, indent + hanging, tone);
}

void Page::labelled(std::string_view label, std::string_view text, std::size_t indent) {
  constexpr std::size_t label_columns = 7;
  wrap(fmt::format("{:{}}{:<{}}", "", indent, label, label_columns), text, indent + label_columns,
       Tone::plain);
}

// `before` stands at the beginning of the first line, blanks at that of the others.
void Page::wrap(std::string before, std::string_view text, std::size_t deeper, Tone tone) {
  std::string row;
  std::size_t used = 0;
  const auto end_row = [&] {
    line(before + toned(tone, row));
    before.assign(deeper, ' ');
    row.clear();
    used = 0;
  };
  for (const std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    const std::size_t wide = columns(word);
    if (used != 0 && columns(before) + used + 1 + wide > look_.width) end_row();
    if (used != 0) {
      row += ' ';
      ++used;
    }
    row += word;
    used += wide;
  }
  if (used != 0) end_row();
}

void Page::table(const Table& table, std::size_t indent) {
  if (table.empty()) return;
  auto rows = table.rows_;
  for (std::size_t column = 0; column < table.columns_.size(); ++column) {
    if (table.columns_[column].align == Table::Align::decimal) align_points(rows, column);
  }
  std::vector<std::size_t> wide(table.columns_.size());
  bool titled = false;
  for (std::size_t column = 0; column < wide.size(); ++column) {
    wide[column] = columns(table.columns_[column].title);
    titled = titled || wide[column] != 0;
    for (const auto& row : rows) {
      wide[column] = std::max(wide[column], columns(row[column].text));
    }
  }
  const auto print = [&](const auto& cell_at) {
    std::string row(indent, ' ');
    std::string blanks;  // written only before more text
    for (std::size_t column = 0; column < wide.size(); ++column) {
      const Table::Cell cell = cell_at(column);
      const std::size_t free = wide[column] - columns(cell.text);
      const bool right = table.columns_[column].align != Table::Align::left;
      if (column != 0) blanks += "  ";
      if (right) blanks.append(free, ' ');
      if (!cell.text.empty()) {
        row += blanks + toned(cell.tone, cell.text);
        blanks.clear();
      }
      if (!right) blanks.append(free, ' ');
    }
    line(row);
  };
  if (titled) {
    print(
        [&](std::size_t column) { return Table::Cell(table.columns_[column].title, Tone::faint); });
  }
  for (const auto& row : rows) print([&](std::size_t column) { return row[column]; });
}

std::size_t Page::few(std::size_t total, std::size_t usual) const {
  return look_.all ? total : std::min(total, usual);
}

void Page::rest(std::size_t total, std::size_t shown, std::string_view what, std::size_t indent) {
  if (shown >= total) return;
  line(std::string(indent, ' ') +
       toned(Tone::faint, fmt::format("... {} more {}: --all prints them, --json every detail",
                                      grouped(total - shown), what)));
}

}  // namespace bayon::cli
