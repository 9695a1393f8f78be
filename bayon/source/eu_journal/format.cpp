#include "bayon/source/eu_journal/format.hpp"

#include "bayon/source/eu_journal/row.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/header_table.hpp"

namespace bayon::source::eu_journal {

namespace {

Result<void> read_table(reading::ByteStream& stream, const Bounds& bounds, Sink& sink) {
  reading::CsvOptions options;
  options.record_bytes_max = bounds.line_bytes_max;
  BAYON_TRY(auto table, reading::HeaderTable::open(stream, options));
  BAYON_TRY(const auto columns, JournalColumns::find(table));
  table.expect_one_line({"celex", "amendedCelex", "amendmentCelex", "programKey", "recordId"});
  reading::EntityRecord entities;
  for (;;) {
    BAYON_TRY(const reading::CsvRecord* record, table.next());
    if (record == nullptr) {
      table.remark_open_end(sink);
      return {};
    }
    if (record->fault) {
      BAYON_TRY_VOID(sink.reject(reject_of(*record, stream.name())));
      continue;
    }
    auto outcome = read_row(*record, columns, entities);
    BAYON_TRY_VOID(settle(record->line, stream.name(), std::move(outcome), entities, sink));
  }
}

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  for (const InputFile& file : request.files) {
    BAYON_TRY(auto stream, reading::ByteStream::open(file, request.bounds, progress));
    sink.begin_file(stream.name());
    BAYON_TRY_VOID(read_table(stream, request.bounds, sink));
    sink.end_file(stream.sha256(), stream.raw_bytes());
  }
  return {};
}

}  // namespace

const Format& format() {
  static constexpr Format described{
      .name = "eu_journal",
      .kind = Kind::list,
      .summary = "designations in EU acts, transcribed from the Official Journal (CSV)",
      .publisher = "OpenSanctions, from the Official Journal of the European Union",
      .licence = "CC BY-NC 4.0; the acts themselves may be reused",
      .cadence = "with each act, about weekly",
      .files = "32014R0833.csv ... (consolidated or amendments)",
      .read = read};
  return described;
}

}  // namespace bayon::source::eu_journal
