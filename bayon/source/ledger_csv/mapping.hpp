// Which column of this ledger says what?
//
// A mapping is a small TOML text; unknown keys are errors. Columns are named as in the file's
// header (without regard to ASCII case where nothing matches exactly); where two columns have one
// name, "Account#1" is the first and "Account#2" the second. A trailing "?" marks a column that a
// file may lack: any but those of from, to, amount, asset and time.
//
//   books = "bank"                       bank | custodian | public_chain: whose books these are
//   delimiter = ","
//   encoding = "utf-8"                   or windows-1252, latin-1, utf-16 (base/transcoder.hpp)
//   skip_lines = 0                       lines before the header that tell of no transfer
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
//   own_account = "account"              instead of from and to: a statement of one account; the
//   own_account_is = "DE..."             column of the account or, for the whole file, itself
//   counterparty = "other_account"       who pays it and whom it pays
//   counterparty_name = "other_name?"
//   unnamed_counterparty = "reject"      "keep": rows without one (fees, cards) go to or come from
//                                        "<dataset>:unnamed payee", "<dataset>:unnamed payer"
//
//   amount = "amount"                    what the sender parts with; in a statement with a minus
//                                        where the own account pays, or
//   debit = "paid_out"                   the columns of what it pays and of what it gets, or
//   credit = "paid_in"
//   debit_minus = false                  true: what it pays carries a minus in its column besides
//   direction = "debit_or_credit"        the column that says which, in the words of
//   debit_words = ["D"]                  what it pays
//   credit_words = ["C"]                 what it gets
//   decimal_mark = "."                   or ","
//   group_mark = "."                     or "," " " "'": between groups of three digits; none if
//                                        left out. A blank also stands for a no-break one
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
//                                        day_step (whole days since time_epoch), or a pattern such
//                                        as "%d.%m.%Y %H:%M:%S" (time_pattern.hpp); then `time`
//                                        may be two columns, joined by a blank
//   time_epoch = "2017-01-01"
//   sequence = ["block", "log_index"]    the ledger's own order within one instant
//   rows = "oldest_first"                or "newest_first": the order of rows within one instant
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
#include "bayon/source/ledger_csv/time_pattern.hpp"

namespace bayon::source::ledger_csv {

struct ColumnName {
  std::string name;
  bool optional = false;
};

using ColumnNames = std::vector<ColumnName>;  ///< joined by ":"; empty: not mapped

enum class TimeLayout : std::uint8_t {
  iso,
  unix_seconds,
  unix_millis,
  unix_nanos,
  day_step,
  pattern
};

/// How the digits of an amount are set.
struct NumberMarks {
  char decimal = '.';
  char group = 0;             ///< 0: digits stand ungrouped
  bool decimal_said = false;  ///< by the mapping; else it is the default

  bool plain() const { return decimal == '.' && group == 0; }
};

/// Where the ledger of one account says whether it pays or is paid.
enum class Sides : std::uint8_t {
  from_to,    ///< it is no such ledger: each row names both accounts
  sign,       ///< by the sign of the amount
  columns,    ///< by the column, debit or credit, that has the amount
  direction,  ///< by a word
};

struct Mapping {
  model::Books books = model::Books::bank;
  char delimiter = ',';
  std::string encoding = "utf-8";
  std::uint64_t skip_lines = 0;
  std::vector<std::string> columns;  ///< empty: the first record is the header

  ColumnNames from;
  ColumnNames to;
  ColumnNames from_name;
  ColumnNames to_name;
  bool accounts_global = false;
  bool accounts_scope_said = false;  ///< by the mapping; else it is the default
  std::string account_schema = "BankAccount";
  bool fold_hex = false;

  Sides sides = Sides::from_to;
  ColumnNames own_account;  // these stand in the statement of one account, for from and to
  std::string own_account_is;
  ColumnNames counterparty;
  ColumnNames counterparty_name;
  bool keep_unnamed = false;
  ColumnNames debit;
  ColumnNames credit;
  bool debit_minus = false;
  ColumnNames direction;
  std::vector<std::string> debit_words;
  std::vector<std::string> credit_words;

  ColumnNames amount;
  NumberMarks marks;
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
  std::optional<TimePattern> time_pattern;  ///< of TimeLayout::pattern
  Day time_epoch = 0;
  ColumnNames sequence;
  bool newest_first = false;

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

/// Which mapping a load was read with, as its record keeps it: "preset bank", or
/// "file moves.toml sha256:..." with the hash of its text. Fails as find_mapping where there is
/// none.
Result<std::string> mapping_mark(const std::string& preset_or_path);

/// The preset of that name, else the file at that path. Fails with mapping.unknown_preset, which
/// tells the presets, where there is neither, with file.unreadable or file.too_large, and as
/// parse_mapping.
Result<Mapping> find_mapping(const std::string& preset_or_path);

}  // namespace bayon::source::ledger_csv
