// What did a format say, line by line?
//
// A CollectingSink keeps everything as lines of JSON in the order in which it came, for golden
// files and for comparing two readings, and keeps flows and orders whole for tests that ask for
// them. It checks what every format promises the store: files one after another, views in valid
// UTF-8, amounts that add up, a record either told or rejected.
//
// Threads: one thread.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "bayon/source/sink.hpp"

namespace bayon::testing {

/// A flow that owns its texts.
struct CollectedFlow {
  std::string file;
  std::uint64_t record = 0;
  std::string from, to;
  model::Asset paid_asset, received_asset;
  Amount paid = 0, received = 0, fee = 0;
  Instant at;
  std::uint64_t sequence = 0;
  std::string reference;
  bool reference_global = false;
  std::string kind;

  friend auto operator<=>(const CollectedFlow&, const CollectedFlow&) = default;
};

class CollectingSink final : public source::Sink {
 public:
  void begin_file(std::string_view name) override;
  void end_file(const Digest& sha256, std::uint64_t bytes) override;
  void is_delta() override;
  void removed(std::uint64_t record, std::string_view entity) override;
  std::uint16_t asset(const model::Asset& asset) override;
  void books(model::Books books) override;
  void statement(std::uint64_t record, const model::StatementView& statement) override;
  void flow(std::uint64_t record, const model::FlowView& flow) override;
  void order(std::uint64_t record, const model::Order& order) override;
  void accepted(std::uint64_t rows) override { accepted_rows += rows; }
  Result<void> reject(source::Reject reject) override;
  void kept_as_note(std::uint64_t pieces) override { notes += pieces; }
  void remark(std::string_view text) override;
  void gap(std::string_view text) override;

  /// All lines, each ended: what a golden file holds. Counts come last.
  std::string text() const;
  std::uint64_t rows() const { return accepted_rows + rejects.size(); }
  /// Promises that were broken, for a test to expect to be empty.
  std::vector<std::string> broken_promises() const;

  std::vector<std::string> lines;
  std::vector<CollectedFlow> flows;
  std::vector<std::pair<std::uint64_t, model::Order>> orders;
  std::vector<source::Reject> rejects;
  std::vector<model::Asset> assets;
  std::vector<std::string> remarks;
  std::vector<std::string> gaps;
  std::vector<std::pair<Digest, std::uint64_t>> files;  ///< as ended
  model::Books whose = model::Books::bank;
  std::uint64_t accepted_rows = 0;
  std::uint64_t notes = 0;
  std::uint64_t facts = 0;

 private:
  void told(std::uint64_t record);
  void promise(bool kept, const std::string& what);

  std::string file_;
  bool in_file_ = false;
  bool delta_ = false;
  bool books_said_ = false;
  std::set<std::pair<std::string, std::uint64_t>> told_;
  std::set<std::pair<std::string, std::uint64_t>> rejected_;
  std::set<std::string> broken_;
};

/// Counts and forgets: what a format costs with nothing behind it.
class CountingSink final : public source::Sink {
 public:
  void begin_file(std::string_view) override {}
  void end_file(const Digest&, std::uint64_t) override {}
  void is_delta() override {}
  void removed(std::uint64_t, std::string_view) override { ++facts; }
  std::uint16_t asset(const model::Asset&) override { return assets++; }
  void books(model::Books) override {}
  void statement(std::uint64_t, const model::StatementView&) override { ++facts; }
  void flow(std::uint64_t, const model::FlowView& flow) override {
    ++facts;
    sum += flow.paid.amount;
  }
  void order(std::uint64_t, const model::Order&) override { ++facts; }
  void accepted(std::uint64_t rows) override { accepted_rows += rows; }
  Result<void> reject(source::Reject) override {
    ++rejected_rows;
    return {};
  }
  void kept_as_note(std::uint64_t) override {}
  void remark(std::string_view) override {}
  void gap(std::string_view) override {}

  std::uint16_t assets = 0;
  std::uint64_t facts = 0;
  std::uint64_t accepted_rows = 0;
  std::uint64_t rejected_rows = 0;
  Amount sum = 0;
};

}  // namespace bayon::testing
