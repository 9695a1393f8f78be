// Which datasets, versions, files and answers does this case hold?
//
// The case's ledger in SQLite: small records about loads, never the facts themselves. A load
// becomes part of the case in one transaction; everything numbered up to a load's sequence is one
// snapshot.
//
// SQLite has no checksums: each record here carries a SHA-256 over its fields, and one row tallies
// how many records there are, so that a changed or lost record is case.damaged and never served.
// On disk: docs/formats/ledger.md.
//
// Threads: one LedgerDb belongs to one thread; several processes may read while one writes (WAL).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bayon/base/hash.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/format.hpp"
#include "bayon/store/audit_log.hpp"

struct sqlite3;

namespace bayon::store {

struct SourceFile {
  std::string name;
  Digest sha256;
  std::uint64_t bytes = 0;

  friend auto operator<=>(const SourceFile&, const SourceFile&) = default;
};

enum class SegmentKind : std::uint8_t { statements, version, flows };

struct SegmentRecord {
  SegmentKind kind{};
  std::string file;  ///< name inside segments/
  Digest content;
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
};

/// One committed load.
struct LoadRecord {
  std::uint64_t sequence = 0;  ///< 1, 2, 3... in the order of commits
  std::string dataset;
  source::Kind kind{};
  std::string format;
  std::string version;  ///< label, empty for ledgers
  std::string
      mapping;  ///< "preset bank", "file moves.toml sha256:..."; of formats without, as asked
  std::string loaded_at;  ///< instant of the commit; no part of any root
  std::uint64_t rows = 0;
  std::uint64_t accepted = 0;
  std::uint64_t rejected = 0;
  std::uint64_t facts = 0;  ///< statements of the version, or new flows
  std::uint64_t notes = 0;
  std::vector<std::string> remarks;
  std::vector<std::string> gaps;  ///< what the list has and this load does not, as it was told
  Digest root;                    ///< of the version's statements, or of the segment of flows
  std::vector<SourceFile> files;
  std::vector<SegmentRecord> segments;
};

/// Does a load's `mapping` surely understand a file otherwise than `other` does? Presets are told
/// apart by name, mapping files by the hash of their text, under whatever name. A load that only
/// kept what was asked, or a format without mappings, says nothing: false.
bool other_mapping(std::string_view mapping, std::string_view other);

/// Why a version cannot tell all that its list says: its gaps, and the rows that were rejected.
/// Empty for a whole version and for a ledger, which states no list.
std::vector<std::string> shortfalls(const LoadRecord& load);

/// The root of a load over its parts; what falls short is one of them, as answers depend on it.
/// [RFC6962]
Digest load_root(const LoadRecord& load, std::vector<Digest> parts);

/// One recorded answer.
struct AnswerRecord {
  std::uint64_t number = 0;
  std::string asked_at;
  std::string verb;
  std::string question;             ///< canonical JSON
  std::uint64_t load_sequence = 0;  ///< the snapshot: all loads up to this one
  Digest snapshot_root;
  Digest answer;  ///< SHA-256 of the canonical JSON answer
};

class LedgerDb {
 public:
  /// Opens or creates. Fails with ledger_db.failed, case.newer_format, case.damaged, file.* codes.
  static Result<LedgerDb> open(const std::filesystem::path& path, bool create, bool writable);
  ~LedgerDb();
  LedgerDb(LedgerDb&&) noexcept;
  LedgerDb& operator=(LedgerDb&&) noexcept;

  /// All loads in order, at most up to sequence `until` where one is named.
  Result<std::vector<LoadRecord>> loads(std::optional<std::uint64_t> until = {}) const;

  /// Makes `load` part of the case, together with the audit entry that tells of it. Durable when it
  /// returns. Returns its sequence.
  Result<std::uint64_t> commit(const LoadRecord& load, const std::string& audit_entry);

  /// Records an answer and its audit entry; a question with the same answer on the same snapshot is
  /// recorded once. Returns its number.
  Result<std::uint64_t> record(const AnswerRecord& answer, const std::string& audit_entry);
  Result<std::vector<AnswerRecord>> answers() const;

  /// Audit entries that are committed but perhaps not yet in audit.log, oldest first, and their
  /// removal once they are, together with the log's head.
  struct Pending {
    std::int64_t id;
    std::string entry;
  };
  Result<std::vector<Pending>> pending() const;
  Result<void> settled(std::int64_t last_id, const AuditHead& head);
  /// The head that audit.log had when entries were last settled.
  Result<AuditHead> audit_head() const;

  /// Walks every page, index and definition of the file, which reading records does not. Fails with
  /// case.damaged. What it passes over holds nothing: free pages, and gaps between records.
  Result<void> verify() const;

  /// Moves what the write-ahead log holds into the file, so that a copy of the folder is whole.
  /// Left for the next one where somebody is reading.
  void put_log_away();

  /// Notes what rejects.csv is about to become. The two newest notes are kept, for a crash can come
  /// between the note and the file.
  Result<void> note_rejects(const Digest& sha256);
  /// Is the rejects.csv of this hash one that Bayon wrote last?
  Result<bool> rejects_noted(const Digest& sha256) const;

 private:
  struct Statement;
  // One row over all others: how many there are, and where audit.log stands.
  struct Tally {
    std::uint64_t loads = 0, answers = 0, pending = 0;
    AuditHead audit;
    Digest rejects, rejects_before;
    Digest check() const;
  };
  LedgerDb() = default;
  Result<void> run(const char* sql) const;
  Result<Statement> prepare(const char* sql) const;
  Failure damaged(std::string why) const;
  // Runs `body` inside a transaction that begins with `begin`; nothing of it stays when it fails.
  template <typename Body>
  auto inside(const char* begin, const Body& body) const -> decltype(body());
  Result<Tally> tally() const;
  Result<void> put_tally(const Tally& tally) const;
  Result<void> insert_load(const LoadRecord& load) const;
  Result<void> push_entry(const std::string& entry) const;
  Result<std::vector<LoadRecord>> read_loads(std::uint64_t until) const;
  Result<std::vector<std::string>> words(const char* sql) const;

  struct Closer {
    void operator()(sqlite3* db) const;
  };
  std::unique_ptr<sqlite3, Closer> db_;
  std::string path_;
};

}  // namespace bayon::store
