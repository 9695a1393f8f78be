#include "bayon/store/detail/repeats.hpp"

#include <algorithm>
#include <bit>

namespace bayon::store::detail {

namespace {

using Moved = FlowBuilder::Moved;

// Numbers of the flows that count, in order of their instants.
std::vector<std::uint32_t> by_instant(const FlowBuilder& flows, const std::vector<bool>& drop) {
  std::vector<std::uint32_t> out;
  if (flows.references() == flows.size()) return out;
  for (std::uint32_t i = 0; i < flows.size(); ++i) {
    const bool dropped = i < drop.size() && drop[i];
    if (!dropped && !flows.has_reference(i)) out.push_back(i);
  }
  const auto before = [&](std::uint32_t a, std::uint32_t b) { return flows.at(a) < flows.at(b); };
  if (!std::is_sorted(out.begin(), out.end(), before)) std::sort(out.begin(), out.end(), before);
  return out;
}

// Flows of a table that might equal a fresh one, in the numbers of `fresh`.
void add_held(const FlowTable& table, const FlowBuilder& fresh, Instant first, Instant last,
              std::vector<Moved>& out) {
  constexpr std::uint32_t unknown = 0xffffffffu;
  std::vector<std::uint32_t> account(table.accounts().size()), asset(table.assets().size());
  for (std::uint32_t a = 0; a < account.size(); ++a) {
    account[a] = fresh.find_account(table.accounts().at(a)).value_or(unknown);
  }
  for (std::uint32_t a = 0; a < asset.size(); ++a) {
    asset[a] = fresh.find_asset(table.assets()[a]).value_or(unknown);
  }
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (table.at(row) < first || last < table.at(row)) continue;
    const auto paid = table.paid(row);
    const Moved moved{account[table.from(row)], account[table.to(row)], asset[paid.asset],
                      paid.amount, table.at(row)};
    if (moved.from == unknown || moved.to == unknown || moved.asset == unknown) continue;
    out.push_back(moved);
  }
}

// The different flows of one instant.
class SeenAtOnce {
 public:
  void start(std::size_t flows_max) {
    slots_.assign(std::bit_ceil(std::max<std::size_t>(2 * flows_max, 16)), nothing);
    seen_.clear();
  }
  /// False when an equal one was there.
  bool insert(const Moved& moved) {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash(moved) & mask;; slot = (slot + 1) & mask) {
      if (slots_[slot] == nothing) {
        slots_[slot] = static_cast<std::uint32_t>(seen_.size());
        seen_.push_back(moved);
        return true;
      }
      if (seen_[slots_[slot]] == moved) return false;
    }
  }

 private:
  static constexpr std::uint32_t nothing = 0xffffffffu;
  static std::uint64_t hash(const Moved& moved) {
    constexpr std::uint64_t spread = 0x9e3779b97f4a7c15ULL;
    std::uint64_t out = ((std::uint64_t{moved.from} << 32) | moved.to) * spread;
    out = (out ^ (out >> 32) ^ moved.asset) * spread;
    out = (out ^ (out >> 32) ^ static_cast<std::uint64_t>(moved.amount)) * spread;
    return out ^ (out >> 32);
  }

  std::vector<std::uint32_t> slots_;
  std::vector<Moved> seen_;
};

}  // namespace

Result<std::uint64_t> count_repeats(const FlowBuilder& fresh, const std::vector<bool>& drop,
                                    const Dataset* dataset) {
  const auto order = by_instant(fresh, drop);
  if (order.empty()) return std::uint64_t{0};
  std::vector<Moved> held;
  if (dataset != nullptr && dataset->has_flows()) {
    BAYON_TRY(const auto parts, dataset->flows());
    for (const auto& part : parts) {
      if (part.table->has_references()) continue;
      add_held(*part.table, fresh, fresh.at(order.front()), fresh.at(order.back()), held);
    }
    std::sort(held.begin(), held.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  }
  SeenAtOnce seen;
  std::uint64_t out = 0;
  auto next_held = held.begin();
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const Instant at = fresh.at(order[begin]);
    for (end = begin; end < order.size() && fresh.at(order[end]) == at;) ++end;
    while (next_held != held.end() && next_held->at < at) ++next_held;
    auto last_held = next_held;
    while (last_held != held.end() && last_held->at == at) ++last_held;
    if (end - begin == 1 && last_held == next_held) continue;  // alone at its instant
    seen.start(end - begin + static_cast<std::size_t>(last_held - next_held));
    for (; next_held != last_held; ++next_held) seen.insert(*next_held);
    for (std::size_t i = begin; i < end; ++i) {
      if (!seen.insert(fresh.moved(order[i]))) ++out;
    }
  }
  return out;
}

}  // namespace bayon::store::detail
