#include "bayon/source/reading/record_batches.hpp"

#include <algorithm>
#include <cstring>
#include <span>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::source::reading {

namespace {

constexpr std::size_t fresh_bytes_min = std::size_t{1} << 20;
constexpr std::size_t first_bytes = std::size_t{1} << 16;  // most files are short
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
constexpr auto npos = std::string_view::npos;

struct Walk {
  std::size_t end = npos;  // of the line break that ends the record
  bool in_quotes = false;  // where the text stopped
};

// One record by the quoting rule. Hops from quote to quote and from delimiter to delimiter.
Walk walk_quoted(std::string_view text, char delimiter) {
  std::size_t at = 0;
  for (;;) {
    if (at < text.size() && text[at] == '"') {
      for (++at;;) {
        at = text.find('"', at);
        if (at == npos) return {npos, true};
        ++at;
        if (at == text.size() || text[at] != '"') break;
        ++at;
      }
    }
    while (at < text.size() && text[at] != delimiter && text[at] != '\n') ++at;
    if (at >= text.size()) return {npos, false};
    if (text[at] == '\n') return {at, false};
    ++at;
  }
}

Walk walk_record(std::string_view text, const RecordRule& rule) {
  const auto end = text.find('\n');
  if (!rule.quotes) return {end, false};
  const auto line = text.substr(0, end);
  if (line.find('"') == npos) return {end, false};
  return walk_quoted(text, rule.delimiter);
}

}  // namespace

std::uint64_t count_line_breaks(std::string_view text) {
  std::uint64_t count = 0;
  std::size_t at = 0;
#if defined(__SSE2__)
  // Each lane counts to 255 at most before the lanes are added up.
  const __m128i wanted = _mm_set1_epi8('\n');
  while (text.size() - at >= 16) {
    __m128i lanes = _mm_setzero_si128();
    const std::size_t rounds = std::min<std::size_t>((text.size() - at) / 16, 255);
    for (std::size_t i = 0; i < rounds; ++i, at += 16) {
      const auto bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
      lanes = _mm_sub_epi8(lanes, _mm_cmpeq_epi8(bytes, wanted));
    }
    const __m128i sums = _mm_sad_epu8(lanes, _mm_setzero_si128());
    count += static_cast<std::uint64_t>(_mm_cvtsi128_si64(sums)) +
             static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_srli_si128(sums, 8)));
  }
#endif
  for (; at < text.size(); ++at) count += text[at] == '\n' ? 1 : 0;
  return count;
}

namespace {

// Digits behind the mark of a decimal number; nothing for any other text. Where the mark is no
// point, points between the digits before it are taken for marks of groups.
std::optional<std::size_t> decimal_places(std::string_view text, char mark) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto whole_part = [&](char c) { return digit(c) || (mark != '.' && c == '.'); };
  const auto point = std::min(text.find(mark), text.size());
  const auto whole = text.substr(0, point), part = text.substr(std::min(point + 1, text.size()));
  if (whole.empty() || !std::all_of(whole.begin(), whole.end(), whole_part) ||
      !std::all_of(part.begin(), part.end(), digit)) {
    return std::nullopt;
  }
  return part.size();
}

// The last value of each line, the last line's at the end.
std::vector<std::string_view> last_values(std::string_view lines, char delimiter) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < lines.size();) {
    const auto end = std::min(lines.find('\n', at), lines.size());
    std::string_view line = lines.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const auto cut = line.rfind(delimiter);
    if (!line.empty()) out.push_back(cut == npos ? line : line.substr(cut + 1));
    at = end + 1;
  }
  return out;
}

// The one number that `measure` gives for all values, where there are `count_min` of them.
template <typename Measure>
std::optional<std::size_t> agreed(std::span<const std::string_view> values, std::size_t count_min,
                                  Measure&& measure) {
  if (values.size() < count_min) return std::nullopt;
  const std::optional<std::size_t> first = measure(values.front());
  const auto same = [&](std::string_view value) { return first && measure(value) == first; };
  return std::all_of(values.begin(), values.end(), same) ? first : std::nullopt;
}

}  // namespace

std::string evidence_of_a_cut(std::string_view lines, char delimiter, bool first_is_header,
                              char decimal_mark) {
  constexpr std::size_t rows_of_numbers_min = 3, rows_of_texts_min = 5, length_min = 8;
  const auto values = last_values(lines, delimiter);
  if (values.size() < 2) return {};
  const std::string_view last = values.back();
  const auto before = std::span(values).first(values.size() - 1).subspan(first_is_header ? 1 : 0);
  const auto places_of = [&](std::string_view value) {
    return decimal_places(value, decimal_mark);
  };
  const auto places = agreed(before, rows_of_numbers_min, places_of);
  if (const auto own = places_of(last); places && own && *own < *places) {
    return fmt::format("its last value, '{}', has {} decimal places where those before have {}",
                       last.substr(0, 60), *own, *places);
  }
  const auto length = agreed(before, rows_of_texts_min, [](std::string_view value) {
    return std::optional<std::size_t>(value.size());
  });
  if (length && !places && *length >= length_min && last.size() < *length) {
    return fmt::format("its last value, '{}', has {} characters where those before have {}",
                       last.substr(0, 60), last.size(), *length);
  }
  return {};
}

RecordEnd find_record_end(std::string_view text, const RecordRule& rule) {
  using Kind = RecordEnd::Kind;
  const auto bound =
      static_cast<std::size_t>(std::min<std::uint64_t>(rule.record_bytes_max, text.size()));
  const Walk walk = walk_record(text.substr(0, bound), rule);
  if (walk.end != npos) return {Kind::complete, walk.end, walk.end + 1, false};
  if (text.size() == bound) return {Kind::partial, text.size(), npos, walk.in_quotes};
  if (walk.in_quotes) return {Kind::open_quote, bound, npos, true};
  if (text[bound] == '\n') return {Kind::complete, bound, bound + 1, false};
  const auto end = text.find('\n', bound);
  return {Kind::too_long, std::min(end, text.size()), end == npos ? npos : end + 1, false};
}

RecordBatches::RecordBatches(ByteStream& stream, const RecordRule& rule)
    : stream_(stream), rule_(rule) {}

// Discards up to and with the next line break.
Result<void> RecordBatches::skip_line() {
  while (skipping_) {
    BAYON_TRY(const std::string_view piece, stream_.chunk());
    if (piece.empty()) {
      skipping_ = false;
      ended_ = true;
      return {};
    }
    const auto end = piece.find(cr_lines_ ? '\r' : '\n');
    if (end == npos) continue;
    skipping_ = false;
    carry_.assign(piece.begin() + static_cast<std::ptrdiff_t>(end) + 1, piece.end());
    if (cr_lines_) std::replace(carry_.begin(), carry_.end(), '\r', '\n');
  }
  return {};
}

// Ends the batch at `size`; what follows `drop` is carried over.
void RecordBatches::take(RecordBatch& batch, std::size_t size, std::size_t drop) {
  const auto from = batch.bytes_.begin() + static_cast<std::ptrdiff_t>(drop);
  carry_.assign(from, batch.bytes_.begin() + static_cast<std::ptrdiff_t>(batch.size_));
  batch.size_ = size;
  batch.first_line_ = line_;
  line_ += count_line_breaks(batch.text());
  batch.bytes_.resize(std::max(batch.bytes_.size(), size + text_padding));
  std::memset(batch.bytes_.data() + size, 0, text_padding);
  look_at_the_end(batch);
}

// Only the last batch can be open: where the stream goes on, an unfinished record is carried over.
void RecordBatches::look_at_the_end(RecordBatch& batch) {
  constexpr std::size_t tail_bytes = 8192;
  const std::string_view text = batch.text();
  batch.cut_evidence_.clear();
  batch.open_end_ = ended_ && carry_.empty() && !text.empty() && text.back() != '\n';
  const bool whole_file = line_first_ && text.size() <= tail_bytes;
  line_first_ = false;
  if (text.size() > tail_bytes) tail_.clear();
  tail_ += text.substr(text.size() - std::min(text.size(), tail_bytes));
  if (!whole_file) tail_.erase(0, tail_.find('\n') == npos ? 0 : tail_.find('\n') + 1);
  if (batch.open_end_) {
    batch.cut_evidence_ = evidence_of_a_cut(tail_, rule_.delimiter, whole_file, rule_.decimal_mark);
  }
}

Result<bool> RecordBatches::next(RecordBatch& batch) {
  for (;;) {
    if (fault_) return fail(*fault_);
    if (skipping_) BAYON_TRY_VOID(skip_line());
    if (ended_ && carry_.empty()) return false;
    // Reading at least as much as is carried keeps the cost of long records linear.
    const std::size_t carried = carry_.size();
    const std::size_t fresh =
        ended_ ? 0 : std::max(started_ ? fresh_bytes_min : first_bytes, carried);
    batch.bytes_.resize(carried + fresh + text_padding);
    std::copy(carry_.begin(), carry_.end(), batch.bytes_.begin());
    carry_.clear();
    std::size_t got = 0;
    if (!ended_) {
      BAYON_TRY(got, stream_.read({batch.bytes_.data() + carried, fresh}));
      ended_ = got < fresh;
    }
    batch.size_ = carried + got;
    if (!started_) {
      cr_lines_ = batch.text().find('\n') == npos && batch.text().find('\r') != npos;
    }
    if (cr_lines_) {
      const auto fresh_begin = batch.bytes_.begin() + static_cast<std::ptrdiff_t>(carried);
      std::replace(fresh_begin, fresh_begin + static_cast<std::ptrdiff_t>(got), '\r', '\n');
    }
    if (!started_) {
      started_ = true;
      if (batch.text().starts_with(byte_order_mark)) {
        batch.bytes_.erase(batch.bytes_.begin(), batch.bytes_.begin() + 3);
        batch.size_ -= 3;
      }
    }
    BAYON_TRY(const bool cut_one, cut(batch));
    if (cut_one) return true;
  }
}

// Finds the last record end in the batch. False when there is none yet.
Result<bool> RecordBatches::cut(RecordBatch& batch) {
  using Kind = RecordEnd::Kind;
  const std::string_view text = batch.text();
  batch.has_quotes_ = rule_.quotes && text.find('"') != npos;
  std::size_t whole = 0;
  if (!batch.has_quotes_) {
    const auto last = text.rfind('\n');
    whole = last == npos ? 0 : last + 1;
  }
  while (whole < text.size()) {
    const auto rest = text.substr(whole);
    const RecordEnd end = find_record_end(rest, rule_);
    if (end.next != npos) {
      whole += end.next;
      continue;
    }
    if (end.kind == Kind::too_long) {
      // Its head stays in the batch, one byte over the bound, so that it is met as what it is.
      const std::size_t size = whole + static_cast<std::size_t>(rule_.record_bytes_max) + 1;
      take(batch, size, batch.size_);
      ++line_;
      skipping_ = !ended_;
      return true;
    }
    if (end.kind == Kind::open_quote || (ended_ && end.in_quotes)) {
      const std::uint64_t line = line_ + count_line_breaks(text.substr(0, whole));
      fault_ = Error{errors::csv_unterminated_quote,
                     end.kind == Kind::open_quote
                         ? fmt::format("no closing quote within {} bytes", rule_.record_bytes_max)
                         : "the file ends inside quotes",
                     Place{stream_.name(), line, {}}};
      break;
    }
    if (ended_) whole = text.size();
    break;
  }
  if (whole == 0) {
    if (fault_) return fail(*fault_);
    carry_.assign(text.begin(), text.end());
    return false;
  }
  take(batch, whole, fault_ ? batch.size_ : whole);
  return true;
}

}  // namespace bayon::source::reading
