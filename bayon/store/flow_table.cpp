#include "bayon/store/flow_table.hpp"

#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <numeric>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/store/detail/narrow_columns.hpp"

namespace bayon::store {

namespace {

constexpr std::uint32_t block_rows = 4096;
constexpr std::size_t block_bytes_max = std::size_t{1} << 30;

// A 128-bit value as two 64-bit halves, low first.
Amount joined(const Paged<std::uint64_t>& halves, std::size_t index) {
  return static_cast<Amount>((static_cast<UInt128>(halves[2 * index + 1]) << 64) |
                             halves[2 * index]);
}

void push_halves(std::vector<std::uint64_t>& halves, Amount amount) {
  const auto value = static_cast<UInt128>(amount);
  halves.push_back(static_cast<std::uint64_t>(value));
  halves.push_back(static_cast<std::uint64_t>(value >> 64));
}

// Index of `row` in a side table of some of `all` rows, ascending, or its size. Of the rows before
// this one no more are missing there than are missing at all: in a table of nearly all rows there
// is little to search.
std::size_t side(const Paged<std::uint32_t>& rows, std::uint32_t row, std::uint32_t all) {
  const std::size_t missing = all - std::min<std::size_t>(rows.size(), all);
  const std::size_t low = row > missing ? row - missing : 0;
  const std::size_t found = rows.lower_bound(row, low, std::min<std::size_t>(row, rows.size()));
  return found < rows.size() && rows[found] == row ? found : rows.size();
}

constexpr std::uint64_t wide_mark = ~std::uint64_t{0};

}  // namespace

Result<FlowTable> FlowTable::open(std::shared_ptr<const Segment> segment) {
  FlowTable out;
  out.segment_ = std::move(segment);
  const Segment& s = *out.segment_;
  BAYON_TRY(out.accounts_, PagedStrings::open(s, "account"));
  BAYON_TRY(out.kinds_, Strings::open(s, "kind_name"));
  BAYON_TRY(const Strings assets, Strings::open(s, "asset_name"));
  for (std::size_t i = 0; i < assets.size(); ++i) {
    const auto parts = split(assets.at(i), '/');
    if (parts.size() != 2 || parts[1].empty() || parts[1].size() > 2) {
      return fail(errors::store_segment_damaged, "asset names do not fit");
    }
    int exponent = 0;
    for (const char c : parts[1]) exponent = exponent * 10 + (c - '0');
    out.assets_.push_back({std::string(parts[0]), exponent});
  }
  BAYON_TRY(out.from_, s.paged<std::uint32_t>("from"));
  BAYON_TRY(out.to_, s.paged<std::uint32_t>("to"));
  BAYON_TRY(out.sequence_, s.paged<std::uint64_t>("sequence"));
  BAYON_TRY(out.asset_, s.paged<std::uint16_t>("asset"));
  BAYON_TRY(out.kind_, s.paged<std::uint16_t>("kind"));
  if (s.has("kind.wide")) {
    BAYON_TRY(out.kind_wide_, s.paged<std::uint32_t>("kind.wide"));
  }
  BAYON_TRY(out.file_, s.paged<std::uint16_t>("file"));
  BAYON_TRY(out.reference_at_, s.paged<std::uint64_t>("reference.at"));
  BAYON_TRY(const auto traits, s.column<std::uint8_t>("traits"));
  BAYON_TRY_VOID(out.open_records());
  BAYON_TRY_VOID(out.open_times());
  BAYON_TRY_VOID(out.open_amounts());
  const std::size_t n = out.from_.size();
  const auto per_row = [&](const auto& column) { return column.size() == n || column.size() == 1; };
  const bool whole =
      out.to_.size() == n && (out.run_row_.empty() ? out.record_.size() == n : n != 0) &&
      (out.at_low_.empty() ? out.at_.size() : out.at_low_.size()) == n &&
      (out.paid_low_.empty() ? out.paid_.size() : out.paid_low_.size()) == n &&
      (out.sequence_.empty() || per_row(out.sequence_)) && per_row(out.asset_) &&
      per_row(out.kind_) && per_row(out.file_) &&
      (out.kind_wide_.empty() || out.kind_wide_.size() == n) &&
      out.wide_.size() == 2 * out.wide_row_.size() && out.fee_.size() == 2 * out.fee_row_.size() &&
      out.received_.size() == 2 * out.received_row_.size() &&
      out.received_asset_.size() == out.received_row_.size() && traits.size() == 3 &&
      traits[0] <= 2;
  if (!whole) return fail(errors::store_segment_damaged, "flow columns do not fit together");
  out.books_ = static_cast<model::Books>(traits[0]);
  out.references_global_ = traits[1] != 0;
  out.has_references_ = traits[2] != 0;
  return out;
}

// Each is there in one of two forms.
Result<void> FlowTable::open_records() {
  const Segment& s = *segment_;
  if (!s.has("record.row")) {
    BAYON_TRY(record_, s.paged<std::uint32_t>("record"));
    return {};
  }
  BAYON_TRY(run_row_, s.column<std::uint32_t>("record.row"));
  BAYON_TRY(run_record_, s.column<std::uint32_t>("record.first"));
  const bool whole = !run_row_.empty() && run_row_.front() == 0 &&
                     run_row_.size() == run_record_.size() &&
                     std::is_sorted(run_row_.begin(), run_row_.end());
  if (!whole) return fail(errors::store_segment_damaged, "runs of records do not fit");
  return {};
}

Result<void> FlowTable::open_times() {
  const Segment& s = *segment_;
  if (!s.has("at.low")) {
    BAYON_TRY(at_, s.paged<std::int64_t>("at"));
    return {};
  }
  BAYON_TRY(at_low_, s.paged<std::uint32_t>("at.low"));
  BAYON_TRY(const auto scale, s.column<std::int64_t>("at.scale"));
  if (scale.size() != 2) return fail(errors::store_segment_damaged, "the scale of times is cut");
  at_base_ = scale[0];
  at_unit_ = scale[1];
  return {};
}

Result<void> FlowTable::open_amounts() {
  const Segment& s = *segment_;
  if (s.has("paid.low")) {
    BAYON_TRY(paid_low_, s.paged<std::uint32_t>("paid.low"));
  } else {
    BAYON_TRY(paid_, s.paged<std::uint64_t>("paid"));
  }
  BAYON_TRY(wide_row_, s.paged<std::uint32_t>("wide.row"));
  BAYON_TRY(wide_, s.paged<std::uint64_t>("wide.amount"));
  BAYON_TRY(fee_row_, s.paged<std::uint32_t>("fee.row"));
  BAYON_TRY(fee_, s.paged<std::uint64_t>("fee.amount"));
  BAYON_TRY(received_row_, s.paged<std::uint32_t>("received.row"));
  BAYON_TRY(received_asset_, s.paged<std::uint16_t>("received.asset"));
  BAYON_TRY(received_, s.paged<std::uint64_t>("received.amount"));
  return {};
}

std::uint32_t FlowTable::counted_record(std::uint32_t row) const {
  const auto after = std::upper_bound(run_row_.begin(), run_row_.end(), row);
  const auto run = static_cast<std::size_t>(after - run_row_.begin()) - 1;
  return run_record_[run] + (row - run_row_[run]);
}

model::Quantity FlowTable::paid(std::uint32_t row) const {
  const std::uint16_t asset = below(assets_.size(), asset_, row);
  if (!paid_low_.empty()) {
    const std::uint32_t low = paid_low_[row];
    if (low != detail::low_mark) return {asset, static_cast<Amount>(low)};
  } else {
    const std::uint64_t amount = paid_[row];
    if (amount != wide_mark) return {asset, static_cast<Amount>(amount)};
  }
  const std::size_t at = side(wide_row_, row, size());
  if (at == wide_row_.size()) wide_row_.refuse(fmt::format("row {} is missing", row));
  return {asset, joined(wide_, at)};
}

FlowTable::Money FlowTable::money(std::uint32_t row) const {
  Money out{paid(row), 0, {}};
  if (const auto at = side(fee_row_, row, size()); at < fee_row_.size()) out.fee = joined(fee_, at);
  if (const auto at = side(received_row_, row, size()); at < received_row_.size()) {
    out.received = {below(assets_.size(), received_asset_, static_cast<std::uint32_t>(at)),
                    joined(received_, at)};
  } else {
    out.received = {out.paid.asset, out.paid.amount - out.fee};
  }
  return out;
}

void FlowTable::each_large(const std::function<void(const model::Quantity&)>& visit) const {
  for (std::size_t at = 0; at < wide_row_.size(); ++at) {
    // The side table of narrow amounts holds smaller ones as well.
    const Amount amount = joined(wide_, at);
    if (amount >= static_cast<Amount>(wide_mark)) {
      visit({below(assets_.size(), asset_, wide_row_[at]), amount});
    }
  }
  for (std::size_t at = 0; at < received_row_.size(); ++at) {
    visit({below(assets_.size(), received_asset_, static_cast<std::uint32_t>(at)),
           joined(received_, at)});
  }
}

Result<std::string> FlowTable::block(std::size_t index) const {
  if (index + 1 >= reference_at_.size()) {
    return fail(errors::store_segment_damaged, "references are missing");
  }
  BAYON_TRY(
      const std::string_view packed,
      segment_->text_between("reference.text", reference_at_[index], reference_at_[index + 1]));
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
      size > block_bytes_max) {
    return fail(errors::store_segment_damaged, "a block of references does not open");
  }
  std::string out(size, '\0');
  const std::size_t got = ZSTD_decompress(out.data(), out.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != size) {
    return fail(errors::store_segment_damaged, "a block of references does not open");
  }
  return out;
}

std::size_t FlowTable::reference_blocks() const {
  return has_references_ ? (size() + std::size_t{block_rows} - 1) / block_rows : 0;
}

Result<void> FlowTable::each_reference(
    std::size_t index, const std::function<void(std::uint32_t, std::string_view)>& visit) const {
  const auto first = static_cast<std::uint32_t>(index * block_rows);
  const std::uint32_t last = std::min(size() - first, block_rows) + first;
  BAYON_TRY(const std::string held, block(index));
  const std::string_view text = held;
  std::uint32_t row = first;
  for (std::size_t at = 0; at < text.size() && row < last; ++row) {
    const std::size_t end = text.find('\0', at);
    if (end == std::string_view::npos) {
      return fail(errors::store_segment_damaged, "a reference is cut");
    }
    if (end != at) visit(row, text.substr(at, end - at));
    at = end + 1;
  }
  if (row != last) return fail(errors::store_segment_damaged, "references are missing");
  return {};
}

Result<void> FlowTable::each_reference(
    const std::function<void(std::uint32_t, std::string_view)>& visit) const {
  for (std::size_t b = 0; b < reference_blocks(); ++b) BAYON_TRY_VOID(each_reference(b, visit));
  return {};
}

Result<std::string> FlowTable::reference(std::uint32_t row) const {
  if (!has_references_) return std::string();
  // Answers ask for one row after the other, mostly of one block.
  struct Held {
    Digest segment;
    std::size_t index = 0;
    std::string text;
    std::vector<std::uint32_t> starts;
  };
  thread_local std::optional<Held> held;
  const std::size_t index = row / block_rows;
  if (!held || held->index != index || held->segment != segment_->content()) {
    held.reset();
    BAYON_TRY(std::string text, block(index));
    Held opened{segment_->content(), index, std::move(text), {}};
    for (std::size_t at = 0; at < opened.text.size();) {
      opened.starts.push_back(static_cast<std::uint32_t>(at));
      const std::size_t end = opened.text.find('\0', at);
      if (end == std::string::npos) {
        return fail(errors::store_segment_damaged, "a reference is cut");
      }
      at = end + 1;
    }
    held = std::move(opened);
  }
  const std::size_t nth = row % block_rows;
  if (nth >= held->starts.size()) {
    return fail(errors::store_segment_damaged, "references are missing");
  }
  return std::string(held->text.c_str() + held->starts[nth]);
}

std::optional<std::uint32_t> FlowBuilder::find_asset(const model::Asset& asset) const {
  const auto found = asset_numbers_.find(asset);
  if (found == asset_numbers_.end()) return std::nullopt;
  return found->second;
}

std::uint16_t FlowBuilder::asset(const model::Asset& asset) {
  if (const auto found = find_asset(asset)) return static_cast<std::uint16_t>(*found);
  BAYON_CHECK(assets_.size() < 0xffff, flow.assets_fit_16_bits);
  assets_.push_back(asset);
  asset_numbers_.emplace(asset, static_cast<std::uint16_t>(assets_.size() - 1));
  return static_cast<std::uint16_t>(assets_.size() - 1);
}

void FlowBuilder::add(std::uint16_t file, std::uint64_t record, const model::FlowView& flow) {
  BAYON_CHECK(flow.paid.amount > 0 && flow.fee >= 0 && flow.fee <= flow.paid.amount &&
                  flow.received.amount >= 0 && record <= 0xffffffffu,
              flow.amounts);
  const auto row = static_cast<std::uint32_t>(at_.size());
  from_.push_back(accounts_.intern(flow.from));
  to_.push_back(accounts_.intern(flow.to));
  record_.push_back(static_cast<std::uint32_t>(record));
  at_.push_back(flow.at.nanos);
  if (sequence_.empty() && flow.sequence != record) {
    sequence_.assign(record_.begin(), record_.end() - 1);
    sequence_.push_back(flow.sequence);
  } else if (!sequence_.empty()) {
    sequence_.push_back(flow.sequence);
  }
  asset_.push_back(flow.paid.asset);
  kind_.push_back(kinds_.intern(flow.kind));
  file_.push_back(file);
  if (flow.paid.amount < static_cast<Amount>(wide_mark)) {
    paid_.push_back(static_cast<std::uint64_t>(flow.paid.amount));
  } else {
    paid_.push_back(wide_mark);
    wide_.push_back({row, flow.paid.amount});
  }
  if (flow.fee != 0) fees_.push_back({row, flow.fee});
  const bool plain =
      flow.received.asset == flow.paid.asset && flow.received.amount == flow.paid.amount - flow.fee;
  if (!plain) received_.push_back({row, flow.received});
  references_.push_back(flow.reference);
  references_global_ = references_global_ || (flow.reference_global && !flow.reference.empty());
}

Amount FlowBuilder::paid(std::size_t i) const {
  if (paid_[i] != wide_mark) return static_cast<Amount>(paid_[i]);
  const auto before = [](const Wide& entry, std::size_t row) { return entry.row < row; };
  return std::lower_bound(wide_.begin(), wide_.end(), i, before)->amount;
}

std::vector<std::uint32_t> FlowBuilder::order(const std::vector<bool>& drop) const {
  std::vector<std::uint32_t> out;
  out.reserve(at_.size());
  for (std::uint32_t i = 0; i < at_.size(); ++i) {
    if (drop.empty() || !drop[i]) out.push_back(i);
  }
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(at_[a], sequence(a), file_[a], record_[a]) <
           std::tuple(at_[b], sequence(b), file_[b], record_[b]);
  };
  if (!std::is_sorted(out.begin(), out.end(), before)) std::sort(out.begin(), out.end(), before);
  return out;
}

namespace {

// Columns in the order of `rows`, which need no copy where that is the order of addition.
class Reordering {
 public:
  Reordering(std::vector<std::uint32_t> rows, std::size_t added)
      : size_(rows.size()),
        as_added_(rows.size() == added && std::is_sorted(rows.begin(), rows.end())) {
    if (!as_added_) rows_ = std::move(rows);
  }

  std::size_t size() const { return size_; }
  /// The number of addition of a row.
  std::uint32_t operator[](std::size_t row) const {
    return as_added_ ? static_cast<std::uint32_t>(row) : rows_[row];
  }
  template <typename T>
  std::vector<T> taken(const std::vector<T>& column) const {
    if (as_added_) return column;
    std::vector<T> out(rows_.size());
    parallel_for(rows_.size(), grain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) out[i] = column[rows_[i]];
    });
    return out;
  }
  /// The same as a view, of `own` where a copy is needed.
  template <typename T>
  std::span<const T> viewed(const std::vector<T>& column, std::vector<T>& own) const {
    if (as_added_) return column;
    own = taken(column);
    return own;
  }
  /// Entries of a side table under their new rows, in order of those; what was dropped is left out.
  template <typename Entry>
  std::vector<Entry> side(const std::vector<Entry>& table) {
    if (as_added_ || table.empty()) return table;
    if (place_.empty()) {
      place_.assign(*std::max_element(rows_.begin(), rows_.end()) + std::size_t{1}, gone);
      for (std::uint32_t r = 0; r < rows_.size(); ++r) place_[rows_[r]] = r;
    }
    std::vector<Entry> out;
    for (Entry entry : table) {
      entry.row = entry.row < place_.size() ? place_[entry.row] : gone;
      if (entry.row != gone) out.push_back(entry);
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
    return out;
  }

 private:
  static constexpr std::size_t grain = std::size_t{1} << 16;
  static constexpr std::uint32_t gone = 0xffffffffu;
  std::size_t size_;
  bool as_added_;
  std::vector<std::uint32_t> rows_;   // empty where they lie as added
  std::vector<std::uint32_t> place_;  // by number of addition
};

// One value where all are equal: a constant column costs nothing.
template <typename T>
std::span<const T> folded(std::span<const T> column) {
  const bool equal =
      std::adjacent_find(column.begin(), column.end(), std::not_equal_to<>()) == column.end();
  return equal && !column.empty() ? column.first(1) : column;
}

// Blocks of references, compressed on all threads, a few at a time.
struct ReferenceColumn {
  std::vector<std::uint64_t> at{0};
  std::string text;

  ReferenceColumn(const detail::PackedTexts& references, const Reordering& order_of) {
    if (references.filled() == 0) return;
    constexpr std::size_t blocks_together = 64, rows_together = blocks_together * block_rows;
    std::vector<std::string> blocks(blocks_together);
    for (std::size_t first = 0; first < order_of.size(); first += rows_together) {
      const std::size_t rows = std::min(order_of.size() - first, rows_together);
      parallel_for(rows, block_rows, [&](std::size_t begin, std::size_t end) {
        std::string plain;
        for (std::size_t row = first + begin; row < first + end; ++row) {
          references.append_to(plain, order_of[row]);
          plain += '\0';
        }
        compress(plain, blocks[begin / block_rows]);
      });
      for (std::size_t b = 0; b * block_rows < rows; ++b) {
        text += blocks[b];
        at.push_back(text.size());
      }
      // What follows is mostly of the same kind: the text need not move as it grows.
      if (first == 0) text.reserve(text.size() * order_of.size() / rows / 16 * 17);
    }
  }

 private:
  static void compress(const std::string& plain, std::string& packed) {
    packed.resize(ZSTD_compressBound(plain.size()));
    const std::size_t size =
        ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 1);
    BAYON_CHECK(ZSTD_isError(size) == 0, flow.references_compress);
    packed.resize(size);
  }
};

}  // namespace

// long: one column after another, in the order of docs/formats/segments.md
Result<SegmentWriter::Written> FlowBuilder::write(const std::filesystem::path& folder,
                                                  const std::vector<bool>& drop) const {
  Reordering order_of(order(drop), at_.size());
  // Accounts of dropped rows stay in no column: number only what is used, in byte order.
  std::vector<std::uint32_t> number(accounts_.size(), 0);
  for (std::size_t row = 0; row < order_of.size(); ++row) {
    number[from_[order_of[row]]] = number[to_[order_of[row]]] = 1;
  }
  StringColumn accounts;
  std::uint32_t next = 0;
  for (const std::uint32_t id : accounts_.sorted()) {
    if (number[id] == 0) continue;
    number[id] = next++;
    accounts.push_back(accounts_.at(id));
  }
  auto from = order_of.taken(from_), to = order_of.taken(to_);
  for (auto& id : from) id = number[id];
  for (auto& id : to) id = number[id];

  StringColumn kinds;
  std::vector<std::uint32_t> kind_number(kinds_.size());
  for (std::uint32_t k = 0; const std::uint32_t id : kinds_.sorted()) {
    kind_number[id] = k++;
    kinds.push_back(kinds_.at(id));
  }
  // Free texts may be more than 16 bits can number.
  const bool wide_kinds = kinds_.size() > 0x10000;
  std::vector<std::uint32_t> kind_wide;
  std::vector<std::uint16_t> kind(1, 0);
  if (wide_kinds) {
    kind_wide = order_of.taken(kind_);
    for (auto& k : kind_wide) k = kind_number[k];
  } else {
    kind.resize(order_of.size());
    for (std::size_t row = 0; row < kind.size(); ++row) {
      kind[row] = static_cast<std::uint16_t>(kind_number[kind_[order_of[row]]]);
    }
  }

  StringColumn assets;
  for (const auto& asset : assets_)
    assets.push_back(fmt::format("{}/{}", asset.code, asset.exponent));

  std::vector<std::uint64_t> own_paid;
  const auto paid = order_of.viewed(paid_, own_paid);
  const auto paid_low = detail::narrow_amounts(paid);
  const std::uint64_t paid_max = paid_low ? detail::low_mark : wide_mark;
  std::vector<std::uint32_t> wide_row, fee_row, received_row;
  std::vector<std::uint64_t> wide, fee, received;
  std::vector<std::uint16_t> received_asset;
  const auto past_64_bits = order_of.side(wide_);
  auto next_wide = past_64_bits.begin();
  for (std::uint32_t row = 0; row < paid.size(); ++row) {
    if (paid[row] < paid_max) continue;
    wide_row.push_back(row);
    push_halves(wide,
                paid[row] == wide_mark ? (next_wide++)->amount : static_cast<Amount>(paid[row]));
  }
  for (const auto& entry : order_of.side(fees_)) {
    fee_row.push_back(entry.row);
    push_halves(fee, entry.amount);
  }
  for (const auto& entry : order_of.side(received_)) {
    received_row.push_back(entry.row);
    received_asset.push_back(entry.quantity.asset);
    push_halves(received, entry.quantity.amount);
  }

  const ReferenceColumn references(references_, order_of);
  const std::vector<std::uint8_t> traits{static_cast<std::uint8_t>(books_),
                                         static_cast<std::uint8_t>(references_global_),
                                         static_cast<std::uint8_t>(references_.filled() != 0)};
  std::vector<std::uint32_t> own_record;
  std::vector<std::int64_t> own_at;
  std::vector<std::uint64_t> own_sequence;
  const auto record = order_of.viewed(record_, own_record);
  const auto at = order_of.viewed(at_, own_at);
  const auto sequence = sequence_.empty() ? std::span<const std::uint64_t>{}
                                          : folded(order_of.viewed(sequence_, own_sequence));
  const auto runs = detail::record_runs(record);
  const auto times = detail::narrow_times(at);
  std::vector<std::uint16_t> own_asset, own_file;
  const auto asset = folded(order_of.viewed(asset_, own_asset));
  const auto file = folded(order_of.viewed(file_, own_file));

  SegmentWriter writer;
  accounts.add_to(writer, "account");
  kinds.add_to(writer, "kind_name");
  assets.add_to(writer, "asset_name");
  writer.add("from", from);
  writer.add("to", to);
  if (runs) {
    writer.add("record.row", runs->row);
    writer.add("record.first", runs->record);
  } else {
    writer.add("record", record);
  }
  const std::vector<std::int64_t> scale{times ? times->base : 0, times ? times->unit : 0};
  if (times) {
    writer.add("at.low", times->low);
    writer.add("at.scale", scale);
  } else {
    writer.add("at", at);
  }
  writer.add("sequence", sequence);
  if (paid_low) {
    writer.add("paid.low", *paid_low);
  } else {
    writer.add("paid", paid);
  }
  writer.add("asset", asset);
  writer.add("kind", folded(std::span<const std::uint16_t>(kind)));
  if (wide_kinds) writer.add("kind.wide", kind_wide);
  writer.add("file", file);
  writer.add("wide.row", wide_row);
  writer.add("wide.amount", wide);
  writer.add("fee.row", fee_row);
  writer.add("fee.amount", fee);
  writer.add("received.row", received_row);
  writer.add("received.asset", received_asset);
  writer.add("received.amount", received);
  writer.add("reference.at", references.at);
  writer.add_text("reference.text", references.text);
  writer.add("traits", traits);
  return writer.write(folder);
}

}  // namespace bayon::store
