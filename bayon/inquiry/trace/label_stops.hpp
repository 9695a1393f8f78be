// Which accounts do lists call an exchange, a casino, a till: places where following must end?
//
// A label is a list's word for an account of the ledgers: the `keywords` of a CryptoWallet or a
// BankAccount whose address or number is an account's key. Some words name a place where money is
// pooled or leaves; there tracing stops, for what flows out belongs to strangers as well. The table
// of words stands in stop_categories.cpp, with a reason for each. A word outside the table does not
// stop: it is told as unknown, for a person to look at.
//
// A label that a list can neither confirm nor deny for the day asked still stops, and is marked: to
// follow pooled money by mistake accuses strangers, to stop by mistake loses a lead that is named.
//
// Threads: free functions over constant data.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/index/flow_index.hpp"
#include "bayon/inquiry/trace/trace.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/store/snapshot.hpp"

namespace bayon::trace {

struct StopCategory {
  std::string_view name;  ///< as `keywords` has it, lower case
  bool stops = true;
  std::string_view why;  ///< tracing ends there, or goes on
};

/// All categories that are known, by name.
std::span<const StopCategory> stop_categories();
/// The category of that name; nothing when it is unknown.
const StopCategory* find_category(std::string_view name);
/// The same; nothing too when tracing goes on there.
const StopCategory* find_stop_category(std::string_view name);

struct Label {
  index::AccountId account = 0;
  std::string dataset;                    ///< the list
  std::string category;                   ///< the word as the list has it
  std::string entity;                     ///< id of the wallet or bank account
  std::string name;                       ///< what the list calls it; its id when it has no name
  const StopCategory* known = nullptr;    ///< null: the word is in no table
  model::Truth held = model::Truth::yes;  ///< on the day asked
  model::Evidence evidence;

  bool stops() const { return known != nullptr && known->stops; }
};

/// Sorted by account, dataset, category, entity. One account may have several.
using Labels = std::vector<Label>;

/// Labels in force at `clocks` of accounts that appear in `flows`. Reports of victims and orders
/// are no lists of labels. Fails with store.* codes. Cost: one pass over the statements in force.
Result<Labels> read_labels(const store::Snapshot& snapshot, const index::FlowIndex& flows,
                           model::Clocks clocks);

/// The stops among them: of several labels of one account the first that stops.
std::map<index::AccountId, Stop> stops_of(const Labels& labels);

}  // namespace bayon::trace
