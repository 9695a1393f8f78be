#include "bayon/store/ledger_db.hpp"

#include <sqlite3.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"

namespace bayon::store {

namespace {

constexpr int schema_version = 1;

constexpr const char* schema = R"sql(
CREATE TABLE load(
  sequence INTEGER PRIMARY KEY, dataset TEXT NOT NULL, kind INTEGER NOT NULL, format TEXT NOT NULL,
  version TEXT NOT NULL, mapping TEXT NOT NULL, loaded_at TEXT NOT NULL, rows INTEGER NOT NULL,
  accepted INTEGER NOT NULL, rejected INTEGER NOT NULL, facts INTEGER NOT NULL,
  notes INTEGER NOT NULL, remarks TEXT NOT NULL, root TEXT NOT NULL) STRICT;
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
  UNIQUE(verb, question, snapshot_root, answer)) STRICT;
CREATE TABLE outbox(id INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT;
CREATE TABLE audit(
  one INTEGER PRIMARY KEY CHECK(one = 1), entries INTEGER NOT NULL, root TEXT NOT NULL) STRICT;
)sql";

Failure broken(sqlite3* db, const std::string& path) {
  const int code = db == nullptr ? SQLITE_CANTOPEN : sqlite3_errcode(db);
  const std::string why = db == nullptr ? "out of memory" : sqlite3_errmsg(db);
  const Place place{path, 0, {}};
  switch (code) {
    case SQLITE_FULL:
      return fail(errors::file_disk_full, why, place);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return fail(errors::file_read_only_folder, why, place);
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
    const std::string uri = "file:" + path.string() + (immutable ? "?immutable=1" : "");
    const int code = sqlite3_open_v2(uri.c_str(), &raw, flags | SQLITE_OPEN_URI, nullptr);
    out.db_.reset(raw);
    return code == SQLITE_OK;
  };
  if (!connect(writable, false)) return broken(out.db_.get(), out.path_);
  sqlite3_busy_timeout(out.db_.get(), 10'000);
  if (create) {
    BAYON_TRY_VOID(out.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; BEGIN IMMEDIATE;"));
    BAYON_TRY_VOID(out.run(schema));
    BAYON_TRY_VOID(out.run(fmt::format("PRAGMA user_version={}; COMMIT;", schema_version).c_str()));
  }
  const auto version = [&]() -> Result<std::uint64_t> {
    BAYON_TRY(auto ask, out.prepare("PRAGMA user_version"));
    BAYON_TRY_VOID(ask.step());
    return ask.number(0);
  };
  auto found = version();
  // A folder that may not be written cannot hold WAL's shared memory; nobody can be writing there
  // either.
  if (!found.ok() && !writable && connect(false, true)) found = version();
  if (!found.ok()) return fail(found.error());
  if (*found > schema_version) {
    return fail(errors::case_newer_format, fmt::format("ledger version {}", *found),
                Place{out.path_, 0, {}});
  }
  if (*found == 0)
    return fail(errors::case_damaged, "the ledger is empty", Place{out.path_, 0, {}});
  if (writable) BAYON_TRY_VOID(out.run("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"));
  return out;
}

// long: one record, column by column
Result<std::vector<LoadRecord>> LedgerDb::loads(std::uint64_t until) const {
  std::vector<LoadRecord> out;
  BAYON_TRY(auto ask,
            prepare("SELECT sequence, dataset, kind, format, version, mapping, loaded_at, rows, "
                    "accepted, rejected, facts, notes, remarks, root FROM load "
                    "WHERE ?1 = 0 OR sequence <= ?1 ORDER BY sequence"));
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
    const auto remarks = nlohmann::json::parse(ask.text(12), nullptr, false);
    for (const auto& remark : remarks) {
      if (remark.is_string()) load.remarks.push_back(remark.get<std::string>());
    }
    BAYON_TRY(load.root, ask.digest(13));
    out.push_back(std::move(load));
  }
  const auto load_of = [&](std::uint64_t sequence) -> LoadRecord* {
    for (auto& load : out) {
      if (load.sequence == sequence) return &load;
    }
    return nullptr;
  };
  BAYON_TRY(auto files,
            prepare("SELECT load, name, sha256, bytes FROM source_file ORDER BY load, ordinal"));
  for (;;) {
    BAYON_TRY(const bool row, files.step());
    if (!row) break;
    BAYON_TRY(const Digest sha256, files.digest(2));
    if (auto* load = load_of(files.number(0))) {
      load->files.push_back({files.text(1), sha256, files.number(3)});
    }
  }
  BAYON_TRY(auto segments, prepare("SELECT load, kind, file, content, rows, bytes FROM segment "
                                   "ORDER BY load, ordinal"));
  for (;;) {
    BAYON_TRY(const bool row, segments.step());
    if (!row) break;
    BAYON_TRY(const Digest content, segments.digest(3));
    if (auto* load = load_of(segments.number(0))) {
      load->segments.push_back({static_cast<SegmentKind>(segments.number(1)), segments.text(2),
                                content, segments.number(4), segments.number(5)});
    }
  }
  return out;
}

Result<void> LedgerDb::insert_load(const LoadRecord& load) const {
  BAYON_TRY(auto add, prepare("INSERT INTO load VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
  add.bind(load.sequence).bind(load.dataset).bind(static_cast<std::uint64_t>(load.kind));
  add.bind(load.format).bind(load.version).bind(load.mapping).bind(load.loaded_at).bind(load.rows);
  add.bind(load.accepted).bind(load.rejected).bind(load.facts).bind(load.notes);
  add.bind(
      nlohmann::json(load.remarks).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  add.bind(load.root.hex());
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

Result<std::uint64_t> LedgerDb::commit(const LoadRecord& load, const std::string& audit_entry) {
  BAYON_TRY_VOID(run("BEGIN IMMEDIATE"));
  const auto inside = [&]() -> Result<std::uint64_t> {
    BAYON_TRY(auto ask, prepare("SELECT coalesce(max(sequence), 0) + 1 FROM load"));
    BAYON_TRY_VOID(ask.step());
    LoadRecord numbered = load;
    numbered.sequence = ask.number(0);
    ask.held.reset();
    BAYON_TRY_VOID(insert_load(numbered));
    BAYON_TRY(auto out, prepare("INSERT INTO outbox(entry) VALUES(?)"));
    out.bind(audit_entry);
    BAYON_TRY_VOID(out.finish());
    out.held.reset();
    BAYON_TRY_VOID(run("COMMIT"));
    return numbered.sequence;
  };
  auto done = inside();
  if (!done.ok()) (void)run("ROLLBACK");
  return done;
}

Result<std::uint64_t> LedgerDb::record(const AnswerRecord& answer, const std::string& audit_entry) {
  BAYON_TRY_VOID(run("BEGIN IMMEDIATE"));
  const auto inside = [&]() -> Result<std::uint64_t> {
    {
      BAYON_TRY(auto known, prepare("SELECT number FROM answer WHERE verb = ? AND question = ? AND "
                                    "snapshot_root = ? AND answer = ?"));
      known.bind(answer.verb).bind(answer.question).bind(answer.snapshot_root.hex());
      known.bind(answer.answer.hex());
      BAYON_TRY(const bool row, known.step());
      if (row) {
        const std::uint64_t number = known.number(0);
        known.held.reset();
        BAYON_TRY_VOID(run("COMMIT"));
        return number;
      }
    }
    BAYON_TRY(auto add, prepare("INSERT INTO answer(asked_at, verb, question, load_sequence, "
                                "snapshot_root, answer) VALUES(?,?,?,?,?,?)"));
    add.bind(answer.asked_at).bind(answer.verb).bind(answer.question).bind(answer.load_sequence);
    add.bind(answer.snapshot_root.hex()).bind(answer.answer.hex());
    BAYON_TRY_VOID(add.finish());
    add.held.reset();
    const auto number = static_cast<std::uint64_t>(sqlite3_last_insert_rowid(db_.get()));
    BAYON_TRY(auto out, prepare("INSERT INTO outbox(entry) VALUES(?)"));
    out.bind(audit_entry);
    BAYON_TRY_VOID(out.finish());
    out.held.reset();
    BAYON_TRY_VOID(run("COMMIT"));
    return number;
  };
  auto done = inside();
  if (!done.ok()) (void)run("ROLLBACK");
  return done;
}

Result<std::vector<AnswerRecord>> LedgerDb::answers() const {
  std::vector<AnswerRecord> out;
  BAYON_TRY(auto ask,
            prepare("SELECT number, asked_at, verb, question, load_sequence, snapshot_root, "
                    "answer FROM answer ORDER BY number"));
  for (;;) {
    BAYON_TRY(const bool row, ask.step());
    if (!row) return out;
    AnswerRecord answer;
    answer.number = ask.number(0);
    answer.asked_at = ask.text(1);
    answer.verb = ask.text(2);
    answer.question = ask.text(3);
    answer.load_sequence = ask.number(4);
    BAYON_TRY(answer.snapshot_root, ask.digest(5));
    BAYON_TRY(answer.answer, ask.digest(6));
    out.push_back(std::move(answer));
  }
}

Result<std::vector<LedgerDb::Pending>> LedgerDb::pending() const {
  std::vector<Pending> out;
  BAYON_TRY(auto ask, prepare("SELECT id, entry FROM outbox ORDER BY id"));
  for (;;) {
    BAYON_TRY(const bool row, ask.step());
    if (!row) return out;
    out.push_back({static_cast<std::int64_t>(ask.number(0)), ask.text(1)});
  }
}

Result<void> LedgerDb::settled(std::int64_t last_id, std::uint64_t entries, const Digest& root) {
  BAYON_TRY_VOID(run("BEGIN IMMEDIATE"));
  const auto inside = [&]() -> Result<void> {
    BAYON_TRY(auto drop, prepare("DELETE FROM outbox WHERE id <= ?"));
    drop.bind(static_cast<std::uint64_t>(last_id));
    BAYON_TRY_VOID(drop.finish());
    drop.held.reset();
    BAYON_TRY(auto head, prepare("INSERT OR REPLACE INTO audit VALUES(1, ?, ?)"));
    head.bind(entries).bind(root.hex());
    BAYON_TRY_VOID(head.finish());
    head.held.reset();
    return run("COMMIT");
  };
  auto done = inside();
  if (!done.ok()) (void)run("ROLLBACK");
  return done;
}

Result<std::pair<std::uint64_t, std::string>> LedgerDb::audit_head() const {
  BAYON_TRY(auto ask, prepare("SELECT entries, root FROM audit"));
  BAYON_TRY(const bool row, ask.step());
  if (!row) return std::pair<std::uint64_t, std::string>{0, {}};
  return std::pair<std::uint64_t, std::string>{ask.number(0), ask.text(1)};
}

}  // namespace bayon::store
