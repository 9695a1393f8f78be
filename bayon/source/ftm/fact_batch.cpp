#include "bayon/source/ftm/fact_batch.hpp"

#include <utility>

#include "bayon/base/check.hpp"

namespace bayon::source::ftm {

void FactBatch::clear() {
  records_.clear();
  facts_.clear();
  errors_.clear();
  text_.clear();
  left_out_ = 0;
}

void FactBatch::begin_record(std::uint64_t line) {
  Record record;
  record.line = line;
  record.first_fact = facts_.size();
  record.first_text = text_.size();
  records_.push_back(record);
}

void FactBatch::reject_record(Error error) {
  BAYON_CHECK(!records_.empty(), ftm.record_begun);
  Record& record = records_.back();
  facts_.resize(record.first_fact);
  text_.resize(record.first_text);
  record.notes = 0;
  record.removed.reset();
  record.error = errors_.size();
  errors_.push_back(std::move(error));
}

void FactBatch::remove(TextPiece entity) { records_.back().removed = entity; }

TextPiece FactBatch::hold(std::string_view text) {
  const TextPiece out{text_.size(), text.size()};
  text_ += text;
  return out;
}

void FactBatch::add(TextPiece entity, model::SchemaId schema, model::PropertyId property,
                    TextPiece value, TextPiece original, TextPiece language) {
  BAYON_CHECK(!records_.empty(), ftm.record_begun);
  facts_.push_back({entity, value, original, language, schema, property});
}

Result<void> FactBatch::deliver(const std::string& file, Sink& sink) const {
  std::uint64_t accepted = 0;
  std::uint64_t notes = 0;
  for (std::size_t r = 0; r < records_.size(); ++r) {
    const Record& record = records_[r];
    if (record.error) {
      const Error& error = errors_[*record.error];
      BAYON_TRY_VOID(
          sink.reject({file, record.line, error.where.column, error.code, error.detail}));
      continue;
    }
    if (record.removed) sink.removed(record.line, text(*record.removed));
    const std::size_t end = r + 1 < records_.size() ? records_[r + 1].first_fact : facts_.size();
    for (std::size_t i = record.first_fact; i < end; ++i) {
      const Fact& fact = facts_[i];
      sink.statement(record.line, {.entity = text(fact.entity),
                                   .schema = fact.schema,
                                   .property = fact.property,
                                   .value = text(fact.value),
                                   .original = text(fact.original),
                                   .language = text(fact.language),
                                   .valid = {}});
    }
    ++accepted;
    notes += record.notes;
  }
  if (accepted != 0) sink.accepted(accepted);
  if (notes != 0) sink.kept_as_note(notes);
  return {};
}

}  // namespace bayon::source::ftm
