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

}  // namespace

void CsvScanner::start(const RecordBatch& batch) {
  left_ = batch.text();
  line_ = batch.first_line();
  has_quotes_ = batch.has_quotes();
  has_nul_ = left_.find('\0') != npos;
  valid_utf8_ = !options_.check_utf8 || utf8(left_);
}

bool CsvScanner::next(CsvRecord& record) {
  const RecordRule rule = options_.rule();
  for (;;) {
    if (left_.empty()) return false;
    std::string_view text;
    RecordEnd end;
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
    line_ += 1 + (has_quotes_ ? count_line_breaks(text) : 0);
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
    const bool ragged = options_.columns != 0 && fields_.size() != options_.columns;
    if (ragged || has_nul_ || !valid_utf8_ || end.kind == RecordEnd::Kind::too_long) [[unlikely]] {
      find_fault(text, end.kind, record);
    }
    return true;
  }
}

// Fields of one record without its line break. Where the batch has no quotes they are split
// already.
void CsvScanner::split(std::string_view text) {
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
      unquoted_.append(text.substr(at, end - at));
      field = std::string_view(unquoted_).substr(start);
      at = end;
    } else {
      const auto end = std::min(text.find(options_.delimiter, at), text.size());
      field = text.substr(at, end - at);
      at = end;
    }
    fields_.push_back(field);
    if (at == text.size()) return;
    ++at;
  }
}

void CsvScanner::find_fault(std::string_view text, RecordEnd::Kind kind, CsvRecord& record) const {
  if (kind == RecordEnd::Kind::too_long) {
    record.fault = CsvFault{errors::line_too_long,
                            fmt::format("more than {} bytes", options_.record_bytes_max)};
  } else if (has_nul_ && text.find('\0') != npos) {
    record.fault = CsvFault{errors::text_nul_byte, fmt::format("at byte {}", text.find('\0') + 1)};
  } else if (!valid_utf8_ && !utf8(text)) {
    record.fault = CsvFault{errors::text_invalid_utf8, {}};
  } else if (options_.columns != 0 && fields_.size() != options_.columns) {
    const auto lines = count_line_breaks(text) + 1;
    record.fault =
        CsvFault{errors::csv_ragged_row,
                 fmt::format("{} fields where {} were expected{}", fields_.size(), options_.columns,
                             lines > 1 ? fmt::format(", over {} lines", lines) : "")};
  }
}

CsvReader::CsvReader(ByteStream& stream, const CsvOptions& options)
    : batches_(stream, options.rule()), scanner_(options) {}

Result<const CsvRecord*> CsvReader::next() {
  for (;;) {
    if (in_batch_ && scanner_.next(record_)) return &record_;
    BAYON_TRY(in_batch_, batches_.next(batch_));
    if (!in_batch_) return nullptr;
    scanner_.start(batch_);
  }
}

CsvHeader::CsvHeader(std::span<const std::string_view> fields) {
  for (const auto field : fields) names_.emplace_back(trim(field));
}

std::optional<std::size_t> CsvHeader::find(std::string_view name) const {
  std::size_t wanted = 1;
  const auto hash = name.rfind('#');
  if (hash != npos && hash + 2 == name.size() && name.back() >= '2' && name.back() <= '9' &&
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
  if (const auto found = find(name)) return *found;
  return fail(errors::csv_missing_column, fmt::format("'{}'; the file has: {}", name, text()));
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
  if (head.substr(0, std::min<std::size_t>(head.find('\n'), 4096)).find('\0') != npos) {
    return refuse("binary data");
  }
  return {};
}

}  // namespace bayon::source::reading
