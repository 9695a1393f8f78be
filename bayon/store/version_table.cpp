#include "bayon/store/version_table.hpp"

#include <zstd.h>
#include <roaring/roaring.hh>

#include <algorithm>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/store/detail/roaring_reader.hpp"

namespace bayon::store {

struct VersionTable::State {
  Roaring bitmap;
  std::vector<std::uint32_t> ordinals;
  std::vector<std::uint16_t> file;
  std::vector<std::uint32_t> record;
};

VersionTable::~VersionTable() = default;
VersionTable::VersionTable(VersionTable&&) noexcept = default;
VersionTable& VersionTable::operator=(VersionTable&&) noexcept = default;

namespace {

// Differences between neighbours, zigzag-coded, seven bits a byte: neighbours often share a record.
std::string packed_numbers(std::span<const std::uint32_t> numbers) {
  std::string plain;
  std::int64_t last = 0;
  for (const std::uint32_t number : numbers) {
    const std::int64_t step = static_cast<std::int64_t>(number) - last;
    last = number;
    auto code = (static_cast<std::uint64_t>(step) << 1) ^ static_cast<std::uint64_t>(step >> 63);
    for (; code >= 0x80; code >>= 7) plain += static_cast<char>(code | 0x80);
    plain += static_cast<char>(code);
  }
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 3);
  BAYON_CHECK(ZSTD_isError(size) == 0, version.numbers_compress);
  out.resize(size);
  return out;
}

Result<std::vector<std::uint32_t>> unpacked_numbers(std::string_view packed, std::size_t count) {
  const auto damaged = [] {
    return fail(errors::store_segment_damaged, "packed numbers do not open");
  };
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > count * 10) {
    return damaged();
  }
  std::string plain(size, '\0');
  const std::size_t got = ZSTD_decompress(plain.data(), plain.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != size) return damaged();
  std::vector<std::uint32_t> out;
  out.reserve(count);
  std::uint64_t code = 0;
  int shift = 0;
  std::int64_t last = 0;
  for (const char c : plain) {
    if (shift > 35) return damaged();
    code |= static_cast<std::uint64_t>(c & 0x7f) << shift;
    shift += 7;
    if ((c & 0x80) != 0) continue;
    last += static_cast<std::int64_t>(code >> 1) ^ -static_cast<std::int64_t>(code & 1);
    out.push_back(static_cast<std::uint32_t>(last));
    code = 0;
    shift = 0;
  }
  if (out.size() != count) return damaged();
  return out;
}

}  // namespace

bool VersionTable::read_members(std::string_view bytes, std::size_t count, std::uint32_t statements,
                                State& state) {
  if (count > statements) return false;
  auto ordinals = detail::read_roaring(bytes, count);
  if (!ordinals || ordinals->size() != count) return false;
  if (count > 0 && ordinals->back() >= statements) return false;
  state.ordinals = *std::move(ordinals);
  state.bitmap = Roaring(state.ordinals.size(), state.ordinals.data());
  return true;
}

Result<VersionTable> VersionTable::open(std::shared_ptr<const Segment> segment,
                                        std::uint32_t statements, std::size_t files) {
  VersionTable out;
  out.state_ = std::make_unique<State>();
  State& s = *out.state_;
  BAYON_TRY(const auto counts, segment->column<std::uint64_t>("count"));
  if (counts.size() != 1) return fail(errors::store_segment_damaged, "a version without a count");
  const std::size_t count = counts[0];
  BAYON_TRY(const auto bitmap, segment->text("members"));
  BAYON_TRY(const auto file, segment->column<std::uint16_t>("file"));
  BAYON_TRY(const auto record, segment->text("record"));
  if (!read_members(bitmap, count, statements, s)) {
    return fail(errors::store_segment_damaged, "a version's members do not fit its count");
  }
  if (file.size() != count && (file.size() != 1 || count == 0)) {
    return fail(errors::store_segment_damaged, "a version's files do not fit its count");
  }
  if (std::any_of(file.begin(), file.end(), [&](auto f) { return f >= files; })) {
    return fail(errors::store_segment_damaged, "a version's member names no source file");
  }
  s.file.assign(file.begin(), file.end());
  BAYON_TRY(s.record, unpacked_numbers(record, count));
  return out;
}

bool VersionTable::contains(std::uint32_t ordinal) const {
  return state_->bitmap.contains(ordinal);
}
std::uint64_t VersionTable::size() const { return state_->ordinals.size(); }

Member VersionTable::member(std::uint32_t ordinal) const {
  const auto& all = state_->ordinals;
  const auto found = std::lower_bound(all.begin(), all.end(), ordinal);
  BAYON_CHECK(found != all.end() && *found == ordinal, version.member);
  const auto rank = static_cast<std::size_t>(found - all.begin());
  return {ordinal, state_->file.size() == 1 ? state_->file[0] : state_->file[rank],
          state_->record[rank]};
}

std::vector<Member> VersionTable::members() const {
  std::vector<Member> out;
  out.reserve(state_->ordinals.size());
  for (std::size_t i = 0; i < state_->ordinals.size(); ++i) {
    out.push_back({state_->ordinals[i],
                   state_->file.size() == 1 ? state_->file[0] : state_->file[i],
                   state_->record[i]});
  }
  return out;
}

Result<SegmentWriter::Written> write_version(std::span<const Member> members,
                                             const std::filesystem::path& folder) {
  std::vector<std::uint16_t> file;
  std::vector<std::uint32_t> record, ordinals;
  file.reserve(members.size());
  record.reserve(members.size());
  ordinals.reserve(members.size());
  for (const Member& member : members) {
    BAYON_CHECK(member.file < 0xffff, version.files_fit_16_bits);
    ordinals.push_back(member.ordinal);
    file.push_back(static_cast<std::uint16_t>(member.file));
    record.push_back(member.record);
  }
  Roaring bitmap(ordinals.size(), ordinals.data());
  if (!file.empty() &&
      std::all_of(file.begin(), file.end(), [&](auto f) { return f == file[0]; })) {
    file.resize(1);
  }
  bitmap.runOptimize();
  std::string bytes(bitmap.getSizeInBytes(), '\0');
  bitmap.write(bytes.data());
  const std::vector<std::uint64_t> count{members.size()};
  const std::string records = packed_numbers(record);
  SegmentWriter writer;
  writer.add("count", count);
  writer.add("file", file);
  writer.add_text("members", bytes);
  writer.add_text("record", records);
  return writer.write(folder);
}

namespace {

constexpr std::size_t rows_together = 1 << 13;

// Members in canonical order, whatever the order in which their statements were loaded.
class CanonicalOrder {
 public:
  CanonicalOrder(std::span<const StatementPart> parts, std::span<const Member> members)
      : parts_(parts) {
    // Members of one part are already in canonical order; the parts' runs are merged.
    order_.reserve(members.size());
    std::size_t merged = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
      const std::uint32_t end = parts[p].base + parts[p].table->size();
      const auto first =
          std::lower_bound(members.begin(), members.end(), parts[p].base,
                           [](const Member& m, std::uint32_t o) { return m.ordinal < o; });
      for (auto m = first; m != members.end() && m->ordinal < end; ++m) {
        order_.push_back({static_cast<std::uint32_t>(p), m->ordinal - parts[p].base});
      }
      if (merged != 0) {
        std::inplace_merge(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(merged),
                           order_.end(),
                           [&](const Place& a, const Place& b) { return row(a) < row(b); });
      }
      merged = order_.size();
    }
    BAYON_CHECK(order_.size() == members.size(), version.members_have_rows);
  }

  std::size_t size() const { return order_.size(); }
  StatementRow row(std::size_t at) const { return row(order_[at]); }
  std::string_view entity(std::size_t at) const {
    return parts_[order_[at].part].table->entity(order_[at].row);
  }

 private:
  struct Place {
    std::uint32_t part;
    std::uint32_t row;
  };
  StatementRow row(const Place& place) const { return parts_[place.part].table->row(place.row); }

  std::span<const StatementPart> parts_;
  std::vector<Place> order_;
};

}  // namespace

Digest version_root(std::span<const StatementPart> parts, std::span<const Member> members) {
  const CanonicalOrder order(parts, members);
  const std::size_t pieces = (order.size() + rows_together - 1) / rows_together;
  std::vector<std::vector<Digest>> leaves_of(pieces);
  parallel_for(order.size(), rows_together, [&](std::size_t begin, std::size_t end) {
    auto& leaves = leaves_of[begin / rows_together];
    std::string bytes;
    std::size_t at = begin;
    // An entity belongs to the piece where it begins.
    while (at != 0 && at < end && order.entity(at) == order.entity(at - 1)) ++at;
    while (at < end) {
      const auto entity = order.entity(at);
      bytes.clear();
      for (; at < order.size() && order.entity(at) == entity; ++at) {
        append_canonical(order.row(at), bytes);
      }
      leaves.push_back(merkle_leaf(bytes));
    }
  });
  std::vector<Digest> leaves;
  for (const auto& some : leaves_of) leaves.insert(leaves.end(), some.begin(), some.end());
  return merkle_root(leaves);
}

}  // namespace bayon::store
