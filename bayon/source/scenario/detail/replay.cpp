#include "bayon/source/scenario/detail/replay.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "bayon/base/check.hpp"

namespace bayon::source::scenario {

namespace {

struct Piece {
  std::uint32_t victim = nobody;  ///< nobody: clean
  std::uint32_t path = nobody;
  std::int64_t unit = 0;  ///< of the victim, where the piece begins
  std::int64_t length = 0;
};

class Queue {
 public:
  void push(const Piece& piece) {
    const bool joins =
        head_ < pieces_.size() && piece.victim == nobody && pieces_.back().victim == nobody;
    if (joins) {
      pieces_.back().length += piece.length;
    } else {
      pieces_.push_back(piece);
    }
  }
  /// Moves `amount` from the front to `out`; false when there is less.
  bool pop(std::int64_t amount, std::vector<Piece>& out) {
    while (amount > 0 && head_ < pieces_.size()) {
      Piece& front = pieces_[head_];
      const std::int64_t taken = std::min(amount, front.length);
      out.push_back({front.victim, front.path, front.unit, taken});
      front.unit += taken;
      front.length -= taken;
      amount -= taken;
      if (front.length == 0) ++head_;
    }
    if (head_ == pieces_.size()) {
      pieces_.clear();
      head_ = 0;
    }
    return amount == 0;
  }
  template <typename Do>
  void each(Do&& act) const {
    for (std::size_t at = head_; at < pieces_.size(); ++at) act(pieces_[at]);
  }

 private:
  std::vector<Piece> pieces_;
  std::size_t head_ = 0;
};

class Replayer {
 public:
  Replayer(const World& world, const Cast& cast)
      : world_(world),
        cast_(cast),
        queues_(world.accounts().size()),
        payer_(world.events().size(), nobody),
        paid_(cast.victims.size()) {
    for (std::uint32_t v = 0; v < cast.victims.size(); ++v) {
      for (const std::uint32_t event : cast.victims[v].payments) payer_[event] = v;
    }
  }

  Replay run() {
    std::vector<std::uint32_t> order(world_.events().size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const std::int64_t at_a = world_.events()[a].at_ms, at_b = world_.events()[b].at_ms;
      return at_a != at_b ? at_a < at_b : a < b;
    });
    for (const std::uint32_t event : order) take(event);
    for (AccountId account = 0; account < queues_.size(); ++account) {
      queues_[account].each([&](const Piece& piece) { rest(piece, account); });
    }
    std::sort(out_.rests.begin(), out_.rests.end(), [](const Rest& a, const Rest& b) {
      return std::tie(a.victim, a.unit_from) < std::tie(b.victim, b.unit_from);
    });
    check_tiling();
    return std::move(out_);
  }

 private:
  void take(std::uint32_t event) {
    const Event& e = world_.events()[event];
    const Role from = world_.accounts()[e.from].role, to = world_.accounts()[e.to].role;
    moved_.clear();
    // The exchange's own moves between its addresses are seen on the chain alone; its books say who
    // holds what.
    const bool pooled = is_stop(from) || from == Role::exchange_deposit_address;
    if (pooled) {
      moved_.push_back({nobody, nobody, 0, e.amount});
    } else {
      const bool covered = queues_[e.from].pop(e.amount, moved_);
      BAYON_CHECK(covered, scenario.balance_kept);
    }
    if (payer_[event] != nobody) label(payer_[event], e.amount);
    burn(e, event);
    for (Piece& piece : moved_) {
      step(piece, event);
      if (!is_stop(to)) {
        queues_[e.to].push(piece);
      } else if (piece.victim != nobody) {
        rest(piece, e.to);
      }
    }
  }

  void label(std::uint32_t victim, std::int64_t amount) {
    for (const Piece& piece : moved_) {
      BAYON_CHECK(piece.victim == nobody, scenario.victims_pay_clean);
    }
    moved_.assign(1, {victim, nobody, paid_[victim], amount});
    paid_[victim] += amount;
  }

  // The fee takes the last units of what moves.
  void burn(const Event& e, std::uint32_t event) {
    for (std::int64_t fee = e.fee; fee > 0;) {
      Piece& last = moved_.back();
      const std::int64_t burnt = std::min(fee, last.length);
      if (last.victim != nobody) {
        Piece piece{last.victim, last.path, last.unit + last.length - burnt, burnt};
        step(piece, event);
        out_.rests.push_back(
            {piece.victim, piece.unit, piece.unit + burnt, Rest::End::fee, e.from, piece.path});
      }
      last.length -= burnt;
      fee -= burnt;
      if (last.length == 0) moved_.pop_back();
    }
  }

  void step(Piece& piece, std::uint32_t event) {
    if (piece.victim == nobody) return;
    out_.steps.push_back({piece.path, event});
    piece.path = static_cast<std::uint32_t>(out_.steps.size() - 1);
  }

  void rest(const Piece& piece, AccountId account) {
    if (piece.victim == nobody) return;
    const Account& place = world_.accounts()[account];
    const bool returned = place.role == Role::victim_payout && place.owner == piece.victim;
    out_.rests.push_back({piece.victim, piece.unit, piece.unit + piece.length,
                          returned ? Rest::End::returned : Rest::End::account, account,
                          piece.path});
  }

  void check_tiling() const {
    std::vector<std::int64_t> covered(cast_.victims.size());
    for (const Rest& rest : out_.rests) {
      BAYON_CHECK(rest.unit_from == covered[rest.victim] && rest.unit_to > rest.unit_from,
                  scenario.units_tile);
      covered[rest.victim] = rest.unit_to;
    }
    for (std::size_t v = 0; v < covered.size(); ++v) {
      BAYON_CHECK(covered[v] == cast_.victims[v].loss, scenario.units_tile);
    }
  }

  const World& world_;
  const Cast& cast_;
  std::vector<Queue> queues_;
  std::vector<std::uint32_t> payer_;  ///< victim by event
  std::vector<std::int64_t> paid_;    ///< units so far, by victim
  std::vector<Piece> moved_;
  Replay out_;
};

}  // namespace

std::vector<std::uint32_t> Replay::events_of(std::uint32_t path) const {
  std::vector<std::uint32_t> out;
  for (; path != nobody; path = steps[path].before) out.push_back(steps[path].event);
  std::reverse(out.begin(), out.end());
  return out;
}

Replay replay(const World& world, const Cast& cast) { return Replayer(world, cast).run(); }

}  // namespace bayon::source::scenario
