// How does a piece of data read on a terminal: names, amounts, counts, scores?
//
// What a ledger or list says is foreign text. Shown to a person it must not move the cursor, change
// colours or turn the reading direction of the line it stands in.
//
// Threads: free functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "bayon/base/amount.hpp"
#include "bayon/engine/engine.hpp"

namespace bayon::cli {

/// `text` with control characters and marks of reading direction replaced by U+FFFD.
std::string harmless(std::string_view text);

/// Columns that `text` takes on a terminal: wide scripts two a letter, combining marks none.
std::size_t columns(std::string_view text);

/// `text` in at most `most` columns; a longer one ends in "...". most >= 4.
std::string fitted(std::string_view text, std::size_t most);

/// Decimal text with thousands separated; of more than two decimal places, zeros at the end are
/// left out: "1234567.500000" reads "1,234,567.50". Other text is returned as it is.
std::string grouped(std::string_view decimal);
std::string grouped(std::uint64_t count);

/// "1 hit", "1,200 hits".
std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

/// Ten-thousandths as text: 9700 reads "0.97", 10000 "1.00", 8765 "0.8765".
std::string score_text(std::int64_t ten_thousandths);

/// Words joined by underscores as words: "policy_of_denial" reads "policy of denial".
std::string worded(std::string_view name);

/// A sum of decimal texts of one asset, exact.
class DecimalSum {
 public:
  /// Text that is no decimal number, or a sum past 128 bits, makes the sum unknown.
  void add(std::string_view decimal);
  /// Grouped as amounts are; "unknown" where it is.
  std::string text() const;
  /// Is it known to be other than zero?
  bool any() const { return known_ && units_ != 0; }

 private:
  Amount units_ = 0;
  int places_ = 0;
  bool known_ = true;
};

/// Is decimal text `a` more than `b`? Text that is no decimal number comes last.
bool more(std::string_view a, std::string_view b);

/// The field as harmless text: numbers and flags in words, "" where it is missing or null.
std::string text_of(const Json& json, std::string_view key);
/// A field that must be a whole number.
std::uint64_t count_of(const Json& json, std::string_view key);
/// The list under `key`; an empty one where it is missing or null.
const Json& list_of(const Json& json, std::string_view key);
/// The object or value under `key`; null where it is missing.
const Json& field_of(const Json& json, std::string_view key);

}  // namespace bayon::cli
