#include "bayon/engine/detail/not_found.hpp"

#include <algorithm>
#include <limits>

namespace bayon::engine {

namespace {

// The asset as the ledgers have it, else as it is generally known, else of many places: reports may
// name what no ledger holds.
model::Asset asset_of(const CaseMoney& money, const std::string& code) {
  constexpr int places_of_unknown = 8;
  for (const auto& asset : money.flows->assets()) {
    if (asset.code == code) return asset;
  }
  auto known = model::find_asset(code);
  return known.ok() ? *std::move(known) : model::Asset{code, places_of_unknown};
}

Amount sum_of(Amount a, Amount b) {
  return checked_add(a, b).value_or(std::numeric_limits<Amount>::max());
}

}  // namespace

NotFoundByVictim not_found(const CaseMoney& money) {
  NotFoundByVictim out;
  for (const auto& one : money.reports) {
    if (one.match != trace::Match::none) continue;
    NotFound& sum = out[{one.report.victim, one.report.asset}];
    if (sum.reports++ == 0) sum.asset = asset_of(money, one.report.asset);
    const auto amount = parse_amount(one.report.amount, sum.asset.exponent);
    if (amount.ok()) sum.amount = sum_of(sum.amount, *amount);
  }
  return out;
}

std::map<std::string, NotFound> not_found_sums(const NotFoundByVictim& all) {
  std::map<std::string, NotFound> out;
  for (const auto& [key, one] : all) {
    NotFound& sum = out[key.second];
    sum.asset = one.asset;
    sum.amount = sum_of(sum.amount, one.amount);
    sum.reports += one.reports;
  }
  return out;
}

}  // namespace bayon::engine
