// How do wired dollars move from victims to cash, casinos and vendors?
//
// The play of the bank rail, in the order of time: victim, three layers of mules that each keep a
// commission, sinks; and the honest life of the same accounts: pay, rent, shopping.
//
// Threads: one object, one thread.
#pragma once

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/scenario/detail/agenda.hpp"
#include "bayon/source/scenario/detail/cast.hpp"

namespace bayon::source::scenario {

class BankRail {
 public:
  BankRail(World& world, Cast& cast);

  /// Plays to the end of the period. Fails with question.cancelled, or with scenario.inconsistent
  /// when there are more transfers than the period's seconds take.
  Result<void> play(Progress& progress);

 private:
  enum class Step : std::uint8_t {
    open,
    pay,
    pass,
    pass_out,
    give_back,
    spend,
    salary,
    rent,
    purchase,
    landlord_purchase,
  };
  using Next = Task<Step>;

  void plan();
  void plan_honest_life();
  void act(const Next& task);
  void pay(const Next& task);
  void pass(const Next& task);
  void pass_out(const Next& task);
  void give_back(const Next& task);
  void spend(const Next& task);
  AccountId next_mule(std::size_t layer);
  AccountId any(const std::vector<AccountId>& accounts) {
    return accounts[random_.below(accounts.size())];
  }
  std::int64_t time_of(std::uint32_t event) const { return world_.events()[event].at_ms; }
  std::size_t layer_of(AccountId mule) const;
  void buy(std::int64_t at_ms, AccountId buyer, std::int64_t cents);

  World& world_;
  Cast& cast_;
  Random random_;
  Agenda<Step> agenda_;
  std::uint32_t turns_[3] = {};
  std::vector<std::uint32_t> first_mule_;              ///< by victim
  std::set<std::pair<AccountId, std::int64_t>> sums_;  ///< wired so far: no two alike to one mule
};

}  // namespace bayon::source::scenario
