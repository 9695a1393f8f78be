// How do tokens move from payers to the wallets where they rest?
//
// The play of the crypto rail, in the order of time: payer, deposit address, single-use wallets,
// intermediary, exchange entry, a cycle among the exchange's accounts, exit, feeder, holder.
//
// Threads: one object, one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/scenario/detail/agenda.hpp"
#include "bayon/source/scenario/detail/cast.hpp"

namespace bayon::source::scenario {

class CryptoRail {
 public:
  CryptoRail(World& world, Cast& cast);

  /// Plays to the end of the period. Fails with question.cancelled.
  Result<void> play(Progress& progress);

 private:
  enum class Step : std::uint8_t {
    fund,
    pay_victim,
    pay_unidentified,
    forward,
    gather,
    give_back,
    speck,  // crypto_rail.cpp
    sweep,
    tour,
    leave,
    withdraw,
    consolidate,
    complete_tours,
    drain,  // exchange_rail.cpp
  };
  using Next = Task<Step>;

  // One round trip of a sum among the exchange's accounts.
  struct Tour {
    std::vector<AccountId> stops;  ///< entry, members, entry again
    std::size_t at = 0;
    bool complete = false;  ///< made to reach accounts that no other tour reached
  };

  void plan();
  void act(const Next& task);
  void pay_victim(const Next& task);
  void forward(const Next& task);
  void arrive(std::int64_t at_ms, std::uint32_t intermediary, std::int64_t amount);
  void gather(const Next& task);
  void give_back(const Next& task);
  void speck(const Next& task);

  void act_at_exchange(const Next& task);
  void begin_tour(std::int64_t at_ms, AccountId entry, std::int64_t amount);
  void tour(const Next& task);
  void leave(const Next& task);
  void withdraw(const Next& task);
  void consolidate(const Next& task);
  void complete_tours(const Next& task);
  void drain(const Next& task);

  std::int64_t minutes(const Range& range) {
    return random_.between(range.min, range.max) * minute_ms;
  }
  std::int64_t hours(const Range& range) {
    return random_.between(range.min * 60, range.max * 60) * minute_ms;
  }
  std::int64_t step_on(std::int64_t at_ms) const;
  std::uint32_t next_intermediary();
  AccountId next_member(AccountId apart_from);
  /// `amount` without the share that stays behind.
  static std::int64_t without(std::int64_t amount, std::int64_t basis_points) {
    return amount - amount / 10'000 * basis_points;
  }
  std::int64_t time_of(std::uint32_t event) const { return world_.events()[event].at_ms; }

  World& world_;
  Cast& cast_;
  Random random_;
  Agenda<Step> agenda_;
  const std::int64_t fee_;
  std::uint32_t turn_ = 0;               ///< whose turn among the intermediaries
  std::vector<std::uint32_t> pending_;   ///< deposits since the last forward, by intermediary
  std::vector<std::uint32_t> forwards_;  ///< by intermediary
  std::vector<std::uint32_t> intermediary_of_;  ///< of each victim's first payment
  std::vector<Tour> tours_;
  std::vector<AccountId> members_;  ///< shuffled again each time it is used up
  std::size_t member_at_ = 0;
  std::vector<bool> toured_;                ///< by account id
  std::vector<std::uint32_t> place_;        ///< index among the custody accounts, by account id
  std::vector<std::uint32_t> feeder_turn_;  ///< by group
};

}  // namespace bayon::source::scenario
