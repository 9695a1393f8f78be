// How do the two tables of US lists say what a ListedParty holds?
//
// Threads: objects are constant once made.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/header_table.hpp"
#include "bayon/source/us_csl/listed_party.hpp"

namespace bayon::source::us_csl {

/// The Consolidated Screening List.
class ScreeningColumns {
 public:
  /// Fails with csv.missing_column where there is no source or no name.
  static Result<ScreeningColumns> find(const reading::HeaderTable& table);
  ListedParty row(const reading::CsvRecord& record) const;

 private:
  struct Column {
    std::size_t at = 0;
    std::string_view ListedParty::* field = nullptr;
  };
  std::vector<Column> columns_;
  std::optional<std::size_t> addresses_;
};

/// The Denied Persons List.
class DeniedColumns {
 public:
  /// Fails with csv.missing_column.
  static Result<DeniedColumns> find(const reading::HeaderTable& table);
  /// `dates` takes the rewritten dates, which the answer refers to.
  struct Dates {
    std::string start;
    std::string end;
  };
  ListedParty row(const reading::CsvRecord& record, Dates& dates) const;

 private:
  std::size_t name_ = 0, street_ = 0, city_ = 0, state_ = 0, country_ = 0, postal_code_ = 0,
              start_ = 0, end_ = 0, standard_order_ = 0, modified_ = 0, action_ = 0, notice_ = 0;
};

/// "10/16/2017" -> "2017-10-16"; other texts as they are.
std::string from_us_date(std::string_view text);

}  // namespace bayon::source::us_csl
