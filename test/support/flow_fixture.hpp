// How does a test get a flow index over flows that it writes down itself?
//
// A FlowFixture makes a case in a temporary folder, loads the given ledgers through the real loader
// with a format that only tests have, and opens the index over all of them. The folder goes with
// the object.
//
//   FlowFixture fixture({flow("a", "b", 100, day(1)), flow("b", "c", 60, day(2))});
//   fixture.flows().out(fixture.account("b"));
//
// Threads:  an object belongs to one thread; its index may be read from any.
// Lifetime: the index lives as long as the fixture, or as long as a copy of `shared()`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/amount.hpp"
#include "bayon/base/instant.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/model/asset.hpp"
#include "bayon/model/flow.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::testing {

/// Asset and amount that the receiver got, where they differ from what was paid less the fee.
struct GivenQuantity {
  model::Asset asset;
  Amount amount = 0;
};

struct GivenFlow {
  std::string from;
  std::string to;
  Amount amount = 1;  ///< paid, in the smallest unit of `asset`
  Instant at;
  model::Asset asset{"USD", 2};
  Amount fee = 0;
  std::optional<GivenQuantity> received;
  std::string reference;
  bool reference_global = false;
  std::string kind;
};

/// The start of day `number`, counted from 2024-01-01.
constexpr Instant day(std::int64_t number) { return Instant{(19'723 + number) * nanos_per_day}; }
constexpr Instant minute(std::int64_t number) {
  return Instant{day(0).nanos + number * 60 * nanos_per_second};
}

/// `amount` smallest units of USD.
GivenFlow flow(std::string from, std::string to, Amount amount, Instant at);

struct GivenLedger {
  std::string dataset = "ledger_a";
  model::Books books = model::Books::bank;
  std::vector<GivenFlow> flows;  ///< in the order of the file; not necessarily of time
};

class FlowFixture {
 public:
  /// One ledger of a bank.
  explicit FlowFixture(std::vector<GivenFlow> flows);
  /// Several; ledgers of one name are loads of the same dataset, one after the other.
  explicit FlowFixture(const std::vector<GivenLedger>& ledgers);
  ~FlowFixture();
  FlowFixture(const FlowFixture&) = delete;
  FlowFixture& operator=(const FlowFixture&) = delete;

  const index::FlowIndex& flows() const { return *flows_; }
  std::shared_ptr<const index::FlowIndex> shared() const { return flows_; }
  std::shared_ptr<const store::Snapshot> snapshot() const { return snapshot_; }
  const std::filesystem::path& folder() const { return folder_; }

  /// The account of that key, which must be there.
  index::AccountId account(std::string_view key) const;
  /// The asset's number in the index, which must be there.
  std::uint16_t asset(std::string_view code) const;

 private:
  std::filesystem::path folder_;
  std::shared_ptr<const store::Snapshot> snapshot_;
  std::shared_ptr<const index::FlowIndex> flows_;
};

}  // namespace bayon::testing
