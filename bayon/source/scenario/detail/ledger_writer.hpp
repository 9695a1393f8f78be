// What does each institution see of a transfer?
//
// A transfer on the chain is in chain.csv; one into or out of the exchange is there too, as the
// chain shows it (deposit address, hot wallet), and in exchange.csv as the exchange knows it; one
// between two banks is in both banks' files. All records of one transfer carry one reference,
// amount, fee and instant.
//
// Threads: one object, one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bayon/base/file.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/scenario/detail/row_buffer.hpp"
#include "bayon/source/scenario/detail/world.hpp"

namespace bayon::source::scenario {

struct Transfer {
  Party from;
  Party to;
  std::int64_t at_ms = 0;
  std::int64_t amount = 0;
  std::int64_t fee = 0;
  std::uint64_t number = 0;  ///< unique in the world; references are made from it
  Kind kind = Kind::transfer;
};

/// The transfer behind an event of the world; its number is the event's index.
Transfer transfer_of(const World& world, std::uint32_t event);

/// Writes the reference that all records of a transfer carry.
class References {
 public:
  References(const Scribe& scribe, const Scenario& scenario);
  void write(RowBuffer& out, const Transfer& transfer) const;
  std::string text(const Transfer& transfer) const;
  std::uint64_t block(std::int64_t at_ms) const {
    return first_block_ + static_cast<std::uint64_t>(at_ms - start_ms_) / block_ms_;
  }
  /// Instants on the chain differ, so a millisecond's place in its block orders the block's logs.
  std::uint64_t log_index(std::int64_t at_ms) const {
    return static_cast<std::uint64_t>(at_ms - start_ms_) % block_ms_;
  }

 private:
  const Scribe& scribe_;
  std::int64_t start_ms_;
  std::uint64_t first_block_;
  std::uint64_t block_ms_;
};

/// A file of rows under way; the first failure is kept and told at the end.
class Sheet {
 public:
  static Result<Sheet> create(const std::filesystem::path& folder, const std::string& name,
                              std::string_view header);
  /// Room for one row; end it with `end_row`.
  RowBuffer& row(std::size_t bytes_max = 512) {
    rows_.reserve(bytes_max);
    return rows_;
  }
  void end_row() {
    rows_.put('\n');
    ++count_;
    if (rows_.size() >= flush_bytes) flush();
  }
  bool failed() const { return failure_.has_value(); }
  /// Publishes the file.
  Result<WorldSummary::File> finish();

 private:
  static constexpr std::size_t flush_bytes = std::size_t{1} << 20;
  Sheet(FileWriter writer, std::string name) : writer_(std::move(writer)), name_(std::move(name)) {}
  void flush();
  FileWriter writer_;
  std::string name_;
  RowBuffer rows_;
  std::uint64_t count_ = 0;
  std::optional<Error> failure_;
};

/// Writes "2025-03-04T12:30:45" and keeps the day from one call to the next.
class Stamp {
 public:
  void seconds(RowBuffer& out, std::int64_t at_ms);
  void milliseconds(RowBuffer& out, std::int64_t at_ms);

 private:
  std::int64_t day_ = -1;
  std::string day_text_;
};

class LedgerWriter {
 public:
  static Result<LedgerWriter> create(const std::filesystem::path& folder, const World& world);

  /// Transfers of one rail must come in the order of time.
  void write(const Transfer& transfer);
  bool failed() const;
  /// Publishes all ledgers; appends what was written.
  Result<void> finish(std::vector<WorldSummary::File>& files);

 private:
  LedgerWriter(const World& world, Sheet chain, Sheet exchange, std::vector<Sheet> banks);
  void write_chain(const Transfer& transfer, const Party& from, const Party& to);
  void write_exchange(const Transfer& transfer);
  void write_bank(Sheet& sheet, const Transfer& transfer);

  const World* world_;
  References references_;
  Party hot_;
  Sheet chain_;
  Sheet exchange_;
  std::vector<Sheet> banks_;
  Stamp chain_stamp_;
  Stamp bank_stamp_;
};

/// "bank_a.csv" for bank 0.
std::string bank_file(std::uint64_t bank);

}  // namespace bayon::source::scenario
