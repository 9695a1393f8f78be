// Who says that they were robbed, of how much, when, and whom did they pay?
//
// A CSV of reports to the police or a hotline, one row for each payment. Columns, in any order,
// with ISO dates and amounts with a point; no mapping applies:
//
//   victim_id, amount, asset     needed; the asset is a currency or token (USD, USDT)
//   to_account, phone, website   whom they paid; one of them is needed
//   report_id, agency, reported  the report, who took it, on which day
//   victim_name                  may be empty
//   paid_at                      a date, or a date and time; empty where the victim cannot say
//   own_account                  what they paid from; may be empty
//   reference                    the transfer's reference (uetr, transaction hash), if known
//
// Each row becomes a Payment: payer (a Person, id <dataset>:<victim_id>), payerAccount,
// beneficiaryAccount, amount, currency, date, transactionNumber, recordId (the report), publisher
// (the agency) and modifiedAt (the day of the report). A time of day is in the date's `original`.
// Account ids are account keys as ledgers of scope "global" have them: BankAccount, or CryptoWallet
// for 0x... addresses. A telephone number or a website is a LegalEntity and the payment's
// beneficiary, the same one for all who name it.
//
// Two rows that say the same are two payments: the second has an id of its own.
//
// Record: the line of the file on which the row begins, from 1.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::victim_reports {

const Format& format();

}  // namespace bayon::source::victim_reports
