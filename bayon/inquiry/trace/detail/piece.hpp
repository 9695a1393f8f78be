// Which units move together?
//
// A piece is a run of units in one account or on the way: either clean, or of one claim with the
// units of the loss that they stand for. Before any conversion `origin` equals `units`; afterwards
// the two stand in a fixed proportion, cut by a monotone map so that no unit of the loss is counted
// twice.
#pragma once

#include <limits>
#include <vector>

#include "bayon/base/amount.hpp"
#include "bayon/inquiry/trace/trace.hpp"

namespace bayon::trace::detail {

inline constexpr ClaimId clean = std::numeric_limits<ClaimId>::max();

struct Piece {
  ClaimId claim = clean;
  Amount units = 0;
  Amount origin_first = 0;
  Amount origin = 0;

  friend auto operator<=>(const Piece&, const Piece&) = default;
};

using Pieces = std::vector<Piece>;

/// A payment to oneself in one asset moves nothing: the oldest units stay the oldest. Only its fee
/// leaves.
inline bool to_itself(const index::Flow& flow) {
  return flow.from == flow.to && flow.paid.asset == flow.received.asset &&
         flow.received.amount == flow.paid.amount - flow.fee;
}

/// Cuts the first `units` off `piece` and returns them; `piece` keeps the rest.
inline Piece cut_front(Piece& piece, Amount units) {
  Piece out = piece;
  out.units = units;
  out.origin = piece.claim == clean   ? 0
               : units == piece.units ? piece.origin
                                      : multiply_divide(piece.origin, units, piece.units);
  piece.units -= units;
  piece.origin_first += out.origin;
  piece.origin -= out.origin;
  return out;
}

/// Appends `piece`, joined to the last one where they continue each other in equal proportion.
inline void append(Pieces& pieces, const Piece& piece) {
  if (piece.units == 0 && piece.origin == 0) return;
  if (!pieces.empty()) {
    Piece& last = pieces.back();
    const bool both_clean = last.claim == clean && piece.claim == clean;
    const bool continues = last.claim == piece.claim && last.claim != clean &&
                           last.origin_first + last.origin == piece.origin_first &&
                           last.units == last.origin && piece.units == piece.origin;
    if (both_clean || continues) {
      last.units += piece.units;
      last.origin += piece.origin;
      return;
    }
  }
  pieces.push_back(piece);
}

}  // namespace bayon::trace::detail
