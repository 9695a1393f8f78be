// What does a bank write around the digits of an amount?
//
// Exports set the currency's sign or code beside it ("$1,234.50", "45,00 EUR"), the minus behind it
// ("45.00-") or brackets around it ("(45.00)"), as books of account do.
//
// Threads: an object belongs to one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bayon::source::ledger_csv::detail {

class WornAmount {
 public:
  /// The digits and marks of `text` in `out`, behind a minus where they are negative. False where
  /// something else stands there as well, nothing is taken off, or the sign is that of another
  /// currency than `asset` (a code; signs are those of CLDR [CLDR42]).
  bool strip(std::string_view text, std::string_view asset, std::string& out);

 private:
  bool take_currency(std::string_view& text, std::string_view asset);

  std::string asset_;
  std::vector<std::string> signs_;  // of asset_, the longest first
};

}  // namespace bayon::source::ledger_csv::detail
