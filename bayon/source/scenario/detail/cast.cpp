#include "bayon/source/scenario/detail/cast.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/amount.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/source/scenario/detail/consistency.hpp"

namespace bayon::source::scenario {

namespace {

constexpr std::int64_t tail_ms = 60 * day_ms;  // from the last payment to the last withdrawal
constexpr std::int64_t head_ms = 2 * day_ms;

// Payments of one victim: the first is small, each later one larger, as trust grows.
std::vector<PlannedPayment> draw_payments(const World& world, Random& random, bool tokens) {
  const auto& v = world.scenario().victims;
  const std::int64_t count = random.between(v.payments.min, v.payments.max);
  const std::int64_t room = world.end_ms() - tail_ms - world.start_ms() - head_ms -
                            (count - 1) * v.gap_hours.max * hour_ms;
  std::int64_t at = world.start_ms() + head_ms + random.between(0, std::max<std::int64_t>(room, 0));
  std::int64_t cents = random.between(v.first_usd.min, v.first_usd.max) * 100;
  std::vector<PlannedPayment> out;
  for (std::int64_t number = 0; number < count; ++number) {
    // People like round sums; a third of them sends what is left to the cent.
    std::int64_t sent =
        random.below(3) == 0 ? cents + random.between(1, 99) : cents / 1'000 * 1'000;
    sent = std::clamp(sent, v.first_usd.min * 100, v.payment_usd_max * 100);
    out.push_back({at, tokens ? sent * token_cent : sent});
    at += random.between(v.gap_hours.min * 60, v.gap_hours.max * 60) * minute_ms;
    cents += cents * random.between(v.growth_percent.min, v.growth_percent.max) / 100;
    cents = std::min(cents, v.payment_usd_max * 100);
  }
  return out;
}

void draw_victims(World& world, Cast& cast) {
  Random random = world.stream("victims");
  const std::int64_t count = world.scenario().victims.count;
  std::int64_t tokens_left = crypto_victims(world.scenario());
  for (std::int64_t index = 0; index < count; ++index) {
    Victim victim;
    // Spreads the token payers among all victims and comes out even.
    victim.tokens = random.below(static_cast<std::uint64_t>(count - index)) <
                    static_cast<std::uint64_t>(tokens_left);
    tokens_left -= victim.tokens ? 1 : 0;
    const auto owner = static_cast<std::uint32_t>(index);
    if (victim.tokens) {
      victim.own = world.add_wallet(Role::victim, owner);
      victim.payout = world.add_wallet(Role::victim_payout, owner);
      victim.target = world.add_wallet(Role::scam_deposit, owner);
    } else {
      const std::uint64_t bank = random.next() >> 32;
      victim.own = world.add_bank_account(Role::victim, Holder::person, bank, owner);
      victim.payout = world.add_bank_account(Role::victim_payout, Holder::person, bank + 1, owner);
    }
    victim.plan = draw_payments(world, random, victim.tokens);
    cast.victims.push_back(std::move(victim));
  }
}

// Shares `total` among `count` in proportion to heavy-tailed weights, to the last unit.
std::vector<std::int64_t> heavy_tailed(Random& random, std::int64_t total, std::int64_t count) {
  std::vector<std::int64_t> weights(static_cast<std::size_t>(count));
  std::int64_t sum = 0;
  for (auto& weight : weights) {
    const std::uint64_t word = random.next() | (std::uint64_t{1} << 7);
    weight = (64 + random.between(0, 63)) << __builtin_ctzll(word);
    sum += weight;
  }
  std::int64_t rest = total;
  for (auto& weight : weights) {
    weight = static_cast<std::int64_t>(static_cast<Int128>(total) * weight / sum);
    rest -= weight;
  }
  if (!weights.empty()) weights.back() += rest;
  return weights;
}

// Payers who never reported: they make up what flowed through the intermediaries besides.
Result<void> draw_payers(World& world, Cast& cast) {
  const auto& u = world.scenario().unidentified;
  if (scaled(world.scenario(), u.deposits) == 0) return {};
  std::int64_t known_deposits = 0, known_sum = 0;
  for (const Victim& victim : cast.victims) {
    if (!victim.tokens) continue;
    for (const auto& payment : victim.plan) known_sum += payment.amount;
    known_deposits += static_cast<std::int64_t>(victim.plan.size());
  }
  const std::int64_t unknown = u.deposits - known_deposits;
  const std::int64_t sum = u.total_usd * token - known_sum;
  // Each hop burns a fee; the smallest share is about a seventh of the average.
  const std::int64_t fees = world.scenario().chain.fee_cents * token_cent * 10 * (u.hops.max + 6);
  if (unknown <= 0 || sum / unknown < std::max(100 * token, fees)) {
    return fail(
        errors::scenario_inconsistent,
        fmt::format("the victims' {} payments of {} leave too little of "
                    "unidentified.deposits = {} and unidentified.total_usd = {}",
                    known_deposits, amount_text(known_sum, token_places), u.deposits, u.total_usd));
  }
  Random random = world.stream("payers");
  const std::int64_t played = std::max<std::int64_t>(scaled(world.scenario(), unknown), 1);
  const auto played_sum =
      static_cast<std::int64_t>(static_cast<Int128>(sum / token_cent) * played / unknown);
  const auto shares = heavy_tailed(random, played_sum, played);
  const std::int64_t room = world.end_ms() - tail_ms - world.start_ms() - head_ms;
  for (std::size_t at = 0; at < shares.size();) {
    Payer payer;
    payer.own = world.add_wallet(Role::unidentified_payer);
    payer.target = world.add_wallet(Role::scam_deposit);
    for (std::int64_t number = 0; number < u.deposits_per_payer && at < shares.size();
         ++number, ++at) {
      payer.plan.push_back(
          {world.start_ms() + head_ms + random.between(0, room), shares[at] * token_cent});
    }
    std::sort(payer.plan.begin(), payer.plan.end(),
              [](const auto& a, const auto& b) { return a.at_ms < b.at_ms; });
    cast.payers.push_back(std::move(payer));
  }
  return {};
}

void draw_crypto_rail(World& world, Cast& cast) {
  const Scenario& s = world.scenario();
  for (std::int64_t i = 0; i < s.intermediaries.count; ++i) {
    cast.intermediaries.push_back(world.add_wallet(Role::intermediary));
  }
  const std::int64_t dust = s.intermediaries.count * s.intermediaries.dust_flows;
  constexpr std::int64_t dust_per_sender = 20;
  for (std::int64_t i = 0; i < (dust + dust_per_sender - 1) / dust_per_sender; ++i) {
    cast.dust_senders.push_back(world.add_wallet(Role::dust_sender));
  }
  for (std::int64_t i = 0; i < s.exchange.accounts; ++i) {
    cast.custody.push_back(
        world.add_custody(i < s.exchange.entries ? Role::exchange_entry : Role::exchange_cycle));
  }
  for (std::int64_t i = 0; i < s.consolidation.groups; ++i) {
    const auto number = static_cast<std::uint32_t>(i);
    Group group;
    group.holder = world.add_wallet(Role::consolidation_holder, nobody, number);
    for (std::int64_t feeder = 0; feeder < s.consolidation.feeders; ++feeder) {
      group.feeders.push_back(world.add_wallet(Role::consolidation_feeder, nobody, number));
    }
    cast.groups.push_back(std::move(group));
  }
}

void draw_bank_rail(World& world, Cast& cast) {
  const Scenario& s = world.scenario();
  Random random = world.stream("bank accounts");
  const auto several = [&](std::vector<AccountId>& into, std::int64_t count, Role role,
                           Holder holder) {
    for (std::int64_t i = 0; i < count; ++i) {
      into.push_back(world.add_bank_account(role, holder, random.next() >> 32));
    }
  };
  several(cast.mules[0], s.mules.layer_1, Role::mule_1, Holder::company);
  several(cast.mules[1], s.mules.layer_2, Role::mule_2, Holder::person);
  several(cast.mules[2], s.mules.layer_3, Role::mule_3, Holder::person);
  several(cast.casinos, s.places.casinos, Role::casino, Holder::casino);
  several(cast.vendors, s.places.vendors, Role::vendor, Holder::vendor);
  several(cast.merchants, s.places.merchants, Role::merchant, Holder::shop);
  if (s.mules.layer_1 == 0) return;  // nobody of the scam's neighbours would ever appear
  several(cast.landlords, s.places.landlords, Role::landlord, Holder::person);
  several(cast.employers, s.places.employers, Role::employer, Holder::employer);
}

}  // namespace

Result<Cast> draw_cast(World& world) {
  Cast cast;
  draw_crypto_rail(world, cast);
  draw_bank_rail(world, cast);
  draw_victims(world, cast);
  BAYON_TRY_VOID(draw_payers(world, cast));
  return cast;
}

}  // namespace bayon::source::scenario
