// Which flows do these rows tell?
//
// A BatchParser turns one batch of records into typed flows, rejects and holders' names. It touches
// nothing outside its batch, so batches are parsed on any threads; the assets of a batch are
// numbered inside it and renumbered when it is delivered.
//
// Threads:    one object for each thread.
// Lifetime:   a ParsedBatch views the RecordBatch that it was made from.
// Invariants: source.every_row_counted  records = flows + zero + rejects
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/model/asset.hpp"
#include "bayon/model/flow.hpp"
#include "bayon/source/ledger_csv/detail/asset_numbers.hpp"
#include "bayon/source/ledger_csv/detail/bound_columns.hpp"
#include "bayon/source/ledger_csv/detail/text_arena.hpp"
#include "bayon/source/ledger_csv/detail/time_reader.hpp"
#include "bayon/source/ledger_csv/detail/worn_amount.hpp"
#include "bayon/source/ledger_csv/mapping.hpp"
#include "bayon/source/reading/csv.hpp"
#include "bayon/source/reading/record_batches.hpp"

namespace bayon::source::ledger_csv::detail {

struct ParsedFlow {
  std::uint64_t line = 0;
  model::FlowView flow;  ///< assets by their number in the batch
};

/// A row says who holds an account.
struct Holder {
  std::uint64_t line = 0;
  std::string_view account;  ///< key
  std::string_view number;   ///< as the ledger writes it
  std::string_view name;
};

struct ParsedBatch {
  std::uint64_t records = 0;
  std::vector<ParsedFlow> flows;
  std::vector<Reject> rejects;
  std::vector<Holder> holders;
  std::vector<model::Asset> assets;  ///< by number in the batch
  std::uint64_t zero = 0;            ///< rows of value zero: no flow
  std::uint64_t rounded = 0;         ///< rows with an amount that was rounded
  std::uint64_t implied_fees =
      0;  ///< rows where less arrived than was paid, without a fee saying so
  std::uint64_t open_end_line = 0;  ///< of a last row without a line end; 0: there is none
  TextArena texts;

  void clear();
};

/// What all parsers of a file share.
struct ParserSettings {
  const Mapping& mapping;
  const BoundColumns& columns;
  std::string dataset_prefix;  ///< "<dataset>:"
  std::string account_prefix;  ///< the same, or empty where accounts are global
  std::string own_account;     ///< key of the one account whose statement this is; empty: by column
  std::string file;
  Bounds bounds;
};

class BatchParser {
 public:
  explicit BatchParser(const ParserSettings& settings);

  /// Parses all records of `batch` that begin behind the line `header_line`. Cost: one pass over
  /// the batch.
  void parse(const reading::RecordBatch& batch, std::uint64_t header_line, ParsedBatch& out);

 private:
  using Fields = std::span<const std::string_view>;
  struct Fault {
    ErrorCode code;
    std::string detail;
    std::string column;
  };
  struct Money {
    model::Quantity paid;
    model::Quantity received;
    Amount fee = 0;
  };

  bool parse_row(Fields fields, ParsedFlow& row);
  std::string_view time_text(Fields fields);
  bool statement(Fields fields, model::FlowView& flow, Money& out);
  bool side(Fields fields, std::uint16_t asset, Amount& out);
  bool side_by_column(Fields fields, std::uint16_t asset, Amount& out);
  bool debited(std::string_view text, std::uint16_t asset, Amount& out);
  bool counterparty(Fields fields, std::string_view& key, std::string_view& number);
  bool account(Fields fields, const Bound& column, std::string_view& key, std::string_view& number);
  bool clean_account(Fields fields, const Bound& column, std::string_view& key);
  bool money(Fields fields, Money& out);
  bool received(Fields fields, Money& out);
  bool asset(Fields fields, const Bound& column, std::uint16_t& out);
  std::string_view join(Fields fields, const Bound& column, std::string_view prefix);
  bool amount(std::string_view text, const Bound& column, std::uint16_t asset, Amount& out);
  bool number(std::string_view text, const Bound& column, std::uint16_t asset, Amount& out);
  Result<Amount> decimal(std::string_view text, int exponent);
  bool sequence(Fields fields, std::uint64_t& out);
  bool reference(Fields fields, ParsedFlow& row);
  bool clean_text(std::string_view text, const Bound& column, std::string_view& out);
  bool compose(const Bound& column, std::string_view& text);
  void holders(Fields fields, const ParsedFlow& row);
  bool refuse(const Bound& column, ErrorCode code, std::string detail = {});
  bool refuse(const Bound& column, Error error);

  const ParserSettings& settings_;
  reading::CsvScanner scanner_;
  TimeReader times_;
  ParsedBatch* out_ = nullptr;
  Fault fault_;
  std::string_view from_number_;
  std::string_view to_number_;
  std::string composed_time_;
  WornAmount worn_;
  std::string worn_amount_;
  std::string plain_amount_;
  bool own_pays_ = false;  // in a statement; else nobody asks
  bool unnamed_ = false;   // the row does not name the counterparty
  bool rounded_ = false;
  bool implied_fee_ = false;
  AssetNumbers assets_;
};

}  // namespace bayon::source::ledger_csv::detail
