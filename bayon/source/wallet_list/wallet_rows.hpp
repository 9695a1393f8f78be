// What does one row of a wallet list say?
//
// Threads: free functions; WalletColumns is constant once made.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/csv.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/header_table.hpp"

namespace bayon::source::wallet_list {

/// One wallet as the list writes it; empty means: not said.
struct WalletRow {
  std::string_view address;
  std::string_view currency;
  std::string_view label;
  std::string_view category;
  std::string_view abuse;
  std::string_view holder;
  std::string_view confidence;
  std::string_view modified;
  std::string_view pack;
  bool sanctioned = false;
};

struct WalletColumns {
  std::size_t address = 0;
  std::optional<std::size_t> currency;
  std::optional<std::size_t> label;
  std::optional<std::size_t> category;
  std::optional<std::size_t> abuse;
  std::optional<std::size_t> holder;
  std::optional<std::size_t> confidence;
  std::optional<std::size_t> modified;
  std::optional<std::size_t> pack;

  /// Fails with csv.missing_column where there is no address.
  static Result<WalletColumns> find(const reading::HeaderTable& table);
  /// The cells of a record without fault.
  WalletRow row(const reading::CsvRecord& record) const;
};

/// What the name of a text file says of all its addresses.
struct NamedList {
  std::string currency;
  bool sanctioned = false;
};
NamedList read_file_name(std::string_view name);

/// Puts the wallet and its holder into `out`. Fails with csv.missing_value or identifier.malformed
/// (a text that cannot be an address), and as EntityBuilder does.
Result<void> read_wallet(const WalletRow& row, reading::EntityRecord& out);

}  // namespace bayon::source::wallet_list
