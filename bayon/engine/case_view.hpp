// What does a question need of the case: snapshot, indexes, clocks?
//
// Made for one question; opens indexes when they are first asked for.
//
// Threads:  belongs to one thread.
// Lifetime: keeps the snapshot and indexes alive.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bayon/engine/engine.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/screen/screener.hpp"
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
  /// Was it an index that proved damaged? Then it is checked as a whole, and made again, when it is
  /// next asked for; false also when it was already.
  bool mistrust_index(const Error& error);

  /// The datasets that say who is listed: every list but reports of victims and orders, whose
  /// people are on no list.
  std::vector<std::string> lists() const;
  /// Is one of them a list of parties? The others label wallets and accounts.
  bool has_list_of_parties() const;
  /// A Screener over lists(), opened once. Fails with snapshot.empty where there is no list.
  Result<const screen::Screener*> screener(Progress& progress);

  /// A rule book that the answer rests on, to be kept beside it when the answer is recorded.
  void rest_on_rules(const std::string& sha256, std::string bundle) {
    rules_.emplace(sha256, std::move(bundle));
  }
  /// Bundles by their SHA-256.
  const std::map<std::string, std::string>& rules() const { return rules_; }

 private:
  std::shared_ptr<const store::Snapshot> snapshot_;
  std::filesystem::path index_folder_, case_folder_;
  std::shared_ptr<const index::FlowIndex> flows_;
  index::FlowIndex::Check check_ = index::FlowIndex::Check::at_touch;
  std::optional<screen::Screener> screener_;
  std::map<std::string, std::string> rules_;
};

/// Completes a question, before it is recorded, with what the answer will depend on besides the
/// snapshot, so that `verify` finds it again. Nothing for most verbs.
using Settler = Result<void> (*)(CaseView& view, Json& question);

/// Names the rule book by its hash under "book": that of "rules", or the built-in one.
Result<void> settle_rules(CaseView& view, Json& question);
/// Names the built-in rule book under "book", unless the question names another.
Result<void> settle_book(CaseView& view, Json& question);

/// One verb: turns a question into an answer. The question has its clocks already.
using Answerer = Result<Json> (*)(CaseView& view, const Json& question, Progress& progress);

Result<Json> answer_status(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_screen(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_trace(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_rings(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_decide(CaseView& view, const Json& question, Progress& progress);
Result<Json> answer_report(CaseView& view, const Json& question, Progress& progress);

}  // namespace bayon::engine
