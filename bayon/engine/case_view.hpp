// What does a question need of the case: snapshot, indexes, clocks?
//
// Made for one question; opens indexes when they are first asked for.
//
// Threads:  belongs to one thread.
// Lifetime: keeps the snapshot and indexes alive.
#pragma once

#include <filesystem>
#include <memory>

#include "bayon/engine/engine.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/model/evidence.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::engine {

class CaseView {
 public:
  CaseView(std::shared_ptr<const store::Snapshot> snapshot, std::filesystem::path index_folder,
           std::filesystem::path case_folder)
      : snapshot_(std::move(snapshot)),
        index_folder_(std::move(index_folder)),
        case_folder_(std::move(case_folder)) {}

  const store::Snapshot& snapshot() const { return *snapshot_; }
  const std::shared_ptr<const store::Snapshot>& shared_snapshot() const { return snapshot_; }
  const std::filesystem::path& index_folder() const { return index_folder_; }
  const std::filesystem::path& case_folder() const { return case_folder_; }
  Result<const index::FlowIndex*> flows(Progress& progress);

 private:
  std::shared_ptr<const store::Snapshot> snapshot_;
  std::filesystem::path index_folder_, case_folder_;
  std::shared_ptr<const index::FlowIndex> flows_;
};

/// One verb: turns a question into an answer. The question has its clocks already.
using Answerer = Result<Json> (*)(CaseView& view, const Json& question, Progress& progress);

Result<Json> answer_status(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_screen(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_trace(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_rings(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_decide(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_report(CaseView& view, const Json& question, Progress& progress);

}  // namespace bayon::engine
