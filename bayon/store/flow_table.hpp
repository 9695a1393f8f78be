// Which flows does one load of a ledger hold?
//
// Rows lie in order of (instant, sequence, file, record); account keys are numbered in byte order
// within the segment. Most amounts fit 64 bits; the few that do not lie in a side table, as do fees
// and the received side of conversions. References are compressed in blocks. Columns take the
// narrowest of a few forms that holds their values (docs/formats/segments.md). Pages are checked
// when they are first touched: reading a row may end in PageDamaged (paged.hpp).
//
// Threads:  may be read from any thread; reference() keeps the last block, one for each thread.
// Lifetime: views live as long as the table, which keeps its segment alive.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/amount.hpp"
#include "bayon/base/instant.hpp"
#include "bayon/model/asset.hpp"
#include "bayon/model/flow.hpp"
#include "bayon/store/detail/packed_texts.hpp"
#include "bayon/store/strings.hpp"

namespace bayon::store {

/// References of consecutive flows, decompressed one block at a time.
class References;

class FlowTable {
 public:
  static Result<FlowTable> open(std::shared_ptr<const Segment> segment);

  std::uint32_t size() const { return static_cast<std::uint32_t>(from_.size()); }
  /// Local account numbers.
  std::uint32_t from(std::uint32_t row) const { return below(accounts_.size(), from_, row); }
  std::uint32_t to(std::uint32_t row) const { return below(accounts_.size(), to_, row); }
  Instant at(std::uint32_t row) const {
    return Instant{at_low_.empty() ? at_[row] : at_base_ + at_unit_ * at_low_[row]};
  }
  std::uint64_t sequence(std::uint32_t row) const {
    return sequence_.empty() ? record(row) : constant(sequence_, row);
  }
  std::uint32_t record(std::uint32_t row) const {
    return run_row_.empty() ? record_[row] : counted_record(row);
  }
  std::uint32_t file(std::uint32_t row) const { return constant(file_, row); }
  model::Quantity paid(std::uint32_t row) const;
  struct Money {
    model::Quantity paid;
    Amount fee;
    model::Quantity received;
  };
  /// Cost: less than `paid`, fee and received asked one by one.
  Money money(std::uint32_t row) const;
  std::string_view kind(std::uint32_t row) const {
    return kinds_.at(kind_wide_.empty() ? below(kinds_.size(), kind_, row)
                                        : below(kinds_.size(), kind_wide_, row));
  }

  const PagedStrings& accounts() const { return accounts_; }
  const std::vector<model::Asset>& assets() const { return assets_; }
  model::Books books() const { return books_; }
  bool references_global() const { return references_global_; }
  bool has_references() const { return has_references_; }
  /// Calls visit(row, reference) for every row that has one, in order. Fails with
  /// store.segment_damaged and store.page_damaged. Cost: decompresses everything once, a block at a
  /// time.
  Result<void> each_reference(
      const std::function<void(std::uint32_t, std::string_view)>& visit) const;
  /// The same for one block of consecutive rows, of which there are reference_blocks().
  Result<void> each_reference(
      std::size_t block, const std::function<void(std::uint32_t, std::string_view)>& visit) const;
  std::size_t reference_blocks() const;
  /// One reference. Cost: decompresses its block of 4,096 rows.
  Result<std::string> reference(std::uint32_t row) const;

  /// Calls visit(quantity) for each amount paid that needs more than 64 bits and for each that was
  /// received otherwise than paid: sums of all others fit 128 bits. Cost: those alone.
  void each_large(const std::function<void(const model::Quantity&)>& visit) const;

  const Segment& segment() const { return *segment_; }

 private:
  template <typename T>
  static T constant(const Paged<T>& column, std::uint32_t row) {
    return column.size() == 1 ? column[0] : column[row];
  }
  /// A number of one of `count` things.
  template <typename T>
  static T below(std::size_t count, const Paged<T>& column, std::uint32_t row) {
    const T number = constant(column, row);
    if (number >= count) [[unlikely]]
      column.refuse("a number of something that is not there");
    return number;
  }
  Result<void> open_records();
  Result<void> open_times();
  Result<void> open_amounts();
  std::uint32_t counted_record(std::uint32_t row) const;
  Result<std::string> block(std::size_t index) const;

  std::shared_ptr<const Segment> segment_;
  PagedStrings accounts_;
  Strings kinds_;
  std::vector<model::Asset> assets_;
  Paged<std::uint32_t> from_, to_, record_, at_low_, paid_low_;
  std::span<const std::uint32_t> run_row_, run_record_;  // where counting of records starts anew
  Paged<std::int64_t> at_;
  std::int64_t at_base_ = 0, at_unit_ = 0;
  Paged<std::uint64_t> sequence_, paid_, wide_, fee_, received_;
  Paged<std::uint32_t> wide_row_, fee_row_, received_row_;
  Paged<std::uint32_t> kind_wide_;  // in place of kind_ where 16 bits are too few
  Paged<std::uint16_t> asset_, kind_, file_, received_asset_;
  Paged<std::uint64_t> reference_at_;
  model::Books books_ = model::Books::bank;
  bool references_global_ = false;
  bool has_references_ = false;
};

/// Collects the flows of one load and turns them into columns.
class FlowBuilder {
 public:
  std::uint16_t asset(const model::Asset& asset);
  void books(model::Books books) { books_ = books; }
  void add(std::uint16_t file, std::uint64_t record, const model::FlowView& flow);
  std::size_t size() const { return at_.size(); }

  /// Fields of the row added as number `index`.
  struct Row {
    std::string_view from, to;
    model::Quantity paid;
    Instant at;
  };
  Row row(std::size_t index) const {
    return {accounts_.at(from_[index]),
            accounts_.at(to_[index]),
            {asset_[index], paid(index)},
            Instant{at_[index]}};
  }
  bool has_reference(std::size_t index, std::string_view reference) const {
    return references_.equals(index, reference);
  }
  /// What moved, with accounts and asset by this builder's numbers.
  struct Moved {
    std::uint32_t from, to, asset;
    Amount amount;
    Instant at;

    friend bool operator==(const Moved&, const Moved&) = default;
  };
  Moved moved(std::size_t index) const {
    return {from_[index], to_[index], asset_[index], paid(index), Instant{at_[index]}};
  }
  Instant at(std::size_t index) const { return Instant{at_[index]}; }
  bool has_reference(std::size_t index) const { return !references_.empty_at(index); }
  /// How many have a reference?
  std::size_t references() const { return references_.filled(); }
  std::optional<std::uint32_t> find_account(std::string_view key) const {
    return accounts_.find(key);
  }
  std::optional<std::uint32_t> find_asset(const model::Asset& asset) const;
  const model::Asset& asset_of(std::uint16_t index) const { return assets_[index]; }

  /// Writes the segment. Rows for which `drop` says so (by number of addition) stay out.
  /// Cost: O(n log n), O(n) when rows came in order.
  Result<SegmentWriter::Written> write(const std::filesystem::path& folder,
                                       const std::vector<bool>& drop) const;

 private:
  std::vector<std::uint32_t> order(const std::vector<bool>& drop) const;
  Amount paid(std::size_t index) const;
  std::uint64_t sequence(std::size_t index) const {
    return sequence_.empty() ? record_[index] : sequence_[index];
  }

  StringTable accounts_;
  StringTable kinds_;
  std::vector<model::Asset> assets_;
  std::map<model::Asset, std::uint16_t> asset_numbers_;
  std::vector<std::uint32_t> from_, to_, record_, kind_;
  std::vector<std::int64_t> at_;
  std::vector<std::uint64_t> sequence_;  // empty while each is its row's record
  std::vector<std::uint64_t> paid_;
  std::vector<std::uint16_t> asset_, file_;
  struct Wide {
    std::uint32_t row;
    Amount amount;
  };
  struct Received {
    std::uint32_t row;
    model::Quantity quantity;
  };
  std::vector<Wide> wide_;
  std::vector<Wide> fees_;
  std::vector<Received> received_;
  detail::PackedTexts references_;
  bool references_global_ = false;
  model::Books books_ = model::Books::bank;
};

}  // namespace bayon::store
