// What was loaded, answered and released, in which order, and can someone have changed it since?
//
// `audit.log` holds one JSON line per entry: {"n", "leaf", "root", "entry"}. leaf is the RFC 6962
// leaf hash of the entry's text, root the Merkle tree head over all leaves up to and including n
// [RFC6962]. Changing, removing or reordering an entry breaks a root; cutting the end, or writing
// the whole log anew, is seen because the case's ledger keeps the last head too. On disk:
// docs/formats/audit.md.
//
// Threads: one AuditLog at a time appends (it holds a lock on the file); reading needs no lock.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/file.hpp"
#include "bayon/base/hash.hpp"
#include "bayon/base/result.hpp"

namespace bayon::store {

struct AuditHead {
  std::uint64_t entries = 0;
  Digest root = sha256({});
  std::uint64_t bytes = 0;  ///< length of the log, up to the end of its last whole line
};

struct AuditEntry {
  std::uint64_t number = 0;
  std::string text;
  Digest root;  ///< tree head over all entries up to this one
};

struct AuditReading {
  std::vector<AuditEntry> entries;
  AuditHead head;
};

/// Reads the log and recomputes every leaf and root. Fails with audit.broken_chain, naming the
/// first entry that does not follow, or the codes of files. A missing file is an empty log; a last
/// line without its end was cut by a crash, was never acknowledged, and does not count.
Result<AuditReading> read_audit(const std::filesystem::path& path);

class AuditLog {
 public:
  /// Opens for appending and waits for its turn. Reads the log once and changes nothing: a last
  /// line that was cut by a crash goes with the first append. Fails with audit.broken_chain and the
  /// codes of files.
  static Result<AuditLog> open(const std::filesystem::path& path);

  /// Appends and syncs one entry, which must be one line of text. Cost: O(log n) hashes.
  Result<AuditHead> append(std::string_view entry);
  const AuditHead& head() const { return head_; }
  /// The entries that were there when it was opened.
  const std::vector<AuditEntry>& entries() const { return entries_; }

 private:
  FileHandle handle_;
  std::filesystem::path path_;
  std::vector<Digest> spine_;  // roots of the full subtrees, largest first
  std::vector<AuditEntry> entries_;
  AuditHead head_;
};

}  // namespace bayon::store
