#include "bayon/store/detail/load_sink.hpp"

#include <algorithm>
#include <cstring>
#include <random>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/store/order_statements.hpp"

namespace bayon::store::detail {

namespace {

constexpr std::size_t rejects_kept_max = 100'000;
// Past so many rejects, with hardly a row accepted, reading on tells nobody more.
constexpr std::uint64_t hopeless_rejects = 10'000;
constexpr std::uint32_t hopeless_ppm = 900'000;

// Hashes of references say where to look, never what is equal: no answer depends on the key.
Digest any_key() {
  std::random_device device;
  std::array<std::uint32_t, 4> words;
  for (auto& word : words) word = device();
  Digest out;
  std::memcpy(out.bytes.data(), words.data(), sizeof(words));
  return out;
}

}  // namespace

LoadSink::LoadSink() : hash_(any_key()) {}

Result<std::unique_ptr<LoadSink>> LoadSink::make(const Dataset* dataset, source::Kind kind,
                                                 std::uint32_t rejects_ppm_max) {
  std::unique_ptr<LoadSink> out(new LoadSink);
  out->dataset_ = dataset;
  out->rejects_ppm_max_ = rejects_ppm_max;
  if (dataset != nullptr && kind == source::Kind::ledger) {
    BAYON_TRY_VOID(out->remember_known_flows());
  }
  return out;
}

Result<void> LoadSink::remember_known_flows() {
  BAYON_TRY(const auto parts, dataset_->flows());
  for (const auto& part : parts) {
    if (!part.table->has_references()) continue;
    const auto first = static_cast<std::uint32_t>(old_texts_.size());
    old_tables_.push_back({part.table, first});
    BAYON_TRY_VOID(part.table->each_reference([&](std::uint32_t row, std::string_view reference) {
      while (old_texts_.size() < first + row) old_texts_.push_back({});
      old_references_.add(hash_.of(reference).low, first + row);
      old_texts_.push_back(reference);
    }));
    while (old_texts_.size() < first + part.table->size()) old_texts_.push_back({});
  }
  return {};
}

void LoadSink::begin_file(std::string_view name) {
  file_name_ = name;
  file_first_flow_ = flows_.size();
}

void LoadSink::end_file(const Digest& sha256, std::uint64_t bytes) {
  files_.push_back({file_name_, sha256, bytes});
  const auto same = [&](const SourceFile& file) { return file.sha256 == sha256; };
  bool held = std::any_of(files_.begin(), files_.end() - 1, same);
  if (dataset_ != nullptr && dataset_->kind() == source::Kind::ledger) {
    for (const auto& load : dataset_->loads()) {
      held = held || std::any_of(load.files.begin(), load.files.end(), same);
    }
  }
  if (!held || flows_.size() == file_first_flow_) return;
  dropped_.resize(flows_.size(), false);
  for (std::size_t i = file_first_flow_; i < flows_.size(); ++i) dropped_[i] = true;
  dropped_count_ += flows_.size() - file_first_flow_;
}

void LoadSink::removed(std::uint64_t, std::string_view entity) {
  touched_.emplace(entity);
  statements_.remove(entity);
}

void LoadSink::statement(std::uint64_t record, const model::StatementView& statement) {
  statements_.add(static_cast<std::uint32_t>(files_.size()), record, statement);
}

bool LoadSink::same_flow(std::uint32_t old, const model::FlowView& flow) const {
  const auto after = std::upper_bound(
      old_tables_.begin(), old_tables_.end(), old,
      [](std::uint32_t number, const OldTable& held) { return number < held.first; });
  const FlowTable& table = *(after - 1)->table;
  const std::uint32_t row = old - (after - 1)->first;
  const auto paid = table.paid(row);
  return table.accounts().at(table.from(row)) == flow.from &&
         table.accounts().at(table.to(row)) == flow.to && table.at(row) == flow.at &&
         paid.amount == flow.paid.amount &&
         table.assets()[paid.asset] == flows_.asset_of(flow.paid.asset);
}

bool LoadSink::already_known(std::uint64_t record, const model::FlowView& flow) {
  const std::uint64_t hash = hash_.of(flow.reference).low;
  std::uint32_t at = 0;
  bool same = false;
  if (old_references_.find(
          hash, [&](auto i) { return old_texts_.equals(i, flow.reference); }, at)) {
    same = same_flow(at, flow);
  } else if (new_references_.find(
                 hash, [&](auto i) { return flows_.has_reference(i, flow.reference); }, at)) {
    const auto held = flows_.row(at);
    same = held.from == flow.from && held.to == flow.to && held.at == flow.at &&
           held.paid == flow.paid;
  } else {
    new_references_.add(hash, static_cast<std::uint32_t>(flows_.size()));
    return false;
  }
  if (same) {
    ++known_;
  } else {
    ++conflicts_;
    if (rejects_.size() < rejects_kept_max) {
      rejects_.push_back({file_name_, record, "reference", errors::ledger_reference_conflict,
                          fmt::format("'{}' names another flow of this dataset", flow.reference)});
    }
  }
  return true;
}

void LoadSink::flow(std::uint64_t record, const model::FlowView& flow) {
  if (!flow.reference.empty() && already_known(record, flow)) return;
  flows_.add(static_cast<std::uint16_t>(files_.size()), record, flow);
}

std::string LoadSink::mapping() const { return fmt::format("{}", fmt::join(mappings_, ", ")); }

void LoadSink::finish_reading() {
  new_references_ = {};
  old_references_ = {};
  old_texts_ = {};
}

void LoadSink::order(std::uint64_t record, const model::Order& order) {
  if (!orders_.insert(order.id).second) {
    ++conflicts_;
    if (rejects_.size() < rejects_kept_max) {
      rejects_.push_back({file_name_, record, "id", errors::order_malformed,
                          fmt::format("'{}' is given in two files of this load", order.id)});
    }
    return;
  }
  state_order(order, [&](const model::StatementView& stated) { statement(record, stated); });
}

Result<void> LoadSink::reject(source::Reject reject) {
  ++rejected_;
  if (rejects_.size() < rejects_kept_max) rejects_.push_back(std::move(reject));
  // Reading on could bring rows that are accepted, but hardly enough of them.
  const bool hopeless = rejected_ > hopeless_rejects && rejected_ > 9 * accepted_;
  if (hopeless && rejects_ppm_max_ < hopeless_ppm) {
    return fail(errors::input_rejects_over_limit,
                fmt::format("{} of the first {} rows were rejected", rejected_, rows()),
                Place{file_name_, 0, {}});
  }
  return {};
}

bool LoadSink::over_limit() const {
  __extension__ using Wide = unsigned __int128;
  return static_cast<Wide>(rejected_rows()) * 1'000'000 >
         static_cast<Wide>(rows()) * rejects_ppm_max_;
}

std::vector<std::string> LoadSink::remarks() const { return remarks_; }

}  // namespace bayon::store::detail
