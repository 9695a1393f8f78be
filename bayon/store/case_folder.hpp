// Where does a case lie on disk, and who may write it?
//
//   case/segments/*.seg  index/*.idx  rules/*.yml  ledger.sqlite  audit.log  rejects.csv  lock
//
// What each file holds and in which order they are written: docs/formats/case.md.
//
// One process writes at a time; a second one is told who the first is. Readers never wait.
//
// Threads: a CaseFolder belongs to one thread.
#pragma once

#include <filesystem>
#include <string>

#include "bayon/base/file.hpp"
#include "bayon/base/instant.hpp"
#include "bayon/base/result.hpp"
#include "bayon/store/audit_log.hpp"
#include "bayon/store/ledger_db.hpp"

namespace bayon::store {

enum class Access : std::uint8_t { read, write };

/// Appends the ledger's committed entries to the log at `audit`; safe to repeat, and from any
/// process. Fails with audit.truncated, audit.broken_chain and the codes of files.
Result<void> settle_audit(LedgerDb& ledger, const std::filesystem::path& audit);

/// May an answer be written to `file` without harm to the case in `case_folder`, or to any other?
/// Fails with case.own_file where that is one of a case's own, through whatever links.
Result<void> check_output(const std::filesystem::path& case_folder,
                          const std::filesystem::path& file);

class CaseFolder {
 public:
  /// Makes an empty case in a folder that is new, empty, or left by an init that was interrupted.
  /// Fails with case.exists, case.locked or the codes of files; an empty path is no folder.
  static Result<void> create(const std::filesystem::path& path);

  /// Opens a case. With Access::write it takes the writer's lock (case.locked names the holder),
  /// brings audit.log up to the ledger and removes segments that no load owns: what a crash left
  /// behind. Fails with case.not_found, case.damaged, case.newer_format, case.locked, and
  /// file.unreadable where it may not look into the folder.
  static Result<CaseFolder> open(const std::filesystem::path& path, Access access);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path segments() const { return path_ / "segments"; }
  std::filesystem::path index() const { return path_ / "index"; }
  std::filesystem::path audit_path() const { return path_ / "audit.log"; }
  std::filesystem::path rejects_path() const { return path_ / "rejects.csv"; }
  LedgerDb& ledger() { return ledger_; }
  const LedgerDb& ledger() const { return ledger_; }

  /// Walks the ledger's own file, reads audit.log and rejects.csv and compares them with what the
  /// ledger knows of them. Fails with case.damaged, audit.truncated, audit.broken_chain,
  /// file.damaged. Returns the log's head.
  Result<AuditHead> verify_records() const;

  /// Removes segments that no load owns, and files that were left half written.
  Result<void> remove_orphans();

  /// Appends committed entries to audit.log. Called after every commit; safe to repeat.
  Result<void> settle_audit() { return store::settle_audit(ledger_, audit_path()); }

 private:
  CaseFolder(std::filesystem::path path, LedgerDb ledger, FileHandle lock)
      : path_(std::move(path)), ledger_(std::move(ledger)), lock_(std::move(lock)) {}
  Result<AuditHead> verify_audit() const;

  std::filesystem::path path_;
  LedgerDb ledger_;
  FileHandle lock_;
};

}  // namespace bayon::store
