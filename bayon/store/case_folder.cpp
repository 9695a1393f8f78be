#include "bayon/store/case_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "bayon/base/control.hpp"
#include "bayon/base/error_codes.hpp"

namespace bayon::store {

namespace {

std::string holder_of(const std::filesystem::path& lock) {
  const auto text = read_file(lock, 4096);
  if (!text.ok() || text->find('\n') == std::string::npos) return "another process";
  return text->substr(0, text->find('\n'));
}

constexpr std::string_view root_files[] = {"ledger.", "audit.log.", "rejects.csv."};
// What stands in a case's folder and is nobody else's to write.
constexpr std::string_view own_names[] = {"ledger.sqlite",
                                          "ledger.sqlite-wal",
                                          "ledger.sqlite-shm",
                                          "ledger.sqlite-journal",
                                          "audit.log",
                                          "lock",
                                          "rejects.csv",
                                          "segments",
                                          "index",
                                          "rules"};

Result<FileHandle> take_lock(const std::filesystem::path& path) {
  FileHandle handle(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (handle.get() < 0) return system_failure(errno, path, true);
  if (::flock(handle.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return system_failure(errno, path, true);
    return fail(errors::case_locked, "held by " + holder_of(path),
                Place{path.parent_path().string(), 0, {}});
  }
  // A reader of the file finds the holder's name, or the one before it; never an empty one.
  const std::string text = fmt::format("process {}\n", ::getpid());
  if (::pwrite(handle.get(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()) ||
      ::ftruncate(handle.get(), static_cast<off_t>(text.size())) != 0) {
    return system_failure(errno, path, true);
  }
  return handle;
}

// A file of ours that a crash left half made, SQLite's companions of one included.
bool left_aside(std::string_view name) {
  for (const std::string_view companion : {"-wal", "-shm", "-journal"}) {
    if (name.ends_with(companion)) name.remove_suffix(companion.size());
  }
  const bool ours = std::any_of(std::begin(root_files), std::end(root_files),
                                [&](std::string_view file) { return name.starts_with(file); });
  return ours && name.ends_with(".part");
}

// What an init that was interrupted may have left; anything else in the folder is someone's.
bool left_by_init(const std::string& name) {
  return name == "segments" || name == "index" || name == "audit.log" || name == "lock" ||
         left_aside(name);
}

// Is there what only a case that was loaded into leaves behind?
bool holds_work(const std::filesystem::path& path) {
  std::error_code status;
  const auto log = std::filesystem::file_size(path / "audit.log", status);
  if (!status && log != 0) return true;
  const std::filesystem::directory_iterator segments(path / "segments", status);
  return !status && segments != std::filesystem::directory_iterator();
}

Failure ledger_missing(const std::filesystem::path& path) {
  return fail(errors::case_damaged, "ledger.sqlite is not there, while the case's other files are",
              Place{path.string(), 0, {}});
}

// Would writing `target` replace what the case at `home` keeps? Both are canonical.
bool harms_case(const std::filesystem::path& home, const std::filesystem::path& target) {
  std::error_code status;
  const auto lies_in = [&](const std::filesystem::path& own) {
    return std::mismatch(own.begin(), own.end(), target.begin(), target.end()).first == own.end();
  };
  bool harms =
      target == home || (target.parent_path() == home && left_aside(target.filename().string()));
  for (const std::string_view own : own_names) {
    harms = harms || lies_in(home / own) ||
            lies_in(std::filesystem::weakly_canonical(home / own, status));
  }
  return harms;
}

bool is_case(const std::filesystem::path& folder) {
  std::error_code status;
  return std::filesystem::exists(folder / "ledger.sqlite", status) &&
         std::filesystem::exists(folder / "audit.log", status);
}

}  // namespace

Result<void> check_output(const std::filesystem::path& case_folder,
                          const std::filesystem::path& file) {
  if (has_control(file.native())) {
    return fail(errors::file_not_writable, "its name holds a control character",
                Place{file.string(), 0, {}});
  }
  std::error_code status;
  const auto home = std::filesystem::weakly_canonical(case_folder, status);
  const auto target = std::filesystem::weakly_canonical(file, status);
  // A path that cannot be followed cannot be written to either.
  if (status) return system_failure(status.value(), file, true);
  bool harms = harms_case(home, target);
  for (auto around = target.parent_path(); around.has_relative_path();
       around = around.parent_path()) {
    harms = harms || (is_case(around) && harms_case(around, target));
  }
  if (harms) return fail(errors::case_own_file, {}, Place{file.string(), 0, {}});
  return {};
}

Result<void> CaseFolder::create(const std::filesystem::path& path) {
  if (path.empty()) return fail(errors::file_not_writable, "the folder has no name");
  BAYON_TRY_VOID(make_folder(path));
  std::error_code status;
  if (holds_work(path) && !std::filesystem::exists(path / "ledger.sqlite", status)) {
    return ledger_missing(path);
  }
  for (const auto& held : std::filesystem::directory_iterator(path, status)) {
    const std::string name = held.path().filename().string();
    if (left_by_init(name)) continue;
    const bool is_case = std::filesystem::exists(path / "ledger.sqlite", status);
    return fail(errors::case_exists, is_case ? "it is a case already" : "it holds " + name,
                Place{path.string(), 0, {}});
  }
  BAYON_TRY(const FileHandle lock, take_lock(path / "lock"));
  // Another process may have made the case while this one came to the lock.
  if (std::filesystem::exists(path / "ledger.sqlite", status)) {
    return fail(errors::case_exists, {}, Place{path.string(), 0, {}});
  }
  BAYON_TRY_VOID(make_folder(path / "segments"));
  BAYON_TRY_VOID(make_folder(path / "index"));
  BAYON_TRY_VOID(write_file(path / "audit.log", ""));
  // The ledger comes last, under its final name at once complete: a case is there or it is not.
  const auto aside = path / fmt::format("ledger.{}.part", ::getpid());
  for (const char* end : {"", "-wal", "-shm"}) {
    std::filesystem::remove(aside.string() + end, status);
  }
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
    const bool hidden = status && status != std::errc::no_such_file_or_directory &&
                        status != std::errc::not_a_directory;
    if (hidden) return system_failure(status.value(), path, false);
    if (holds_work(path)) return ledger_missing(path);
    return fail(errors::case_not_found, {}, Place{path.string(), 0, {}});
  }
  for (const auto& own : {path / "ledger.sqlite", path / "audit.log", path / "lock"}) {
    BAYON_TRY_VOID(check_regular(own, errors::case_damaged));
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
    return out;
  }
  // A damaged write-ahead log loses loads in silence, but audit.log still tells of them.
  BAYON_TRY(const AuditHead known, out.ledger_.audit_head());
  const auto bytes = std::filesystem::file_size(out.audit_path(), status);
  if (status || bytes != known.bytes) BAYON_TRY_VOID(out.verify_audit());
  return out;
}

namespace {

// Does the log tell what the ledger knows of it, and nothing but what the ledger still has to note?
// Returns how many of the pending entries are in the log already.
Result<std::size_t> compare_audit(const std::vector<AuditEntry>& entries, const AuditHead& known,
                                  const std::vector<LedgerDb::Pending>& pending,
                                  const std::filesystem::path& path) {
  if (entries.size() < known.entries) {
    return fail(errors::audit_truncated,
                fmt::format("{} entries, the ledger knows of {}", entries.size(), known.entries),
                Place{path.string(), 0, {}});
  }
  const auto broken = [&](std::uint64_t number, std::string why) {
    return fail(errors::audit_broken_chain, std::move(why), Place{path.string(), number, {}});
  };
  const Digest root = known.entries == 0 ? AuditHead().root : entries[known.entries - 1].root;
  if (root != known.root) return broken(known.entries, "the ledger knows another tree head");
  // Entries past the known head were appended before a crash kept us from noting it.
  std::size_t settled = 0;
  for (std::uint64_t n = known.entries; n < entries.size(); ++n, ++settled) {
    if (settled == pending.size() || entries[n].text != pending[settled].entry) {
      return broken(n + 1, "the ledger does not know of this entry");
    }
  }
  return settled;
}

}  // namespace

Result<void> settle_audit(LedgerDb& ledger, const std::filesystem::path& audit) {
  BAYON_TRY(AuditLog log, AuditLog::open(audit));
  // Read under the log's lock: another process may have settled while this one waited.
  BAYON_TRY(const auto pending, ledger.pending());
  BAYON_TRY(const AuditHead known, ledger.audit_head());
  BAYON_TRY(const std::size_t settled, compare_audit(log.entries(), known, pending, audit));
  if (pending.empty()) return {};
  for (std::size_t next = settled; next < pending.size(); ++next) {
    BAYON_TRY_VOID(log.append(pending[next].entry));
  }
  return ledger.settled(pending.back().id, log.head());
}

Result<AuditHead> CaseFolder::verify_audit() const {
  // While this lock is shared nobody appends, so log and ledger are of one moment.
  const FileHandle still(::open(audit_path().c_str(), O_RDONLY | O_CLOEXEC));
  while (still.get() >= 0 && ::flock(still.get(), LOCK_SH) != 0) {
    if (errno != EINTR) return system_failure(errno, audit_path(), false);
  }
  BAYON_TRY(const auto reading, read_audit(audit_path()));
  BAYON_TRY(const auto pending, ledger_.pending());
  BAYON_TRY(const AuditHead known, ledger_.audit_head());
  BAYON_TRY_VOID(compare_audit(reading.entries, known, pending, audit_path()));
  return reading.head;
}

Result<AuditHead> CaseFolder::verify_records() const {
  BAYON_TRY_VOID(ledger_.verify());
  BAYON_TRY(const AuditHead head, verify_audit());
  BAYON_TRY_VOID(check_regular(rejects_path(), errors::file_damaged));
  const auto rejects = read_file(rejects_path(), std::uint64_t{1} << 34);
  if (rejects.ok()) {
    BAYON_TRY(const bool noted, ledger_.rejects_noted(sha256(*rejects)));
    if (!noted) {
      return fail(errors::file_damaged, "it is not as Bayon wrote it last; it may be deleted",
                  Place{rejects_path().string(), 0, {}});
    }
  } else if (rejects.error().code != errors::file_not_found) {
    return fail(rejects.error());
  }
  return head;
}

Result<void> CaseFolder::remove_orphans() {
  BAYON_TRY(const auto loads, ledger_.loads());
  std::set<std::string> owned;
  for (const auto& load : loads) {
    for (const auto& segment : load.segments) owned.insert(segment.file);
  }
  std::error_code status;
  const auto remove = [&](const std::filesystem::path& folder, const auto& orphan) {
    std::vector<std::filesystem::path> gone;
    for (const auto& entry : std::filesystem::directory_iterator(folder, status)) {
      if (orphan(entry.path().filename().string())) gone.push_back(entry.path());
    }
    for (const auto& path : gone) std::filesystem::remove(path, status);
  };
  // A reader that is making an index when its file goes keeps the index in memory.
  remove(segments(), [&](const std::string& name) { return !owned.contains(name); });
  remove(index(), [](const std::string& name) { return name.ends_with(".part"); });
  remove(path_, left_aside);
  return {};
}

}  // namespace bayon::store
