// What do the records of this table say, when its first record names the columns?
//
// Reads the header of a stream and then its records, each checked to have as many fields as the
// header; one that has not is given with the fault csv.ragged_row. A header that is said again
// later is skipped.
//
// Threads:  one thread reads a table.
// Lifetime: the stream must outlive the table; fields live until the next record.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/csv.hpp"

namespace bayon::source::reading {

class HeaderTable {
 public:
  /// Reads the header. Fails as expect_table and RecordBatches::next, and with csv.missing_column
  /// where the first record cannot be a header.
  static Result<HeaderTable> open(ByteStream& stream, const CsvOptions& options);

  const CsvHeader& header() const { return header_; }

  /// The column called `name`; csv.missing_column tells the file and the columns that there are.
  Result<std::size_t> column(std::string_view name) const;

  /// Values of these columns, where the table has them, are within a line; csv.swallowed_line for
  /// records where they are not.
  void expect_one_line(std::initializer_list<std::string_view> columns);
  void expect_one_line(std::vector<std::size_t> places) {
    reader_->expect_one_line(std::move(places));
  }

  /// The next record, or nullptr at the end. Fails as CsvReader::next.
  Result<const CsvRecord*> next();

  /// At the end: tells `sink` where the last line has no end.
  void remark_open_end(Sink& sink) const { reader_->remark_open_end(sink); }

 private:
  HeaderTable(ByteStream& stream, const CsvOptions& options);
  bool repeats_header(const CsvRecord& record) const;

  std::string file_;
  std::unique_ptr<CsvReader> reader_;
  CsvHeader header_;
  std::string first_name_;
};

}  // namespace bayon::source::reading
