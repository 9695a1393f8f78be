// What part did each account play on the way of the victims' money?
//
// Parts are read off the traced flows alone, from the victims' side: nobody is told who belongs to
// whom. A custodian is a ledger whose books are a custodian's (an exchange); an account is kept by
// it when no other ledger shows the account.
//
// To be paid with traced money is no sign of guilt: a landlord takes rent from anybody. An account
// is a suspect only when suspects fed it (half or more of all it ever received, traced or not) and
// it passed the traced money on within three days, or when it gathered from several and paid
// several accounts at a custodian. The receivers that victims named come first, the others are
// found from them.
//
// Threads:    free functions over constant data.
// Invariants: parts.each_once  every account that traced money reached has exactly one part
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/inquiry/trace/trace.hpp"

namespace bayon::trace {

enum class Part : std::uint8_t {
  victim,                ///< paid, or got its own money back
  receiver,              ///< a report names it: victims paid it directly
  layer,                 ///< a wallet fed by the trail that passed most of it on
  mule,                  ///< a bank account fed by the trail that passed most of it on
  intermediary,          ///< gathered from several and paid accounts of a custodian
  custody_entry,         ///< an account at a custodian that the trail paid from outside
  custody_member,        ///< another account there, on a cycle with an entry
  consolidation_feeder,  ///< paid by such accounts, passed on within its group
  consolidation_holder,  ///< where the money of a group comes to rest
  recipient,             ///< everybody else whom traced money reached
  stop,                  ///< where tracing ends: pooled funds, cash, a shop
};
std::string_view name(Part part);
/// Two or three words for people.
std::string_view label(Part part);
/// One sentence for people: what makes an account one of these.
std::string_view meaning(Part part);
/// Does the part itself call for an inquiry? Not for victims, recipients and stops.
bool suspect(Part part);

/// All traced units that moved with one flow, over all claims.
struct TracedFlow {
  index::FlowId flow = 0;
  Amount sent = 0;  ///< what left the sender, fees included
  Amount fee = 0;   ///< of it, burnt
};

/// Sums the moves of an answer by flow, in order of flows. Cost: one pass.
std::vector<TracedFlow> traced_flows(const Answer& answer);

struct AccountPart {
  index::AccountId account = 0;
  Part part = Part::recipient;
  std::uint32_t group = 0;  ///< consolidation group, from 1; 0: none
};

/// Accounts through which money left a custodian and came to rest together.
struct Group {
  std::uint32_t number = 0;
  std::vector<index::AccountId> feeders;  ///< sorted
  std::vector<index::AccountId>
      holders;  ///< sorted; those of the group that sent nothing traced on
};

struct Parts {
  std::vector<AccountPart> accounts;  ///< sorted by account
  std::vector<Group> groups;          ///< in order of their smallest account

  /// The part of `account`; nothing when no traced money reached it.
  std::optional<AccountPart> find(index::AccountId account) const;
};

/// Parts by the traced flows of `answer`. A rule that follows every unit (haircut) sees the most
/// accounts. `payments` and `until` are those of the question. Cost: O(flows into the accounts that
/// traced money reached * log accounts), times the length of the longest way.
Parts parts_of(const index::FlowIndex& flows, const std::vector<Payment>& payments,
               const Answer& answer, Instant until);

}  // namespace bayon::trace
