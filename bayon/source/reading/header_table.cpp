#include "bayon/source/reading/header_table.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"

namespace bayon::source::reading {

HeaderTable::HeaderTable(ByteStream& stream, const CsvOptions& options)
    : file_(stream.name()), reader_(std::make_unique<CsvReader>(stream, options)) {}

Result<HeaderTable> HeaderTable::open(ByteStream& stream, const CsvOptions& options) {
  BAYON_TRY_VOID(expect_table(stream));
  HeaderTable out(stream, options);
  BAYON_TRY(const CsvRecord* first, out.reader_->next());
  if (first == nullptr) {
    return fail(errors::file_truncated, "there is no header", Place{out.file_, 0, {}});
  }
  if (first->fault && first->fault->code != errors::csv_ragged_row) {
    return fail(errors::csv_missing_column,
                fmt::format("the header cannot be read: {}", first->fault->detail),
                Place{out.file_, first->line, {}});
  }
  out.header_ = CsvHeader(first->fields);
  out.first_name_ = trim(first->fields[0]);
  out.reader_->expect_columns(out.header_.size());
  return out;
}

Result<std::size_t> HeaderTable::column(std::string_view name) const {
  return header_.column(name).transform_error([&](Error error) {
    error.where.file = file_;
    return error;
  });
}

bool HeaderTable::repeats_header(const CsvRecord& record) const {
  if (trim(record.fields[0]) != first_name_) return false;  // nearly always
  return CsvHeader(record.fields).text() == header_.text();
}

void HeaderTable::expect_one_line(std::initializer_list<std::string_view> columns) {
  std::vector<std::size_t> places;
  for (const auto name : columns) {
    if (const auto place = header_.find(name)) places.push_back(*place);
  }
  reader_->expect_one_line(std::move(places));
}

Result<const CsvRecord*> HeaderTable::next() {
  for (;;) {
    BAYON_TRY(const CsvRecord* record, reader_->next());
    if (record == nullptr || record->fault || !repeats_header(*record)) return record;
  }
}

}  // namespace bayon::source::reading
