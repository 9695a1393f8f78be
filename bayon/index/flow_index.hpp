// Here is an account and a day: which flows come into question?
//
// The index merges all flows of a snapshot into one order of time, numbers accounts in byte order
// of their keys, and lists the flows of each account in both directions. Two ledgers that show one
// transfer (same global reference, asset and amount) give one flow: the record of the books that
// know more (custodian over bank over public chain) is counted, the others corroborate it.
//
// Numbers of flows and accounts depend on the snapshot alone, never on the order of loading. The
// index is derived: it is kept in index/*.idx and made again when it is missing or damaged.
//
// Threads:    const methods may be called from any thread.
// Lifetime:   keeps the snapshot alive; views live as long as the index.
// Failures:   pages are checked when they are first touched: whatever reads flows may end in
//             store::PageDamaged, which the caller's store::unless_damaged turns into the Error.
// Invariants: index.flows_in_time_order  a larger FlowId is not earlier
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/model/evidence.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::index {

using AccountId = std::uint32_t;
using FlowId = std::uint32_t;

struct Flow {
  FlowId id = 0;
  AccountId from = 0;
  AccountId to = 0;
  model::Quantity paid;  ///< asset: index into assets()
  model::Quantity received;
  Amount fee = 0;  ///< in the paid asset
  Instant at;

  bool conversion() const { return paid.asset != received.asset; }
};

class FlowIndex {
 public:
  /// How far an index file is checked before it is taken. `at_touch`: its pages are checked when
  /// they are touched, as those of segments are (store/paged.hpp), and a damaged one ends the
  /// reader; who gets that asks once more with `whole`: then a damaged file is made again here.
  enum class Check : std::uint8_t { at_touch, whole };
  /// The index of `snapshot`: read from `folder`, or built and, where the folder can be written,
  /// kept there. Fails with store.* codes of the segments it reads. Cost: opening maps one file;
  /// building is O(n log k) for k ledgers.
  static Result<std::shared_ptr<const FlowIndex>> open(
      std::shared_ptr<const store::Snapshot> snapshot, const std::filesystem::path& folder,
      Progress& progress, Check check = Check::whole);

  std::uint32_t flows() const { return flows_; }
  std::uint32_t accounts() const { return accounts_; }
  const std::vector<model::Asset>& assets() const { return assets_; }

  Flow flow(FlowId id) const;
  AccountId from(FlowId id) const;
  AccountId to(FlowId id) const;
  Instant at(FlowId id) const;

  /// Flows out of and into an account, oldest first.
  std::span<const FlowId> out(AccountId account) const {
    return out_.slice(out_at_[account], out_at_[account + 1]);
  }
  std::span<const FlowId> in(AccountId account) const {
    return in_.slice(in_at_[account], in_at_[account + 1]);
  }

  std::string_view account(AccountId id) const;
  /// Cost: a binary search over keys.
  std::optional<AccountId> find_account(std::string_view key) const;

  /// Datasets that have flows.
  std::size_t ledgers() const;
  /// The dataset whose books the flow was read from.
  std::string_view dataset(FlowId id) const;
  std::string_view kind(FlowId id) const;
  /// The flow's reference in its ledger; empty when it has none. Fails with store.segment_damaged.
  Result<std::string> reference(FlowId id) const;
  /// Source records: the counted one first, then those that corroborate it.
  std::vector<model::Evidence> evidence(FlowId id) const;
  /// By asset: may sums of its amounts not be counted in 128 bits? Who adds some up leaves those
  /// assets aside and says so, lest two forged amounts of a worthless token end every question.
  /// Cost: the amounts that need more than 64 bits.
  std::vector<bool> sums_too_large() const;
  /// Records that corroborate others and are not counted.
  std::uint64_t corroborating() const { return twin_other_.size(); }

  /// Books of the ledgers in which the account appears.
  struct Appearance {
    std::string_view dataset;
    model::Books books;
  };
  std::vector<Appearance> appearances(AccountId account) const;

 private:
  struct Part {
    const store::Dataset* dataset = nullptr;
    std::size_t load = 0;
    const store::FlowTable* table = nullptr;
    std::uint32_t base = 0;            // first row number of this part
    std::uint32_t first_account = 0;   // first local account number, counted through
    std::vector<std::uint16_t> asset;  // local to global asset
  };
  struct Columns;

  Result<void> collect_parts();
  Result<Columns> build(Progress& progress) const;
  Result<void> attach(std::shared_ptr<const store::Segment> segment, Check check);
  void attach(std::shared_ptr<const Columns> columns);

  std::uint32_t row_of(FlowId id) const { return order_.empty() ? id : order_[id]; }
  const Part& part_of(std::uint32_t row) const;
  std::uint32_t global(const Part& part, std::uint32_t local) const {
    if (account_.empty()) return local;
    const std::uint32_t number = account_[part.first_account + local];
    if (number >= accounts_) [[unlikely]]
      account_.refuse("a number of no account");
    return number;
  }

  std::shared_ptr<const store::Snapshot> snapshot_;
  std::shared_ptr<const store::Segment> segment_;
  std::shared_ptr<const Columns> columns_;
  std::vector<Part> parts_;
  std::vector<model::Asset> assets_;
  std::uint32_t flows_ = 0;
  std::uint32_t accounts_ = 0;
  std::uint32_t rows_ = 0;
  store::Paged<std::uint32_t> order_;    // rank to row number; empty: the same
  store::Paged<std::uint32_t> account_;  // counted-through local number to account; empty: the same
  store::Paged<std::uint32_t> home_;     // account to its first local number; empty: the same
  store::Paged<std::uint32_t> out_at_, in_at_;
  store::Paged<FlowId> out_, in_;
  store::Paged<std::uint32_t> twin_counted_, twin_other_;  // rows
};

}  // namespace bayon::index
