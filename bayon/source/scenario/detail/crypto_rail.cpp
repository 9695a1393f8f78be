#include "bayon/source/scenario/detail/crypto_rail.hpp"

#include <algorithm>
#include <numeric>

#include "bayon/base/error_codes.hpp"

namespace bayon::source::scenario {

namespace {

// The last days of the period, in which what is still on its way is brought to rest.
constexpr std::int64_t last_gather_ms = 26 * day_ms;
constexpr std::int64_t complete_tours_ms = 24 * day_ms;
constexpr std::int64_t drain_ms = 13 * day_ms;

constexpr std::uint32_t tries_max = 6;

}  // namespace

CryptoRail::CryptoRail(World& world, Cast& cast)
    : world_(world),
      cast_(cast),
      random_(world.stream("crypto rail")),
      fee_(world.scenario().chain.fee_cents * token_cent),
      pending_(cast.intermediaries.size()),
      forwards_(cast.intermediaries.size()),
      intermediary_of_(cast.victims.size(), nobody),
      members_(cast.custody),
      member_at_(members_.size()),
      toured_(world.accounts().size()),
      place_(world.accounts().size()),
      feeder_turn_(cast.groups.size()) {
  for (std::uint32_t i = 0; i < cast.custody.size(); ++i) place_[cast.custody[i]] = i;
}

void CryptoRail::plan() {
  const std::int64_t ahead = 6 * hour_ms;
  for (std::uint32_t v = 0; v < cast_.victims.size(); ++v) {
    const Victim& victim = cast_.victims[v];
    if (!victim.tokens) continue;
    for (const auto& payment : victim.plan) {
      const std::int64_t fund_at = payment.at_ms - random_.between(minute_ms, ahead);
      agenda_.add(fund_at, Step::fund, victim.own, 0, payment.amount);
      agenda_.add(payment.at_ms, Step::pay_victim, v, 0, payment.amount);
    }
    const auto& v_numbers = world_.scenario().victims;
    if (random_.between(1, 1'000) <= v_numbers.returns_per_mille) {
      const std::int64_t percent =
          random_.between(v_numbers.return_percent.min, v_numbers.return_percent.max);
      agenda_.add(victim.plan.front().at_ms + hours(v_numbers.return_hours), Step::give_back, v, 0,
                  victim.plan.front().amount / 100 * percent);
    }
  }
  for (std::uint32_t p = 0; p < cast_.payers.size(); ++p) {
    const Payer& payer = cast_.payers[p];
    const std::int64_t all =
        std::accumulate(payer.plan.begin(), payer.plan.end(), std::int64_t{0},
                        [](std::int64_t sum, const auto& payment) { return sum + payment.amount; });
    agenda_.add(payer.plan.front().at_ms - random_.between(minute_ms, ahead), Step::fund, payer.own,
                0, all);
    for (const auto& payment : payer.plan) {
      agenda_.add(payment.at_ms, Step::pay_unidentified, p, 0, payment.amount);
    }
  }
  for (std::uint32_t i = 0; i < cast_.intermediaries.size(); ++i) {
    for (std::int64_t n = 0; n < world_.scenario().intermediaries.dust_flows; ++n) {
      agenda_.add(random_.between(world_.start_ms() + day_ms, world_.end_ms() - day_ms),
                  Step::speck, i);
    }
    agenda_.add(world_.end_ms() - last_gather_ms, Step::gather, i);
  }
  if (cast_.intermediaries.empty()) return;
  agenda_.add(world_.end_ms() - complete_tours_ms, Step::complete_tours, 0);
  for (const AccountId account : cast_.custody) {
    agenda_.add(world_.end_ms() - drain_ms + random_.between(0, day_ms), Step::drain, account);
  }
}

Result<void> CryptoRail::play(Progress& progress) {
  progress.step("playing the crypto rail", 0);
  if (!cast_.intermediaries.empty()) {
    world_.fund(world_.start_ms(), world_.hot(), world_.scenario().exchange.treasury_usd * token,
                0);
  }
  plan();
  constexpr std::uint64_t look_up_every = 4'096;
  for (std::uint64_t done = 1; !agenda_.empty(); ++done) {
    act(agenda_.next());
    if (done % look_up_every == 0) {
      progress.advance(look_up_every);
      if (progress.cancelled()) return fail(errors::question_cancelled);
    }
  }
  progress.done();
  return {};
}

void CryptoRail::act(const Next& task) {
  switch (task.what) {
    case Step::fund:
      // A little more than the payment, so that something stays.
      return world_.fund(task.at_ms, task.subject, task.amount,
                         task.amount + random_.between(1, 40) * token);
    case Step::pay_victim:
      return pay_victim(task);
    case Step::pay_unidentified: {
      const Payer& payer = cast_.payers[task.subject];
      const std::uint32_t event =
          world_.transfer(task.at_ms, payer.own, payer.target, task.amount, fee_, Kind::transfer);
      const auto& hops = world_.scenario().unidentified.hops;
      const std::int64_t wallets = random_.between(hops.min, hops.max);
      const std::uint32_t intermediary = next_intermediary();
      agenda_.add(step_on(time_of(event)), Step::forward, payer.target, intermediary, wallets);
      return;
    }
    case Step::forward:
      return forward(task);
    case Step::gather:
      return gather(task);
    case Step::give_back:
      return give_back(task);
    case Step::speck:
      return speck(task);
    default:
      return act_at_exchange(task);
  }
}

// One intermediary in two is simply the next, so that all are used; the others are favourites.
std::uint32_t CryptoRail::next_intermediary() {
  const auto count = static_cast<std::uint32_t>(cast_.intermediaries.size());
  if (turn_ < count || random_.below(2) == 0) return turn_++ % count;
  const std::uint64_t first = random_.below(count);
  return static_cast<std::uint32_t>(std::min(first, random_.below(count)));
}

void CryptoRail::pay_victim(const Next& task) {
  Victim& victim = cast_.victims[task.subject];
  const std::uint32_t event =
      world_.transfer(task.at_ms, victim.own, victim.target, task.amount, fee_, Kind::transfer);
  victim.payments.push_back(event);
  victim.loss += task.amount;
  const std::uint32_t intermediary = next_intermediary();
  if (intermediary_of_[task.subject] == nobody) intermediary_of_[task.subject] = intermediary;
  const auto& layers = world_.scenario().layers;
  const std::int64_t wallets = random_.between(layers.hops.min, layers.hops.max);
  agenda_.add(time_of(event) + minutes(layers.delay_minutes), Step::forward, victim.target,
              intermediary, wallets);
}

// `amount` of the task is the number of single-use wallets that are still to come.
void CryptoRail::forward(const Next& task) {
  const std::int64_t balance = world_.balance(task.subject);
  if (balance <= fee_) return;  // an earlier payment's forward took both
  if (task.amount == 0) {
    const std::uint32_t event = world_.transfer(
        task.at_ms, task.subject, cast_.intermediaries[task.other], balance, fee_, Kind::transfer);
    return arrive(time_of(event), task.other, balance - fee_);
  }
  const AccountId wallet = world_.add_wallet(Role::layer);
  const std::uint32_t event =
      world_.transfer(task.at_ms, task.subject, wallet, balance, fee_, Kind::transfer);
  agenda_.add(time_of(event) + minutes(world_.scenario().layers.delay_minutes), Step::forward,
              wallet, task.other, task.amount - 1);
}

void CryptoRail::arrive(std::int64_t at_ms, std::uint32_t intermediary, std::int64_t amount) {
  ++cast_.deposits;
  cast_.through_intermediaries += amount;
  const auto& numbers = world_.scenario().intermediaries;
  const std::uint32_t waiting = ++pending_[intermediary];
  if (waiting == numbers.batch_deposits) {
    agenda_.add(step_on(at_ms), Step::gather, intermediary);
  } else if (waiting == 1) {
    agenda_.add(at_ms + numbers.batch_hours * hour_ms, Step::gather, intermediary);
  }
}

// The intermediary pays what it gathered into one of its exchange accounts.
void CryptoRail::gather(const Next& task) {
  if (pending_[task.subject] == 0) return;
  pending_[task.subject] = 0;
  const auto& numbers = world_.scenario().intermediaries;
  const AccountId from = cast_.intermediaries[task.subject];
  const std::int64_t amount = without(world_.balance(from), numbers.keep_basis_points);
  if (amount <= fee_) return;
  const auto favourite = forwards_[task.subject]++ % static_cast<std::uint32_t>(numbers.favourites);
  // Multiplying by 5 spreads the favourites; the first ones of all intermediaries cover every
  // entry.
  const auto entry = static_cast<std::size_t>(task.subject + favourite * 5) %
                     static_cast<std::size_t>(world_.scenario().exchange.entries);
  const std::uint32_t event =
      world_.transfer(task.at_ms, from, cast_.custody[entry], amount, fee_, Kind::deposit);
  const std::int64_t at = time_of(event);
  agenda_.add(at + minutes(world_.scenario().exchange.sweep_minutes), Step::sweep,
              cast_.custody[entry]);
  begin_tour(at, cast_.custody[entry], amount - fee_);
}

// A small early return keeps the victim's trust; it is paid out of what others lost.
void CryptoRail::give_back(const Next& task) {
  Victim& victim = cast_.victims[task.subject];
  const std::uint32_t intermediary = intermediary_of_[task.subject];
  const std::int64_t paid = task.amount + fee_;
  if (task.amount <= 0) return;
  if (intermediary == nobody || world_.balance(cast_.intermediaries[intermediary]) < paid * 2) {
    if (task.other < tries_max) {
      agenda_.add(task.at_ms + 12 * hour_ms, Step::give_back, task.subject, task.other + 1,
                  task.amount);
    }
    return;
  }
  world_.transfer(task.at_ms, cast_.intermediaries[intermediary], victim.payout, paid, fee_,
                  Kind::transfer);
  victim.returned += task.amount;
}

// Strangers' specks reach everyone; they mean nothing.
void CryptoRail::speck(const Next& task) {
  const AccountId sender = cast_.dust_senders[random_.below(cast_.dust_senders.size())];
  const std::int64_t speck = random_.between(1, 99) * token_cent;
  world_.fund(task.at_ms, sender, speck + fee_, 50 * (token + fee_));
  world_.transfer(task.at_ms, sender, cast_.intermediaries[task.subject], speck + fee_, fee_,
                  Kind::transfer);
}

std::int64_t CryptoRail::step_on(std::int64_t at_ms) const { return at_ms + 20 * minute_ms; }

}  // namespace bayon::source::scenario
