// What has one load brought so far?
//
// The store's side of a format's Sink: it copies facts into builders, counts rows and keeps the
// first rejects. It knows which flows the dataset already holds, by reference.
//
// Threads: belongs to the thread that loads.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "bayon/base/keyed_hash.hpp"
#include "bayon/source/sink.hpp"
#include "bayon/store/detail/packed_texts.hpp"
#include "bayon/store/detail/reference_map.hpp"
#include "bayon/store/snapshot.hpp"
#include "bayon/store/statement_builder.hpp"

namespace bayon::store::detail {

class LoadSink final : public source::Sink {
 public:
  /// `dataset` is what the case holds of this dataset, or null. Lifetime: must outlive the sink.
  static Result<std::unique_ptr<LoadSink>> make(const Dataset* dataset, source::Kind kind,
                                                std::uint32_t rejects_ppm_max);

  void begin_file(std::string_view name) override;
  void end_file(const Digest& sha256, std::uint64_t bytes) override;
  void is_delta() override { delta_ = true; }
  void removed(std::uint64_t record, std::string_view entity) override;
  std::uint16_t asset(const model::Asset& asset) override { return flows_.asset(asset); }
  void books(model::Books books) override { flows_.books(books); }
  void mapping(std::string_view text) override { mappings_.emplace(text); }
  void statement(std::uint64_t record, const model::StatementView& statement) override;
  void flow(std::uint64_t record, const model::FlowView& flow) override;
  void order(std::uint64_t record, const model::Order& order) override;
  void accepted(std::uint64_t rows) override { accepted_ += rows; }
  Result<void> reject(source::Reject reject) override;
  void kept_as_note(std::uint64_t pieces) override { notes_ += pieces; }
  void remark(std::string_view text) override { remarks_.emplace_back(text); }
  void gap(std::string_view text) override { gaps_.emplace_back(text); }

  std::uint64_t rows() const { return accepted_ + rejected_; }
  std::uint64_t accepted_rows() const { return accepted_ - conflicts_; }
  std::uint64_t rejected_rows() const { return rejected_ + conflicts_; }
  std::uint64_t notes() const { return notes_; }
  std::uint64_t known() const { return known_; }
  /// With which mapping the files were read; empty where the format has none.
  std::string mapping() const;
  bool over_limit() const;
  bool delta() const { return delta_; }
  const std::set<std::string>& touched() const { return touched_; }
  const std::vector<source::Reject>& rejects() const { return rejects_; }
  std::vector<std::string> remarks() const;
  const std::vector<std::string>& gaps() const { return gaps_; }
  const std::vector<SourceFile>& files() const { return files_; }
  /// Lets go of what only reading needs: nothing more is said after that.
  void finish_reading();
  /// What was said, given away: the sink has none of it afterwards.
  StatementBuilder take_statements() { return std::exchange(statements_, StatementBuilder()); }
  FlowBuilder take_flows() { return std::exchange(flows_, FlowBuilder()); }
  /// Flows, by number of addition, that came from a file the dataset already holds.
  const std::vector<bool>& dropped() const { return dropped_; }
  std::uint64_t dropped_count() const { return dropped_count_; }

 private:
  LoadSink();
  Result<void> remember_known_flows();
  bool same_flow(std::uint32_t old, const model::FlowView& flow) const;
  bool already_known(std::uint64_t record, const model::FlowView& flow);

  const Dataset* dataset_ = nullptr;
  std::uint32_t rejects_ppm_max_ = 0;
  StatementBuilder statements_;
  FlowBuilder flows_;
  KeyedHash hash_;
  ReferenceMap new_references_, old_references_;
  // Flows that the dataset holds, counted through its tables that have references.
  struct OldTable {
    const FlowTable* table;
    std::uint32_t first;
  };
  std::vector<OldTable> old_tables_;
  PackedTexts old_texts_;
  std::vector<bool> dropped_;
  std::uint64_t dropped_count_ = 0;
  std::size_t file_first_flow_ = 0;
  std::string file_name_;
  std::set<std::string> mappings_;
  std::vector<SourceFile> files_;
  std::vector<source::Reject> rejects_;
  std::vector<std::string> remarks_, gaps_;
  std::set<std::string> touched_;
  std::set<std::string> orders_;
  std::uint64_t accepted_ = 0, rejected_ = 0, conflicts_ = 0, notes_ = 0, known_ = 0;
  bool delta_ = false;
};

}  // namespace bayon::store::detail
