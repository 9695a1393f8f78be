#include "bayon/store/version_table.hpp"

#include <zstd.h>
#include <roaring/roaring.hh>

#include <algorithm>

#include "bayon/base/error_codes.hpp"

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

// Counts as it goes: the sizes that a bitmap states of itself are not believed.
bool VersionTable::read_members(std::string_view bytes, std::size_t count, std::uint32_t statements,
                                State& state) {
  if (count > statements) return false;
  roaring_bitmap_t* read = roaring_bitmap_portable_deserialize_safe(bytes.data(), bytes.size());
  if (read == nullptr) return false;
  state.bitmap = Roaring(read);
  for (const std::uint32_t ordinal : state.bitmap) {
    const bool fits = state.ordinals.size() < count && ordinal < statements &&
                      (state.ordinals.empty() || state.ordinals.back() < ordinal);
    if (!fits) return false;
    state.ordinals.push_back(ordinal);
  }
  return state.ordinals.size() == count;
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
  Roaring bitmap;
  std::vector<std::uint16_t> file;
  std::vector<std::uint32_t> record;
  for (const Member& member : members) {
    BAYON_CHECK(member.file < 0xffff, version.files_fit_16_bits);
    bitmap.add(member.ordinal);
    file.push_back(static_cast<std::uint16_t>(member.file));
    record.push_back(member.record);
  }
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

void for_each_canonical(std::span<const StatementPart> parts, std::span<const Member> members,
                        const std::function<void(const StatementRow&, const Member&)>& visit) {
  // Members of one part are already in canonical order; the parts' runs are merged.
  std::vector<const Member*> order;
  order.reserve(members.size());
  const auto part_of = [&](std::uint32_t ordinal) {
    const auto after =
        std::upper_bound(parts.begin(), parts.end(), ordinal,
                         [](std::uint32_t o, const StatementPart& p) { return o < p.base; });
    return after - 1;
  };
  const auto row_of = [&](const Member* m) {
    const auto part = part_of(m->ordinal);
    return part->table->row(m->ordinal - part->base);
  };
  std::size_t merged = 0;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const std::uint32_t end = parts[p].base + parts[p].table->size();
    const auto first =
        std::lower_bound(members.begin(), members.end(), parts[p].base,
                         [](const Member& m, std::uint32_t o) { return m.ordinal < o; });
    for (auto m = first; m != members.end() && m->ordinal < end; ++m) order.push_back(&*m);
    if (merged != 0) {
      std::inplace_merge(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(merged),
                         order.end(),
                         [&](const Member* a, const Member* b) { return row_of(a) < row_of(b); });
    }
    merged = order.size();
  }
  BAYON_CHECK(order.size() == members.size(), version.members_have_rows);
  for (const Member* m : order) visit(row_of(m), *m);
}

Digest version_root(std::span<const StatementPart> parts, std::span<const Member> members) {
  std::vector<Digest> leaves;
  std::string entity, bytes;
  const auto close = [&] {
    if (!bytes.empty()) leaves.push_back(merkle_leaf(bytes));
    bytes.clear();
  };
  for_each_canonical(parts, members, [&](const StatementRow& row, const Member&) {
    if (row.entity != entity) {
      close();
      entity = row.entity;
    }
    append_canonical(row, bytes);
  });
  close();
  return merkle_root(leaves);
}

}  // namespace bayon::store
