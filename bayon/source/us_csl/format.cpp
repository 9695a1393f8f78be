#include "bayon/source/us_csl/format.hpp"

#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/header_table.hpp"
#include "bayon/source/us_csl/listed_party.hpp"
#include "bayon/source/us_csl/tables.hpp"

namespace bayon::source::us_csl {

namespace {

using reading::CsvRecord;

// Gives each record without fault to `row`, which makes it a ListedParty.
template <typename Row>
Result<void> read_records(reading::HeaderTable& table, const std::string& file, Sink& sink,
                          Row&& row) {
  reading::EntityRecord entities;
  for (;;) {
    BAYON_TRY(const CsvRecord* record, table.next());
    if (record == nullptr) {
      table.remark_open_end(sink);
      return {};
    }
    if (record->fault) {
      BAYON_TRY_VOID(sink.reject(reject_of(*record, file)));
      continue;
    }
    auto outcome = read_party(row(*record), entities);
    BAYON_TRY_VOID(settle(record->line, file, std::move(outcome), entities, sink));
  }
}

Result<void> read_file(reading::ByteStream& stream, const Bounds& bounds, Sink& sink) {
  reading::CsvOptions options;
  options.record_bytes_max = bounds.line_bytes_max;
  BAYON_TRY(const std::string_view head, stream.head());
  const auto first_line = head.substr(0, head.find_first_of("\r\n"));
  const bool denied_persons = first_line.find('\t') != std::string_view::npos;
  if (denied_persons) options.delimiter = '\t';
  BAYON_TRY(auto table, reading::HeaderTable::open(stream, options));
  table.expect_one_line(
      {"entity_number", "start_date", "end_date", "Effective_Date", "Expiration_Date"});
  if (denied_persons) {
    BAYON_TRY(const auto columns, DeniedColumns::find(table));
    DeniedColumns::Dates dates;
    return read_records(table, stream.name(), sink,
                        [&](const CsvRecord& record) { return columns.row(record, dates); });
  }
  BAYON_TRY(const auto columns, ScreeningColumns::find(table));
  return read_records(table, stream.name(), sink,
                      [&](const CsvRecord& record) { return columns.row(record); });
}

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  for (const InputFile& file : request.files) {
    BAYON_TRY(auto stream, reading::ByteStream::open(file, request.bounds, progress));
    sink.begin_file(stream.name());
    BAYON_TRY_VOID(read_file(stream, request.bounds, sink));
    sink.end_file(stream.sha256(), stream.raw_bytes());
  }
  return {};
}

}  // namespace

const Format& format() {
  static constexpr Format described{
      .name = "us_csl",
      .kind = Kind::list,
      .summary = "the US Consolidated Screening List (CSV) and the Denied Persons List",
      .publisher = "International Trade Administration; Bureau of Industry and Security",
      .licence = "US federal government work, public domain",
      .cadence = "daily",
      .files = "consolidated.csv | dpl.txt",
      .read = read};
  return described;
}

}  // namespace bayon::source::us_csl
