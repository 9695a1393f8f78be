// What does the case hold, as one immutable whole?
//
// A snapshot is all loads up to one sequence. It opens segments when they are first asked for, so
// opening a snapshot costs the same for ten flows and for ten million. Its root is a Merkle root
// over datasets and the roots of their versions and flows, and does not depend on the order of
// loading.
//
// Threads:    const methods may be called from any thread.
// Lifetime:   tables, rows and views live as long as the Snapshot.
// Invariants: snapshot.versions_ordered  the versions of a dataset are in order of (day, label)
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/model/clocks.hpp"
#include "bayon/model/evidence.hpp"
#include "bayon/store/case_folder.hpp"
#include "bayon/store/flow_table.hpp"
#include "bayon/store/statement_table.hpp"
#include "bayon/store/version_table.hpp"

namespace bayon::store {

/// The day that a version label stands for: "2021-07-07", "2021-07", "20240528134729-3iv" (its
/// leading date). A partial date stands for its last day. Fails with version.bad_label.
Result<Day> version_day(std::string_view label);

/// How a dataset answers for a pair of clocks.
struct InForce {
  std::size_t version = 0;  ///< index into versions()
  bool before_first =
      false;  ///< the day asked lies before the first version that was known: the facts
              ///< come from a later version and hold only where they are dated
};

class Dataset {
 public:
  const std::string& name() const { return name_; }
  source::Kind kind() const { return kind_; }
  const std::string& format() const { return format_; }
  /// The loads that made it; for a list in order of versions, for a ledger in order of loads.
  std::span<const LoadRecord> loads() const { return loads_; }
  Day day(std::size_t version) const { return days_[version]; }

  /// The version of a list that answers at `clocks`: the newest one dated on or before both days. A
  /// list states what was in force on its day; until the next version nothing else is known.
  /// Nothing when every version is younger than known_at.
  std::optional<InForce> in_force(model::Clocks clocks) const;

  /// Tables of all statements, with the first ordinal of each. Fails with the codes of segments.
  Result<std::span<const StatementPart>> statements() const;
  /// Members of load number `index` of loads().
  Result<const VersionTable*> version(std::size_t index) const;
  /// Flow tables, one for each load that brought flows, and the index of that load.
  struct FlowPart {
    std::size_t load = 0;
    const FlowTable* table = nullptr;
  };
  Result<std::span<const FlowPart>> flows() const;
  bool has_flows() const;

  /// The source pointer of record `record` of file `file` of load number `load`.
  model::Evidence evidence(std::size_t load, std::uint32_t file, std::uint32_t record) const;

 private:
  friend class Snapshot;
  struct Opened;
  std::string name_, format_;
  source::Kind kind_{};
  std::filesystem::path segments_;
  std::vector<LoadRecord> loads_;          // order of versions
  std::vector<std::size_t> commit_order_;  // indices into loads_, in order of commits
  std::vector<Day> days_;
  std::uint32_t statement_count_ = 0;
  std::shared_ptr<Opened> opened_;
};

class Snapshot {
 public:
  /// All loads up to `sequence`, all of them where none is named; 0 is the snapshot of an empty
  /// case. Fails with snapshot.unknown when there is no such load,
  /// and the codes of the ledger. Cost: a few SQLite reads; no segment is opened.
  static Result<std::shared_ptr<const Snapshot>> open(const CaseFolder& folder,
                                                      std::optional<std::uint64_t> sequence = {});

  std::uint64_t sequence() const { return sequence_; }
  const Digest& root() const { return root_; }
  /// Root over the datasets with flows alone: names the flow index.
  const Digest& flows_root() const { return flows_root_; }
  std::span<const Dataset> datasets() const { return datasets_; }
  const Dataset* find(std::string_view name) const;

  /// Opens every segment, recomputes every root and compares. Fails with the first store.* error or
  /// verify.mismatch. Cost: one pass over everything.
  Result<void> verify(Progress& progress) const;

 private:
  std::uint64_t sequence_ = 0;
  Digest root_, flows_root_;
  std::vector<Dataset> datasets_;
};

}  // namespace bayon::store
