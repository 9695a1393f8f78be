// How many smallest units does this text say?
//
// The same answer as parse_amount, faster for the amounts that ledgers are full of, and with
// rounding where a mapping asks for it.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

#include "bayon/base/amount.hpp"
#include "bayon/source/ledger_csv/mapping.hpp"

namespace bayon::source::ledger_csv::detail {

/// The number `text` with a point and without groups, in `out`: what read_decimal takes. Groups, if
/// there are any, are of three digits each behind a first one of one to three that does not begin
/// with a zero. Fails with amount.malformed: "12.00,5" is never guessed at.
Result<void> plain_decimal(std::string_view text, NumberMarks marks, std::string& out);

/// Fails as parse_amount.
Result<Amount> read_decimal(std::string_view text, int exponent);

/// As read_decimal, but digits finer than the smallest unit are rounded half to even; `rounded` is
/// set when that changed the amount.
Result<Amount> read_decimal_rounded(std::string_view text, int exponent, bool& rounded);

/// A count without sign, at most 2^63 - 1. Fails with number.malformed.
Result<std::uint64_t> read_count(std::string_view text);

}  // namespace bayon::source::ledger_csv::detail
