// Which accounts act together, in what shape?
//
// A ring is an instance of a typology (fan_in, fan_out, gather_scatter, cycle): flows inside one
// window of time whose shape is worth a second look. An instance lists its flows and accounts, so
// that a stranger can check it against the ledger; `verify` is that check. A shape is no
// accusation: each typology's header names the honest business that has the same one.
//
// A flow to oneself takes part in nothing. Flows of all assets count alike unless the question
// bands them.
//
// Threads:    free functions over constant data; find_rings uses base/threads.
// Invariants: rings.instance_forms_pattern  every instance passes its own verification
//             rings.instances_ordered       by typology, then by flows; the same on any number of
//                                           threads
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/amount.hpp"
#include "bayon/base/error.hpp"
#include "bayon/base/instant.hpp"
#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/index/flow_index.hpp"

namespace bayon::rings {

/// What "later" means for two flows of one instant.
enum class Ties : std::uint8_t {
  strict,     ///< neither is later: a pattern's instants must increase
  row_order,  ///< the one that comes later in the ledger is: for ledgers that know only days
};
std::string_view name(Ties ties);

/// Flows of an asset that count: those whose paid amount lies in [min, max].
struct AmountBand {
  std::uint16_t asset = 0;  ///< index into the flow index's assets
  Amount min = 1;
  Amount max = amount_max;
};

/// Bounds on the search. All are counts, none is a clock, so that a cut falls at the same place
/// each time.
struct Budget {
  std::uint64_t instances_max = 1'000'000;       ///< of one typology
  std::uint64_t steps_max = 50'000'000'000;      ///< flows looked at for one typology
  std::uint64_t account_instances_max = 1'000;   ///< of one typology, searched from one account
  std::uint64_t account_steps_max = 20'000'000;  ///< flows looked at from one account
  std::uint64_t flows_max = 50'000'000;          ///< in all instances of one typology
  std::uint64_t account_flows_max = 10'000'000;  ///< likewise, searched from one account
};

struct Question {
  std::vector<std::string> kinds;  ///< names of typologies; empty: all there are
  std::int64_t window_nanos =
      8 * nanos_per_day;            ///< from the first to the last flow, both included
  std::uint32_t accounts_min = 0;   ///< distinct counterparties; 0: the typology's own default
  std::uint32_t receivers_min = 0;  ///< of a gather_scatter; 0: as accounts_min
  std::uint32_t hops_min = 2;       ///< flows of a cycle
  std::uint32_t hops_max = 10;
  Ties ties = Ties::strict;
  Instant until = instant_max;      ///< later flows have not happened
  std::vector<AmountBand> amounts;  ///< empty: every flow; else only flows that lie in a band
  /// Only instances whose hub, or for a cycle any member, is one of these; nothing: no such limit.
  std::optional<std::vector<index::AccountId>> only;
  Budget budget;
};

enum class Role : std::uint8_t { hub, source, target, member };
std::string_view name(Role role);

struct Participant {
  index::AccountId account = 0;
  Role role = Role::member;

  friend auto operator<=>(const Participant&, const Participant&) = default;
};

/// Which flows of an instance a sum is over.
enum class Leg : std::uint8_t {
  in,      ///< into the hub
  out,     ///< out of the hub
  around,  ///< from member to member; every leg of a cycle adds to it
};
std::string_view name(Leg leg);

/// What was paid on one leg in one asset.
struct Sum {
  Leg leg = Leg::around;
  std::uint16_t asset = 0;
  std::optional<Amount> amount = 0;  ///< nothing: more than 128 bits hold

  friend auto operator<=>(const Sum&, const Sum&) = default;
};

struct Instance {
  std::string kind;  ///< name of the typology
  std::vector<Participant>
      accounts;  ///< hub, sources, targets, each sorted; members in order of the cycle
  std::vector<index::FlowId> flows;  ///< ascending
  Instant first, last;
  std::vector<Sum> sums;  ///< sorted by (leg, asset)

  friend bool operator==(const Instance&, const Instance&) = default;
};

/// How the search for one typology went.
struct Searched {
  std::string kind;
  std::uint64_t instances = 0;
  std::uint64_t steps = 0;   ///< flows looked at
  std::optional<Error> cut;  ///< budget.exhausted: there may be more; says where it was cut and why
};

struct Answer {
  std::vector<Instance> instances;  ///< rings.instances_ordered
  std::vector<Searched> searched;   ///< one for each typology asked, in order of names

  /// False when a budget cut any of the searches.
  bool complete() const;
};

/// Every instance of the typologies asked for.
/// Fails with question.out_of_range and question.cancelled.
/// A budget that was reached is no failure: the answer holds what was found and says where it was
/// cut. Cost: fans and gather_scatter O(flows); cycles see cycle/typology.hpp. Memory: 36 bytes per
/// flow (48 while they are laid out), up to 16 per account and thread, and what is found.
Result<Answer> find_rings(const index::FlowIndex& flows, const Question& question,
                          Progress& progress);

/// Is `instance` what it says, under `question`? Recomputes shape, roles, window, order and sums
/// from the index alone. Does not ask whether a search would have chosen these flows among equals.
/// Fails with rings.not_an_instance, and with question.out_of_range as find_rings does.
/// Cost: O(flows of the instance).
Result<void> verify(const index::FlowIndex& flows, const Instance& instance,
                    const Question& question);

}  // namespace bayon::rings
