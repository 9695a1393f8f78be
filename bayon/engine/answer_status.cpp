#include <algorithm>

#include "bayon/base/error_codes.hpp"
#include "bayon/engine/case_view.hpp"
#include "bayon/engine/fields.hpp"

namespace bayon::engine {

std::vector<std::string> CaseView::lists() const {
  std::vector<std::string> out;
  for (const auto& dataset : snapshot_->datasets()) {
    if (dataset.kind() != source::Kind::list) continue;
    if (dataset.format() == "victim_reports" || dataset.format() == "orders") continue;
    out.push_back(dataset.name());
  }
  return out;
}

bool CaseView::has_list_of_parties() const {
  const auto names = lists();
  return std::any_of(names.begin(), names.end(), [&](const auto& name) {
    return screen::holds_of(*snapshot_->find(name)) == screen::Holds::parties;
  });
}

Result<const screen::Screener*> CaseView::screener(Progress& progress) {
  if (!screener_) {
    const auto names = lists();
    if (names.empty()) return fail(errors::snapshot_empty, "no list is loaded");
    BAYON_TRY(screener_, screen::Screener::open(snapshot_, index_folder_, names, progress));
  }
  return &*screener_;
}

Result<const index::FlowIndex*> CaseView::flows(Progress& progress) {
  if (!flows_) {
    BAYON_TRY(flows_, index::FlowIndex::open(snapshot_, index_folder_, progress, check_));
  }
  return flows_.get();
}

bool CaseView::mistrust_index(const Error& error) {
  const bool of_index = std::filesystem::path(error.where.file).parent_path() == index_folder_;
  if (!of_index || check_ == index::FlowIndex::Check::whole) return false;
  check_ = index::FlowIndex::Check::whole;
  flows_.reset();
  return true;
}

Result<Json> answer_status(CaseView& view, const Json& question, Progress&) {
  BAYON_TRY_VOID(check_fields(question, {"as_of", "known_at"}));
  Json datasets = Json::array();
  for (const auto& dataset : view.snapshot().datasets()) {
    Json one;
    one["dataset"] = dataset.name();
    one["kind"] = dataset.kind() == source::Kind::list ? "list" : "ledger";
    one["format"] = dataset.format();
    Json loads = Json::array();
    for (const auto& load : dataset.loads()) {
      Json entry;
      if (!load.version.empty()) entry["version"] = load.version;
      entry["rows"] = load.rows;
      entry["accepted"] = load.accepted;
      entry["rejected"] = load.rejected;
      entry["facts"] = load.facts;
      entry["kept_as_notes"] = load.notes;
      entry["remarks"] = load.remarks;
      entry["gaps"] = load.gaps;
      entry["root"] = load.root.hex();
      for (const auto& file : load.files) {
        entry["files"].push_back({{"name", file.name}, {"sha256", file.sha256.hex()}});
      }
      loads.push_back(entry);
    }
    one["loads"] = loads;
    datasets.push_back(one);
  }
  Json out;
  out["datasets"] = datasets;
  return out;
}

}  // namespace bayon::engine
