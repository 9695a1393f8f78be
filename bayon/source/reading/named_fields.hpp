// Where in a record is the field of that name?
//
// A format lists the columns that it knows, once; NamedFields finds them in the header and then
// gives each record's fields by their place in that list. A column that the file lacks reads as
// empty.
//
// Threads:  const methods from any thread.
// Lifetime: fields live as long as the record.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/csv.hpp"

namespace bayon::source::reading {

struct KnownColumn {
  std::string_view name;
  bool required = false;
  std::array<std::string_view, 2> aliases = {};  ///< other names it goes by
  bool free_text = false;                        ///< its values may have line breaks
};

class NamedFields {
 public:
  /// Fails with csv.missing_column where a required column is in the header under none of its
  /// names, and with csv.doubled_column where one of its names is there twice.
  static Result<NamedFields> bind(std::span<const KnownColumn> columns, const CsvHeader& header);

  /// The field of the `index`-th known column without blanks at its ends: the first that says
  /// something, of the columns under its names; empty when the file lacks it.
  std::string_view get(const CsvRecord& record, std::size_t index) const;
  /// Where the columns are whose values have no line breaks, for HeaderTable::expect_one_line.
  const std::vector<std::size_t>& one_line() const { return one_line_; }
  /// Names of columns that are none of those known, "a, b"; empty where there are none.
  const std::string& unread() const { return unread_; }
  bool present(std::size_t index) const { return !places_[index].empty(); }
  /// Fails with csv.doubled_column where two columns under the names of one say different things.
  Result<void> check(const CsvRecord& record) const;

 private:
  std::vector<std::vector<std::size_t>> places_;  // by known column
  std::vector<std::string> names_;
  std::string unread_;
  std::vector<std::size_t> one_line_;
};

}  // namespace bayon::source::reading
