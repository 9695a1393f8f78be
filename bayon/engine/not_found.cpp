#include "bayon/engine/detail/not_found.hpp"

#include "bayon/base/error_codes.hpp"

namespace bayon::engine {

namespace {

// The asset as the ledgers have it, else as it is generally known, else of many places: reports may
// name what no ledger holds.
model::Asset asset_of(const index::FlowIndex& flows, const std::string& code) {
  constexpr int places_of_unknown = 8;
  for (const auto& asset : flows.assets()) {
    if (asset.code == code) return asset;
  }
  auto known = model::find_asset(code);
  return known.ok() ? *std::move(known) : model::Asset{code, places_of_unknown};
}

Result<void> add(NotFound& sum, const model::Asset& asset, Amount amount) {
  const auto more = checked_add(sum.amount, amount);
  if (!more) {
    return fail(errors::amount_overflow, "what was reported in " + asset.code + " and not found");
  }
  sum.asset = asset;
  sum.amount = *more;
  ++sum.reports;
  return {};
}

}  // namespace

Result<NotFoundLosses> not_found(const index::FlowIndex& flows,
                                 std::span<const trace::MatchedReport> reports) {
  NotFoundLosses out;
  for (const auto& one : reports) {
    if (one.match != trace::Match::none) continue;
    const model::Asset asset = asset_of(flows, one.report.asset);
    const auto read = parse_amount(one.report.amount, asset.exponent);
    const Amount amount = read.ok() ? *read : 0;
    BAYON_TRY_VOID(add(out.by_victim[{one.report.victim, asset.code}], asset, amount));
    BAYON_TRY_VOID(add(out.by_asset[asset.code], asset, amount));
  }
  return out;
}

}  // namespace bayon::engine
