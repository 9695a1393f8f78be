// In which windows do enough different accounts pay one, or does one pay enough different accounts?
//
// The search behind fan_in and fan_out, which are each other's mirror. A window lasts from a flow
// of the hub to the question's length later, both ends included. Reading from left to right, the
// earliest flow whose window reaches enough different counterparties starts an instance; all flows
// of that window belong to it, and the next instance starts after the last of them. So instances of
// a hub do not overlap, and a hub has one if and only if some window qualifies.
//
// Threads: a Search belongs to one thread at a time.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::rings {

enum class Direction : std::uint8_t { in, out };

/// Cost: O(flows of the account); memory 4 bytes per account of the ledger.
std::unique_ptr<Search> fan_search(const OrderedFlows& flows, Direction direction,
                                   std::uint32_t accounts_min);

/// Hub and counterparties if `given` all lie on the `direction` side of one account and are from or
/// to at least `accounts_min` others. Fails with rings.not_an_instance.
Result<std::vector<Participant>> fan_participants(const index::FlowIndex& flows,
                                                  Direction direction, std::uint32_t accounts_min,
                                                  std::span<const index::FlowId> given);

}  // namespace bayon::rings
