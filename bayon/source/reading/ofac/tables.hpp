// What rows do the tables of a Treasury list hold?
//
// The US Treasury publishes each of its lists as four comma-separated tables without a header:
// parties (12 columns), addresses (6), aliases (5), and comments (2), which continue remarks that
// were cut. "-0-" stands for no value, a Ctrl-Z may end a file, the bytes are UTF-8 or Windows-1252
// [OFAC-DATA]. Copies with a header row are read too. Rows are kept in memory, as parties and their
// remarks are joined over tables.
//
// Threads:  a table is constant once read.
// Lifetime: fields are views into the table.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/hash.hpp"
#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/format.hpp"
#include "bayon/source/sink.hpp"

namespace bayon::source::reading::ofac {

enum class TableKind : std::uint8_t { parties, addresses, aliases, comments };

/// How many columns a table of that kind has.
std::size_t column_count(TableKind kind);
/// The same, in words: "parties".
std::string_view table_name(TableKind kind);
inline constexpr std::array all_tables{TableKind::parties, TableKind::addresses, TableKind::aliases,
                                       TableKind::comments};

/// A file's name without its endings, in lower case, and the table that the list publishes under
/// it.
struct TableStem {
  std::string_view stem;
  TableKind kind;
};

class Table {
 public:
  TableKind kind() const { return kind_; }
  const std::string& file() const { return file_; }
  const Digest& sha256() const { return sha256_; }
  std::uint64_t bytes() const { return bytes_; }

  std::size_t size() const { return lines_.size(); }
  std::uint64_t line(std::size_t row) const { return lines_[row]; }
  /// The field in UTF-8; empty where the list gives no value. Without blanks at its ends, but for a
  /// remark or comment, which goes on behind its last blank.
  std::string_view field(std::size_t row, std::size_t column) const;

  /// Records that are no rows of this table.
  const std::vector<Reject>& rejects() const { return rejects_; }

 private:
  friend class TableReader;
  TableKind kind_ = TableKind::parties;
  std::string file_;
  Digest sha256_;
  std::uint64_t bytes_ = 0;
  std::string text_;                 // all fields, one after the other
  std::vector<std::uint32_t> ends_;  // of each field in text_
  std::vector<std::uint64_t> lines_;
  std::vector<Reject> rejects_;
};

/// Reads one file. Its kind is told by its name where `own` has that, else by its number of
/// columns. Fails with file.wrong_format for a name among `foreign` (another list's), a number of
/// columns that no table has or that is not the named table's, and for what is no table of text at
/// all; with file.too_large past the bounds; else as ByteStream and RecordBatches do. Cost: one
/// pass; memory about the size of the file.
Result<Table> read_table(const InputFile& file, std::span<const TableStem> own,
                         std::span<const TableStem> foreign, const Bounds& bounds,
                         Progress& progress);

}  // namespace bayon::source::reading::ofac
