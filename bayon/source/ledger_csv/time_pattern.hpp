// When does this text say, if its times are written like that?
//
// A pattern is a strict part of strptime's [POSIX2017]:
//
//   %Y four digits, %y two: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068, as POSIX says
//   %m, %d, %H, %M, %S one or two digits; exactly two where a digit may stand beside them
//   %b the English name of the month in three letters, in any case
//   %f a fraction of the second, one to nine digits
//   %% a percent sign
//
// All else stands for itself, one blank for one blank. A pattern needs year, month and day, each
// once, and no smaller part without the larger ones, so that nothing is left to guess. Times are
// taken as UTC.
//
// Threads: constant once made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/instant.hpp"
#include "bayon/base/result.hpp"

namespace bayon::source::ledger_csv {

class TimePattern {
 public:
  /// Fails with instant.malformed, which tells what is wrong with the pattern.
  static Result<TimePattern> make(std::string_view pattern);

  /// Fails with instant.malformed, date.impossible or date.out_of_range.
  Result<Instant> read(std::string_view text) const;

 private:
  struct Part {
    char directive = 0;  // 0: the literal
    char literal = 0;
    std::size_t digits_min = 1, digits_max = 2;
  };
  static Result<Part> part_of(char directive);
  Result<void> check() const;

  std::vector<Part> parts_;
};

}  // namespace bayon::source::ledger_csv
