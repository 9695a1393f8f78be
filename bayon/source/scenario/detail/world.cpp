#include "bayon/source/scenario/detail/world.hpp"

#include <algorithm>

#include "bayon/base/check.hpp"

namespace bayon::source::scenario {

std::string_view role_name(Role role) {
  switch (role) {
    case Role::issuer:
      return "issuer";
    case Role::clearing:
      return "clearing";
    case Role::exchange_outside:
      return "exchange_outside";
    case Role::exchange_hot:
      return "exchange_hot";
    case Role::exchange_deposit_address:
      return "exchange_deposit_address";
    case Role::victim:
      return "victim";
    case Role::victim_payout:
      return "victim_payout";
    case Role::unidentified_payer:
      return "unidentified_payer";
    case Role::scam_deposit:
      return "scam_deposit";
    case Role::layer:
      return "layer";
    case Role::intermediary:
      return "intermediary";
    case Role::exchange_entry:
      return "exchange_entry";
    case Role::exchange_cycle:
      return "exchange_cycle";
    case Role::consolidation_feeder:
      return "consolidation_feeder";
    case Role::consolidation_holder:
      return "consolidation_holder";
    case Role::dust_sender:
      return "dust_sender";
    case Role::mule_1:
      return "mule_1";
    case Role::mule_2:
      return "mule_2";
    case Role::mule_3:
      return "mule_3";
    case Role::casino:
      return "casino";
    case Role::vendor:
      return "vendor";
    case Role::cash:
      return "cash";
    case Role::merchant:
      return "merchant";
    case Role::landlord:
      return "landlord";
    case Role::employer:
      return "employer";
  }
  return "";
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::transfer:
      return "transfer";
    case Kind::mint:
      return "mint";
    case Kind::funding:
      return "funding";
    case Kind::opening:
      return "opening";
    case Kind::deposit:
      return "deposit";
    case Kind::withdrawal:
      return "withdrawal";
    case Kind::internal:
      return "internal";
    case Kind::sweep:
      return "sweep";
    case Kind::wire:
      return "wire";
    case Kind::salary:
      return "salary";
    case Kind::rent:
      return "rent";
    case Kind::purchase:
      return "purchase";
    case Kind::cash:
      return "cash";
    case Kind::casino:
      return "casino";
    case Kind::services:
      return "services";
    case Kind::sale:
      return "sale";
    case Kind::payout:
      return "payout";
    case Kind::supply:
      return "supply";
  }
  return "";
}

World::World(const Scenario& scenario)
    : scenario_(scenario),
      scribe_(scenario.seed, scenario.exchange.name),
      start_ms_(scenario.period.start.nanos / 1'000'000),
      end_ms_(start_ms_ + scenario.period.days * day_ms),
      chain_clock_(start_ms_ - 1),
      bank_clock_(start_ms_ - second_ms) {
  issuer_ = add({Party{Venue::issuer, 0, Holder::person, 0}, Role::issuer});
  outside_ = add_wallet(Role::exchange_outside);
  hot_ = add_wallet(Role::exchange_hot);
  cash_ = add({Party{Venue::cash, 0, Holder::person, 0}, Role::cash});
  for (std::int64_t bank = 0; bank < scenario.banks.count; ++bank) {
    clearing_.push_back(
        add({Party{Venue::clearing, static_cast<std::uint8_t>(bank), Holder::person, 0},
             Role::clearing}));
  }
}

AccountId World::add(Account account) {
  accounts_.push_back(account);
  balances_.push_back(0);
  return static_cast<AccountId>(accounts_.size() - 1);
}

AccountId World::add_wallet(Role role, std::uint32_t owner, std::uint32_t group) {
  return add({Party{Venue::wallet, 0, Holder::person, wallets_++}, role, owner, group});
}

AccountId World::add_bank_account(Role role, Holder holder, std::uint64_t bank,
                                  std::uint32_t owner) {
  const auto at = static_cast<std::uint8_t>(bank % clearing_.size());
  return add({Party{Venue::bank, at, holder, bank_accounts_++}, role, owner});
}

AccountId World::add_custody(Role role) {
  const std::uint32_t serial = custodies_++;
  const AccountId custody = add({Party{Venue::custody, 0, Holder::person, serial}, role});
  accounts_[custody].owner = add(
      {Party{Venue::deposit, 0, Holder::person, serial}, Role::exchange_deposit_address, custody});
  return custody;
}

std::uint32_t World::transfer(std::int64_t at_ms, AccountId from, AccountId to, std::int64_t amount,
                              std::int64_t fee, Kind kind) {
  const Account& sender = accounts_[from];
  const Account& receiver = accounts_[to];
  BAYON_CHECK(fee >= 0 && amount > fee, scenario.amount_positive);
  BAYON_CHECK(is_source(sender.role) || balances_[from] >= amount, scenario.balance_kept);
  if (at_bank(sender.party)) {
    // The first odd second that is free.
    const std::int64_t odd = (at_ms - start_ms_) / (2 * second_ms) * (2 * second_ms) + second_ms;
    bank_clock_ = std::max(start_ms_ + odd, bank_clock_ + 2 * second_ms);
    at_ms = bank_clock_;
  } else {
    chain_clock_ = std::max(start_ms_ + (at_ms - start_ms_) / 2 * 2 + 1, chain_clock_ + 2);
    at_ms = chain_clock_;
  }
  balances_[from] -= amount;
  balances_[to] += amount - fee;
  // What the exchange's customers hold in its books, the exchange holds on the chain.
  if (sender.party.place == Venue::wallet && receiver.party.place == Venue::custody) {
    balances_[receiver.owner] += amount - fee;
  }
  if (sender.party.place == Venue::custody && receiver.party.place == Venue::wallet) {
    BAYON_CHECK(balances_[hot_] >= amount, scenario.balance_kept);
    balances_[hot_] -= amount;
  }
  events_.push_back({at_ms, amount, fee, from, to, kind});
  return static_cast<std::uint32_t>(events_.size() - 1);
}

void World::fund(std::int64_t at_ms, AccountId account, std::int64_t amount, std::int64_t top_up) {
  const std::int64_t missing = amount - balances_[account];
  if (missing <= 0) return;
  const std::int64_t sum = std::max(missing, top_up);
  const Account& to = accounts_[account];
  if (to.party.place == Venue::bank) {
    transfer(at_ms, clearing_[to.party.bank], account, sum, 0, Kind::opening);
  } else if (account == outside_ || account == hot_) {
    transfer(at_ms, issuer_, account, sum, 0, Kind::mint);
  } else {
    const std::int64_t fee = scenario_.chain.fee_cents * token_cent;
    fund(at_ms, outside_, sum + fee, scenario_.chain.mint_usd * token);
    transfer(at_ms, outside_, account, sum + fee, fee, Kind::funding);
  }
}

}  // namespace bayon::source::scenario
