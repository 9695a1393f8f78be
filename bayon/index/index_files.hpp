// Which file holds the index of these flows, and which files are of flows that are no more?
//
// Threads: free functions, safe from any thread.
#pragma once

#include <filesystem>

#include "bayon/store/snapshot.hpp"

namespace bayon::index {

/// `<folder>/flows-<32 digits of the root over all flows>.idx`.
std::filesystem::path flow_index_file(const std::filesystem::path& folder,
                                      const store::Snapshot& snapshot);

/// Removes the flow indexes of other snapshots, once that of `snapshot` is there. For the writer of
/// a case, whose snapshot is the newest: a reader of an older one goes on with the file that it has
/// mapped, and who asks an older snapshot later has its index made again. What cannot be removed
/// stays.
void remove_other_flow_indexes(const std::filesystem::path& folder,
                               const store::Snapshot& snapshot);

}  // namespace bayon::index
