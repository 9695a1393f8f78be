#include "bayon/source/scenario/detail/consistency.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::source::scenario {

namespace {

// Seven days, the window in which the cycles among the exchange accounts close.
constexpr std::int64_t cycle_hours_max = 168;
// A payment's way to a holding wallet takes up to about this long; see detail/calendar in
// world.hpp.
constexpr std::int64_t tail_days = 60;

Failure against(std::string detail) {
  return fail(errors::scenario_inconsistent, std::move(detail));
}

Result<void> crypto_rail(const Scenario& s) {
  const auto& e = s.exchange;
  if (e.entries > e.accounts) {
    return against(
        fmt::format("exchange.entries = {} exceeds exchange.accounts = {}", e.entries, e.accounts));
  }
  if (e.entries > s.intermediaries.count) {
    return against(fmt::format("exchange.entries = {} exceeds intermediaries.count = {}", e.entries,
                               s.intermediaries.count));
  }
  const std::int64_t deposits_min =
      std::max(crypto_victims(s) * s.victims.payments.min, scaled(s, s.unidentified.deposits));
  if (deposits_min > 0 &&
      (s.intermediaries.count == 0 || e.entries == 0 || s.consolidation.groups == 0)) {
    return against(
        fmt::format("deposits in tokens need intermediaries.count = {}, exchange.entries = {} and "
                    "consolidation.groups = {} to be at least 1",
                    s.intermediaries.count, e.entries, s.consolidation.groups));
  }
  if (deposits_min < s.intermediaries.count) {
    return against(fmt::format("intermediaries.count = {} exceeds the {} deposits in tokens",
                               s.intermediaries.count, deposits_min));
  }
  if (s.intermediaries.count == 0 && e.accounts > 0) {
    return against(fmt::format("exchange.accounts = {} without intermediaries", e.accounts));
  }
  if (s.intermediaries.count == 0 && s.consolidation.groups > 0) {
    return against(
        fmt::format("consolidation.groups = {} without intermediaries", s.consolidation.groups));
  }
  if (s.intermediaries.count > 0 && e.accounts < s.cycle.members.max + 1) {
    return against(fmt::format("cycle.members up to {} needs more than exchange.accounts = {}",
                               s.cycle.members.max, e.accounts));
  }
  if (s.consolidation.groups > e.accounts) {
    return against(fmt::format("consolidation.groups = {} exceeds exchange.accounts = {}",
                               s.consolidation.groups, e.accounts));
  }
  if (s.consolidation.listed > s.consolidation.groups) {
    return against(fmt::format("consolidation.listed = {} exceeds consolidation.groups = {}",
                               s.consolidation.listed, s.consolidation.groups));
  }
  if ((s.cycle.members.max + 1) * s.cycle.step_hours.max > cycle_hours_max) {
    return against(fmt::format(
        "cycle.members up to {} at cycle.step_hours up to {} do not close within {} hours",
        s.cycle.members.max, s.cycle.step_hours.max, cycle_hours_max));
  }
  return {};
}

Result<void> bank_rail(const Scenario& s) {
  const auto& m = s.mules;
  const std::int64_t payments = bank_victims(s) * s.victims.payments.min;
  if (payments > 0 && (m.layer_1 == 0 || m.layer_2 < m.fan_out.max || m.layer_3 < m.fan_out.max)) {
    return against(fmt::format(
        "victims who wire need mules: layer_1 = {}, and layer_2 = {} and layer_3 = {} must reach "
        "mules.fan_out = {}",
        m.layer_1, m.layer_2, m.layer_3, m.fan_out.max));
  }
  if (payments < m.layer_1 || payments * m.fan_out.min < m.layer_2 ||
      payments * m.fan_out.min * m.fan_out.min < m.layer_3) {
    return against(
        fmt::format("{} wires cannot reach mules.layer_1 = {}, layer_2 = {} and layer_3 = {}",
                    payments, m.layer_1, m.layer_2, m.layer_3));
  }
  if (m.layer_1 > 0 && (s.places.landlords == 0 || s.places.employers == 0)) {
    return against(fmt::format("mules need places.landlords = {} and places.employers = {}",
                               s.places.landlords, s.places.employers));
  }
  const std::int64_t vendor_per_mille = 1'000 - m.cash_per_mille - m.casino_per_mille;
  if (vendor_per_mille < 0) {
    return against(fmt::format("mules.cash_per_mille = {} and casino_per_mille = {} exceed 1000",
                               m.cash_per_mille, m.casino_per_mille));
  }
  if (m.layer_3 > 0 && ((m.casino_per_mille > 0 && s.places.casinos == 0) ||
                        (vendor_per_mille > 0 && s.places.vendors == 0))) {
    return against(fmt::format(
        "mules pay casinos and vendors, but places.casinos = {} and places.vendors = {}",
        s.places.casinos, s.places.vendors));
  }
  return {};
}

}  // namespace

std::int64_t crypto_victims(const Scenario& scenario) {
  return (scenario.victims.count * scenario.victims.crypto_per_mille + 500) / 1'000;
}

std::int64_t scaled(const Scenario& scenario, std::int64_t all) {
  return all * scenario.unidentified.scale_per_million / 1'000'000;
}

Result<void> consistent(const Scenario& s) {
  BAYON_TRY_VOID(crypto_rail(s));
  BAYON_TRY_VOID(bank_rail(s));
  const std::int64_t spree_days = s.victims.payments.max * s.victims.gap_hours.max / 24 + tail_days;
  if (s.victims.count > 0 && spree_days > s.period.days) {
    return against(fmt::format(
        "victims.payments up to {} at victims.gap_hours up to {} and {} days of laundering exceed "
        "period.days = {}",
        s.victims.payments.max, s.victims.gap_hours.max, tail_days, s.period.days));
  }
  if (s.victims.first_usd.max > s.victims.payment_usd_max) {
    return against(fmt::format("victims.first_usd up to {} exceeds victims.payment_usd_max = {}",
                               s.victims.first_usd.max, s.victims.payment_usd_max));
  }
  const std::int64_t least = s.victims.first_usd.min * 100;
  // Each hop of a layer burns a fee, and something must be left to return and to cycle.
  if (s.victims.count > 0 && (s.chain.fee_cents * (s.layers.hops.max + 20) > least ||
                              s.banks.wire_fee_cents * 2 > least)) {
    return against(fmt::format(
        "chain.fee_cents = {} or banks.wire_fee_cents = {} eats up victims.first_usd from {}",
        s.chain.fee_cents, s.banks.wire_fee_cents, s.victims.first_usd.min));
  }
  const auto& mix = s.background.mix;
  const std::int64_t bank = mix.payroll + mix.purchase + mix.marketplace + mix.peer + mix.circle +
                            mix.supplier + mix.cash;
  const std::int64_t tokens = mix.wallet_peer + mix.wallet_circle + mix.wallet_fan +
                              mix.exchange_deposit + mix.exchange_withdrawal +
                              mix.exchange_internal;
  if (s.background.flows > 0 && bank + tokens == 0) {
    return against(
        fmt::format("background.flows = {} but background.mix is all zero", s.background.flows));
  }
  return {};
}

}  // namespace bayon::source::scenario
