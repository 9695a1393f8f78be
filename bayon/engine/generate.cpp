#include "bayon/base/amount.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/engine/engine.hpp"
#include "bayon/source/scenario/scenario.hpp"

namespace bayon {

namespace {

constexpr std::int64_t background_flows_max = 100'000'000;
constexpr int cents = 2;
constexpr int millionths = 6;

Json loss_json(std::string_view asset, Amount units, int exponent) {
  Json out;
  out["asset"] = asset;
  out["amount"] = amount_text(units, exponent);
  return out;
}

}  // namespace

Result<Json> Engine::generate(const std::filesystem::path& scenario,
                              const std::filesystem::path& folder, const Generate& change,
                              Progress& progress) {
  namespace made_up = source::scenario;
  BAYON_TRY(auto world, made_up::read_scenario(scenario));
  if (change.seed) world.seed = *change.seed;
  if (change.background_flows) {
    if (*change.background_flows < 0 || *change.background_flows > background_flows_max) {
      return fail(errors::question_out_of_range, "a background has 0 to 100,000,000 flows");
    }
    world.background.flows = *change.background_flows;
  }
  BAYON_TRY(const auto summary, made_up::generate(world, folder, progress));
  Json out;
  out["scenario"] = world.name;
  out["seed"] = world.seed;
  out["folder"] = folder.string();
  out["flows"] = summary.flows;
  out["scam_flows"] = summary.scam_flows;
  out["victims"] = summary.victims;
  out["payments"] = summary.payments;
  out["losses"] = Json::array({loss_json("USD", summary.loss_usd_cents, cents),
                               loss_json("USDT", summary.loss_usdt_units, millionths)});
  out["deposits"] = summary.deposits;
  out["through_intermediaries"] = loss_json("USDT", summary.through_intermediaries, millionths);
  out["paths"] = summary.paths;
  out["files"] = Json::array();
  for (const auto& file : summary.files) {
    out["files"].push_back({{"name", file.name}, {"rows", file.rows}, {"bytes", file.bytes}});
  }
  return out;
}

}  // namespace bayon
