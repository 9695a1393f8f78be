// What has happened so far in this world, and who holds what?
//
// A World keeps the cast of accounts, their balances and the list of transfers, in the order in
// which they were made on each rail. Only `transfer` moves money, and only issuing sources may
// spend what they do not hold. The background has its own accounts and is not kept here.
//
// Threads:    one object, one thread.
// Invariants: scenario.balance_kept    no account but an issuing source ever goes below zero
//             scenario.clock_advances  instants of one rail are odd (milliseconds on the chain and
//                                      at the exchange, seconds at banks) and strictly increase
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "bayon/base/random.hpp"
#include "bayon/source/scenario/detail/party.hpp"
#include "bayon/source/scenario/scenario.hpp"

namespace bayon::source::scenario {

inline constexpr std::int64_t second_ms = 1'000;
inline constexpr std::int64_t minute_ms = 60 * second_ms;
inline constexpr std::int64_t hour_ms = 60 * minute_ms;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

inline constexpr int token_places = 6;   ///< USDT
inline constexpr int dollar_places = 2;  ///< USD
inline constexpr std::int64_t token = 1'000'000;
inline constexpr std::int64_t token_cent = token / 100;

/// What an account is in the truth. `role_name` gives its word there.
enum class Role : std::uint8_t {
  issuer,
  clearing,
  exchange_outside,
  exchange_hot,
  exchange_deposit_address,
  victim,
  victim_payout,
  unidentified_payer,
  scam_deposit,
  layer,
  intermediary,
  exchange_entry,
  exchange_cycle,
  consolidation_feeder,
  consolidation_holder,
  dust_sender,
  mule_1,
  mule_2,
  mule_3,
  casino,
  vendor,
  cash,
  merchant,
  landlord,
  employer,
};
std::string_view role_name(Role role);

/// May it spend what it does not hold? Money enters the world there.
constexpr bool is_source(Role role) { return role == Role::issuer || role == Role::clearing; }

/// Does money rest here for good, as far as anyone outside can follow it? These accounts are
/// labelled, and a tracer that knows the labels stops at them.
constexpr bool is_stop(Role role) {
  return is_source(role) || role == Role::exchange_outside || role == Role::exchange_hot ||
         role == Role::casino || role == Role::vendor || role == Role::cash ||
         role == Role::merchant;
}

/// What a transfer is called in the ledgers' own words.
enum class Kind : std::uint8_t {
  transfer,
  mint,
  funding,
  opening,
  deposit,
  withdrawal,
  internal,
  sweep,
  wire,
  salary,
  rent,
  purchase,
  cash,
  casino,
  services,
  sale,
  payout,
  supply,
};
std::string_view kind_name(Kind kind);

using AccountId = std::uint32_t;
inline constexpr std::uint32_t nobody = ~std::uint32_t{0};

struct Account {
  Party party;
  Role role;
  std::uint32_t owner =
      nobody;  ///< victim's index; for a deposit address its custody account, and back
  std::uint32_t group = nobody;  ///< consolidation group, from 0
};

struct Event {
  std::int64_t at_ms = 0;  ///< since 1970
  std::int64_t amount = 0;
  std::int64_t fee = 0;  ///< part of amount, burnt
  AccountId from = 0;
  AccountId to = 0;
  Kind kind = Kind::transfer;
};

class World {
 public:
  explicit World(const Scenario& scenario);

  const Scenario& scenario() const { return scenario_; }
  const Scribe& scribe() const { return scribe_; }
  std::int64_t start_ms() const { return start_ms_; }
  std::int64_t end_ms() const { return end_ms_; }
  /// Independent numbers for the part called `name`.
  Random stream(std::string_view name) const { return Random(scenario_.seed).fork(name); }

  AccountId add_wallet(Role role, std::uint32_t owner = nobody, std::uint32_t group = nobody);
  AccountId add_bank_account(Role role, Holder holder, std::uint64_t bank,
                             std::uint32_t owner = nobody);
  /// A custody account and its deposit address on the chain.
  AccountId add_custody(Role role);

  const std::vector<Account>& accounts() const { return accounts_; }
  const std::vector<Event>& events() const { return events_; }
  std::int64_t balance(AccountId account) const { return balances_[account]; }
  AccountId issuer() const { return issuer_; }
  AccountId outside() const { return outside_; }  ///< hot wallet of another exchange
  AccountId hot() const { return hot_; }          ///< hot wallet of this exchange
  AccountId cash() const { return cash_; }
  AccountId clearing(std::uint8_t bank) const { return clearing_[bank]; }
  /// First serials that the background may use.
  std::uint32_t wallets() const { return wallets_; }
  std::uint32_t bank_accounts() const { return bank_accounts_; }
  std::uint32_t custodies() const { return custodies_; }

  /// Moves `amount`, of which `fee` is burnt, at `at_ms` or as soon after it as the rail is free.
  /// Asking for more than the sender holds is a bug (scenario.balance_kept), as is fee >= amount.
  /// Answers the event's index.
  std::uint32_t transfer(std::int64_t at_ms, AccountId from, AccountId to, std::int64_t amount,
                         std::int64_t fee, Kind kind);

  /// Sees to it that `account` holds `amount` at least, by a payment of `top_up` or what is
  /// missing, whichever is more, from where money enters its rail.
  void fund(std::int64_t at_ms, AccountId account, std::int64_t amount, std::int64_t top_up);

 private:
  AccountId add(Account account);

  const Scenario& scenario_;
  Scribe scribe_;
  std::int64_t start_ms_;
  std::int64_t end_ms_;
  std::int64_t chain_clock_;
  std::int64_t bank_clock_;
  std::vector<Account> accounts_;
  std::vector<std::int64_t> balances_;
  std::vector<Event> events_;
  std::vector<AccountId> clearing_;
  AccountId issuer_ = 0, outside_ = 0, hot_ = 0, cash_ = 0;
  std::uint32_t wallets_ = 0, bank_accounts_ = 0, custodies_ = 0;
};

/// Is it kept by banks (and not on the chain or at the exchange)?
constexpr bool at_bank(const Party& party) {
  return party.place == Venue::bank || party.place == Venue::clearing || party.place == Venue::cash;
}

}  // namespace bayon::source::scenario
