// How do parsed batches reach the sink?
//
// In the order of the file: assets under the sink's numbers, flows and rejects by line, each holder
// of an account once.
//
// Threads: one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "bayon/model/asset.hpp"
#include "bayon/source/ledger_csv/detail/batch_parser.hpp"
#include "bayon/source/ledger_csv/detail/pair_set.hpp"
#include "bayon/source/sink.hpp"

namespace bayon::source::ledger_csv::detail {

class Delivery {
 public:
  explicit Delivery(Sink& sink) : sink_(sink) {}

  /// Remarks it, once, where accounts of the first `batch` are IBANs, which other ledgers and
  /// victims write too, and stand behind `prefix` as this ledger's own.
  void look_for_ibans(const ParsedBatch& batch, std::string_view prefix);

  /// Hands all of `batch` over; holders' accounts are of `account_schema`. Fails as Sink::reject,
  /// with asset.unknown past 65,000 assets, and as EntityBuilder.
  Result<void> deliver(const ParsedBatch& batch, const std::string& account_schema);
  /// Says where the rows of the file stand in another order than its mapping says.
  void finish_file(const std::string& name, const Mapping& mapping);
  /// Says what a person should know about all that was delivered.
  void finish();

 private:
  Result<void> number_assets(const ParsedBatch& batch);
  Result<void> state_holder(const Holder& holder, const std::string& account_schema);

  Sink& sink_;
  std::map<model::Asset, std::uint16_t> assets_;
  std::vector<std::uint16_t> numbers_;  // the sink's, by the batch's
  PairSet held_;
  std::uint64_t rows_ = 0;
  std::uint64_t zero_ = 0;
  std::uint64_t rounded_ = 0;
  std::uint64_t implied_fees_ = 0;
  std::optional<Instant> last_at_;  // of the file's last flow
  std::uint64_t earlier_ = 0;       // flows of the file that are earlier than the one before
  std::uint64_t later_ = 0;
};

}  // namespace bayon::source::ledger_csv::detail
