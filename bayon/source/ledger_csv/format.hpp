// What moved, says this ledger?
//
// Any table of transfers: a mapping (mapping.hpp) says which column holds what, and presets know
// the ledgers that the field exchanges. Without a mapping, the one preset whose columns the file
// has is taken.
//
//   - A row that pays zero tells of no movement: it is counted and left out. A transfer to
//     oneself is kept.
//   - A negative amount is rejected (amount.negative): a flow runs from payer to payee.
//   - Where a row names what was paid and what arrived in two assets, it is a conversion.
//   - Digits finer than the asset's smallest unit are rejected (amount.too_precise), or, where
//     the mapping says so, rounded half to even and counted.
//   - Names of holders become BankAccount and Ownership, or CryptoWallet, with a LegalEntity of
//     that name.
//   - The first record names the columns, unless the mapping does. Balances are not read.
//
// Record: the line of the file on which the row begins, from 1.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::ledger_csv {

const Format& format();

}  // namespace bayon::source::ledger_csv
