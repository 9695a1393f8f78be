#include "bayon/store/snapshot.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "bayon/base/control.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"

namespace bayon::store {

Result<Day> version_day(std::string_view label) {
  const auto bad = [&] {
    return fail(errors::version_bad_label,
                label.empty() ? "none is given" : fmt::format("'{}'", label.substr(0, 60)));
  };
  // A label is compared as it stands: one that only looks like another is none.
  if (trim(label) != label || has_control(label)) return bad();
  if (const auto date = parse_date(label.substr(0, 10)); date.ok()) {
    if (label.size() > 10 && label[10] != 'T' && label[10] != ' ' && label[10] != '-') return bad();
    return date->last();
  }
  if (label.size() >= 8 && (label.size() == 8 || label.size() >= 14)) {
    const auto digits = label.substr(0, 8);
    const bool number =
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (number) {
      const auto date = parse_date(
          fmt::format("{}-{}-{}", digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2)));
      if (date.ok()) return date->last();
    }
  }
  return bad();
}

// What was opened so far. Guarded by one lock: opening happens once, reading often.
struct Dataset::Opened {
  std::mutex mutex;
  bool statements_open = false;
  std::vector<std::unique_ptr<StatementTable>> tables;
  std::vector<StatementPart> parts;
  std::vector<std::unique_ptr<VersionTable>> versions;
  bool flows_open = false;
  std::vector<std::unique_ptr<FlowTable>> flow_tables;
  std::vector<FlowPart> flows;
};

std::optional<InForce> Dataset::in_force(model::Clocks clocks) const {
  std::optional<InForce> out;
  for (std::size_t v = 0; v < days_.size(); ++v) {
    if (days_[v] > clocks.known_at) break;
    if (days_[v] <= clocks.as_of) {
      out = InForce{v, false};
    } else if (!out) {
      return InForce{v, true};
    }
  }
  return out;
}

namespace {

// A segment file is named by its content; a file whose content is another's is damage too.
Result<std::shared_ptr<const Segment>> open_segment(const std::filesystem::path& folder,
                                                    const SegmentRecord& record) {
  BAYON_TRY(auto segment, Segment::open(folder / record.file));
  if (segment->content() != record.content) {
    return fail(errors::store_segment_damaged, "its content hash is not the one the ledger holds",
                Place{(folder / record.file).string(), 0, {}});
  }
  return segment;
}

// A table says what is wrong inside; this says in which file.
template <typename T>
Result<T> in_file(Result<T> result, const std::filesystem::path& folder,
                  const SegmentRecord& record) {
  return std::move(result).transform_error([&](Error error) {
    if (error.where.file.empty()) error.where.file = (folder / record.file).string();
    return error;
  });
}

}  // namespace

Result<std::span<const StatementPart>> Dataset::statements() const {
  const std::lock_guard lock(opened_->mutex);
  Opened& o = *opened_;
  if (o.statements_open) return std::span<const StatementPart>(o.parts);
  o.tables.clear();
  o.parts.clear();
  std::uint32_t base = 0;
  for (const std::size_t load : commit_order_) {
    for (const auto& record : loads_[load].segments) {
      if (record.kind != SegmentKind::statements) continue;
      BAYON_TRY(auto segment, open_segment(segments_, record));
      BAYON_TRY(auto table, in_file(StatementTable::open(std::move(segment)), segments_, record));
      o.tables.push_back(std::make_unique<StatementTable>(std::move(table)));
      o.parts.push_back({base, o.tables.back().get()});
      base += o.tables.back()->size();
    }
  }
  o.statements_open = true;
  return std::span<const StatementPart>(o.parts);
}

Result<const VersionTable*> Dataset::version(std::size_t index) const {
  const std::lock_guard lock(opened_->mutex);
  Opened& o = *opened_;
  if (o.versions.empty()) o.versions.resize(loads_.size());
  if (o.versions[index]) return const_cast<const VersionTable*>(o.versions[index].get());
  for (const auto& record : loads_[index].segments) {
    if (record.kind != SegmentKind::version) continue;
    BAYON_TRY(auto segment, open_segment(segments_, record));
    BAYON_TRY(auto table, in_file(VersionTable::open(std::move(segment), statement_count_,
                                                     loads_[index].files.size()),
                                  segments_, record));
    o.versions[index] = std::make_unique<VersionTable>(std::move(table));
    return const_cast<const VersionTable*>(o.versions[index].get());
  }
  return static_cast<const VersionTable*>(nullptr);
}

bool Dataset::has_flows() const {
  return std::any_of(loads_.begin(), loads_.end(), [](const LoadRecord& load) {
    return std::any_of(load.segments.begin(), load.segments.end(),
                       [](const SegmentRecord& s) { return s.kind == SegmentKind::flows; });
  });
}

Result<std::span<const Dataset::FlowPart>> Dataset::flows() const {
  const std::lock_guard lock(opened_->mutex);
  Opened& o = *opened_;
  if (o.flows_open) return std::span<const FlowPart>(o.flows);
  o.flow_tables.clear();
  o.flows.clear();
  for (std::size_t load = 0; load < loads_.size(); ++load) {
    for (const auto& record : loads_[load].segments) {
      if (record.kind != SegmentKind::flows) continue;
      BAYON_TRY(auto segment, open_segment(segments_, record));
      BAYON_TRY(auto table, in_file(FlowTable::open(std::move(segment)), segments_, record));
      o.flow_tables.push_back(std::make_unique<FlowTable>(std::move(table)));
      o.flows.push_back({load, o.flow_tables.back().get()});
    }
  }
  o.flows_open = true;
  return std::span<const FlowPart>(o.flows);
}

model::Evidence Dataset::evidence(std::size_t load, std::uint32_t file,
                                  std::uint32_t record) const {
  const LoadRecord& from = loads_[load];
  BAYON_CHECK(file < from.files.size(), evidence.file_exists);
  return {name_, from.version, from.files[file].name, from.files[file].sha256.hex(), record};
}

const Dataset* Snapshot::find(std::string_view name) const {
  for (const auto& dataset : datasets_) {
    if (dataset.name() == name) return &dataset;
  }
  return nullptr;
}

namespace {

Digest leaf_of(const LoadRecord& load) {
  std::string text;
  for (const std::string_view field :
       {std::string_view(load.dataset), std::string_view(load.version)}) {
    text += fmt::format("{}:", field.size());
    text += field;
  }
  text += load.kind == source::Kind::list ? "list" : "ledger";
  text += load.root.view();
  return merkle_leaf(text);
}

}  // namespace

Result<std::shared_ptr<const Snapshot>> Snapshot::open(const CaseFolder& folder,
                                                       std::optional<std::uint64_t> sequence) {
  BAYON_TRY(auto loads, folder.ledger().loads(sequence));
  if (sequence && loads.size() != *sequence) {
    return fail(errors::snapshot_unknown, fmt::format("load {}", *sequence));
  }
  auto out = std::make_shared<Snapshot>();
  out->sequence_ = loads.empty() ? 0 : loads.back().sequence;
  std::map<std::string, std::vector<LoadRecord>> by_name;
  for (auto& load : loads) by_name[load.dataset].push_back(std::move(load));
  std::vector<Digest> leaves, flow_leaves;
  for (auto& [name, own] : by_name) {
    Dataset dataset;
    dataset.name_ = name;
    dataset.kind_ = own.front().kind;
    dataset.format_ = own.front().format;
    dataset.segments_ = folder.segments();
    dataset.opened_ = std::make_shared<Dataset::Opened>();
    if (dataset.kind_ == source::Kind::list) {
      std::sort(own.begin(), own.end(), [](const LoadRecord& a, const LoadRecord& b) {
        const auto da = version_day(a.version), db = version_day(b.version);
        return std::pair(da.value_or(0), a.version) < std::pair(db.value_or(0), b.version);
      });
    } else {
      std::sort(own.begin(), own.end(),
                [](const LoadRecord& a, const LoadRecord& b) { return a.root < b.root; });
    }
    for (const auto& load : own) {
      dataset.days_.push_back(version_day(load.version).value_or(0));
      leaves.push_back(leaf_of(load));
    }
    dataset.loads_ = std::move(own);
    for (std::size_t i = 0; i < dataset.loads_.size(); ++i) {
      dataset.commit_order_.push_back(i);
      for (const auto& segment : dataset.loads_[i].segments) {
        if (segment.kind == SegmentKind::statements) {
          dataset.statement_count_ += static_cast<std::uint32_t>(segment.rows);
        }
      }
    }
    std::sort(dataset.commit_order_.begin(), dataset.commit_order_.end(), [&](auto a, auto b) {
      return dataset.loads_[a].sequence < dataset.loads_[b].sequence;
    });
    if (dataset.has_flows()) {
      for (const auto& load : dataset.loads_) flow_leaves.push_back(leaf_of(load));
    }
    out->datasets_.push_back(std::move(dataset));
  }
  out->root_ = merkle_root(leaves);
  out->flows_root_ = merkle_root(flow_leaves);
  return std::shared_ptr<const Snapshot>(std::move(out));
}

Result<void> Snapshot::verify(Progress& progress) const {
  for (const auto& dataset : datasets_) {
    progress.step("verify " + dataset.name(), dataset.loads().size());
    for (std::size_t i = 0; i < dataset.loads().size(); ++i) {
      const LoadRecord& load = dataset.loads()[i];
      std::vector<Digest> parts;
      for (const auto& record : load.segments) {
        BAYON_TRY(const auto segment, open_segment(dataset.segments_, record));
        BAYON_TRY_VOID(segment->verify());
        if (record.kind == SegmentKind::flows) parts.push_back(segment->content());
      }
      BAYON_TRY(const VersionTable* version, dataset.version(i));
      if (version != nullptr) {
        BAYON_TRY(const auto statements, dataset.statements());
        parts.push_back(version_root(statements, version->members()));
      }
      if (load_root(load, std::move(parts)) != load.root) {
        return fail(
            errors::verify_mismatch,
            fmt::format("the root of load {} ({} {})", load.sequence, load.dataset, load.version));
      }
      progress.advance(1);
    }
    progress.done();
  }
  return {};
}

}  // namespace bayon::store
