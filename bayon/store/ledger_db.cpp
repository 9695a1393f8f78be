#include "bayon/store/ledger_db.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/store/detail/record_checks.hpp"

namespace bayon::store {

namespace {

constexpr int schema_version = 1;
constexpr int busy_wait_ms_max = 10'000;
constexpr int put_away_wait_ms_max = 100;
constexpr std::uint64_t sequence_max = std::numeric_limits<std::int64_t>::max();

constexpr const char* schema = R"sql(
CREATE TABLE load(
  sequence INTEGER PRIMARY KEY, dataset TEXT NOT NULL, kind INTEGER NOT NULL, format TEXT NOT NULL,
  version TEXT NOT NULL, mapping TEXT NOT NULL, loaded_at TEXT NOT NULL, rows INTEGER NOT NULL,
  accepted INTEGER NOT NULL, rejected INTEGER NOT NULL, facts INTEGER NOT NULL,
  notes INTEGER NOT NULL, remarks TEXT NOT NULL, root TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE source_file(
  load INTEGER NOT NULL REFERENCES load, ordinal INTEGER NOT NULL, name TEXT NOT NULL,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY(load, ordinal)) STRICT;
CREATE TABLE segment(
  load INTEGER NOT NULL REFERENCES load, ordinal INTEGER NOT NULL, kind INTEGER NOT NULL,
  file TEXT NOT NULL, content TEXT NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL,
  PRIMARY KEY(load, ordinal)) STRICT;
CREATE TABLE answer(
  number INTEGER PRIMARY KEY, asked_at TEXT NOT NULL, verb TEXT NOT NULL, question TEXT NOT NULL,
  load_sequence INTEGER NOT NULL, snapshot_root TEXT NOT NULL, answer TEXT NOT NULL,
  digest TEXT NOT NULL, UNIQUE(verb, question, snapshot_root, answer)) STRICT;
CREATE TABLE outbox(id INTEGER PRIMARY KEY, entry TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE tally(
  one INTEGER PRIMARY KEY CHECK(one = 1), loads INTEGER NOT NULL, answers INTEGER NOT NULL,
  pending INTEGER NOT NULL, audit_entries INTEGER NOT NULL, audit_bytes INTEGER NOT NULL,
  audit_root TEXT NOT NULL,
  rejects TEXT NOT NULL, rejects_before TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
)sql";

Failure broken(sqlite3* db, const std::string& path) {
  const int code = db == nullptr ? SQLITE_CANTOPEN : sqlite3_errcode(db) & 0xff;
  const std::string why = db == nullptr ? "out of memory" : sqlite3_errmsg(db);
  const Place place{path, 0, {}};
  switch (code) {
    case SQLITE_FULL:
      return fail(errors::file_disk_full, why, place);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: {
      const int cause = db == nullptr ? 0 : sqlite3_system_errno(db);
      const Failure failure = system_failure(cause, path, true);
      const bool told = cause != 0 && (failure.error.code == errors::file_disk_full ||
                                       failure.error.code == errors::file_read_only_folder);
      if (told) return failure;
      return fail(errors::ledger_db_failed, fmt::format("{} ({})", why, code), place);
    }
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return fail(errors::file_read_only_folder, why, place);
    // Our own SQL is right: what it cannot find was there when the case was made.
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return fail(errors::case_damaged, why, place);
    case SQLITE_BUSY:
      return fail(errors::case_locked, why, place);
    default:
      return fail(errors::ledger_db_failed, fmt::format("{} ({})", why, code), place);
  }
}

}  // namespace

void LedgerDb::Closer::operator()(sqlite3* db) const { sqlite3_close_v2(db); }
LedgerDb::~LedgerDb() = default;
LedgerDb::LedgerDb(LedgerDb&&) noexcept = default;
LedgerDb& LedgerDb::operator=(LedgerDb&&) noexcept = default;

// A prepared statement: bind in order, step, read columns in order.
struct LedgerDb::Statement {
  struct Finalizer {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  std::unique_ptr<sqlite3_stmt, Finalizer> held;
  sqlite3* db = nullptr;
  const std::string* path = nullptr;
  int bound = 0;

  Statement& bind(std::string_view text) {
    sqlite3_bind_text(held.get(), ++bound, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
    return *this;
  }
  Statement& bind(std::uint64_t value) {
    sqlite3_bind_int64(held.get(), ++bound, static_cast<sqlite3_int64>(value));
    return *this;
  }
  // True while there is a row.
  Result<bool> step() {
    const int code = sqlite3_step(held.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return broken(db, *path);
  }
  Result<void> finish() {
    BAYON_TRY_VOID(step());
    return {};
  }
  std::string text(int column) const {
    const auto* bytes = sqlite3_column_text(held.get(), column);
    return bytes == nullptr
               ? std::string()
               : std::string(reinterpret_cast<const char*>(bytes),
                             static_cast<std::size_t>(sqlite3_column_bytes(held.get(), column)));
  }
  std::uint64_t number(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(held.get(), column));
  }
  Result<Digest> digest(int column) const {
    Digest out;
    if (!parse_digest(text(column), out)) {
      return fail(errors::case_damaged, "a hash in the ledger is malformed", Place{*path, 0, {}});
    }
    return out;
  }
};

namespace {

// A path inside a URI: SQLite would take these characters for its own.
std::string uri_path(const std::string& path) {
  std::string out;
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      out += fmt::format("%{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Digest LedgerDb::Tally::check() const {
  detail::Fields out;
  out.add("tally").add(loads).add(answers).add(pending);
  out.add(audit.entries).add(audit.bytes).add(audit.root);
  return out.add(rejects).add(rejects_before).finish();
}

Failure LedgerDb::damaged(std::string why) const {
  return fail(errors::case_damaged, std::move(why), Place{path_, 0, {}});
}

template <typename Body>
auto LedgerDb::inside(const char* begin, const Body& body) const -> decltype(body()) {
  BAYON_TRY_VOID(run(begin));
  auto done = body();
  if (done.ok()) {
    auto committed = run("COMMIT");
    if (committed.ok()) return done;
    done = fail(std::move(committed).error());
  }
  (void)run("ROLLBACK");
  return done;
}

Result<LedgerDb::Tally> LedgerDb::tally() const {
  BAYON_TRY(
      auto ask,
      prepare("SELECT loads, answers, pending, audit_entries, audit_bytes, audit_root, rejects, "
              "rejects_before, digest FROM tally"));
  BAYON_TRY(const bool row, ask.step());
  if (!row) return damaged("the ledger's tally is gone");
  Tally out;
  out.loads = ask.number(0);
  out.answers = ask.number(1);
  out.pending = ask.number(2);
  out.audit.entries = ask.number(3);
  out.audit.bytes = ask.number(4);
  BAYON_TRY(out.audit.root, ask.digest(5));
  BAYON_TRY(out.rejects, ask.digest(6));
  BAYON_TRY(out.rejects_before, ask.digest(7));
  BAYON_TRY(const Digest check, ask.digest(8));
  if (check != out.check()) return damaged("the ledger's tally was changed");
  return out;
}

Result<void> LedgerDb::put_tally(const Tally& tally) const {
  BAYON_TRY(auto put, prepare("INSERT OR REPLACE INTO tally VALUES(1, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  put.bind(tally.loads).bind(tally.answers).bind(tally.pending);
  put.bind(tally.audit.entries).bind(tally.audit.bytes).bind(tally.audit.root.hex());
  put.bind(tally.rejects.hex()).bind(tally.rejects_before.hex());
  put.bind(tally.check().hex());
  return put.finish();
}

Result<void> LedgerDb::run(const char* sql) const {
  if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return broken(db_.get(), path_);
  }
  return {};
}

Result<LedgerDb::Statement> LedgerDb::prepare(const char* sql) const {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(db_.get(), sql, -1, &raw, nullptr) != SQLITE_OK) {
    return broken(db_.get(), path_);
  }
  Statement out;
  out.held.reset(raw);
  out.db = db_.get();
  out.path = &path_;
  return out;
}

Result<LedgerDb> LedgerDb::open(const std::filesystem::path& path, bool create, bool writable) {
  LedgerDb out;
  out.path_ = path.string();
  sqlite3* raw = nullptr;
  const auto connect = [&](bool write, bool immutable) {
    const int flags =
        write ? SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0) : SQLITE_OPEN_READONLY;
    const std::string uri = "file:" + uri_path(path.string()) + (immutable ? "?immutable=1" : "");
    const int code = sqlite3_open_v2(uri.c_str(), &raw, flags | SQLITE_OPEN_URI, nullptr);
    out.db_.reset(raw);
    return code == SQLITE_OK;
  };
  BAYON_TRY_VOID(check_regular(path, errors::case_damaged));
  if (!connect(writable, false)) return broken(out.db_.get(), out.path_);
  sqlite3_busy_timeout(out.db_.get(), busy_wait_ms_max);
  if (create) {
    BAYON_TRY_VOID(out.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE;"));
    BAYON_TRY_VOID(out.run(schema));
    BAYON_TRY_VOID(out.put_tally({}));
    BAYON_TRY_VOID(out.run(fmt::format("PRAGMA user_version={}; COMMIT;", schema_version).c_str()));
  }
  const auto version = [&]() -> Result<std::uint64_t> {
    BAYON_TRY(auto ask, out.prepare("PRAGMA user_version"));
    BAYON_TRY_VOID(ask.step());
    return ask.number(0);
  };
  auto found = version();
  // A folder that may not be written cannot hold WAL's shared memory; nobody can be writing there
  // either. But what a crash left in the log would then be passed over in silence.
  if (!found.ok() && !writable && found.error().code != errors::case_damaged) {
    std::error_code status;
    const auto log_bytes = std::filesystem::file_size(path.string() + "-wal", status);
    if (!status && log_bytes != 0) {
      return fail(errors::file_read_only_folder,
                  "ledger.sqlite-wal holds records that ledger.sqlite lacks; open the case once "
                  "where it can be written, then copy it",
                  Place{out.path_, 0, {}});
    }
    if (connect(false, true)) found = version();
  }
  if (!found.ok()) {
    // SQLite says that it cannot open its files; the folder itself can say why.
    if (writable && found.error().code == errors::ledger_db_failed) {
      BAYON_TRY_VOID(FileWriter::create(path));
    }
    return fail(found.error());
  }
  if (*found > schema_version) {
    return fail(errors::case_newer_format, fmt::format("ledger version {}", *found),
                Place{out.path_, 0, {}});
  }
  if (*found == 0)
    return fail(errors::case_damaged, "the ledger is empty", Place{out.path_, 0, {}});
  if (writable) BAYON_TRY_VOID(out.run("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"));
  return out;
}

Result<std::vector<LoadRecord>> LedgerDb::loads(std::optional<std::uint64_t> until) const {
  return inside("BEGIN", [&] { return read_loads(until.value_or(sequence_max)); });
}

// long: one record, column by column
Result<std::vector<LoadRecord>> LedgerDb::read_loads(std::uint64_t until) const {
  BAYON_TRY(const Tally held, tally());
  std::vector<LoadRecord> out;
  std::vector<Digest> checks;
  BAYON_TRY(auto ask,
            prepare("SELECT sequence, dataset, kind, format, version, mapping, loaded_at, rows, "
                    "accepted, rejected, facts, notes, remarks, root, digest FROM load "
                    "WHERE sequence <= ?1 ORDER BY sequence"));
  ask.bind(until);
  for (;;) {
    BAYON_TRY(const bool row, ask.step());
    if (!row) break;
    LoadRecord load;
    load.sequence = ask.number(0);
    load.dataset = ask.text(1);
    load.kind = static_cast<source::Kind>(ask.number(2));
    load.format = ask.text(3);
    load.version = ask.text(4);
    load.mapping = ask.text(5);
    load.loaded_at = ask.text(6);
    load.rows = ask.number(7);
    load.accepted = ask.number(8);
    load.rejected = ask.number(9);
    load.facts = ask.number(10);
    load.notes = ask.number(11);
    detail::read_remarks(ask.text(12), load);
    BAYON_TRY(load.root, ask.digest(13));
    BAYON_TRY(const Digest check, ask.digest(14));
    checks.push_back(check);
    out.push_back(std::move(load));
  }
  const std::uint64_t expected = std::min(until, held.loads);
  if (out.size() != expected) {
    return damaged(fmt::format("{} loads of {} are there", out.size(), expected));
  }
  BAYON_TRY(auto files, prepare("SELECT load, name, sha256, bytes FROM source_file "
                                "WHERE load <= ?1 ORDER BY load, ordinal"));
  files.bind(until);
  for (;;) {
    BAYON_TRY(const bool row, files.step());
    if (!row) break;
    BAYON_TRY(const Digest sha256, files.digest(2));
    const std::uint64_t at = files.number(0) - 1;
    if (at < out.size()) out[at].files.push_back({files.text(1), sha256, files.number(3)});
  }
  BAYON_TRY(auto segments, prepare("SELECT load, kind, file, content, rows, bytes FROM segment "
                                   "WHERE load <= ?1 ORDER BY load, ordinal"));
  segments.bind(until);
  for (;;) {
    BAYON_TRY(const bool row, segments.step());
    if (!row) break;
    BAYON_TRY(const Digest content, segments.digest(3));
    const std::uint64_t at = segments.number(0) - 1;
    if (at < out.size()) {
      out[at].segments.push_back({static_cast<SegmentKind>(segments.number(1)), segments.text(2),
                                  content, segments.number(4), segments.number(5)});
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i].sequence != i + 1 || detail::check_of(out[i]) != checks[i]) {
      return damaged(fmt::format("the record of load {} was changed", i + 1));
    }
  }
  return out;
}

Result<void> LedgerDb::insert_load(const LoadRecord& load) const {
  BAYON_TRY(auto add, prepare("INSERT INTO load VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
  add.bind(load.sequence).bind(load.dataset).bind(static_cast<std::uint64_t>(load.kind));
  add.bind(load.format).bind(load.version).bind(load.mapping).bind(load.loaded_at).bind(load.rows);
  add.bind(load.accepted).bind(load.rejected).bind(load.facts).bind(load.notes);
  add.bind(detail::remarks_text(load)).bind(load.root.hex()).bind(detail::check_of(load).hex());
  BAYON_TRY_VOID(add.finish());
  for (std::size_t i = 0; i < load.files.size(); ++i) {
    BAYON_TRY(auto file, prepare("INSERT INTO source_file VALUES(?,?,?,?,?)"));
    file.bind(load.sequence).bind(i).bind(load.files[i].name).bind(load.files[i].sha256.hex());
    file.bind(load.files[i].bytes);
    BAYON_TRY_VOID(file.finish());
  }
  for (std::size_t i = 0; i < load.segments.size(); ++i) {
    const auto& s = load.segments[i];
    BAYON_TRY(auto segment, prepare("INSERT INTO segment VALUES(?,?,?,?,?,?,?)"));
    segment.bind(load.sequence).bind(i).bind(static_cast<std::uint64_t>(s.kind)).bind(s.file);
    segment.bind(s.content.hex()).bind(s.rows).bind(s.bytes);
    BAYON_TRY_VOID(segment.finish());
  }
  return {};
}

Result<void> LedgerDb::push_entry(const std::string& entry) const {
  BAYON_TRY(auto next, prepare("SELECT coalesce(max(id), 0) + 1 FROM outbox"));
  BAYON_TRY_VOID(next.step());
  const std::uint64_t id = next.number(0);
  BAYON_TRY(auto out, prepare("INSERT INTO outbox VALUES(?,?,?)"));
  out.bind(id).bind(entry).bind(detail::check_of(id, entry).hex());
  return out.finish();
}

Result<std::uint64_t> LedgerDb::commit(const LoadRecord& load, const std::string& audit_entry) {
  return inside("BEGIN IMMEDIATE", [&]() -> Result<std::uint64_t> {
    BAYON_TRY(Tally held, tally());
    LoadRecord numbered = load;
    numbered.sequence = ++held.loads;
    ++held.pending;
    BAYON_TRY_VOID(insert_load(numbered));
    BAYON_TRY_VOID(push_entry(audit_entry));
    BAYON_TRY_VOID(put_tally(held));
    return numbered.sequence;
  });
}

Result<std::uint64_t> LedgerDb::record(const AnswerRecord& answer, const std::string& audit_entry) {
  return inside("BEGIN IMMEDIATE", [&]() -> Result<std::uint64_t> {
    BAYON_TRY(auto known, prepare("SELECT number FROM answer WHERE verb = ? AND question = ? AND "
                                  "snapshot_root = ? AND answer = ?"));
    known.bind(answer.verb).bind(answer.question).bind(answer.snapshot_root.hex());
    known.bind(answer.answer.hex());
    BAYON_TRY(const bool row, known.step());
    if (row) return known.number(0);
    BAYON_TRY(Tally held, tally());
    AnswerRecord numbered = answer;
    numbered.number = ++held.answers;
    ++held.pending;
    BAYON_TRY(auto add, prepare("INSERT INTO answer VALUES(?,?,?,?,?,?,?,?)"));
    add.bind(numbered.number).bind(answer.asked_at).bind(answer.verb).bind(answer.question);
    add.bind(answer.load_sequence).bind(answer.snapshot_root.hex()).bind(answer.answer.hex());
    add.bind(detail::check_of(numbered).hex());
    BAYON_TRY_VOID(add.finish());
    BAYON_TRY_VOID(push_entry(audit_entry));
    BAYON_TRY_VOID(put_tally(held));
    return numbered.number;
  });
}

Result<std::vector<AnswerRecord>> LedgerDb::answers() const {
  return inside("BEGIN", [&]() -> Result<std::vector<AnswerRecord>> {
    BAYON_TRY(const Tally held, tally());
    std::vector<AnswerRecord> out;
    BAYON_TRY(auto ask,
              prepare("SELECT number, asked_at, verb, question, load_sequence, snapshot_root, "
                      "answer, digest FROM answer ORDER BY number"));
    for (;;) {
      BAYON_TRY(const bool row, ask.step());
      if (!row) break;
      AnswerRecord answer;
      answer.number = ask.number(0);
      answer.asked_at = ask.text(1);
      answer.verb = ask.text(2);
      answer.question = ask.text(3);
      answer.load_sequence = ask.number(4);
      BAYON_TRY(answer.snapshot_root, ask.digest(5));
      BAYON_TRY(answer.answer, ask.digest(6));
      BAYON_TRY(const Digest check, ask.digest(7));
      if (answer.number != out.size() + 1 || check != detail::check_of(answer)) {
        return damaged(fmt::format("the record of answer {} was changed", out.size() + 1));
      }
      out.push_back(std::move(answer));
    }
    if (out.size() == held.answers) return out;
    return damaged(fmt::format("{} answers of {} are there", out.size(), held.answers));
  });
}

Result<std::vector<LedgerDb::Pending>> LedgerDb::pending() const {
  return inside("BEGIN", [&]() -> Result<std::vector<Pending>> {
    BAYON_TRY(const Tally held, tally());
    std::vector<Pending> out;
    BAYON_TRY(auto ask, prepare("SELECT id, entry, digest FROM outbox ORDER BY id"));
    for (;;) {
      BAYON_TRY(const bool row, ask.step());
      if (!row) break;
      BAYON_TRY(const Digest check, ask.digest(2));
      out.push_back({static_cast<std::int64_t>(ask.number(0)), ask.text(1)});
      if (check != detail::check_of(ask.number(0), out.back().entry)) {
        return damaged("an entry that audit.log is to have was changed");
      }
    }
    if (out.size() == held.pending) return out;
    return damaged(
        fmt::format("{} entries for audit.log of {} are there", out.size(), held.pending));
  });
}

Result<void> LedgerDb::settled(std::int64_t last_id, const AuditHead& head) {
  return inside("BEGIN IMMEDIATE", [&]() -> Result<void> {
    BAYON_TRY(Tally held, tally());
    BAYON_TRY(auto drop, prepare("DELETE FROM outbox WHERE id <= ?"));
    drop.bind(static_cast<std::uint64_t>(last_id));
    BAYON_TRY_VOID(drop.finish());
    held.pending -= static_cast<std::uint64_t>(sqlite3_changes(db_.get()));
    held.audit = head;
    return put_tally(held);
  });
}

Result<AuditHead> LedgerDb::audit_head() const {
  BAYON_TRY(const Tally held, tally());
  return held.audit;
}

// All texts that a question in SQL yields, row by row.
Result<std::vector<std::string>> LedgerDb::words(const char* sql) const {
  BAYON_TRY(auto ask, prepare(sql));
  std::vector<std::string> out;
  for (;;) {
    BAYON_TRY(const bool row, ask.step());
    if (!row) return out;
    out.push_back(ask.text(0));
  }
}

Result<void> LedgerDb::verify() const {
  BAYON_TRY(const auto found, words("PRAGMA integrity_check(1)"));
  if (found != std::vector<std::string>{"ok"}) {
    return damaged(found.empty() ? "it was not walked" : found.front());
  }
  // A definition may be changed and still be one: it is held to those that we write.
  constexpr const char* definitions =
      "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM "
      "sqlite_schema ORDER BY rowid";
  LedgerDb ours;
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open(":memory:", &raw);
  ours.db_.reset(raw);
  ours.path_ = path_;
  if (opened != SQLITE_OK) return broken(raw, path_);
  BAYON_TRY_VOID(ours.run(schema));
  BAYON_TRY(const auto expected, ours.words(definitions));
  BAYON_TRY(const auto held, words(definitions));
  if (held != expected) return damaged("a definition of a table was changed");
  return {};
}

void LedgerDb::put_log_away() {
  sqlite3_busy_timeout(db_.get(), put_away_wait_ms_max);
  sqlite3_wal_checkpoint_v2(db_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(db_.get(), busy_wait_ms_max);
}

Result<void> LedgerDb::note_rejects(const Digest& sha256) {
  return inside("BEGIN IMMEDIATE", [&]() -> Result<void> {
    BAYON_TRY(Tally held, tally());
    if (held.rejects == sha256) return {};
    held.rejects_before = held.rejects;
    held.rejects = sha256;
    return put_tally(held);
  });
}

Result<bool> LedgerDb::rejects_noted(const Digest& sha256) const {
  BAYON_TRY(const Tally held, tally());
  return held.rejects == sha256 || held.rejects_before == sha256;
}

}  // namespace bayon::store
