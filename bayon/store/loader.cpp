#include "bayon/store/loader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/amount.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/base/json.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/store/detail/held_ordinals.hpp"
#include "bayon/store/detail/load_sink.hpp"
#include "bayon/store/detail/reject_cell.hpp"
#include "bayon/store/detail/repeats.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::store {

namespace {

// Of parts in a million: 1,000 reads "0.1".
std::string percent_of(std::uint64_t parts) {
  constexpr int places = 4;
  std::string out = amount_text(static_cast<Amount>(parts), places);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) out.pop_back();
  return out;
}

using detail::LoadSink;

// rejects.csv tells of every reject of the loads that stand, and of the last load of a dataset also
// where that was refused whole.
Result<void> write_rejects(CaseFolder& folder, const LoadRequest& request, const LoadSink& sink,
                           const Dataset* dataset) {
  std::error_code status;
  std::string text, before;
  if (std::filesystem::exists(folder.rejects_path(), status)) {
    BAYON_TRY(before, read_file(folder.rejects_path()));
    const auto stands = [&](std::string_view name, std::string_view loaded_at) {
      if (name != request.request.dataset) return true;
      if (dataset == nullptr) return false;
      const auto& loads = dataset->loads();
      return std::any_of(loads.begin(), loads.end(),
                         [&](const LoadRecord& load) { return load.loaded_at == loaded_at; });
    };
    text = detail::rejects_that_stand(before, stands);
  } else if (!sink.rejects().empty()) {
    text = detail::rejects_header;
  }
  for (const auto& reject : sink.rejects()) {
    text += fmt::format(
        "{},{},{},{},{},{},{},{},{}\n", request.request.dataset, request.now.text(),
        detail::reject_cell(request.request.version), detail::reject_cell(reject.file),
        reject.record, detail::reject_cell(reject.column), name(reject.code),
        detail::reject_cell(reject.detail), detail::reject_cell(entry(reject.code).remedy));
  }
  if (text == before) return {};
  // The note comes first: a crash in between leaves the file as the note before it says.
  BAYON_TRY_VOID(folder.ledger().note_rejects(sha256(text)));
  return write_file(folder.rejects_path(), text);
}

Result<void> check_names(const LoadRequest& request) {
  const std::string& dataset = request.request.dataset;
  constexpr std::size_t length_max = 100;
  if (dataset.size() > length_max) {
    return fail(errors::dataset_bad_name,
                fmt::format("a name of {} characters, of {} at most", dataset.size(), length_max));
  }
  const bool good = !dataset.empty() && std::all_of(dataset.begin(), dataset.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!good) return fail(errors::dataset_bad_name, "'" + dataset + "'");
  if (request.format->kind == source::Kind::list) {
    BAYON_TRY_VOID(version_day(request.request.version));
  } else if (!request.request.version.empty()) {
    return fail(errors::version_bad_label, "a ledger has no versions: it grows by appending");
  }
  return {};
}

// The members of a version after a delta: the base's, without entities that the delta touches.
Result<std::vector<Member>> carried_over(const Dataset& dataset, std::size_t base,
                                         const std::set<std::string>& touched,
                                         std::uint32_t file_offset) {
  BAYON_TRY(const auto parts, dataset.statements());
  BAYON_TRY(const VersionTable* version, dataset.version(base));
  std::vector<Member> out;
  if (version == nullptr) return out;
  std::size_t part = 0;
  for (Member member : version->members()) {
    while (part + 1 < parts.size() && parts[part + 1].base <= member.ordinal) ++part;
    const auto entity = parts[part].table->entity(member.ordinal - parts[part].base);
    if (touched.contains(std::string(entity))) continue;
    member.file += file_offset;
    out.push_back(member);
  }
  return out;
}

// The newest version of the dataset that comes before `label`.
std::optional<std::size_t> base_version(const Dataset* dataset, std::string_view label) {
  std::optional<std::size_t> out;
  if (dataset == nullptr) return out;
  const auto key = std::pair(version_day(label).value_or(0), std::string(label));
  for (std::size_t v = 0; v < dataset->loads().size(); ++v) {
    if (std::pair(dataset->day(v), dataset->loads()[v].version) < key) out = v;
  }
  return out;
}

class Load {
 public:
  Load(CaseFolder& folder, const LoadRequest& request, Progress& progress)
      : folder_(folder), request_(request), progress_(progress) {}

  // Was a commit begun? One that failed may yet be found whole by the next opening.
  bool committing() const { return committing_; }

  Result<LoadOutcome> run() {
    BAYON_TRY_VOID(check_names(request_));
    BAYON_TRY(snapshot_, Snapshot::open(folder_));
    dataset_ = snapshot_->find(request_.request.dataset);
    if (dataset_ != nullptr && dataset_->kind() != request_.format->kind) {
      return fail(errors::dataset_bad_name, fmt::format("'{}' is loaded as {} already",
                                                        dataset_->name(), dataset_->format()));
    }
    BAYON_TRY(sink_, LoadSink::make(dataset_, request_.format->kind, request_.rejects_ppm_max));
    auto read = request_.format->read(request_.request, *sink_, progress_);
    BAYON_TRY_VOID(same_mapping());
    BAYON_TRY_VOID(write_rejects(folder_, request_, *sink_, dataset_));
    if (!read.ok()) return fail(std::move(read).error());
    BAYON_TRY_VOID(judge());
    if (progress_.cancelled()) return fail(errors::question_cancelled);
    sink_->finish_reading();
    return store();
  }

 private:
  // Does the dataset hold none of the files as another mapping understood it? Facts are never
  // rewritten, so that a corrected mapping could not correct them.
  Result<void> same_mapping() const {
    if (dataset_ == nullptr) return {};
    for (const auto& load : dataset_->loads()) {
      if (!other_mapping(load.mapping, sink_->mapping())) continue;
      for (const auto& file : load.files) {
        BAYON_TRY(const bool same, reads(file));
        if (!same) continue;
        return fail(errors::ledger_other_mapping,
                    fmt::format("'{}' holds it as read with {}; now it is {}", dataset_->name(),
                                load.mapping, sink_->mapping()),
                    Place{file.name, 0, {}});
      }
    }
    return {};
  }

  // Is `held` one of the files that this load reads? Hashed only where the length is the same.
  Result<bool> reads(const SourceFile& held) const {
    for (const auto& file : sink_->files()) {
      if (file.sha256 == held.sha256) return true;
    }
    for (const auto& file : request_.request.files) {
      std::error_code status;
      const auto bytes = std::filesystem::is_regular_file(file.path, status)
                             ? std::filesystem::file_size(file.path, status)
                             : 0;
      if (status || bytes == 0 || bytes != held.bytes) continue;
      BAYON_TRY(const auto mapped, MappedFile::open(file.path));
      if (sha256(mapped.view()) == held.sha256) return true;
    }
    return false;
  }

  // Is what was read fit to be kept?
  Result<void> judge() const {
    if (sink_->over_limit()) {
      const auto& first = sink_->rejects().front();
      return fail(errors::input_rejects_over_limit,
                  fmt::format("{} of {} rows were rejected, {} % allowed; the first: {} {}",
                              sink_->rejected_rows(), sink_->rows(),
                              percent_of(request_.rejects_ppm_max), name(first.code), first.detail),
                  Place{first.file, first.record, first.column});
    }
    const Place place{sink_->files().empty() ? std::string() : sink_->files().front().name, 0, {}};
    if (sink_->rows() == 0 && !sink_->delta()) return fail(errors::file_no_rows, {}, place);
    if (request_.format->kind == source::Kind::list && sink_->accepted_rows() == 0 &&
        !sink_->delta()) {
      return fail(errors::file_wrong_format, "not one record of a list was read", place);
    }
    return {};
  }

  Result<LoadOutcome> store() {
    LoadOutcome out;
    LoadRecord& record = out.record;
    record.dataset = request_.request.dataset;
    record.kind = request_.format->kind;
    record.format = request_.format->name;
    record.version = request_.request.version;
    record.mapping = sink_->mapping().empty() ? request_.request.mapping : sink_->mapping();
    record.loaded_at = request_.now.text();
    record.rows = sink_->rows();
    record.accepted = sink_->accepted_rows();
    record.rejected = sink_->rejected_rows();
    record.notes = sink_->notes();
    record.files = sink_->files();
    record.remarks = sink_->remarks();
    record.gaps = sink_->gaps();
    out.known = sink_->known();
    std::vector<Digest> roots;
    progress_.step("store " + record.dataset, 0);
    BAYON_TRY(out.repeats, store_flows(record, roots));
    BAYON_TRY_VOID(store_statements(record, roots));
    record.root = load_root(record, std::move(roots));
    if (const LoadRecord* same = already_there(record)) {
      out.record = *same;
      out.changed = false;
      return out;
    }
    if (dataset_ != nullptr && record.kind == source::Kind::list) {
      for (const auto& load : dataset_->loads()) {
        if (load.version != record.version) continue;
        return fail(errors::version_conflict,
                    fmt::format("{} {} is loaded with root {}", record.dataset, record.version,
                                load.root.hex().substr(0, 16)));
      }
    }
    committing_ = true;
    BAYON_TRY(record.sequence, folder_.ledger().commit(record, audit_entry(record)));
    // From here on the load stands, whatever befalls the log: the entry waits in the ledger, and
    // the next opening appends it or says what is wrong with the log.
    (void)folder_.settle_audit();
    progress_.done();
    return out;
  }

  const LoadRecord* already_there(const LoadRecord& record) const {
    if (dataset_ == nullptr) return nullptr;
    // A ledger grows by flows and statements: a load that brings neither changes nothing.
    const bool grows = std::any_of(record.segments.begin(), record.segments.end(),
                                   [](auto& s) { return s.kind != SegmentKind::version; });
    const bool list = record.kind == source::Kind::list;
    for (const auto& load : dataset_->loads()) {
      const bool same = list ? load.version == record.version && load.root == record.root
                             : !grows && load.files == record.files;
      if (same) return &load;
    }
    return list || grows ? nullptr : &dataset_->loads().front();
  }

  // Answers how many of the flows repeat others. They are gone afterwards: statements are put in
  // order in the memory that they took.
  Result<std::uint64_t> store_flows(LoadRecord& record, std::vector<Digest>& roots) {
    const FlowBuilder flows = sink_->take_flows();
    // Writing waits for the disk, counting repeats for memory.
    Result<void> stored;
    Result<std::uint64_t> repeats = std::uint64_t{0};
    parallel_both([&] { stored = write_flows(flows, record, roots); },
                  [&] { repeats = detail::count_repeats(flows, sink_->dropped(), dataset_); });
    BAYON_TRY_VOID(std::move(stored));
    return repeats;
  }

  Result<void> write_flows(const FlowBuilder& flows, LoadRecord& record,
                           std::vector<Digest>& roots) const {
    const std::uint64_t kept = flows.size() - sink_->dropped_count();
    if (kept == 0) return {};
    auto dropped = sink_->dropped();
    if (!dropped.empty()) dropped.resize(flows.size(), false);
    BAYON_TRY(const auto written, flows.write(folder_.segments(), dropped));
    record.segments.push_back({SegmentKind::flows, written.path.filename().string(),
                               written.content, kept, written.bytes});
    record.facts += kept;
    roots.push_back(written.content);
    return {};
  }

  // Splits distinct statements into those the dataset holds (by ordinal) and new ones.
  Result<void> store_statements(LoadRecord& record, std::vector<Digest>& roots) {
    const bool list = record.kind == source::Kind::list;
    StatementBuilder said = sink_->take_statements();
    if (!list && said.size() == 0) return {};
    auto distinct = std::move(said).distinct();
    std::vector<StatementPart> parts;
    if (dataset_ != nullptr) {
      BAYON_TRY(const auto held, dataset_->statements());
      parts.assign(held.begin(), held.end());
    }
    auto known = detail::held_ordinals(parts, distinct);
    const std::uint32_t next = parts.empty() ? 0 : parts.back().base + parts.back().table->size();
    std::vector<std::uint32_t> fresh;
    std::vector<Member> members;
    members.reserve(distinct.size());
    for (std::uint32_t i = 0; i < distinct.size(); ++i) {
      const bool held = known[i] != detail::not_held;
      const auto ordinal = held ? known[i] : next + static_cast<std::uint32_t>(fresh.size());
      if (!held) fresh.push_back(i);
      members.push_back({ordinal, distinct.file(i), distinct.record(i)});
    }
    if (sink_->delta()) BAYON_TRY_VOID(carry_over(record, members));
    if (!std::is_sorted(members.begin(), members.end())) std::sort(members.begin(), members.end());
    known = {};
    const StatementColumns columns = distinct.columns(fresh);
    distinct = {};
    const StatementTable table(columns);
    if (!fresh.empty()) parts.push_back({next, &table});
    // Writing waits for the disk, rooting for the processor.
    Result<void> written;
    Digest root;
    parallel_both([&] { written = write_statements(columns, members, record); },
                  [&] { root = version_root(parts, members); });
    BAYON_TRY_VOID(std::move(written));
    record.facts += members.size();
    roots.push_back(root);
    return {};
  }

  // In a delta: what the version before said of entities that this load does not touch.
  Result<void> carry_over(LoadRecord& record, std::vector<Member>& members) const {
    const auto base = base_version(dataset_, record.version);
    if (!base) {
      return fail(errors::version_bad_label, "a delta needs an earlier version to apply to");
    }
    const auto offset = static_cast<std::uint32_t>(record.files.size());
    BAYON_TRY(auto carried, carried_over(*dataset_, *base, sink_->touched(), offset));
    const LoadRecord& base_load = dataset_->loads()[*base];
    const auto& base_files = base_load.files;
    record.files.insert(record.files.end(), base_files.begin(), base_files.end());
    for (const auto& lacking : shortfalls(base_load)) {
      record.gaps.push_back(fmt::format("its base {}: {}", base_load.version, lacking));
    }
    members.insert(members.end(), carried.begin(), carried.end());
    // What a delta says again it does not also carry over.
    std::sort(members.begin(), members.end());
    members.erase(
        std::unique(members.begin(), members.end(),
                    [](const Member& a, const Member& b) { return a.ordinal == b.ordinal; }),
        members.end());
    return {};
  }

  Result<void> write_statements(const StatementColumns& columns, std::span<const Member> members,
                                LoadRecord& record) const {
    if (!columns.entity.empty()) {
      SegmentWriter writer;
      columns.add_to(writer);
      BAYON_TRY(const auto written, writer.write(folder_.segments()));
      record.segments.push_back({SegmentKind::statements, written.path.filename().string(),
                                 written.content, columns.entity.size(), written.bytes});
    }
    BAYON_TRY(const auto written, write_version(members, folder_.segments()));
    record.segments.push_back({SegmentKind::version, written.path.filename().string(),
                               written.content, members.size(), written.bytes});
    return {};
  }

  std::string audit_entry(const LoadRecord& record) const {
    Json out;
    out["event"] = "load";
    out["at"] = record.loaded_at;
    out["dataset"] = record.dataset;
    out["version"] = record.version;
    out["format"] = record.format;
    out["facts"] = record.facts;
    out["root"] = record.root.hex();
    for (const auto& file : record.files) {
      out["files"].push_back({{"name", file.name}, {"sha256", file.sha256.hex()}});
    }
    return json_line(out);
  }

  CaseFolder& folder_;
  const LoadRequest& request_;
  Progress& progress_;
  std::shared_ptr<const Snapshot> snapshot_;
  const Dataset* dataset_ = nullptr;
  std::unique_ptr<LoadSink> sink_;
  bool committing_ = false;
};

}  // namespace

Result<LoadOutcome> load(CaseFolder& folder, const LoadRequest& request, Progress& progress) {
  Load load(folder, request, progress);
  auto out = unless_damaged([&] { return load.run(); });
  // Segments that were written in vain need not wait for the next opening.
  if (!load.committing()) (void)folder.remove_orphans();
  return out;
}

}  // namespace bayon::store
