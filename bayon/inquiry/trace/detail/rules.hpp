// Which units leave first?
//
// A rule is the state of one account and asset: `receive` adds pieces, `send` takes units out,
// `split` parts what is under way into what arrives and what is burnt as a fee. The replay in
// replay.hpp knows nothing else of it.
#pragma once

#include <deque>
#include <vector>

#include "bayon/inquiry/trace/detail/piece.hpp"

namespace bayon::trace::detail {

/// The oldest units leave first. [Claytons1816]
class Fifo {
 public:
  void receive(const Pieces& pieces);
  /// Takes `units`, at most the balance.
  Pieces send(Amount units);
  /// Cuts the last `fee` units off `pieces`: a fee consumes last.
  static Pieces split(Pieces& pieces, Amount fee);
  /// Turns pieces of `from` units in all into `to` units of another asset, each unit from those in
  /// its place. Units of a loss too small to be a unit there are returned as pieces with units 0.
  static Pieces convert(Pieces& pieces, Amount from, Amount to);

  Amount balance() const { return balance_; }
  Amount traced() const { return traced_; }
  Pieces content() const { return {queue_.begin(), queue_.end()}; }
  static constexpr bool ordered = true;

 private:
  std::deque<Piece> queue_;
  Amount balance_ = 0;
  Amount traced_ = 0;
};

/// Each claim leaves in proportion to its share of the balance. Rounding by largest remainder; ties
/// go to the lower claim, clean money last.
class Haircut {
 public:
  void receive(const Pieces& pieces);
  Pieces send(Amount units);
  static Pieces split(Pieces& pieces, Amount fee);
  /// As Fifo's, by largest remainder.
  static Pieces convert(Pieces& pieces, Amount from, Amount to);

  Amount balance() const { return balance_; }
  Amount traced() const { return traced_; }
  Pieces content() const;
  static constexpr bool ordered = false;

 private:
  std::vector<Piece> shares_;  // by claim; clean money is the rest of the balance
  Amount balance_ = 0;
  Amount traced_ = 0;
};

}  // namespace bayon::trace::detail
