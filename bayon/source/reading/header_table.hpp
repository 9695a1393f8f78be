// What do the records of this table say, when its first record names the columns?
//
// Reads the header of a stream and then its records, each checked to have as many fields as the
// header; one that has not is given with the fault csv.ragged_row. A header that is said again
// later is skipped.
//
// Threads:  one thread reads a table.
// Lifetime: the stream must outlive the table; fields live until the next record.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/csv.hpp"

namespace bayon::source::reading {

class HeaderTable {
 public:
  /// Reads the header. Fails as expect_table and RecordBatches::next, and with csv.missing_column
  /// where there is no line that could be a header.
  static Result<HeaderTable> open(ByteStream& stream, const CsvOptions& options);

  const CsvHeader& header() const { return header_; }

  /// The column called `name`; csv.missing_column tells the file and the columns that there are.
  Result<std::size_t> column(std::string_view name) const;

  /// The next record, or nullptr at the end. Fails as RecordBatches::next.
  Result<const CsvRecord*> next();

 private:
  HeaderTable(ByteStream& stream, const CsvOptions& options);
  bool repeats_header(const CsvRecord& record) const;

  std::string file_;
  std::unique_ptr<CsvReader> reader_;
  CsvHeader header_;
  std::string first_name_;
  CsvRecord record_;
};

}  // namespace bayon::source::reading
