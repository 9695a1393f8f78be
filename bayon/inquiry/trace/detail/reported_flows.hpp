// Which flows have the accounts and the amount that a report names, and which of them are free?
//
// Many reports name the same account, and often the same amount: a fixed ticket price, a hub. So
// flows are looked through once for each account, and lists are shared by the reports that ask for
// the same. Taking and settling a flow only ever marks it; the next one without a mark is found by
// jumping over those that have one.
//
// Threads:  an object belongs to one thread.
// Lifetime: refers to the index.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/index/flow_index.hpp"

namespace bayon::trace::detail {

/// What a flow must have: one of the accounts at least, and the amount as paid or as received.
struct FlowKey {
  std::optional<index::AccountId> from, to;
  std::uint16_t asset = 0;
  Amount amount = 0;

  friend auto operator<=>(const FlowKey&, const FlowKey&) = default;
};

struct Window {
  Instant first, last;  ///< both included
};

/// By which texts, in small letters, people name a flow of this reference: they copy it by hand,
/// and of a chain's transaction:position they know the transaction. Empty for an empty one.
std::vector<std::string> names_of_reference(std::string_view written);

class ReportedFlows {
 public:
  /// Of a flow: `taken` by some report; `settled`, where no other report can be meant.
  enum class Mark : std::uint8_t { taken, settled };
  using ListId = std::size_t;

  /// Lists for `keys`, in their order. Cost: one pass over the flows of each account named.
  ReportedFlows(const index::FlowIndex& flows, const std::vector<FlowKey>& keys);

  ListId list(std::size_t key) const { return list_of_key_[key]; }
  bool empty(ListId list) const { return lists_[list].flows.empty(); }

  void mark(Mark mark, index::FlowId flow);
  bool is(Mark mark, index::FlowId flow) const;

  /// The first flow of the window without the mark. Cost: O(log flows), amortised.
  std::optional<index::FlowId> first_without(Mark mark, ListId list, Window window);
  std::optional<index::FlowId> last_without(Mark mark, ListId list, Window window);
  /// How many there are, counted up to `most`.
  std::uint64_t count_without(Mark mark, ListId list, Window window, std::uint64_t most);

  bool any(ListId list, Window window) const;

  /// The first flow of the window that is not taken and has the reference.
  Result<std::optional<index::FlowId>> by_reference(ListId list, Window window,
                                                    std::string_view reference);

 private:
  struct List {
    std::vector<index::FlowId> flows;  // in the order of time
    // By mark: from each place, a place at or after (before) which the next one without it lies.
    std::vector<std::uint32_t> next[2], previous[2];
    std::optional<std::unordered_map<std::string, std::vector<index::FlowId>>> references;
  };
  using Places = std::pair<std::size_t, std::size_t>;

  Places places(const List& list, Window window) const;
  std::size_t next_without(Mark mark, List& list, std::size_t place);
  std::size_t end_without(Mark mark, List& list, std::size_t end);
  Result<void> read_references(List& list);

  const index::FlowIndex& flows_;
  std::vector<List> lists_;
  std::vector<ListId> list_of_key_;
  std::vector<bool> marked_[2];
};

}  // namespace bayon::trace::detail
