// What are the fields of each record of this table?
//
// A reader of comma-separated text [RFC4180] as the field really writes it: any delimiter, CRLF, LF
// or CR, a byte order mark, line breaks and doubled quotes inside quoted fields, a last line
// without an end. Blank lines are not records. A record with a NUL byte, with invalid UTF-8, with a
// quote that neither opens nor closes a field, or over the bound is given with its fault, to be
// rejected; the rest of the file is read on.
//
// No line goes missing. Two stray quotes make one field of all lines between them, and by the
// grammar that is a legal record. It is one with a fault all the same where the field is in a
// column of one-line values, or where a line inside it is a record of this table by itself. Then
// each of its lines is given, with a fault of its own, so that rows are counted as the file has
// them. The lines are not read as records: else whoever may write a free text into somebody's books
// could write rows into them.
//
// A table that was cut off is refused (file.truncated): its last record has no line end and too few
// fields, or the lines before it tell that its last value is short (see record_batches.hpp).
//
// Threads:    scanners of different batches run on different threads.
// Lifetime:   fields are views into the batch or the scanner; they live until the next record.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/record_batches.hpp"
#include "bayon/source/sink.hpp"

namespace bayon::source::reading {

struct CsvOptions {
  char delimiter = ',';
  bool quotes = true;
  bool check_utf8 = true;   ///< false where the publisher writes another encoding
  std::size_t columns = 0;  ///< csv.ragged_row for records with another count; 0: any count
  std::vector<std::size_t> one_line = {};  ///< columns whose values have no line breaks
  std::uint64_t record_bytes_max = std::uint64_t{1} << 20;

  RecordRule rule() const { return {delimiter, quotes, record_bytes_max}; }
};

struct CsvFault {
  ErrorCode code;
  std::string detail;
};

struct CsvRecord {
  std::uint64_t line = 0;  ///< 1-based, where the record starts
  std::span<const std::string_view> fields;
  /// line.too_long, text.nul_byte, text.invalid_utf8, csv.ragged_row, csv.stray_quote or
  /// csv.swallowed_line. Then `fields` is what could be told apart, and nothing of it may become a
  /// fact. From a scanner also file.truncated: then the file is to be refused.
  std::optional<CsvFault> fault;
  bool open_end = false;  ///< the file ends behind it without a line break
};

/// Reads the records of one batch.
class CsvScanner {
 public:
  explicit CsvScanner(const CsvOptions& options) : options_(options) {}

  /// Starts on `batch`, which must outlive the reading of it.
  void start(const RecordBatch& batch);
  /// False when the batch is done. Cost: one pass over the record.
  bool next(CsvRecord& record);

  /// From the next record on, each has so many fields.
  void expect_columns(std::size_t columns) { options_.columns = columns; }
  /// The same for columns whose values have no line breaks.
  void expect_one_line(std::vector<std::size_t> columns) { options_.one_line = std::move(columns); }

 private:
  void split(std::string_view text);
  std::size_t split_plain(std::string_view text);
  void split_quoted(std::string_view text);
  void find_fault(std::string_view text, RecordEnd::Kind kind, CsvRecord& record);
  std::optional<CsvFault> fault_of(std::string_view text, RecordEnd::Kind kind) const;
  std::optional<CsvFault> cut_off() const;
  bool swallows(std::string_view text) const;
  bool next_swallowed(CsvRecord& record);

  CsvOptions options_;
  std::string_view left_;
  std::uint64_t line_ = 1;
  bool has_quotes_ = false;
  bool has_nul_ = false;
  bool valid_utf8_ = true;
  bool stray_quote_ = false;    // in the record that was split last
  bool open_end_ = false;       // of the batch
  std::string cut_evidence_;    // of the batch
  std::string_view swallowed_;  // lines of a record with a fault that are still to be given
  std::uint64_t swallowed_line_ = 0;
  std::uint64_t opened_line_ = 0;
  std::vector<std::string_view> fields_;
  std::string unquoted_;  // fields whose quotes were doubled
};

/// Reads the records of a stream in order on the calling thread.
class CsvReader {
 public:
  CsvReader(ByteStream& stream, const CsvOptions& options);

  /// The next record, or nullptr at the end. Fails as RecordBatches::next and with file.truncated.
  Result<const CsvRecord*> next();

  /// As those of the scanner.
  void expect_columns(std::size_t columns) { scanner_.expect_columns(columns); }
  void expect_one_line(std::vector<std::size_t> columns) {
    scanner_.expect_one_line(std::move(columns));
  }

  /// At the end: tells `sink` where the last line has no end, which a cut file may look like.
  void remark_open_end(Sink& sink) const;

 private:
  std::string file_;
  std::uint64_t open_end_line_ = 0;
  RecordBatches batches_;
  CsvScanner scanner_;
  RecordBatch batch_;
  CsvRecord record_;
  bool in_batch_ = false;
};

/// Which column is called what.
class CsvHeader {
 public:
  CsvHeader() = default;
  /// Names are trimmed. Of two columns called "Account" the first is also found as "Account#1", the
  /// second as "Account#2", and so on.
  explicit CsvHeader(std::span<const std::string_view> fields);

  std::size_t size() const { return names_.size(); }
  /// The name of a column, below size().
  const std::string& name(std::size_t column) const { return names_[column]; }
  /// By the name as written, else without regard to ASCII case; nothing when there is none.
  std::optional<std::size_t> find(std::string_view name) const;
  /// The same; fails with csv.missing_column, which tells the columns that there are, and with
  /// csv.doubled_column where several have the name and none is chosen.
  Result<std::size_t> column(std::string_view name) const;
  /// The names, for people: "step, type, amount".
  std::string text() const;

 private:
  std::vector<std::string> names_;
};

/// The Reject of `record`, which must have a fault.
Reject reject_of(const CsvRecord& record, const std::string& file);

/// What a person should know where the last line of `file` has no end.
std::string open_end_remark(const std::string& file, std::uint64_t line);

/// Refuses a stream that begins like something else than a table (an image, an archive, XML, JSON,
/// an office document, NUL bytes) with file.wrong_format, and an empty one with file.truncated.
Result<void> expect_table(ByteStream& stream);

}  // namespace bayon::source::reading
