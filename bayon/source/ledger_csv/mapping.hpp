// Which column of this ledger says what?
//
// A mapping is a small TOML text; unknown keys are errors. Columns are named as in the file's
// header (without regard to ASCII case where nothing matches exactly); "Account#2" is the second
// column of that name, and a trailing "?" marks a column that a file may lack: any but those of
// from, to, amount, asset and time.
//
//   books = "bank"                       bank | custodian | public_chain: whose books these are
//   delimiter = ","
//   columns = ["from", "to"]             names of the columns of a file without a header line
//
//   from = "debtor_account"              one column, or several that are joined by ":"
//   to = ["to_bank", "to_account"]
//   from_name = "debtor_name?"           the holders' names
//   to_name = "creditor_name?"
//   account_scope = "global"             the key is the id itself; "dataset": <dataset>:<id>
//   account_schema = "BankAccount"       or "CryptoWallet"
//   fold_hex = false                     true: 0x... addresses in lower case
//
//   amount = "amount"                    what the sender parts with
//   asset = "currency"                   the column of its currency or token, or
//   asset_is = "USD"                     one asset for the whole file
//   asset_exponent = "decimals?"         the column of the token's decimal places
//   received_amount = "amount_received"  where the ledger says what arrived
//   received_asset = "currency_received"
//   fee = "fee?"                         burnt on the way, in the asset paid: a part of the amount
//   fee_on_top = false                   true: the sender parts with the fee besides
//   amount_unit = "decimal"              or "smallest": whole numbers of the smallest unit
//   round = false                        true: half to even past the smallest unit
//
//   time = "booking_time"
//   time_layout = "iso"                  date and time; or unix_seconds, unix_millis, unix_nanos,
//                                        day_step (whole days since time_epoch)
//   time_epoch = "2017-01-01"
//   sequence = ["block", "log_index"]    the ledger's own order within one instant
//
//   reference = "uetr"                   one column, or several joined by ":"
//   reference_scope = "global"           other ledgers name the transfer so too; or "dataset"
//   global_kinds = ["deposit"]           kinds whose reference is global all the same
//   kind = "purpose?"                    the type of payment as written
//
//   [aliases]                            other names of a column:
//   "From Bank" = ["from_bank_id"]
//   [assets]                             decimal places of assets that are not generally known:
//   TOKEN = 6
//   [asset_names]                        codes of assets as the file writes them:
//   "0xdac1..." = "USDT"
//
// Threads: plain values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bayon/base/instant.hpp"
#include "bayon/base/result.hpp"
#include "bayon/model/flow.hpp"

namespace bayon::source::ledger_csv {

struct ColumnName {
  std::string name;
  bool optional = false;
};

using ColumnNames = std::vector<ColumnName>;  ///< joined by ":"; empty: not mapped

enum class TimeLayout : std::uint8_t { iso, unix_seconds, unix_millis, unix_nanos, day_step };

struct Mapping {
  model::Books books = model::Books::bank;
  char delimiter = ',';
  std::vector<std::string> columns;  ///< empty: the first record is the header

  ColumnNames from;
  ColumnNames to;
  ColumnNames from_name;
  ColumnNames to_name;
  bool accounts_global = false;
  std::string account_schema = "BankAccount";
  bool fold_hex = false;

  ColumnNames amount;
  ColumnNames asset;
  std::string asset_is;
  ColumnNames asset_exponent;
  ColumnNames received_amount;
  ColumnNames received_asset;
  ColumnNames fee;
  bool fee_on_top = false;
  bool smallest_unit = false;
  bool round = false;

  ColumnNames time;
  TimeLayout time_layout = TimeLayout::iso;
  Day time_epoch = 0;
  ColumnNames sequence;

  ColumnNames reference;
  bool references_global = false;
  std::vector<std::string> global_kinds;
  ColumnNames kind;

  std::vector<std::pair<std::string, std::vector<std::string>>> aliases;
  std::vector<std::pair<std::string, int>> assets;
  std::vector<std::pair<std::string, std::string>> asset_names;
};

/// Understands a mapping. Fails with mapping.malformed, with `name` and the line.
Result<Mapping> parse_mapping(std::string_view toml, const std::string& name);

/// The preset of that name, else the file at that path. Fails with mapping.unknown_preset, which
/// tells the presets, where there is neither, with file.unreadable or file.too_large, and as
/// parse_mapping.
Result<Mapping> find_mapping(const std::string& preset_or_path);

}  // namespace bayon::source::ledger_csv
