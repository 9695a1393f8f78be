#include "bayon/source/wallet_list/format.hpp"

#include <string>

#include "bayon/base/text.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/csv.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/header_table.hpp"
#include "bayon/source/wallet_list/wallet_rows.hpp"

namespace bayon::source::wallet_list {

namespace {

using reading::ByteStream;
using reading::CsvReader;
using reading::CsvRecord;

// A header is a first line with more than one column or with one that is called address.
bool has_header(std::string_view head) {
  const auto line = trim(head.substr(0, head.find_first_of("\r\n")));
  return line.find(',') != std::string_view::npos || equal_ascii_case(line, "address") ||
         equal_ascii_case(line, "\"address\"");
}

Result<void> read_table(ByteStream& stream, const reading::CsvOptions& options, Sink& sink) {
  BAYON_TRY(auto table, reading::HeaderTable::open(stream, options));
  BAYON_TRY(const auto columns, WalletColumns::find(table));
  table.expect_one_line({"address", "currency", "confidence", "lastmod"});
  reading::EntityRecord entities;
  for (;;) {
    BAYON_TRY(const CsvRecord* record, table.next());
    if (record == nullptr) {
      table.remark_open_end(sink);
      return {};
    }
    if (record->fault) {
      BAYON_TRY_VOID(sink.reject(reject_of(*record, stream.name())));
      continue;
    }
    auto outcome = read_wallet(columns.row(*record), entities);
    BAYON_TRY_VOID(settle(record->line, stream.name(), std::move(outcome), entities, sink));
  }
}

Result<void> read_lines(ByteStream& stream, reading::CsvOptions options, Sink& sink) {
  options.delimiter = '\n';  // a line is one field
  options.quotes = false;
  options.columns = 1;
  CsvReader reader(stream, options);
  const NamedList named = read_file_name(stream.name());
  reading::EntityRecord entities;
  for (;;) {
    BAYON_TRY(const CsvRecord* record, reader.next());
    if (record == nullptr) {
      reader.remark_open_end(sink);
      return {};
    }
    if (record->fault) {
      BAYON_TRY_VOID(sink.reject(reject_of(*record, stream.name())));
      continue;
    }
    WalletRow row;
    row.address = trim(record->fields[0]);
    row.currency = named.currency;
    row.sanctioned = named.sanctioned;
    if (row.address.starts_with('#')) continue;
    auto outcome = read_wallet(row, entities);
    BAYON_TRY_VOID(settle(record->line, stream.name(), std::move(outcome), entities, sink));
  }
}

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  reading::CsvOptions options;
  options.record_bytes_max = request.bounds.line_bytes_max;
  for (const InputFile& file : request.files) {
    BAYON_TRY(auto stream, ByteStream::open(file, request.bounds, progress));
    sink.begin_file(stream.name());
    BAYON_TRY_VOID(reading::expect_table(stream));
    BAYON_TRY(const std::string_view head, stream.head());
    if (has_header(head)) {
      BAYON_TRY_VOID(read_table(stream, options, sink));
    } else {
      BAYON_TRY_VOID(read_lines(stream, options, sink));
    }
    sink.end_file(stream.sha256(), stream.raw_bytes());
  }
  return {};
}

}  // namespace

const Format& format() {
  static constexpr Format described{
      .name = "wallet_list",
      .kind = Kind::list,
      .summary = "wallet addresses with what is known of them",
      .publisher = "anyone (lists drawn from OFAC's, GraphSense TagPacks, exchanges)",
      .licence = "the publisher's; addresses named by OFAC are public domain, TagPacks are MIT",
      .cadence = "the publisher's",
      .files = "sanctioned_addresses_XBT.txt ... | tags.csv",
      .read = read};
  return described;
}

}  // namespace bayon::source::wallet_list
