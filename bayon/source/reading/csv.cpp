#include "bayon/source/reading/csv.hpp"

#include <simdjson.h>

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"

namespace bayon::source::reading {

namespace {

constexpr auto npos = std::string_view::npos;

// Bit i is set where text[i] is `wanted`; reads 64 bytes.
std::uint64_t matches(const char* text, char wanted) {
#if defined(__SSE2__)
  const __m128i all = _mm_set1_epi8(wanted);
  std::uint64_t out = 0;
  for (int part = 0; part < 4; ++part) {
    const auto bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + part * 16));
    const auto bits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, all)));
    out |= static_cast<std::uint64_t>(bits) << (part * 16);
  }
  return out;
#else
  std::uint64_t out = 0;
  for (unsigned i = 0; i < 64; ++i) out |= static_cast<std::uint64_t>(text[i] == wanted) << i;
  return out;
#endif
}

bool utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

bool only_blanks(std::string_view text) { return text.find_first_not_of(" \t") == npos; }

// Fields of a line that stands alone: a quote that does not close in it is a letter.
std::size_t fields_alone(std::string_view line, char delimiter) {
  std::size_t count = 1;
  for (std::size_t at = 0;;) {
    if (at < line.size() && line[at] == '"') {
      auto close = line.find('"', at + 1);
      while (close != npos && close + 1 < line.size() && line[close + 1] == '"') {
        close = line.find('"', close + 2);
      }
      const auto behind = close == npos ? npos : line.find_first_not_of(" \t\r", close + 1);
      const bool closes = close != npos && (behind == npos || line[behind] == delimiter);
      if (closes) at = close + 1;
    }
    at = line.find(delimiter, at);
    if (at == npos) return count;
    ++count;
    ++at;
  }
}

// The text up to the next line break, which goes from `left` with it.
std::string_view take_line(std::string_view& left) {
  const auto end = std::min(left.find('\n'), left.size());
  const std::string_view line = left.substr(0, end);
  left.remove_prefix(std::min(end + 1, left.size()));
  return line;
}

}  // namespace

void CsvScanner::start(const RecordBatch& batch) {
  left_ = batch.text();
  line_ = batch.first_line();
  has_quotes_ = batch.has_quotes();
  has_nul_ = left_.find('\0') != npos;
  valid_utf8_ = !options_.check_utf8 || utf8(left_);
  open_end_ = batch.open_end();
  cut_evidence_ = batch.cut_evidence();
  swallowed_ = {};
}

bool CsvScanner::next(CsvRecord& record) {
  const RecordRule rule = options_.rule();
  for (;;) {
    if (!swallowed_.empty() && next_swallowed(record)) return true;
    if (left_.empty()) return false;
    std::string_view text;
    RecordEnd end;
    std::uint64_t breaks = 0;
    if (has_quotes_) {
      end = find_record_end(left_, rule);
      text = left_.substr(0, end.length);
    } else {
      end.length = split_plain(left_);
      end.next = end.length + 1;
      const bool too_long = end.length > rule.record_bytes_max;
      end.kind = too_long ? RecordEnd::Kind::too_long : RecordEnd::Kind::complete;
      text = left_.substr(0, end.length);
    }
    record.line = line_;
    if (has_quotes_) breaks = count_line_breaks(text);
    line_ += 1 + breaks;
    left_.remove_prefix(std::min(end.next, left_.size()));
    if (end.kind == RecordEnd::Kind::too_long) {
      text = {};
      fields_.assign(1, text);
    } else {
      if (text.ends_with('\r')) text.remove_suffix(1);
      if (text.empty()) continue;
      split(text);
    }
    record.fields = fields_;
    record.fault.reset();
    record.open_end = open_end_ && left_.empty();
    const bool ragged = options_.columns != 0 && fields_.size() != options_.columns;
    if (ragged || has_nul_ || !valid_utf8_ || stray_quote_ || breaks != 0 || record.open_end ||
        end.kind == RecordEnd::Kind::too_long) [[unlikely]] {
      find_fault(text, end.kind, record);
    }
    return true;
  }
}

// Fields of one record without its line break. Where the batch has no quotes they are split
// already.
void CsvScanner::split(std::string_view text) {
  stray_quote_ = false;
  if (!has_quotes_) {
    // The break may have been CR LF.
    std::string_view& last = fields_.back();
    last = last.substr(0, static_cast<std::size_t>(text.data() + text.size() - last.data()));
  } else if (text.find('"') == npos) {
    split_plain(text);
  } else {
    split_quoted(text);
  }
}

// Splits up to the first line break and gives its place, or the size of `text` when there is none.
// Reads up to 63 bytes past the end: batches are padded.
std::size_t CsvScanner::split_plain(std::string_view text) {
  fields_.clear();
  std::size_t field = 0;
  std::size_t end = text.size();
  for (std::size_t at = 0; at < end; at += 64) {
    const std::uint64_t breaks = matches(text.data() + at, '\n');
    std::uint64_t bits = matches(text.data() + at, options_.delimiter);
    if (breaks != 0) end = std::min(end, at + static_cast<std::size_t>(std::countr_zero(breaks)));
    if (end - at < 64) bits &= (std::uint64_t{1} << (end - at)) - 1;
    for (; bits != 0; bits &= bits - 1) {
      const std::size_t stop = at + static_cast<std::size_t>(std::countr_zero(bits));
      fields_.push_back(text.substr(field, stop - field));
      field = stop + 1;
    }
  }
  fields_.push_back(text.substr(field, end - field));
  return end;
}

void CsvScanner::split_quoted(std::string_view text) {
  fields_.clear();
  unquoted_.clear();
  unquoted_.reserve(text.size());  // views into it must not move
  for (std::size_t at = 0;;) {
    std::string_view field;
    if (at < text.size() && text[at] == '"') {
      const std::size_t start = unquoted_.size();
      for (++at;;) {
        const auto quote = std::min(text.find('"', at), text.size());
        unquoted_.append(text.substr(at, quote - at));
        at = std::min(quote + 1, text.size());
        if (at == text.size() || text[at] != '"') break;
        unquoted_ += '"';
        ++at;
      }
      const auto end = std::min(text.find(options_.delimiter, at), text.size());
      const auto behind = text.substr(at, end - at);
      stray_quote_ = stray_quote_ || !only_blanks(behind);
      unquoted_.append(behind);
      field = std::string_view(unquoted_).substr(start);
      at = end;
    } else {
      const auto end = std::min(text.find(options_.delimiter, at), text.size());
      field = text.substr(at, end - at);
      stray_quote_ = stray_quote_ || field.find('"') != npos;
      at = end;
    }
    fields_.push_back(field);
    if (at == text.size()) return;
    ++at;
  }
}

std::optional<CsvFault> CsvScanner::fault_of(std::string_view text, RecordEnd::Kind kind) const {
  if (kind == RecordEnd::Kind::too_long) {
    return CsvFault{errors::line_too_long,
                    fmt::format("more than {} bytes", options_.record_bytes_max)};
  }
  if (has_nul_ && text.find('\0') != npos) {
    return CsvFault{errors::text_nul_byte, fmt::format("at byte {}", text.find('\0') + 1)};
  }
  if (!valid_utf8_ && !utf8(text)) return CsvFault{errors::text_invalid_utf8, {}};
  const auto lines = count_line_breaks(text) + 1;
  const auto over_lines = lines > 1 ? fmt::format(", over {} lines", lines) : std::string();
  if (stray_quote_) {
    return CsvFault{
        errors::csv_stray_quote,
        fmt::format("a quote stands neither at the start nor at the end of a value{}", over_lines)};
  }
  if (options_.columns != 0 && fields_.size() != options_.columns) {
    return CsvFault{errors::csv_ragged_row,
                    fmt::format("{} fields where {} were expected{}", fields_.size(),
                                options_.columns, over_lines)};
  }
  if (lines > 1 && swallows(text)) {
    return CsvFault{errors::csv_swallowed_line,
                    fmt::format("a quoted value runs on to line {}: is a quote missing?",
                                opened_line_ + lines - 1)};
  }
  return std::nullopt;
}

// Is a value over several lines more likely to be what lies between two stray quotes?
bool CsvScanner::swallows(std::string_view text) const {
  for (const std::size_t column : options_.one_line) {
    if (column < fields_.size() && trim(fields_[column]).find('\n') != npos) return true;
  }
  if (options_.columns == 0) return false;
  const auto whole = [&](std::string_view line) {
    return fields_alone(line, options_.delimiter) == options_.columns;
  };
  const bool first_whole = whole(take_line(text));
  while (!text.empty()) {
    const auto line = take_line(text);
    // The last line ends the record: it has all fields where the long value is in the first column.
    if (whole(line) && (first_whole || !text.empty())) return true;
  }
  return false;
}

// Was the file cut inside the record that was split last?
std::optional<CsvFault> CsvScanner::cut_off() const {
  if (fields_.size() < options_.columns) {
    return CsvFault{errors::file_truncated,
                    fmt::format("the last line has no line end and {} of {} fields", fields_.size(),
                                options_.columns)};
  }
  if (options_.columns == 0 || cut_evidence_.empty()) return std::nullopt;
  return CsvFault{errors::file_truncated,
                  fmt::format("the last line has no line end, and {}; a whole file needs a line "
                              "end there",
                              cut_evidence_)};
}

void CsvScanner::find_fault(std::string_view text, RecordEnd::Kind kind, CsvRecord& record) {
  opened_line_ = record.line;
  if (record.open_end && kind != RecordEnd::Kind::too_long) record.fault = cut_off();
  if (!record.fault) record.fault = fault_of(text, kind);
  if (!record.fault) return;
  take_line(text);
  swallowed_ = text;
  swallowed_line_ = record.line;
}

// A line of a record with a fault stands for itself, so that it is counted.
bool CsvScanner::next_swallowed(CsvRecord& record) {
  while (!swallowed_.empty()) {
    const std::string_view line = trim(take_line(swallowed_));
    ++swallowed_line_;
    if (line.empty()) continue;
    fields_.assign(1, line);
    record.line = swallowed_line_;
    record.fields = fields_;
    record.fault = CsvFault{errors::csv_swallowed_line,
                            fmt::format("it is inside the record that starts in line {} and ends "
                                        "in line {}",
                                        opened_line_, line_ - 1)};
    record.open_end = false;
    return true;
  }
  return false;
}

CsvReader::CsvReader(ByteStream& stream, const CsvOptions& options)
    : file_(stream.name()), batches_(stream, options.rule()), scanner_(options) {}

Result<const CsvRecord*> CsvReader::next() {
  for (;;) {
    if (in_batch_ && scanner_.next(record_)) {
      if (record_.open_end) open_end_line_ = record_.line;
      if (record_.fault && record_.fault->code == errors::file_truncated) {
        return fail(record_.fault->code, record_.fault->detail, Place{file_, record_.line, {}});
      }
      return &record_;
    }
    BAYON_TRY(in_batch_, batches_.next(batch_));
    if (!in_batch_) return nullptr;
    scanner_.start(batch_);
  }
}

void CsvReader::remark_open_end(Sink& sink) const {
  if (open_end_line_ != 0) sink.remark(open_end_remark(file_, open_end_line_));
}

CsvHeader::CsvHeader(std::span<const std::string_view> fields) {
  for (const auto field : fields) names_.emplace_back(trim(field));
}

std::optional<std::size_t> CsvHeader::find(std::string_view name) const {
  std::size_t wanted = 1;
  const auto hash = name.rfind('#');
  if (hash != npos && hash + 2 == name.size() && name.back() >= '1' && name.back() <= '9' &&
      std::find(names_.begin(), names_.end(), name) == names_.end()) {
    wanted = static_cast<std::size_t>(name.back() - '0');
    name = name.substr(0, hash);
  }
  const auto nth = [&](auto&& same) -> std::optional<std::size_t> {
    std::size_t met = 0;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (same(names_[i]) && ++met == wanted) return i;
    }
    return std::nullopt;
  };
  if (const auto exact = nth([&](const std::string& other) { return other == name; })) return exact;
  return nth([&](const std::string& other) { return equal_ascii_case(other, name); });
}

Result<std::size_t> CsvHeader::column(std::string_view name) const {
  const auto found = find(name);
  if (!found) {
    return fail(errors::csv_missing_column, fmt::format("'{}'; the file has: {}", name, text()));
  }
  const bool exact = names_[*found] == name;
  const auto same = [&](const std::string& other) {
    return exact ? other == name : equal_ascii_case(other, name);
  };
  if (same(names_[*found]) && std::count_if(names_.begin(), names_.end(), same) > 1) {
    return fail(errors::csv_doubled_column, fmt::format("'{}'; the file has: {}", name, text()));
  }
  return *found;
}

std::string CsvHeader::text() const {
  std::string out;
  for (const auto& name : names_) {
    if (out.size() > 400) return out + ", ...";
    out += out.empty() ? name : ", " + name;
  }
  return out;
}

Reject reject_of(const CsvRecord& record, const std::string& file) {
  BAYON_CHECK(record.fault.has_value(), source.reject_has_fault);
  return Reject{file, record.line, {}, record.fault->code, record.fault->detail};
}

std::string open_end_remark(const std::string& file, std::uint64_t line) {
  return fmt::format(
      "{}: line {}, the last, has no line end: if the file was cut there, its last value may be "
      "short",
      file, line);
}

Result<void> expect_table(ByteStream& stream) {
  BAYON_TRY(std::string_view head, stream.head());
  const Place place{stream.name(), 0, {}};
  if (head.empty()) return fail(errors::file_truncated, "the file is empty", place);
  if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
  const auto refuse = [&](std::string_view what) {
    return fail(errors::file_wrong_format, fmt::format("it looks like {}", what), place);
  };
  struct Magic {
    std::string_view bytes;
    std::string_view what;
  };
  constexpr Magic known[] = {{"\x89PNG", "a PNG image"},
                             {"\xff\xd8\xff", "a JPEG image"},
                             {"GIF8", "a GIF image"},
                             {"%PDF-", "a PDF document"},
                             {"PK\x03\x04", "a ZIP archive or an office document"},
                             {"\xd0\xcf\x11\xe0", "an old office document"},
                             {"\xfd"
                              "7zXZ",
                              "an xz archive"},
                             {"7z\xbc\xaf", "a 7z archive"},
                             {"SQLite format 3", "an SQLite database"},
                             {"PAR1", "a Parquet file"},
                             {"\x7f"
                              "ELF",
                              "a program"},
                             {"\xff\xfe", "UTF-16 text"},
                             {"\xfe\xff", "UTF-16 text"}};
  for (const auto& magic : known) {
    if (head.starts_with(magic.bytes)) return refuse(magic.what);
  }
  const auto text = trim(head.substr(0, 4096));
  if (text.starts_with('<')) return refuse("XML or HTML");
  if (text.starts_with('{') || text.starts_with('[')) return refuse("JSON");
  if (head.substr(0, std::min<std::size_t>(head.find_first_of("\r\n"), 4096)).find('\0') != npos) {
    return refuse("binary data");
  }
  return {};
}

}  // namespace bayon::source::reading
