#include "bayon/inquiry/rings/ordered_flows.hpp"

#include <algorithm>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/threads.hpp"
#include "bayon/inquiry/rings/instance.hpp"

namespace bayon::rings {

namespace {

constexpr std::size_t flows_grain = 1 << 16;
constexpr std::size_t accounts_grain = 1 << 12;

struct Ends {
  index::AccountId from = 0;
  index::AccountId to = 0;

  bool admitted() const {
    return from != to;
  }  // what is not admitted is noted as a flow to oneself
};

std::vector<Ends> admitted_ends(const index::FlowIndex& index, const Question& question) {
  std::vector<Ends> out(index.flows());
  parallel_for(out.size(), flows_grain, [&](std::size_t begin, std::size_t end) {
    for (auto f = static_cast<index::FlowId>(begin); f < end; ++f) {
      if (index.at(f) > question.until) break;
      const Ends ends{index.from(f), index.to(f)};
      // Amounts lie elsewhere than ends: they are fetched only where the question asks about them.
      if (question.amounts.empty() || admits(question, index.flow(f))) out[f] = ends;
    }
  });
  return out;
}

// Keys of all flows. Instants never decrease from flow to flow, so ranks come in one pass.
std::vector<Key> keys_of(const index::FlowIndex& index, Ties ties, std::vector<Instant>& at) {
  std::vector<Key> out(index.flows());
  at.reserve(ties == Ties::row_order ? out.size() : 0);
  for (index::FlowId f = 0; f < index.flows(); ++f) {
    const Instant now = index.at(f);
    if (at.empty() || ties == Ties::row_order || at.back() != now) at.push_back(now);
    out[f] = static_cast<Key>(at.size() - 1);
  }
  return out;
}

// For each key the last one whose instant is at most `window` later.
std::vector<Key> window_ends(const std::vector<Instant>& at, std::int64_t window) {
  std::vector<Key> out(at.size());
  std::size_t end = 0;
  for (std::size_t key = 0; key < at.size(); ++key) {
    const std::int64_t limit =
        at[key].nanos > instant_max.nanos - window ? instant_max.nanos : at[key].nanos + window;
    while (end + 1 < at.size() && at[end + 1].nanos <= limit) ++end;
    out[key] = static_cast<Key>(end);
  }
  return out;
}

}  // namespace

Result<OrderedFlows> OrderedFlows::of(const index::FlowIndex& index, const Question& question,
                                      Progress& progress) {
  OrderedFlows out;
  progress.step("order flows", index.accounts());
  const auto ends = admitted_ends(index, question);
  const auto keys = keys_of(index, question.ties, out.at_);
  out.until_ = window_ends(out.at_, question.window_nanos);
  out.out_at_.assign(index.accounts() + std::size_t{1}, 0);
  out.in_at_.assign(index.accounts() + std::size_t{1}, 0);
  for (const Ends& flow : ends) {
    if (!flow.admitted()) continue;
    ++out.out_at_[flow.from + std::size_t{1}];
    ++out.in_at_[flow.to + std::size_t{1}];
  }
  for (std::size_t a = 1; a < out.out_at_.size(); ++a) {
    out.out_at_[a] += out.out_at_[a - 1];
    out.in_at_[a] += out.in_at_[a - 1];
  }
  out.out_.resize(out.out_at_.back());
  out.in_.resize(out.in_at_.back());
  parallel_for(index.accounts(), accounts_grain, [&](std::size_t begin, std::size_t end) {
    if (progress.cancelled()) return;
    for (auto account = static_cast<index::AccountId>(begin); account < end; ++account) {
      Step* to = out.out_.data() + out.out_at_[account];
      for (const index::FlowId f : index.out(account)) {
        if (ends[f].admitted()) *to++ = {ends[f].to, keys[f], f};
      }
      to = out.in_.data() + out.in_at_[account];
      for (const index::FlowId f : index.in(account)) {
        if (ends[f].admitted()) *to++ = {ends[f].from, keys[f], f};
      }
    }
    progress.advance(end - begin);
  });
  if (progress.cancelled()) return fail(errors::question_cancelled);
  progress.done();
  return out;
}

std::size_t first_after(std::span<const Step> steps, Key key) {
  const auto found = std::upper_bound(steps.begin(), steps.end(), key,
                                      [](Key k, const Step& step) { return k < step.key; });
  return static_cast<std::size_t>(found - steps.begin());
}

}  // namespace bayon::rings
