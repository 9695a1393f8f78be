#include "bayon/source/ftm/format.hpp"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/ftm/entity_lines.hpp"
#include "bayon/source/ftm/fact_batch.hpp"
#include "bayon/source/ftm/statement_rows.hpp"
#include "bayon/source/reading/byte_stream.hpp"
#include "bayon/source/reading/csv.hpp"
#include "bayon/source/reading/in_order.hpp"
#include "bayon/source/reading/json_lines.hpp"
#include "bayon/source/reading/record_batches.hpp"

namespace bayon::source::ftm {

namespace {

using reading::ByteStream;
using reading::RecordBatch;
using reading::RecordBatches;

struct ParsedBatch {
  FactBatch facts;
  bool cut_off = false;             // the last record is not whole and has no line break
  std::uint64_t open_end_line = 0;  // of a last row that is whole and has none
};

// What a load of several files shares.
struct Load {
  const Request& request;
  Sink& sink;
  Progress& progress;
  std::optional<bool> delta = {};  // known once the first file was looked into
  std::uint64_t left_out = 0;
};

bool unterminated(const RecordBatch& batch, std::string_view record) {
  return record.data() + record.size() == batch.text().data() + batch.text().size();
}

Failure cut_off(const std::string& file) {
  return fail(errors::file_truncated, "the file ends inside a record", Place{file, 0, {}});
}

Result<void> deliver(ParsedBatch& parsed, const std::string& file, Load& load) {
  if (parsed.cut_off) return cut_off(file);
  load.left_out += parsed.facts.left_out();
  if (parsed.open_end_line != 0) {
    load.sink.remark(reading::open_end_remark(file, parsed.open_end_line));
  }
  return parsed.facts.deliver(file, load.sink);
}

// The kind of the first line that can be parsed; a file of which none can is read as entities,
// whose lines are then rejected one by one.
LineKind kind_of_lines(std::string_view head, int depth_max) {
  reading::JsonParser parser(depth_max);
  while (!head.empty()) {
    const auto line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(line.size() + 1, head.size()));
    if (trim(line).empty()) continue;
    if (const auto kind = line_kind(parser, line)) return *kind;
  }
  return LineKind::entity;
}

Result<void> settle_delta(Load& load, bool delta, const std::string& file) {
  if (!load.delta) {
    load.delta = delta;
    if (delta) load.sink.is_delta();
  }
  if (*load.delta == delta) return {};
  return fail(errors::file_wrong_format,
              fmt::format("this is a {}, but files before it are not: load them one by one",
                          delta ? "delta" : "full list"),
              Place{file, 0, {}});
}

Result<void> read_lines(ByteStream& stream, LineKind kind, Load& load) {
  const Bounds& bounds = load.request.bounds;
  RecordBatches batches(stream, reading::json_lines_rule(bounds.line_bytes_max));
  return reading::in_order<RecordBatch, ParsedBatch>(
      [&](RecordBatch& batch) { return batches.next(batch); },
      [&](const RecordBatch& batch, ParsedBatch& parsed) {
        parsed.facts.clear();
        parsed.cut_off = false;
        EntityLineReader reader(kind, bounds.depth_max);
        reading::JsonLines lines(batch, bounds.line_bytes_max);
        for (reading::JsonLine line; lines.next(line);) {
          const bool whole = reader.read(line, parsed.facts);
          parsed.cut_off = !whole && unterminated(batch, line.text);
        }
      },
      [&](const RecordBatch&, ParsedBatch& parsed) {
        return deliver(parsed, stream.name(), load);
      });
}

Result<void> read_rows(ByteStream& stream, Load& load) {
  BAYON_TRY_VOID(reading::expect_table(stream));
  reading::CsvOptions options;
  options.record_bytes_max = load.request.bounds.line_bytes_max;
  RecordBatches batches(stream, options.rule());
  RecordBatch first;
  BAYON_TRY(const bool any, batches.next(first));
  reading::CsvScanner header_scanner(options);
  reading::CsvRecord header_record;
  if (any) header_scanner.start(first);
  if (!any || !header_scanner.next(header_record)) {
    return fail(errors::file_truncated, "no header", Place{stream.name(), 0, {}});
  }
  const auto placed = [&](Error error) {
    error.where.file = stream.name();
    return error;
  };
  const reading::CsvHeader header(header_record.fields);
  BAYON_TRY(const auto columns, StatementColumns::find(header).transform_error(placed));
  options.columns = columns.count;
  const std::uint64_t header_line = header_record.line;
  bool first_given = false;
  return reading::in_order<RecordBatch, ParsedBatch>(
      [&](RecordBatch& batch) -> Result<bool> {
        if (first_given) return batches.next(batch);
        first_given = true;
        std::swap(batch, first);
        return true;
      },
      [&](const RecordBatch& batch, ParsedBatch& parsed) {
        parsed.facts.clear();
        parsed.cut_off = false;
        parsed.open_end_line = 0;
        reading::CsvScanner scanner(options);
        scanner.start(batch);
        for (reading::CsvRecord record; scanner.next(record);) {
          if (record.line == header_line) continue;
          const bool whole = read_statement_row(record, columns, parsed.facts);
          parsed.cut_off = !whole && !batch.text().ends_with('\n');
          if (record.open_end) parsed.open_end_line = record.line;
        }
      },
      [&](const RecordBatch&, ParsedBatch& parsed) {
        return deliver(parsed, stream.name(), load);
      });
}

Result<void> read_file(const InputFile& file, Load& load) {
  const Bounds& bounds = load.request.bounds;
  BAYON_TRY(auto stream, ByteStream::open(file, bounds, load.progress));
  load.sink.begin_file(stream.name());
  BAYON_TRY(const std::string_view head, stream.head());
  std::string_view start = head.starts_with("\xef\xbb\xbf") ? head.substr(3) : head;
  start = trim(start);
  if (start.starts_with('[')) {
    return fail(errors::file_wrong_format, "a JSON array; wanted is one JSON object a line",
                Place{stream.name(), 0, {}});
  }
  // Nothing changed is something that a delta may say; an empty list is a lost one.
  const bool empty_delta =
      start.empty() && lower_ascii(stream.name()).find("delta") != std::string::npos;
  const bool lines = start.starts_with('{') || empty_delta;
  const LineKind kind = empty_delta ? LineKind::delta
                        : lines     ? kind_of_lines(start, bounds.depth_max)
                                    : LineKind::entity;
  BAYON_TRY_VOID(settle_delta(load, kind == LineKind::delta, stream.name()));
  if (lines) {
    BAYON_TRY_VOID(read_lines(stream, kind, load));
  } else {
    BAYON_TRY_VOID(read_rows(stream, load));
  }
  load.sink.end_file(stream.sha256(), stream.raw_bytes());
  return {};
}

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  Load load{request, sink, progress};
  for (const InputFile& file : request.files) BAYON_TRY_VOID(read_file(file, load));
  if (load.left_out != 0) {
    sink.remark(fmt::format(
        "{} statements are marked external: they come from other sources and are left out",
        load.left_out));
  }
  return {};
}

}  // namespace

const Format& format() {
  static constexpr Format described{
      .name = "ftm",
      .kind = Kind::list,
      .summary = "FollowTheMoney entities, deltas and statements",
      .publisher = "anyone who exports FollowTheMoney data (OpenSanctions, Aleph, investigators)",
      .licence = "the publisher's; OpenSanctions exports are CC BY-NC 4.0",
      .cadence = "the publisher's; OpenSanctions several times a day",
      .files = "entities.ftm.json ... | delta.json ... | statements.csv ...",
      .read = read};
  return described;
}

}  // namespace bayon::source::ftm
