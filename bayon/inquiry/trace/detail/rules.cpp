#include "bayon/inquiry/trace/detail/rules.hpp"

#include <algorithm>
#include <numeric>

namespace bayon::trace::detail {

namespace {

Amount total(const Pieces& pieces) {
  return std::accumulate(pieces.begin(), pieces.end(), Amount{0},
                         [](Amount sum, const Piece& p) { return sum + p.units; });
}

}  // namespace

void Fifo::receive(const Pieces& pieces) {
  for (const Piece& piece : pieces) {
    if (piece.units == 0) continue;
    balance_ += piece.units;
    if (piece.claim != clean) traced_ += piece.units;
    if (!queue_.empty() && queue_.back().claim == clean && piece.claim == clean) {
      queue_.back().units += piece.units;
    } else {
      queue_.push_back(piece);
    }
  }
}

Pieces Fifo::send(Amount units) {
  BAYON_CHECK(units <= balance_, trace.covered);
  balance_ -= units;
  Pieces out;
  while (units > 0) {
    Piece& front = queue_.front();
    const Amount taken = std::min(units, front.units);
    append(out, cut_front(front, taken));
    if (front.claim != clean) traced_ -= taken;
    units -= taken;
    if (front.units == 0) queue_.pop_front();
  }
  return out;
}

Pieces Fifo::split(Pieces& pieces, Amount fee) {
  Amount arriving = total(pieces) - fee;
  Pieces first, last;
  for (Piece& piece : pieces) {
    const Amount taken = std::min(arriving, piece.units);
    if (taken > 0) append(first, cut_front(piece, taken));
    arriving -= taken;
    if (piece.units > 0) append(last, piece);
  }
  pieces = std::move(first);
  return last;
}

namespace {

struct Share {
  Amount remainder;
  std::size_t part;
};

// a * b mod c for a, b <= c, without overflow.
Amount remainder_of(Amount a, Amount b, Amount c, Amount quotient) {
  // In wrapping unsigned arithmetic the difference is exact, for it lies in [0, c).
  return static_cast<Amount>(static_cast<UInt128>(a) * static_cast<UInt128>(b) -
                             static_cast<UInt128>(quotient) * static_cast<UInt128>(c));
}

// Shares `units` out of parts that sum to `whole`, in proportion, by largest remainder.
std::vector<Amount> apportion(const std::vector<Amount>& parts, Amount units, Amount whole) {
  std::vector<Amount> out(parts.size());
  std::vector<Share> remainders;
  Amount left = units;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out[i] = multiply_divide(parts[i], units, whole);
    left -= out[i];
    const Amount remainder = remainder_of(parts[i], units, whole, out[i]);
    if (remainder != 0) remainders.push_back({remainder, i});
  }
  std::sort(remainders.begin(), remainders.end(), [](const Share& a, const Share& b) {
    return a.remainder != b.remainder ? a.remainder > b.remainder : a.part < b.part;
  });
  for (std::size_t i = 0; left > 0; ++i, --left) ++out[remainders[i].part];
  return out;
}

// Takes `units` of `whole` out of `shares` (and out of the clean rest), in proportion.
Pieces take_proportionally(std::vector<Piece>& shares, Amount units, Amount whole) {
  std::vector<Amount> parts;
  Amount traced = 0;
  for (const Piece& share : shares) {
    parts.push_back(share.units);
    traced += share.units;
  }
  parts.push_back(whole - traced);
  const auto taken = apportion(parts, units, whole);
  Pieces out;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (taken[i] == 0) continue;
    out.push_back(cut_front(shares[i], taken[i]));
    out.back().origin_first = 0;
    shares[i].origin_first = 0;
  }
  if (taken.back() > 0) out.push_back({clean, taken.back(), 0, 0});
  std::erase_if(shares, [](const Piece& share) { return share.units == 0 && share.origin == 0; });
  return out;
}

}  // namespace

void Haircut::receive(const Pieces& pieces) {
  for (const Piece& piece : pieces) {
    balance_ += piece.units;
    if (piece.claim == clean) continue;
    traced_ += piece.units;
    auto at =
        std::lower_bound(shares_.begin(), shares_.end(), piece.claim,
                         [](const Piece& share, ClaimId claim) { return share.claim < claim; });
    if (at == shares_.end() || at->claim != piece.claim)
      at = shares_.insert(at, {piece.claim, 0, 0, 0});
    at->units += piece.units;
    at->origin += piece.origin;
  }
}

Pieces Haircut::send(Amount units) {
  BAYON_CHECK(units <= balance_, trace.covered);
  Pieces out = take_proportionally(shares_, units, balance_);
  balance_ -= units;
  for (const Piece& piece : out) {
    if (piece.claim != clean) traced_ -= piece.units;
  }
  return out;
}

Pieces Haircut::split(Pieces& pieces, Amount fee) {
  const Amount whole = total(pieces);
  std::vector<Piece> shares;
  for (const Piece& piece : pieces) {
    if (piece.claim != clean) shares.push_back(piece);
  }
  Pieces burnt = take_proportionally(shares, fee, whole);
  Amount traced = 0;
  for (const Piece& share : shares) traced += share.units;
  pieces.assign(shares.begin(), shares.end());
  if (whole - fee > traced) pieces.push_back({clean, whole - fee - traced, 0, 0});
  return burnt;
}

Pieces Haircut::content() const {
  Pieces out(shares_.begin(), shares_.end());
  if (balance_ > traced_) out.push_back({clean, balance_ - traced_, 0, 0});
  return out;
}

namespace {

// Gives each piece its `units` of the other asset; what gets none is returned.
Pieces with_units(Pieces& pieces, const std::vector<Amount>& units) {
  Pieces out, dust;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Piece piece = pieces[i];
    piece.units = units[i];
    if (piece.units != 0) {
      append(out, piece);
    } else if (piece.claim != clean) {
      dust.push_back(piece);
    }
  }
  pieces = std::move(out);
  return dust;
}

}  // namespace

Pieces Fifo::convert(Pieces& pieces, Amount from, Amount to) {
  std::vector<Amount> units;
  Amount before = 0, given = 0;
  for (const Piece& piece : pieces) {
    before += piece.units;
    const Amount end = before == from ? to : static_cast<Amount>(multiply_divide(to, before, from));
    units.push_back(end - given);
    given = end;
  }
  return with_units(pieces, units);
}

Pieces Haircut::convert(Pieces& pieces, Amount from, Amount to) {
  std::vector<Amount> parts;
  for (const Piece& piece : pieces) parts.push_back(piece.units);
  return with_units(pieces, apportion(parts, to, from));
}

}  // namespace bayon::trace::detail
