#include "bayon/source/reading/ofac/tables.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/csv.hpp"

namespace bayon::source::reading::ofac {

namespace {

constexpr char ctrl_z = '\x1a';

struct Shape {
  TableKind kind;
  std::size_t columns;
  std::string_view name;
};
constexpr std::array<Shape, 4> shapes{{{TableKind::parties, 12, "parties"},
                                       {TableKind::addresses, 6, "addresses"},
                                       {TableKind::aliases, 5, "aliases"},
                                       {TableKind::comments, 2, "comments"}}};

const Shape& shape_of(TableKind kind) { return shapes[static_cast<std::size_t>(kind)]; }

std::string stem_of(std::string_view name) { return lower_ascii(name.substr(0, name.find('.'))); }

std::optional<TableKind> kind_by_stem(std::string_view stem, std::span<const TableStem> stems) {
  for (const TableStem& each : stems) {
    if (each.stem == stem) return each.kind;
  }
  return std::nullopt;
}

std::optional<TableKind> kind_by_columns(std::size_t columns) {
  for (const Shape& shape : shapes) {
    if (shape.columns == columns) return shape.kind;
  }
  return std::nullopt;
}

std::string_view without_end_mark(std::string_view field) {
  while (!field.empty() && field.back() == ctrl_z) field.remove_suffix(1);
  return field;
}

// A field as it counts: without blanks at its ends and without the Ctrl-Z that ends a file.
std::string_view bare(std::string_view field) {
  field = trim(without_end_mark(field));
  return field == "-0-" ? std::string_view() : field;
}

// A text that goes on in another table keeps its blanks: the cut may fall beside one.
bool continues(TableKind kind, std::size_t column) {
  return (kind == TableKind::parties || kind == TableKind::comments) &&
         column + 1 == column_count(kind);
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Only a Ctrl-Z and perhaps empty fields: the end of the list, not a row of it.
bool end_mark(std::span<const std::string_view> fields) {
  const bool marked = trim(fields.front()).starts_with(ctrl_z);
  return marked && std::all_of(fields.begin(), fields.end(),
                               [](std::string_view field) { return bare(field).empty(); });
}

}  // namespace

std::size_t column_count(TableKind kind) { return shape_of(kind).columns; }
std::string_view table_name(TableKind kind) { return shape_of(kind).name; }

std::string_view Table::field(std::size_t row, std::size_t column) const {
  const std::size_t at = row * column_count(kind_) + column;
  const std::size_t start = at == 0 ? 0 : ends_[at - 1];
  return std::string_view(text_).substr(start, ends_[at] - start);
}

class TableReader {
 public:
  TableReader(std::string name, std::optional<TableKind> kind, const Bounds& bounds)
      : kind_(kind), bounds_(bounds) {
    table_.file_ = std::move(name);
  }

  Result<Table> read(ByteStream& stream) {
    BAYON_TRY_VOID(expect_table(stream));
    CsvOptions options;
    options.check_utf8 = false;  // Windows-1252 is told from UTF-8 over the whole file
    options.record_bytes_max = bounds_.line_bytes_max;
    options.one_line = {0, 2, 3, 4, 5, 6, 7, 8, 9, 10};  // all but names, remarks and comments
    CsvReader reader(stream, options);
    for (;;) {
      BAYON_TRY(const CsvRecord* record, reader.next());
      if (record == nullptr) break;
      BAYON_TRY_VOID(take(*record));
    }
    table_.sha256_ = stream.sha256();
    table_.bytes_ = stream.raw_bytes();
    BAYON_TRY_VOID(check_shape());
    if (!utf8_) to_utf8();
    return std::move(table_);
  }

 private:
  Failure wrong_format(std::string detail) const {
    return fail(errors::file_wrong_format, std::move(detail), Place{table_.file_, 0, {}});
  }

  Result<void> take(const CsvRecord& record) {
    if (record.fault) {
      table_.rejects_.push_back(reject_of(record, table_.file_));
      return {};
    }
    if (end_mark(record.fields)) return {};
    if (!kind_) kind_ = kind_by_columns(record.fields.size());
    if (!kind_) {
      return wrong_format(fmt::format(
          "its first record has {} columns; parties have 12, addresses 6, aliases 5, comments 2",
          record.fields.size()));
    }
    const bool first = table_.lines_.empty() && table_.rejects_.empty();
    const bool right_width = record.fields.size() == column_count(*kind_);
    const std::string_view id = bare(record.fields.front());
    if (first && !header_seen_ && right_width && !all_digits(id)) {
      header_seen_ = true;
      return {};
    }
    if (!right_width) {
      reject(record, "", errors::csv_ragged_row,
             fmt::format("{} fields; {} have {}", record.fields.size(), table_name(*kind_),
                         column_count(*kind_)));
    } else if (!all_digits(id)) {
      reject(record, "ent_num", errors::number_malformed, fmt::format("'{}'", id.substr(0, 40)));
    } else {
      return keep(record);
    }
    return {};
  }

  void reject(const CsvRecord& record, std::string column, ErrorCode code, std::string detail) {
    table_.rejects_.push_back(
        {table_.file_, record.line, std::move(column), code, std::move(detail)});
  }

  Result<void> keep(const CsvRecord& record) {
    // A third of what 32 bits can count, as a byte of Windows-1252 may become three of UTF-8.
    const auto bytes_max = std::min<std::uint64_t>(bounds_.document_bytes_max, UINT32_MAX / 3);
    for (std::size_t column = 0; column < record.fields.size(); ++column) {
      const std::string_view field = record.fields[column];
      utf8_ = utf8_ && valid_utf8(field);
      const std::string_view said = bare(field);
      table_.text_ += said.empty() || !continues(*kind_, column) ? said : without_end_mark(field);
      if (table_.text_.size() > bytes_max) {
        return fail(errors::file_too_large, fmt::format("more than {} bytes of text", bytes_max),
                    Place{table_.file_, record.line, {}});
      }
      table_.ends_.push_back(static_cast<std::uint32_t>(table_.text_.size()));
    }
    table_.lines_.push_back(record.line);
    return {};
  }

  // A table whose records mostly have another shape is another table.
  Result<void> check_shape() {
    if (!kind_) return wrong_format("it holds no record");
    table_.kind_ = *kind_;
    const auto ragged = static_cast<std::size_t>(
        std::count_if(table_.rejects_.begin(), table_.rejects_.end(),
                      [](const Reject& each) { return each.code == errors::csv_ragged_row; }));
    if (ragged > table_.size()) {
      return wrong_format(fmt::format("{} of {} records do not have the {} columns of {}", ragged,
                                      ragged + table_.size(), column_count(*kind_),
                                      table_name(*kind_)));
    }
    return {};
  }

  void to_utf8() {
    std::string text;
    text.reserve(table_.text_.size() + table_.text_.size() / 8);
    std::size_t start = 0;
    for (std::uint32_t& end : table_.ends_) {
      text += from_windows_1252(std::string_view(table_.text_).substr(start, end - start));
      start = end;
      end = static_cast<std::uint32_t>(text.size());
    }
    table_.text_ = std::move(text);
  }

  Table table_;
  std::optional<TableKind> kind_;
  Bounds bounds_;
  bool header_seen_ = false;
  bool utf8_ = true;  // so far; one field that is not makes the whole file Windows-1252
};

Result<Table> read_table(const InputFile& file, std::span<const TableStem> own,
                         std::span<const TableStem> foreign, const Bounds& bounds,
                         Progress& progress) {
  const std::string stem = stem_of(file.name);
  if (kind_by_stem(stem, foreign)) {
    return fail(errors::file_wrong_format, "it belongs to another list of the same publisher",
                Place{file.name, 0, {}});
  }
  BAYON_TRY(ByteStream stream, ByteStream::open(file, bounds, progress));
  return TableReader(file.name, kind_by_stem(stem, own), bounds).read(stream);
}

}  // namespace bayon::source::reading::ofac
