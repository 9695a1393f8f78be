// From this account, who was paid next, and until when does a window last?
//
// The flows that a question admits, laid out for searching: for each account the steps out and in,
// each with the other account and a key. One flow is later than another if and only if its key is
// larger, so a search never needs to know how ties are meant: under Ties::strict a key is the rank
// of the instant, under row_order that of the flow.
//
// Threads:    const methods may be called from any thread.
// Lifetime:   keeps no reference to the index.
// Invariants: rings.steps_ascend  an account's steps lie in order of flows, and so of keys
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "bayon/base/instant.hpp"
#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/rings/rings.hpp"

namespace bayon::rings {

using Key = std::uint32_t;

/// One flow as seen from one of its ends.
struct Step {
  index::AccountId other = 0;
  Key key = 0;
  index::FlowId flow = 0;
};

class OrderedFlows {
 public:
  /// The flows of `index` that `question` admits, whose fields must be in range.
  /// Fails with question.cancelled. Cost: O(flows), on all threads.
  static Result<OrderedFlows> of(const index::FlowIndex& index, const Question& question,
                                 Progress& progress);

  std::uint32_t accounts() const { return static_cast<std::uint32_t>(out_at_.size() - 1); }

  std::span<const Step> out(index::AccountId account) const {
    return std::span(out_).subspan(out_at_[account], out_at_[account + 1] - out_at_[account]);
  }
  std::span<const Step> in(index::AccountId account) const {
    return std::span(in_).subspan(in_at_[account], in_at_[account + 1] - in_at_[account]);
  }

  /// The last key inside a window that starts at `key`.
  Key until(Key key) const { return until_[key]; }
  Instant at(Key key) const { return at_[key]; }

 private:
  std::vector<std::uint32_t> out_at_, in_at_;
  std::vector<Step> out_, in_;
  std::vector<Key> until_;   // by key
  std::vector<Instant> at_;  // by key
};

/// The first step of `steps` whose key is larger than `key`. Cost: O(log steps).
std::size_t first_after(std::span<const Step> steps, Key key);

}  // namespace bayon::rings
