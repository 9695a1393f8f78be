// How many smallest units does this text say?
//
// The same answer as parse_amount, faster for the amounts that ledgers are full of, and with
// rounding where a mapping asks for it.
//
// Threads: free functions.
#pragma once

#include <string_view>

#include "bayon/base/amount.hpp"

namespace bayon::source::ledger_csv::detail {

/// Fails as parse_amount.
Result<Amount> read_decimal(std::string_view text, int exponent);

/// As read_decimal, but digits finer than the smallest unit are rounded half to even; `rounded` is
/// set when that changed the amount.
Result<Amount> read_decimal_rounded(std::string_view text, int exponent, bool& rounded);

/// A count without sign, at most 2^63 - 1. Fails with number.malformed.
Result<std::uint64_t> read_count(std::string_view text);

}  // namespace bayon::source::ledger_csv::detail
