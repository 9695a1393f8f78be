// What do all the others do, who have nothing to do with it?
//
// An endless play of episodes: payrolls, shopping, marketplaces that collect from many and pay
// many, friends who lend in a circle, suppliers, wallets, and customers of the exchange. Popularity
// follows a power law (density 1/rank), so there are hubs, and fan-ins, fan-outs and cycles that
// mean nothing. Several episodes run at once, each a step at a time, and each transfer has an
// instant of its own: even milliseconds on the chain and at the exchange, even seconds at banks.
//
// Threads:    one object, one thread.
// Invariants: scenario.balance_kept  nobody spends what is not there; who lacks money is paid first
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "bayon/source/scenario/detail/cast.hpp"
#include "bayon/source/scenario/detail/ledger_writer.hpp"

namespace bayon::source::scenario {

class Background {
 public:
  Background(const World& world, const Cast& cast);

  /// The next transfer in the order of time; false after the last. Cost: constant.
  bool next(Transfer& out);

  /// Were there more transfers at banks than the period has seconds for them?
  bool overran() const { return bank_clock_ >= end_ms_; }

 private:
  // In the order of Scenario's background.mix.
  enum class Play : std::uint8_t {
    payroll,
    purchase,
    marketplace,
    peer,
    circle,
    supplier,
    cash,
    wallet_peer,
    wallet_circle,
    wallet_fan,
    deposit,
    withdrawal,
    internal,
  };
  static constexpr std::size_t plays = 13;
  static constexpr std::size_t lanes = 16;

  // One episode under way: `hub` deals with `count` others from `first` on, or with one.
  struct Lane {
    Play play = Play::peer;
    std::uint32_t hub = 0;
    std::uint32_t first = 0;
    std::uint32_t count = 0;  ///< steps in all; 0 while idle
    std::uint32_t step = 0;
    bool inward = false;
    std::int64_t amount = 0;
  };

  // A kind of holder in the background: its balances, and how its accounts look.
  struct Crowd {
    std::vector<std::int64_t> balances;
    Venue place = Venue::bank;
    Holder holder = Holder::person;
    std::uint32_t serial = 0;  ///< of its first account
    std::uint32_t banks = 1;
    std::uint32_t size() const { return static_cast<std::uint32_t>(balances.size()); }
    Party party(std::uint32_t index) const {
      const std::uint32_t at = serial + index;
      const bool bank = place == Venue::bank;
      return {place, static_cast<std::uint8_t>(bank ? at % banks : 0), holder, at};
    }
  };

  void begin(Lane& lane);
  Transfer act(Lane& lane);
  Transfer act_at_bank(Lane& lane);
  Transfer act_in_tokens(Lane& lane);
  Transfer act_at_exchange(Lane& lane);
  Transfer circle(Lane& lane, Crowd& crowd, std::int64_t fee);
  Transfer pay(Lane& lane, Crowd& from, std::uint32_t sender, Crowd& to, std::uint32_t receiver,
               std::int64_t amount, std::int64_t fee, Kind kind);
  Transfer top_up(Crowd& crowd, std::uint32_t index, std::int64_t amount);
  Transfer mint(std::int64_t& balance, const Party& wallet, std::int64_t amount);
  std::uint32_t popular(std::uint32_t size);
  std::uint32_t any(std::uint32_t size) { return static_cast<std::uint32_t>(random_.below(size)); }
  std::uint32_t other_than(std::uint32_t index, std::uint32_t size);
  std::int64_t everyday_cents();
  std::int64_t everyday_tokens();

  const World& world_;
  Random random_;
  std::int64_t end_ms_;
  std::int64_t slot_ms_;
  std::int64_t slot_at_;
  std::int64_t bank_clock_;
  std::uint64_t flows_;
  std::uint64_t made_ = 0;
  std::int64_t fee_;
  std::int64_t cents_min_;
  std::int64_t cents_span_;
  std::int64_t cents_max_;
  std::uint32_t payroll_people_;
  std::array<std::uint64_t, plays> up_to_{};  ///< running sums of the mix
  std::array<Lane, lanes> lanes_{};
  Crowd people_, employers_, markets_, shops_, wallets_, users_;
  std::vector<Party> shop_parties_;
  std::int64_t hot_ = 0;      ///< the background's part of the exchange's hot wallet
  std::int64_t outside_ = 0;  ///< and of the other exchange's
};

}  // namespace bayon::source::scenario
