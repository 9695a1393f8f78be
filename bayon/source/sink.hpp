// Where do the facts of a file go while it is read?
//
// A format parses one record completely, then either hands its facts over and calls `accepted`, or
// hands over one Reject. So rows read = accepted + rejected, always. A sink copies what it keeps:
// views in statements and flows die with the reader's buffers.
//
// Threads: a sink is called from one thread at a time, in the order of the file.
// Invariants: source.every_row_counted  rows() = accepted rows + rejected rows
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bayon/base/hash.hpp"
#include "bayon/base/result.hpp"
#include "bayon/model/asset.hpp"
#include "bayon/model/flow.hpp"
#include "bayon/model/order.hpp"
#include "bayon/model/statement.hpp"

namespace bayon::source {

/// One record that gave no facts, and why.
struct Reject {
  std::string file;
  std::uint64_t record = 0;  ///< 1-based line or element
  std::string column;        ///< empty when the record as a whole is at fault
  ErrorCode code;
  std::string detail;
};

class Sink {
 public:
  virtual ~Sink() = default;

  /// A file begins; facts that follow are of this file.
  virtual void begin_file(std::string_view name) = 0;
  /// The file was read to its end: SHA-256 and length of its bytes as they came (compressed or
  /// not).
  virtual void end_file(const Digest& sha256, std::uint64_t bytes) = 0;

  /// Said at most once, before any fact: this load does not state the whole list but what changed
  /// since a base version, which the sink knows.
  virtual void is_delta() = 0;
  /// In a delta: nothing that the base or this load said of `entity` so far holds any longer. A
  /// changed entity is removed and then stated anew, in this order, within one record.
  virtual void removed(std::uint64_t record, std::string_view entity) = 0;

  /// Registers an asset of this load; returns the index that Quantity::asset takes.
  virtual std::uint16_t asset(const model::Asset& asset) = 0;

  /// Whose books the ledger is, said before its first flow; a bank's when nothing is said.
  virtual void books(model::Books books) = 0;

  /// Which mapping a file is read with, said before its first fact: "preset bank", or the name and
  /// the hash of a mapping file. A sink that keeps no record of loads need not listen.
  virtual void mapping(std::string_view) {}

  virtual void statement(std::uint64_t record, const model::StatementView& statement) = 0;
  virtual void flow(std::uint64_t record, const model::FlowView& flow) = 0;
  virtual void order(std::uint64_t record, const model::Order& order) = 0;

  /// `rows` records were turned into facts.
  virtual void accepted(std::uint64_t rows) = 0;
  /// One record was not. Fails with input.rejects_over_limit once reading on is hopeless: the
  /// format returns that error at once.
  virtual Result<void> reject(Reject reject) = 0;
  /// `pieces` of accepted records could not be parsed into properties and were kept as notes.
  virtual void kept_as_note(std::uint64_t pieces) = 0;
  /// Something a person should know about this load, said once ("12 of 40 flows have no
  /// reference").
  virtual void remark(std::string_view text) = 0;
  /// Something that the list has and this load does not, said once for each ("aliases are missing:
  /// alt.csv was not loaded"). It stays with the version: who is not found there may yet be listed.
  virtual void gap(std::string_view text) = 0;
};

}  // namespace bayon::source
