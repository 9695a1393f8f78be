#include "bayon/source/ledger_csv/presets.hpp"

#include <array>

namespace bayon::source::ledger_csv {

namespace {

// AMLSim's transaction log [AMLSim]: one step is one day. The balances it prints are
// single-precision arithmetic, so they are no facts, and its amounts may carry the same noise, so
// they are rounded.
constexpr std::string_view amlsim = R"(
books = "bank"
from = "nameOrig"
to = "nameDest"
account_scope = "dataset"
amount = "amount"
asset_is = "USD"
round = true
time = "step"
time_layout = "day_step"
time_epoch = "2017-01-01"
kind = "type?"
)";

// The transfer tables of AMLSim's published samples [AMLSim].
constexpr std::string_view amlsim_sample = R"(
books = "bank"
from = "sourceNodeId"
to = "targetNodeId"
account_scope = "dataset"
amount = "value"
asset_is = "USD"
round = true
time = "time"
time_layout = "day_step"
time_epoch = "2017-01-01"
)";

// AMLworld [AMLworld], under the publisher's headers and the snake_case ones of its derivatives.
// Its yen have cents.
constexpr std::string_view amlworld = R"(
books = "bank"
from = ["From Bank", "Account#1"]
to = ["To Bank", "Account#2"]
account_scope = "dataset"
amount = "Amount Paid"
asset = "Payment Currency"
received_amount = "Amount Received"
received_asset = "Receiving Currency"
time = "Timestamp"
kind = "Payment Format?"

[aliases]
"Timestamp" = ["timestamp"]
"From Bank" = ["from_bank", "from_bank_id"]
"Account#1" = ["from_account", "from_account_id"]
"To Bank" = ["to_bank", "to_bank_id"]
"Account#2" = ["to_account", "to_account_id", "Account.1"]
"Amount Received" = ["amount_received"]
"Receiving Currency" = ["receiving_currency"]
"Amount Paid" = ["amount_paid"]
"Payment Currency" = ["payment_currency"]
"Payment Format" = ["payment_format"]

[assets]
JPY = 2
)";

// A bank's bookings in the terms of ISO 20022 [ISO20022]. The unique end-to-end transaction
// reference is the same at every bank that a payment passes.
constexpr std::string_view bank = R"(
books = "bank"
from = "debtor_account"
to = "creditor_account"
from_name = "debtor_name?"
to_name = "creditor_name?"
account_scope = "global"
account_schema = "BankAccount"
amount = "amount"
asset = "currency"
fee = "fee?"
time = "booking_time"
reference = "uetr?"
reference_scope = "global"
kind = "purpose?"
)";

// Token transfers as chain exports write them [ERC20]: whole numbers of the smallest unit.
constexpr std::string_view erc20 = R"(
books = "public_chain"
from = "from_address"
to = "to_address"
account_scope = "global"
account_schema = "CryptoWallet"
fold_hex = true
amount = "value"
amount_unit = "smallest"
asset = "token_symbol"
asset_exponent = "token_decimals?"
fee = "fee?"
time = "block_timestamp"
sequence = ["block_number", "log_index"]
reference = ["transaction_hash", "log_index"]
reference_scope = "global"

[aliases]
"token_symbol" = ["symbol"]
"token_decimals" = ["decimals"]
"block_timestamp" = ["timestamp", "block_time"]
"transaction_hash" = ["tx_hash", "evt_tx_hash"]
"log_index" = ["evt_index"]
"from_address" = ["from"]
"to_address" = ["to"]
)";

// An exchange's own books. What came from a chain or left for one carries the chain's reference
// (transaction_hash:log_index); the rest has the exchange's own.
constexpr std::string_view custodian = R"(
books = "custodian"
from = "from"
to = "to"
account_scope = "global"
fold_hex = true
amount = "amount"
asset = "asset"
fee = "fee?"
time = "time"
reference = "reference?"
reference_scope = "dataset"
global_kinds = ["deposit", "withdrawal"]
kind = "kind?"
)";

constexpr std::array all{
    Preset{"amlsim", "AMLSim's transaction log, one step a day", amlsim},
    Preset{"amlsim_sample", "AMLSim's published samples: sourceNodeId,targetNodeId,value,time",
           amlsim_sample},
    Preset{"amlworld", "IBM's AMLworld ledgers, with conversions between currencies", amlworld},
    Preset{"bank", "a bank's bookings: booking_time, debtor_account, creditor_account, uetr, ...",
           bank},
    Preset{"custodian", "an exchange's own books: time, from, to, amount, asset, reference, kind",
           custodian},
    Preset{"erc20", "token transfers of a public chain: transaction_hash, log_index, value, ...",
           erc20}};

}  // namespace

std::span<const Preset> presets() { return all; }

}  // namespace bayon::source::ledger_csv
