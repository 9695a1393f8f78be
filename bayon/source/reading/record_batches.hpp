// Where do records begin and end in this stream of text?
//
// RecordBatches cuts a ByteStream into batches of whole records, about 1 MiB each, so that batches
// can be parsed on several threads while their borders depend on the bytes alone. Without quotes a
// record is a line. With quotes [RFC4180] a line break inside a quoted field belongs to the record;
// a quote opens a field only as its first character, and a doubled quote inside stands for one. The
// cut is exact, not guessed: where a batch holds no quote its last line break ends a record, else
// the records are walked.
//
// A record over the bound is cut off and marked, and reading resumes after the next line break.
// Inside an open quote there is no safe place to resume, so that is an error, as is a quote open at
// the end. A text without a single LF in its first 64 KiB but with CR ends its lines with CR,
// and is read as if they were LF.
//
// A last record without a line break may have been cut off. Nothing in it can tell, but the lines
// before it can: `cut_evidence` says where its last value is shorter than all of theirs.
//
// Threads:    one thread cuts; batches may be read from any thread.
// Lifetime:   a batch owns its bytes and may be used again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/byte_stream.hpp"

namespace bayon::source::reading {

/// Readable bytes behind every text that a batch gives away (zeros): wide loads may pass the end.
inline constexpr std::size_t text_padding = 64;

struct RecordRule {
  char delimiter = ',';
  bool quotes = true;  ///< false: every line break ends a record
  std::uint64_t record_bytes_max = std::uint64_t{1} << 20;
  char decimal_mark = '.';  ///< of amounts, for telling one that was cut
};

/// What a record that starts at the front of a text comes to.
struct RecordEnd {
  enum class Kind : std::uint8_t {
    complete,    ///< `length` bytes, then a line break
    partial,     ///< the text stops inside it
    too_long,    ///< over the bound; `next` is npos when its line break is not in the text
    open_quote,  ///< over the bound inside an open quote
  };
  Kind kind = Kind::partial;
  std::size_t length = 0;                     ///< without the line break
  std::size_t next = std::string_view::npos;  ///< where the next record starts
  bool in_quotes = false;                     ///< partial: the text stops inside an open quote
};

/// Walks one record from the front of `text`. Cost: one pass over the record.
RecordEnd find_record_end(std::string_view text, const RecordRule& rule);

/// Whole records, in order, the last perhaps without its line break.
class RecordBatch {
 public:
  std::string_view text() const { return {bytes_.data(), size_}; }
  std::uint64_t first_line() const { return first_line_; }  ///< 1-based line of the first record
  bool has_quotes() const { return has_quotes_; }
  /// The text ends with the file and without a line break.
  bool open_end() const { return open_end_; }
  /// Why an open end looks like a cut one, for people; empty where nothing says so.
  const std::string& cut_evidence() const { return cut_evidence_; }

 private:
  friend class RecordBatches;
  std::vector<char> bytes_;
  std::size_t size_ = 0;
  std::uint64_t first_line_ = 1;
  bool has_quotes_ = false;
  bool open_end_ = false;
  std::string cut_evidence_;
};

class RecordBatches {
 public:
  RecordBatches(ByteStream& stream, const RecordRule& rule);

  /// Fills `batch`; false at the end. Fails as ByteStream::chunk and with csv.unterminated_quote (a
  /// quoted field that is open at the end or runs over the bound, with the line where its record
  /// starts), after all records before the fault have been given.
  Result<bool> next(RecordBatch& batch);

 private:
  Result<bool> cut(RecordBatch& batch);
  void take(RecordBatch& batch, std::size_t size, std::size_t drop);
  void look_at_the_end(RecordBatch& batch);
  Result<void> skip_line();

  ByteStream& stream_;
  RecordRule rule_;
  std::string tail_;         // the last lines that were given
  std::vector<char> carry_;  // an unfinished record from the batch before
  std::uint64_t line_ = 1;   // of the next record
  bool started_ = false;
  bool line_first_ = true;  // no batch was given yet
  bool cr_lines_ = false;   // lines end with CR alone
  bool ended_ = false;      // the stream gave its last byte
  bool skipping_ = false;   // inside a record that was cut off
  std::optional<Error> fault_;
};

/// Line breaks in `text`. Cost: a pass at memory speed.
std::uint64_t count_line_breaks(std::string_view text);

/// Was the last of these lines, which has no line break, cut inside its last value? Says why, where
/// the values in that place before it all have one number of decimal places and it has fewer (three
/// at least), or all one length of eight or more and it is shorter (five at least). Else empty.
/// `first_is_header`: the first line tells nothing.
std::string evidence_of_a_cut(std::string_view lines, char delimiter, bool first_is_header,
                              char decimal_mark = '.');

}  // namespace bayon::source::reading
