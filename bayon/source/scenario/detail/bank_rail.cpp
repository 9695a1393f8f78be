#include "bayon/source/scenario/detail/bank_rail.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::source::scenario {

namespace {

constexpr std::int64_t dollar = 100;
constexpr std::int64_t note = 20 * dollar;  // what cash machines give
constexpr std::uint32_t tries_max = 6;

}  // namespace

BankRail::BankRail(World& world, Cast& cast)
    : world_(world),
      cast_(cast),
      random_(world.stream("bank rail")),
      first_mule_(cast.victims.size(), nobody) {}

void BankRail::plan() {
  const auto& numbers = world_.scenario().victims;
  for (std::uint32_t v = 0; v < cast_.victims.size(); ++v) {
    const Victim& victim = cast_.victims[v];
    if (victim.tokens) continue;
    std::int64_t all = 0;
    for (const auto& payment : victim.plan) {
      agenda_.add(payment.at_ms, Step::pay, v, 0, payment.amount);
      all += payment.amount;
    }
    // Amounts may still grow by a cent each, to stay apart.
    const std::int64_t savings = random_.between(200, 9'000) * dollar;
    agenda_.add(world_.start_ms() + random_.between(0, day_ms), Step::open, victim.own, 0,
                all + savings);
    if (random_.between(1, 1'000) <= numbers.returns_per_mille) {
      const std::int64_t percent =
          random_.between(numbers.return_percent.min, numbers.return_percent.max);
      const std::int64_t delay =
          random_.between(numbers.return_hours.min * 60, numbers.return_hours.max * 60);
      agenda_.add(victim.plan.front().at_ms + delay * minute_ms, Step::give_back, v, 0,
                  victim.plan.front().amount / 100 * percent);
    }
  }
  if (!cast_.employers.empty()) plan_honest_life();
}

// Mules have jobs, flats and appetites like others; their landlords too.
void BankRail::plan_honest_life() {
  const auto& numbers = world_.scenario().mules;
  constexpr std::int64_t month_ms = 30 * day_ms;
  const auto sometime = [&](std::int64_t month) {
    return month + random_.between(0, month_ms - 1);
  };
  for (std::int64_t month = world_.start_ms(); month + month_ms <= world_.end_ms();
       month += month_ms) {
    for (const auto& layer : cast_.mules) {
      for (const AccountId mule : layer) {
        // The same employer, landlord and sums each month.
        const Random own = world_.stream("mule").fork(std::to_string(mule));
        Random habit = own;
        const AccountId employer = cast_.employers[habit.below(cast_.employers.size())];
        const AccountId landlord = cast_.landlords[habit.below(cast_.landlords.size())];
        const std::int64_t salary =
            habit.between(numbers.salary_usd.min, numbers.salary_usd.max) * dollar;
        const std::int64_t rent =
            habit.between(numbers.rent_usd.min, numbers.rent_usd.max) * dollar;
        agenda_.add(month + 24 * day_ms + random_.between(0, day_ms), Step::salary, employer, mule,
                    salary);
        agenda_.add(month + 26 * day_ms + random_.between(0, 3 * day_ms), Step::rent, mule,
                    landlord, rent);
        for (std::int64_t n = 0; n < numbers.purchases_per_month; ++n) {
          agenda_.add(sometime(month), Step::purchase, mule);
        }
      }
    }
    for (const AccountId landlord : cast_.landlords) {
      agenda_.add(sometime(month), Step::landlord_purchase, landlord);
    }
  }
}

Result<void> BankRail::play(Progress& progress) {
  progress.step("playing the bank rail", 0);
  plan();
  constexpr std::uint64_t look_up_every = 4'096;
  for (std::uint64_t done = 1; !agenda_.empty(); ++done) {
    act(agenda_.next());
    if (done % look_up_every == 0) {
      progress.advance(look_up_every);
      if (progress.cancelled()) return fail(errors::question_cancelled);
    }
  }
  if (!world_.events().empty() && world_.events().back().at_ms >= world_.end_ms()) {
    return fail(
        errors::scenario_inconsistent,
        fmt::format("the bank rail has more transfers than period.days = {} has free seconds",
                    world_.scenario().period.days));
  }
  progress.done();
  return {};
}

void BankRail::act(const Next& task) {
  const auto& numbers = world_.scenario().mules;
  const std::int64_t balance = world_.balance(task.subject);
  switch (task.what) {
    case Step::open:
      return world_.fund(task.at_ms, task.subject, task.amount, task.amount);
    case Step::pay:
      return pay(task);
    case Step::pass:
      return pass(task);
    case Step::pass_out:
      return pass_out(task);
    case Step::give_back:
      return give_back(task);
    case Step::spend:
      return spend(task);
    case Step::salary:
      world_.fund(task.at_ms, task.subject, task.amount, 1'000 * numbers.salary_usd.max * dollar);
      world_.transfer(task.at_ms, task.subject, task.other, task.amount, 0, Kind::salary);
      return;
    case Step::rent:
      if (balance >= task.amount) {
        world_.transfer(task.at_ms, task.subject, task.other, task.amount, 0, Kind::rent);
      }
      return;
    case Step::purchase:
    case Step::landlord_purchase: {
      const std::int64_t cents =
          random_.between(numbers.purchase_usd.min * dollar, numbers.purchase_usd.max * dollar);
      if (balance >= cents) buy(task.at_ms, task.subject, cents);
      return;
    }
  }
}

AccountId BankRail::next_mule(std::size_t layer) {
  const auto& mules = cast_.mules[layer];
  return mules[turns_[layer]++ % mules.size()];
}

std::size_t BankRail::layer_of(AccountId mule) const {
  const Role role = world_.accounts()[mule].role;
  return role == Role::mule_1 ? 0 : role == Role::mule_2 ? 1 : 2;
}

void BankRail::pay(const Next& task) {
  Victim& victim = cast_.victims[task.subject];
  const AccountId mule = next_mule(0);
  const std::int64_t fee = world_.scenario().banks.wire_fee_cents;
  std::int64_t amount = task.amount;
  // A report that knows only account and sum must mean one transfer.
  while (!sums_.emplace(mule, amount).second) ++amount;
  const std::uint32_t event =
      world_.transfer(task.at_ms, victim.own, mule, amount, fee, Kind::wire);
  victim.payments.push_back(event);
  victim.loss += amount;
  if (first_mule_[task.subject] == nobody) first_mule_[task.subject] = mule;
  agenda_.add(time_of(event), Step::pass, mule, 0, amount - fee);
}

// The mule keeps its commission and shares the rest among the next layer, or the sinks, in minutes.
void BankRail::pass(const Next& task) {
  const auto& numbers = world_.scenario().mules;
  const std::size_t layer = layer_of(task.subject);
  const Range& range = layer == 0   ? numbers.commission_1_basis_points
                       : layer == 1 ? numbers.commission_2_basis_points
                                    : numbers.commission_3_basis_points;
  const std::int64_t commission = task.amount * random_.between(range.min, range.max) / 10'000;
  std::int64_t rest = task.amount - commission;
  const std::int64_t pieces = random_.between(numbers.fan_out.min, numbers.fan_out.max);
  std::int64_t at = task.at_ms;
  for (std::int64_t left = pieces; left > 0; --left) {
    // Uneven pieces: between half and one and a half of an equal share.
    const std::int64_t share = rest / left;
    const std::int64_t piece = left == 1 ? rest : share / 2 + random_.between(0, share);
    rest -= piece;
    at +=
        random_.between(numbers.delay_minutes.min, numbers.delay_minutes.max) * minute_ms / pieces;
    agenda_.add(at, Step::pass_out, task.subject, 0, piece);
  }
  const std::int64_t spending = commission * numbers.spend_per_mille / 1'000;
  if (spending >= dollar) {
    agenda_.add(task.at_ms + random_.between(hour_ms, 12 * day_ms), Step::spend, task.subject, 0,
                spending);
  }
}

void BankRail::pass_out(const Next& task) {
  const auto& numbers = world_.scenario().mules;
  const std::int64_t amount = std::min(task.amount, world_.balance(task.subject));
  if (amount <= 0) return;
  const std::size_t layer = layer_of(task.subject);
  if (layer < 2) {
    const AccountId next = next_mule(layer + 1);
    const std::uint32_t event =
        world_.transfer(task.at_ms, task.subject, next, amount, 0, Kind::transfer);
    agenda_.add(time_of(event), Step::pass, next, 0, amount);
    return;
  }
  const std::int64_t draw = random_.between(1, 1'000);
  if (draw <= numbers.cash_per_mille) {
    if (amount >= note) {
      world_.transfer(task.at_ms, task.subject, world_.cash(), amount / note * note, 0, Kind::cash);
    }
  } else if (draw <= numbers.cash_per_mille + numbers.casino_per_mille) {
    world_.transfer(task.at_ms, task.subject, any(cast_.casinos), amount, 0, Kind::casino);
  } else {
    world_.transfer(task.at_ms, task.subject, any(cast_.vendors), amount, 0, Kind::services);
  }
}

void BankRail::give_back(const Next& task) {
  Victim& victim = cast_.victims[task.subject];
  const std::uint32_t mule = first_mule_[task.subject];
  if (task.amount <= 0) return;
  if (mule == nobody || world_.balance(mule) < task.amount) {
    if (task.other < tries_max) {
      agenda_.add(task.at_ms + 12 * hour_ms, Step::give_back, task.subject, task.other + 1,
                  task.amount);
    }
    return;
  }
  world_.transfer(task.at_ms, mule, victim.payout, task.amount, 0, Kind::transfer);
  victim.returned += task.amount;
}

// Commissions end at shops, which know nothing of it, and at cash machines.
void BankRail::spend(const Next& task) {
  const std::int64_t amount = std::min(task.amount, world_.balance(task.subject));
  if (amount <= 0) return;
  if (random_.below(10) < 3 && amount >= note) {
    world_.transfer(task.at_ms, task.subject, world_.cash(), amount / note * note, 0, Kind::cash);
  } else {
    buy(task.at_ms, task.subject, amount);
  }
}

void BankRail::buy(std::int64_t at_ms, AccountId buyer, std::int64_t cents) {
  // Few shops sell most: the smaller of two draws.
  const std::uint64_t count = cast_.merchants.size();
  const std::uint64_t first = random_.below(count);
  const std::uint64_t shop = std::min(first, random_.below(count));
  world_.transfer(at_ms, buyer, cast_.merchants[shop], cents, 0, Kind::purchase);
}

}  // namespace bayon::source::scenario
