// Here are files: are their facts part of the case now, as a whole?
//
// A load reads through one format, keeps what is new, writes segments aside and commits them in one
// transaction. When `load` returns a record, the load survives a power cut; when it fails, nothing
// of it is there but rejects.csv.
//
// Threads: one load at a time for a case (CaseFolder holds the lock).
// Invariants: load.every_row_counted  rows = accepted + rejected
#pragma once

#include <cstdint>
#include <vector>

#include "bayon/base/instant.hpp"
#include "bayon/base/progress.hpp"
#include "bayon/source/format.hpp"
#include "bayon/store/case_folder.hpp"

namespace bayon::store {

struct LoadRequest {
  const source::Format* format = nullptr;
  source::Request request;
  std::uint32_t rejects_ppm_max = 1'000;  ///< 0.1 %
  Instant now;                            ///< noted as loaded_at; no part of any root
};

struct LoadOutcome {
  LoadRecord record;          ///< as committed, or as it already was
  bool changed = true;        ///< false: the case held all of it already
  std::uint64_t repeats = 0;  ///< rows without reference that are identical to others: kept
  std::uint64_t known = 0;    ///< flows that the dataset already held under their reference
};

/// Loads the files of `request`. `folder` must be open for writing.
/// Fails with the format's codes, dataset.bad_name, version.bad_label, version.conflict (the
/// version is there with other facts), input.rejects_over_limit, file.wrong_format (no record in a
/// list), file.disk_full... Cost: one pass over the files, a sort, and a pass over what the dataset
/// already holds.
Result<LoadOutcome> load(CaseFolder& folder, const LoadRequest& request, Progress& progress);

}  // namespace bayon::store
