// Who plays, and what has each victim in store?
//
// The Cast is drawn before the play: accounts by part, and for every victim and every unidentified
// payer the payments to come. The play then only moves money.
//
// Threads: plain values.
#pragma once

#include <cstdint>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/scenario/detail/world.hpp"

namespace bayon::source::scenario {

struct PlannedPayment {
  std::int64_t at_ms = 0;
  std::int64_t amount = 0;  ///< smallest units of the rail's asset
};

struct Victim {
  bool tokens = false;   ///< pays on the chain; else by wire
  AccountId own = 0;     ///< pays from here
  AccountId payout = 0;  ///< small returns come here; never spends
  AccountId target = 0;  ///< the scam's deposit address; unused by wires
  std::vector<PlannedPayment> plan;
  std::vector<std::uint32_t> payments;  ///< events, in order of time: filled by the play
  std::int64_t loss = 0;                ///< sum of the payments made
  std::int64_t returned = 0;            ///< what came back to `payout`
};

struct Payer {
  AccountId own = 0;
  AccountId target = 0;
  std::vector<PlannedPayment> plan;
};

struct Group {
  std::vector<AccountId> feeders;
  AccountId holder = 0;
};

struct Cast {
  std::vector<Victim> victims;
  std::vector<Payer> payers;
  std::vector<AccountId> intermediaries;
  std::vector<AccountId> dust_senders;
  std::vector<AccountId> custody;  ///< all exchange accounts of the scam, entries first
  std::vector<Group> groups;
  std::vector<AccountId> mules[3];
  std::vector<AccountId> casinos, vendors, merchants, landlords, employers;
  std::uint64_t deposits = 0;               ///< into intermediaries: filled by the play
  std::int64_t through_intermediaries = 0;  ///< their sum
};

/// Draws the cast and adds its accounts to `world`. Fails with scenario.inconsistent where the
/// unidentified share comes out below zero.
Result<Cast> draw_cast(World& world);

}  // namespace bayon::source::scenario
