// What moved, from whom to whom, how much and when?
//
// One row of a ledger. The sender parts with `paid`, of which `fee` is burnt on the way; the
// receiver gets `received`, which differs in asset where the flow is a conversion. Flows are
// ordered by instant, then sequence, then dataset, source and record. Views live only as long as
// the reader's buffers.
//
// Invariants: flow.amounts  paid.amount > 0, 0 <= fee <= paid.amount, received.amount >= 0; without
//                           conversion received.amount = paid.amount - fee.
#pragma once

#include <cstdint>
#include <string_view>

#include "bayon/base/amount.hpp"
#include "bayon/base/instant.hpp"

namespace bayon::model {

/// Whose books a ledger is. Where two ledgers show one transfer (same global reference, asset and
/// amount), the higher one is believed about who stood behind a pooled account, and the other is
/// kept as corroboration.
enum class Books : std::uint8_t { public_chain = 0, bank = 1, custodian = 2 };

struct Quantity {
  std::uint16_t asset = 0;  ///< index into the assets of the ledger being read
  Amount amount = 0;        ///< smallest units

  friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;
};

struct FlowView {
  std::string_view from;  ///< account key, e.g. "bank_a:2533" or a wallet address
  std::string_view to;
  Quantity paid;
  Quantity received;
  Amount fee = 0;  ///< in the paid asset
  Instant at;
  std::uint64_t sequence = 0;  ///< the source's order within one instant
  std::string_view reference;  ///< the ledger's own reference; empty when it has none
  bool reference_global =
      false;              ///< the reference names the same transfer in other ledgers (UETR, txid)
  std::string_view kind;  ///< payment format or type as written; may be empty
};

}  // namespace bayon::model
