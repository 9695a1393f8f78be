#include "bayon/index/detail/twins.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <tuple>

#include "bayon/base/threads.hpp"

namespace bayon::index::detail {

namespace {

constexpr std::uint32_t no_row = 0xffffffffu;

// A row that another ledger may show too. There are tens of millions of them.
struct Seen {
  std::uint64_t hash = 0;      // of what it moved and under which reference: the first 64 bits
  std::uint32_t hash_end = 0;  // and the next 32
  std::uint32_t row = no_row;

  friend auto operator<=>(const Seen&, const Seen&) = default;
};

bool same_transfer(const Seen& a, const Seen& b) {
  return a.hash == b.hash && a.hash_end == b.hash_end;
}

// Fills `seen` with one entry for each row of the part that has a reference.
Result<void> see_part(const LedgerPart& part, const KeyedHash& hash, std::span<Seen> seen) {
  const store::FlowTable& table = *part.table;
  std::vector<Result<void>> read(table.reference_blocks());
  parallel_for(read.size(), 4, [&](std::size_t begin, std::size_t end) {
    std::string bytes;
    for (std::size_t block = begin; block < end; ++block) {
      read[block] = table.each_reference(block, [&](std::uint32_t row, std::string_view text) {
        const auto paid = table.paid(row);
        bytes.resize(sizeof(Amount) + sizeof(std::uint16_t));
        std::memcpy(bytes.data(), &paid.amount, sizeof(Amount));
        std::memcpy(bytes.data() + sizeof(Amount), &part.asset[paid.asset], sizeof(std::uint16_t));
        bytes += text;
        const Hash128 hashed = hash.of(bytes);
        seen[row] = {hashed.low, static_cast<std::uint32_t>(hashed.high), part.base + row};
      });
    }
  });
  for (auto& one : read) BAYON_TRY_VOID(std::move(one));
  return {};
}

// Sorts by (hash, row). Hashes are even, so halves of their range are halves of the work.
void sort_seen(std::span<Seen> seen, int bit = 63) {
  constexpr std::size_t alone = std::size_t{1} << 16;
  if (seen.size() <= alone || bit < 48) {
    std::sort(seen.begin(), seen.end());
    return;
  }
  const auto middle = std::partition(
      seen.begin(), seen.end(), [bit](const Seen& one) { return ((one.hash >> bit) & 1) == 0; });
  const auto low = static_cast<std::size_t>(middle - seen.begin());
  parallel_both([&] { sort_seen(seen.first(low), bit - 1); },
                [&] { sort_seen(seen.subspan(low), bit - 1); });
}

// Adds the pairs of rows of one hash, which are in order of rows.
void pair_up(std::span<const LedgerPart> parts, std::span<const Seen> rows,
             std::vector<Twin>& out) {
  struct Member {
    const LedgerPart* part;
    std::uint32_t row;
  };
  // One record of each dataset stands for the transfer.
  std::vector<Member> group;
  for (const Seen& seen : rows) {
    const LedgerPart& part =
        *(std::upper_bound(parts.begin(), parts.end(), seen.row,
                           [](std::uint32_t row, const LedgerPart& p) { return row < p.base; }) -
          1);
    const bool first = std::none_of(group.begin(), group.end(), [&](const Member& member) {
      return member.part->dataset == part.dataset;
    });
    if (first) group.push_back({&part, seen.row});
  }
  if (group.size() < 2) return;
  const auto rank = [](const Member& member) {
    return std::tuple(-static_cast<int>(member.part->table->books()), member.part->dataset);
  };
  const auto counted =
      std::min_element(group.begin(), group.end(),
                       [&](const Member& a, const Member& b) { return rank(a) < rank(b); });
  for (const Member& member : group) {
    if (member.row != counted->row) out.push_back({counted->row, member.row});
  }
}

}  // namespace

Result<std::vector<Twin>> find_twins(std::span<const LedgerPart> parts, const Digest& flows_root) {
  std::vector<Twin> out;
  std::vector<const LedgerPart*> global;
  std::size_t rows = 0;
  for (const LedgerPart& part : parts) {
    if (!part.table->references_global()) continue;
    global.push_back(&part);
    rows += part.table->size();
  }
  const bool several = std::any_of(global.begin(), global.end(), [&](const LedgerPart* part) {
    return part->dataset != global.front()->dataset;
  });
  if (!several) return out;
  const KeyedHash hash(flows_root);
  std::vector<Seen> seen(rows);
  for (std::size_t first = 0; const LedgerPart* part : global) {
    BAYON_TRY_VOID(see_part(*part, hash, std::span(seen).subspan(first, part->table->size())));
    first += part->table->size();
  }
  std::erase_if(seen, [](const Seen& one) { return one.row == no_row; });
  sort_seen(seen);
  for (std::size_t begin = 0, end = 0; begin < seen.size(); begin = end) {
    for (end = begin + 1; end < seen.size() && same_transfer(seen[end], seen[begin]);) ++end;
    if (end - begin > 1) pair_up(parts, std::span(seen).subspan(begin, end - begin), out);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace bayon::index::detail
