#include "bayon/index/flow_index.hpp"

#include <algorithm>
#include <numeric>
#include <queue>
#include <set>
#include <tuple>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/file.hpp"
#include "bayon/index/detail/twins.hpp"
#include "bayon/index/index_files.hpp"

namespace bayon::index {

// What the index file holds, while it is being built.
struct FlowIndex::Columns {
  std::vector<std::uint32_t> order, home;
  std::vector<std::uint32_t> account;  // all parts' maps, end to end; empty: all the same
  std::vector<std::uint32_t> out_at, in_at, out, in;
  std::vector<std::uint32_t> twin_counted, twin_other;
};

Result<std::shared_ptr<const FlowIndex>> FlowIndex::open(
    std::shared_ptr<const store::Snapshot> snapshot, const std::filesystem::path& folder,
    Progress& progress, Check check) {
  auto out = std::make_shared<FlowIndex>();
  out->snapshot_ = std::move(snapshot);
  BAYON_TRY_VOID(out->collect_parts());
  const auto path = flow_index_file(folder, *out->snapshot_);
  if (auto segment = store::Segment::open(path); segment.ok()) {
    if (out->attach(*segment, check).ok()) return std::shared_ptr<const FlowIndex>(std::move(out));
  }
  BAYON_TRY(auto built, store::unless_damaged([&] { return out->build(progress); }));
  auto columns = std::make_shared<Columns>(std::move(built));
  store::SegmentWriter writer;
  writer.add_text("facts", out->snapshot_->flows_root().view());
  writer.add("order", columns->order);
  writer.add("home", columns->home);
  writer.add("account", columns->account);
  writer.add("out.at", columns->out_at);
  writer.add("out.flow", columns->out);
  writer.add("in.at", columns->in_at);
  writer.add("in.flow", columns->in);
  writer.add("twin.counted", columns->twin_counted);
  writer.add("twin.other", columns->twin_other);
  // A folder that cannot be written does not keep the index: it is derived, and is held in memory
  // instead.
  const bool kept = writer.write_derived(path).ok();
  if (kept) {
    if (auto segment = store::Segment::open(path);
        segment.ok() && out->attach(*segment, Check::at_touch).ok()) {
      return std::shared_ptr<const FlowIndex>(std::move(out));
    }
  }
  out->attach(std::shared_ptr<const Columns>(std::move(columns)));
  return std::shared_ptr<const FlowIndex>(std::move(out));
}

Result<void> FlowIndex::collect_parts() {
  std::uint64_t row = 0, account = 0;
  for (const auto& dataset : snapshot_->datasets()) {
    if (!dataset.has_flows()) continue;
    BAYON_TRY(const auto tables, dataset.flows());
    for (const auto& flows : tables) {
      Part part;
      part.dataset = &dataset;
      part.load = flows.load;
      part.table = flows.table;
      part.base = static_cast<std::uint32_t>(row);
      part.first_account = static_cast<std::uint32_t>(account);
      row += flows.table->size();
      account += flows.table->accounts().size();
      for (const auto& asset : flows.table->assets()) assets_.push_back(asset);
      parts_.push_back(std::move(part));
    }
  }
  BAYON_CHECK(row < 0xffffffffu && account < 0xffffffffu, index.fits_32_bits);
  rows_ = static_cast<std::uint32_t>(row);
  std::sort(assets_.begin(), assets_.end());
  assets_.erase(std::unique(assets_.begin(), assets_.end()), assets_.end());
  for (auto& part : parts_) {
    for (const auto& asset : part.table->assets()) {
      const auto found = std::lower_bound(assets_.begin(), assets_.end(), asset);
      part.asset.push_back(static_cast<std::uint16_t>(found - assets_.begin()));
    }
  }
  return {};
}

namespace {

// Is one string column after another the order in which accounts are numbered? Merges sorted
// columns.
struct MergedAccounts {
  std::vector<std::uint32_t> account;  // counted-through local number to global
  std::vector<std::uint32_t> home;     // global to the first counted-through local number
};

MergedAccounts merge_accounts(const std::vector<const store::PagedStrings*>& columns) {
  MergedAccounts out;
  std::vector<std::uint32_t> first(columns.size(), 0);
  std::uint32_t total = 0;
  for (std::size_t p = 0; p < columns.size(); ++p) {
    first[p] = total;
    total += static_cast<std::uint32_t>(columns[p]->size());
  }
  out.account.resize(total);
  std::vector<std::uint32_t> next(columns.size(), 0);
  const auto later = [&](std::size_t a, std::size_t b) {
    return columns[a]->at(next[a]) > columns[b]->at(next[b]);
  };
  std::vector<std::size_t> heap;
  for (std::size_t p = 0; p < columns.size(); ++p) {
    if (columns[p]->size() != 0) heap.push_back(p);
  }
  std::make_heap(heap.begin(), heap.end(), later);
  std::string_view last;
  while (!heap.empty()) {
    std::pop_heap(heap.begin(), heap.end(), later);
    const std::size_t p = heap.back();
    const auto key = columns[p]->at(next[p]);
    if (out.home.empty() || key != last) {
      out.home.push_back(first[p] + next[p]);
      last = key;
    }
    out.account[first[p] + next[p]] = static_cast<std::uint32_t>(out.home.size() - 1);
    if (++next[p] == columns[p]->size()) {
      heap.pop_back();
    } else {
      std::push_heap(heap.begin(), heap.end(), later);
    }
  }
  return out;
}

// The rows of several parts as one order of time: a merge, for each part lies in that order itself.
template <typename Parts>
std::vector<std::uint32_t> merged_rows(const Parts& parts, std::size_t rows,
                                       const std::vector<bool>& left_out) {
  struct Head {
    std::int64_t at;
    std::uint64_t sequence;
    std::uint32_t part, row;  // row within the part

    bool operator>(const Head& other) const {
      return std::tie(at, sequence, part, row) >
             std::tie(other.at, other.sequence, other.part, other.row);
    }
  };
  std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
  const auto push = [&](std::uint32_t part, std::uint32_t row) {
    const auto& table = *parts[part].table;
    if (row < table.size()) heads.push({table.at(row).nanos, table.sequence(row), part, row});
  };
  for (std::uint32_t part = 0; part < parts.size(); ++part) push(part, 0);
  std::vector<std::uint32_t> out;
  out.reserve(rows);
  while (!heads.empty()) {
    const Head head = heads.top();
    heads.pop();
    const std::uint32_t row = parts[head.part].base + head.row;
    if (left_out.empty() || !left_out[row]) out.push_back(row);
    push(head.part, head.row + 1);
  }
  return out;
}

}  // namespace

// long: builds one column after another from the ones before
Result<FlowIndex::Columns> FlowIndex::build(Progress& progress) const {
  Columns out;
  progress.step("index flows", rows_);
  std::vector<const store::PagedStrings*> keys;
  for (const auto& part : parts_) keys.push_back(&part.table->accounts());
  std::uint32_t accounts = parts_.empty() ? 0 : static_cast<std::uint32_t>(keys.front()->size());
  if (parts_.size() > 1) {
    auto merged = merge_accounts(keys);
    out.account = std::move(merged.account);
    out.home = std::move(merged.home);
    accounts = static_cast<std::uint32_t>(out.home.size());
  }
  std::vector<detail::LedgerPart> ledgers;
  for (const Part& part : parts_) {
    ledgers.push_back({part.table, part.dataset->name(), part.base, part.asset});
  }
  BAYON_TRY(const auto twins, detail::find_twins(ledgers, snapshot_->flows_root()));
  std::vector<bool> left_out(twins.empty() ? 0 : rows_, false);
  for (const detail::Twin& twin : twins) {
    out.twin_counted.push_back(twin.counted);
    out.twin_other.push_back(twin.other);
    left_out[twin.other] = true;
  }
  if (parts_.size() > 1) {
    out.order = merged_rows(parts_, rows_ - twins.size(), left_out);
  }
  const auto count = parts_.size() > 1 ? static_cast<std::uint32_t>(out.order.size()) : rows_;
  std::vector<std::uint32_t> from(count), to(count);
  out.out_at.assign(accounts + std::size_t{1}, 0);
  out.in_at.assign(accounts + std::size_t{1}, 0);
  for (std::uint32_t f = 0; f < count; ++f) {
    const std::uint32_t row = out.order.empty() ? f : out.order[f];
    const Part& part = part_of(row);
    const auto number = [&](std::uint32_t local) {
      return out.account.empty() ? local : out.account[part.first_account + local];
    };
    from[f] = number(part.table->from(row - part.base));
    to[f] = number(part.table->to(row - part.base));
    ++out.out_at[from[f] + std::size_t{1}];
    ++out.in_at[to[f] + std::size_t{1}];
  }
  std::partial_sum(out.out_at.begin(), out.out_at.end(), out.out_at.begin());
  std::partial_sum(out.in_at.begin(), out.in_at.end(), out.in_at.begin());
  const auto fill = [&](const std::vector<std::uint32_t>& ends,
                        const std::vector<std::uint32_t>& at, std::vector<std::uint32_t>& list) {
    std::vector<std::uint32_t> next(at.begin(), at.end() - 1);
    list.resize(count);
    for (std::uint32_t f = 0; f < count; ++f) list[next[ends[f]]++] = f;
  };
  fill(from, out.out_at, out.out);
  fill(to, out.in_at, out.in);
  progress.advance(rows_);
  progress.done();
  return out;
}

Result<void> FlowIndex::attach(std::shared_ptr<const store::Segment> segment, Check check) {
  if (check == Check::whole) BAYON_TRY_VOID(segment->check_pages());
  // The name says of which flows it is, but a file can be moved.
  BAYON_TRY(const auto facts, segment->text("facts"));
  if (facts != snapshot_->flows_root().view()) {
    return fail(errors::store_segment_damaged, "the index is not of these flows");
  }
  BAYON_TRY(order_, segment->paged<std::uint32_t>("order"));
  BAYON_TRY(home_, segment->paged<std::uint32_t>("home"));
  BAYON_TRY(account_, segment->paged<std::uint32_t>("account"));
  BAYON_TRY(out_at_, segment->paged<std::uint32_t>("out.at"));
  BAYON_TRY(out_, segment->paged<std::uint32_t>("out.flow"));
  BAYON_TRY(in_at_, segment->paged<std::uint32_t>("in.at"));
  BAYON_TRY(in_, segment->paged<std::uint32_t>("in.flow"));
  BAYON_TRY(twin_counted_, segment->paged<std::uint32_t>("twin.counted"));
  BAYON_TRY(twin_other_, segment->paged<std::uint32_t>("twin.other"));
  if (out_at_.empty() || in_at_.size() != out_at_.size() || in_.size() != out_.size() ||
      twin_counted_.size() != twin_other_.size()) {
    return fail(errors::store_segment_damaged, "index columns do not fit together");
  }
  flows_ = static_cast<std::uint32_t>(out_.size());
  accounts_ = static_cast<std::uint32_t>(out_at_.size() - 1);
  std::size_t known = 0;
  for (const Part& part : parts_) known += part.table->accounts().size();
  if (account_.size() != (parts_.size() > 1 ? known : 0) ||
      (parts_.size() <= 1 && accounts_ != known)) {
    return fail(errors::store_segment_damaged, "the index is not of these accounts");
  }
  segment_ = std::move(segment);
  return {};
}

void FlowIndex::attach(std::shared_ptr<const Columns> columns) {
  columns_ = std::move(columns);
  const auto of = [](const std::vector<std::uint32_t>& values) {
    return store::Paged<std::uint32_t>(std::span<const std::uint32_t>(values));
  };
  order_ = of(columns_->order);
  home_ = of(columns_->home);
  account_ = of(columns_->account);
  out_at_ = of(columns_->out_at);
  out_ = of(columns_->out);
  in_at_ = of(columns_->in_at);
  in_ = of(columns_->in);
  twin_counted_ = of(columns_->twin_counted);
  twin_other_ = of(columns_->twin_other);
  flows_ = static_cast<std::uint32_t>(out_.size());
  accounts_ = static_cast<std::uint32_t>(out_at_.size() - 1);
}

const FlowIndex::Part& FlowIndex::part_of(std::uint32_t row) const {
  if (parts_.size() == 1) return parts_.front();
  const auto after = std::upper_bound(parts_.begin(), parts_.end(), row,
                                      [](std::uint32_t r, const Part& p) { return r < p.base; });
  return *(after - 1);
}

AccountId FlowIndex::from(FlowId id) const {
  const std::uint32_t row = row_of(id);
  const Part& part = part_of(row);
  return global(part, part.table->from(row - part.base));
}

AccountId FlowIndex::to(FlowId id) const {
  const std::uint32_t row = row_of(id);
  const Part& part = part_of(row);
  return global(part, part.table->to(row - part.base));
}

Instant FlowIndex::at(FlowId id) const {
  const std::uint32_t row = row_of(id);
  const Part& part = part_of(row);
  return part.table->at(row - part.base);
}

Flow FlowIndex::flow(FlowId id) const {
  const std::uint32_t row = row_of(id);
  const Part& part = part_of(row);
  const std::uint32_t local = row - part.base;
  Flow out;
  out.id = id;
  out.from = global(part, part.table->from(local));
  out.to = global(part, part.table->to(local));
  const auto money = part.table->money(local);
  out.paid = {part.asset[money.paid.asset], money.paid.amount};
  out.received = {part.asset[money.received.asset], money.received.amount};
  out.fee = money.fee;
  out.at = part.table->at(local);
  return out;
}

std::string_view FlowIndex::account(AccountId id) const {
  const std::uint32_t through = home_.empty() ? id : home_[id];
  const auto after = std::upper_bound(
      parts_.begin(), parts_.end(), through,
      [](std::uint32_t number, const Part& p) { return number < p.first_account; });
  const Part& part = *(after - 1);
  return part.table->accounts().at(through - part.first_account);
}

std::optional<AccountId> FlowIndex::find_account(std::string_view key) const {
  std::uint32_t low = 0, high = accounts_;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (account(middle) < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < accounts_ && account(low) == key) return low;
  return std::nullopt;
}

std::string_view FlowIndex::dataset(FlowId id) const { return part_of(row_of(id)).dataset->name(); }

std::size_t FlowIndex::ledgers() const {
  std::set<const store::Dataset*> out;
  for (const Part& part : parts_) out.insert(part.dataset);
  return out.size();
}

std::string_view FlowIndex::kind(FlowId id) const {
  const std::uint32_t row = row_of(id);
  const Part& part = part_of(row);
  return part.table->kind(row - part.base);
}

Result<std::string> FlowIndex::reference(FlowId id) const {
  const std::uint32_t row = row_of(id);
  const Part& part = part_of(row);
  return part.table->reference(row - part.base);
}

std::vector<bool> FlowIndex::sums_too_large() const {
  // Room for 2^32 flows of 64 bits each, which no table lists one by one.
  std::vector<Amount> sums(assets_.size(), Amount{1} << 97);
  std::vector<bool> out(assets_.size(), false);
  for (const Part& part : parts_) {
    part.table->each_large([&](const model::Quantity& large) {
      const std::uint16_t asset = part.asset[large.asset];
      const auto sum = checked_add(sums[asset], large.amount);
      if (!sum) out[asset] = true;
      sums[asset] = sum.value_or(sums[asset]);
    });
  }
  return out;
}

std::vector<model::Evidence> FlowIndex::evidence(FlowId id) const {
  std::vector<model::Evidence> out;
  const auto add = [&](std::uint32_t row) {
    const Part& part = part_of(row);
    const std::uint32_t local = row - part.base;
    out.push_back(
        part.dataset->evidence(part.load, part.table->file(local), part.table->record(local)));
  };
  const std::uint32_t row = row_of(id);
  add(row);
  for (std::size_t twin = twin_counted_.lower_bound(row);
       twin < twin_counted_.size() && twin_counted_[twin] == row; ++twin) {
    add(twin_other_[twin]);
  }
  return out;
}

std::vector<FlowIndex::Appearance> FlowIndex::appearances(AccountId account) const {
  std::vector<Appearance> out;
  const auto key = this->account(account);
  for (const auto& part : parts_) {
    const auto& keys = part.table->accounts();
    if (keys.find_sorted(key) == keys.size()) continue;
    const Appearance here{part.dataset->name(), part.table->books()};
    const bool known = std::any_of(out.begin(), out.end(),
                                   [&](const Appearance& a) { return a.dataset == here.dataset; });
    if (!known) out.push_back(here);
  }
  return out;
}

}  // namespace bayon::index
