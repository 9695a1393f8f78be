#include "bayon/store/case_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::store {

namespace {

constexpr std::string_view settings =
    "# Settings of this case. A person may edit this file.\n"
    "[load]\n"
    "rejects_max = \"0.1%\"\n";

Result<FileHandle> take_lock(const std::filesystem::path& path) {
  FileHandle handle(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (handle.get() < 0) return system_failure(errno, path, true);
  if (::flock(handle.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return system_failure(errno, path, true);
    const auto holder = read_file(path, 4096);
    return fail(errors::case_locked, "held by " + (holder.ok() ? *holder : "another process"),
                Place{path.parent_path().string(), 0, {}});
  }
  const std::string text = fmt::format("process {}", ::getpid());
  if (::ftruncate(handle.get(), 0) != 0 ||
      ::pwrite(handle.get(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
    return system_failure(errno, path, true);
  }
  return handle;
}

}  // namespace

Result<void> CaseFolder::create(const std::filesystem::path& path) {
  std::error_code status;
  if (std::filesystem::exists(path / "ledger.sqlite", status)) {
    return fail(errors::case_exists, {}, Place{path.string(), 0, {}});
  }
  BAYON_TRY_VOID(make_folder(path / "segments"));
  BAYON_TRY_VOID(make_folder(path / "index"));
  BAYON_TRY_VOID(write_file(path / "bayon.toml", settings));
  BAYON_TRY_VOID(write_file(path / "audit.log", ""));
  // The ledger comes last, under its final name at once complete: a case is there or it is not.
  const auto aside = path / fmt::format("ledger.{}.part", ::getpid());
  std::filesystem::remove(aside, status);
  {
    BAYON_TRY(LedgerDb made, LedgerDb::open(aside, true, true));
  }
  std::filesystem::rename(aside, path / "ledger.sqlite", status);
  if (status) return system_failure(status.value(), path, true);
  return sync_folder(path);
}

Result<CaseFolder> CaseFolder::open(const std::filesystem::path& path, Access access) {
  std::error_code status;
  if (!std::filesystem::exists(path / "ledger.sqlite", status)) {
    return fail(errors::case_not_found, {}, Place{path.string(), 0, {}});
  }
  FileHandle lock;
  if (access == Access::write) {
    BAYON_TRY(lock, take_lock(path / "lock"));
  }
  BAYON_TRY(LedgerDb ledger,
            LedgerDb::open(path / "ledger.sqlite", false, access == Access::write));
  CaseFolder out(path, std::move(ledger), std::move(lock));
  if (access == Access::write) {
    BAYON_TRY_VOID(out.settle_audit());
    BAYON_TRY_VOID(out.remove_orphans());
  }
  return out;
}

Result<void> settle_audit(LedgerDb& ledger, const std::filesystem::path& audit) {
  BAYON_TRY(auto pending, ledger.pending());
  if (pending.empty()) return {};
  BAYON_TRY(AuditLog log, AuditLog::open(audit));
  // Another process may have settled while this one waited for the log.
  BAYON_TRY(pending, ledger.pending());
  if (pending.empty()) return {};
  BAYON_TRY(const auto known, ledger.audit_head());
  if (log.head().entries < known.first) {
    return fail(errors::audit_truncated,
                fmt::format("{} entries, the ledger knows of {}", log.head().entries, known.first),
                Place{audit.string(), 0, {}});
  }
  // Entries past the known head were appended before a crash kept us from noting it.
  BAYON_TRY(const auto reading, read_audit(audit));
  std::size_t next = 0;
  for (std::uint64_t n = known.first; n < log.head().entries && next < pending.size(); ++n) {
    if (reading.entries[n].text == pending[next].entry) ++next;
  }
  for (; next < pending.size(); ++next) {
    BAYON_TRY_VOID(log.append(pending[next].entry));
  }
  return ledger.settled(pending.back().id, log.head().entries, log.head().root);
}

Result<void> CaseFolder::remove_orphans() {
  BAYON_TRY(const auto loads, ledger_.loads());
  std::set<std::string> owned;
  for (const auto& load : loads) {
    for (const auto& segment : load.segments) owned.insert(segment.file);
  }
  std::error_code status;
  for (const auto& entry : std::filesystem::directory_iterator(segments(), status)) {
    if (!owned.contains(entry.path().filename().string())) {
      std::filesystem::remove(entry.path(), status);
    }
  }
  return {};
}

}  // namespace bayon::store
