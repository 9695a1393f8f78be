// What did one stretch of a file come to, before it is handed on?
//
// Stretches of a file are parsed on several threads and delivered in order. A FactBatch holds what
// parsing one gave: its records, each with its facts or its reject, and all their text in one
// block, so that a batch that is used again allocates nothing.
//
// Threads:    an object belongs to one thread at a time.
// Invariants: ftm.record_begun  facts are added between begin_record and the end of that record
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/model/vocabulary.hpp"
#include "bayon/source/sink.hpp"

namespace bayon::source::ftm {

/// Text held by a batch.
struct TextPiece {
  std::size_t at = 0;
  std::size_t size = 0;
};

class FactBatch {
 public:
  void clear();

  void begin_record(std::uint64_t line);
  /// Takes back all that the record said; it gives `error` instead.
  void reject_record(Error error);
  /// One part of the record was kept in words.
  void note_kept() { ++records_.back().notes; }
  /// In a delta: the record removes `entity` before it states anything.
  void remove(TextPiece entity);
  /// The record was understood, but its facts are left out.
  void leave_out() { ++left_out_; }

  TextPiece hold(std::string_view text);
  std::string_view text(TextPiece piece) const {
    return std::string_view(text_).substr(piece.at, piece.size);
  }
  void add(TextPiece entity, model::SchemaId schema, model::PropertyId property, TextPiece value,
           TextPiece original = {}, TextPiece language = {});

  /// Hands everything to `sink` in order. Fails as Sink::reject does.
  Result<void> deliver(const std::string& file, Sink& sink) const;

  std::uint64_t left_out() const { return left_out_; }
  std::size_t fact_count() const { return facts_.size(); }

 private:
  struct Fact {
    TextPiece entity;
    TextPiece value;
    TextPiece original;
    TextPiece language;
    model::SchemaId schema{};
    model::PropertyId property{};
  };
  struct Record {
    std::uint64_t line = 0;
    std::size_t first_fact = 0;
    std::size_t first_text = 0;
    std::uint64_t notes = 0;
    std::optional<TextPiece> removed;
    std::optional<std::size_t> error;
  };

  std::vector<Record> records_;
  std::vector<Fact> facts_;
  std::vector<Error> errors_;
  std::string text_;
  std::uint64_t left_out_ = 0;
};

}  // namespace bayon::source::ftm
