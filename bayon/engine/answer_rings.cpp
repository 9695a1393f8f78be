#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/engine/account_asked.hpp"
#include "bayon/engine/case_view.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/engine/rings_json.hpp"
#include "bayon/engine/victim_claims.hpp"
#include "bayon/inquiry/rings/rings.hpp"

namespace bayon::engine {

namespace {

using index::FlowIndex;

constexpr std::int64_t count_max = 1'000'000'000;

Result<std::uint32_t> count_field(const Json& question, std::string_view name,
                                  std::int64_t otherwise, std::int64_t high) {
  BAYON_TRY(const auto count, number_field(question, name, otherwise, 0, high));
  return static_cast<std::uint32_t>(count);
}

Result<rings::Ties> ties_field(const Json& question) {
  BAYON_TRY(const std::string text, text_field(question, "ties", rings::name(rings::Ties::strict)));
  for (const auto ties : {rings::Ties::strict, rings::Ties::row_order}) {
    if (text == rings::name(ties)) return ties;
  }
  return fail(errors::question_out_of_range, "'ties' must be strict or row_order");
}

// The least amount asked for, in the units of its asset; nothing where flows of all amounts count.
Result<std::vector<rings::AmountBand>> amounts_field(const Json& question, const FlowIndex& flows) {
  BAYON_TRY(const std::string least, text_field(question, "amount_min"));
  BAYON_TRY(const std::string code, text_field(question, "asset"));
  std::vector<rings::AmountBand> out;
  if (code.empty()) {
    if (least.empty()) return out;
    return fail(errors::question_out_of_range, "'amount_min' needs an 'asset'");
  }
  for (std::uint16_t asset = 0; asset < flows.assets().size(); ++asset) {
    if (flows.assets()[asset].code != code) continue;
    rings::AmountBand band{asset};
    if (!least.empty()) {
      BAYON_TRY(band.min, parse_amount(least, flows.assets()[asset].exponent));
      if (band.min < 0) {
        return fail(errors::question_out_of_range,
                    "'amount_min' must not be negative: no flow moves less than nothing");
      }
      band.min = std::max<Amount>(band.min, 1);
    }
    out.push_back(band);
  }
  if (out.empty()) {
    return fail(errors::question_out_of_range, "no ledger of the case holds '" + code + "'");
  }
  return out;
}

// Accounts that hold traced money at any time, first in first out.
Result<std::vector<index::AccountId>> around_victims(CaseView& view, const Json& question,
                                                     Progress& progress) {
  BAYON_TRY(const model::Clocks clocks, clocks_field(question));
  BAYON_TRY(const FlowIndex* flows, view.flows(progress));
  BAYON_TRY(const auto claims, read_claims(view, clocks, 1, true, progress));
  BAYON_TRY(auto answer, trace::trace_forward(*flows, claims.question, progress));
  return std::move(answer.followed);
}

Result<std::optional<std::vector<index::AccountId>>> only_around(CaseView& view,
                                                                 const Json& question,
                                                                 Progress& progress) {
  BAYON_TRY(const auto accounts, texts_field(question, "accounts"));
  BAYON_TRY(const std::string from, text_field(question, "from"));
  if (!from.empty() && from != "victims") {
    return fail(errors::question_out_of_range, "'from' must be victims, or be left out");
  }
  std::optional<std::vector<index::AccountId>> out;
  if (from.empty() && accounts.empty()) return out;
  out.emplace();
  BAYON_TRY(const FlowIndex* flows, view.flows(progress));
  for (const auto& key : accounts) {
    BAYON_TRY(out->emplace_back(), account_asked(*flows, key));
  }
  if (!from.empty()) {
    BAYON_TRY(const auto followed, around_victims(view, question, progress));
    out->insert(out->end(), followed.begin(), followed.end());
  }
  std::sort(out->begin(), out->end());
  out->erase(std::unique(out->begin(), out->end()), out->end());
  return out;
}

Result<rings::Question> read_question(CaseView& view, const Json& question, Progress& progress) {
  BAYON_TRY_VOID(check_fields(
      question, {"kinds", "window", "accounts_min", "receivers_min", "hops_min", "hops_max", "ties",
                 "accounts", "from", "amount_min", "asset", "instances_shown", "flows_shown",
                 "instances_max", "steps_max", "as_of", "known_at"}));
  rings::Question out;
  BAYON_TRY(const model::Clocks clocks, clocks_field(question));
  out.until = end_of(clocks.as_of);
  BAYON_TRY(out.kinds, texts_field(question, "kinds"));
  BAYON_TRY(out.window_nanos, duration_field(question, "window", out.window_nanos));
  BAYON_TRY(out.accounts_min, count_field(question, "accounts_min", 0, count_max));
  BAYON_TRY(out.receivers_min, count_field(question, "receivers_min", 0, count_max));
  BAYON_TRY(out.hops_min, count_field(question, "hops_min", out.hops_min, 1'000));
  BAYON_TRY(out.hops_max, count_field(question, "hops_max", out.hops_max, 1'000));
  BAYON_TRY(out.ties, ties_field(question));
  BAYON_TRY(const auto instances,
            number_field(question, "instances_max",
                         static_cast<std::int64_t>(out.budget.instances_max), 1, count_max));
  out.budget.instances_max = static_cast<std::uint64_t>(instances);
  BAYON_TRY(const auto steps,
            number_field(question, "steps_max", static_cast<std::int64_t>(out.budget.steps_max), 1,
                         std::int64_t{1} << 53));
  out.budget.steps_max = static_cast<std::uint64_t>(steps);
  BAYON_TRY(const FlowIndex* flows, view.flows(progress));
  BAYON_TRY(out.amounts, amounts_field(question, *flows));
  BAYON_TRY(out.only, only_around(view, question, progress));
  return out;
}

}  // namespace

Result<Json> answer_rings(CaseView& view, const Json& question, Progress& progress) {
  BAYON_TRY(const auto shown_max, number_field(question, "instances_shown", 1'000, 0, 1'000'000));
  BAYON_TRY(const auto flows_shown, number_field(question, "flows_shown", 50'000, 1, count_max));
  BAYON_TRY(const rings::Question ask, read_question(view, question, progress));
  BAYON_TRY(const FlowIndex* flows, view.flows(progress));
  if (flows->flows() == 0) return fail(errors::snapshot_empty, "no ledger is loaded");
  BAYON_TRY(const rings::Answer answer, rings::find_rings(*flows, ask, progress));
  Json out;
  BAYON_TRY(out["window"],
            text_field(question, "window",
                       fmt::format("{}d", rings::Question{}.window_nanos / nanos_per_day)));
  Json searched = Json::array();
  for (const auto& one : answer.searched) {
    BAYON_TRY(searched.emplace_back(), searched_json(one, ask));
  }
  out["searched"] = searched;
  if (ask.only) out["accounts_around"] = ask.only->size();
  // So much of each kind: a plentiful kind must not hide a rare one.
  struct Shown {
    std::int64_t instances = 0;
    std::size_t flows_left = 0;
  };
  std::map<std::string_view, Shown> shown;
  Json instances = Json::array();
  for (const auto& instance : answer.instances) {
    const auto [at, first] = shown.try_emplace(instance.kind);
    Shown& kind = at->second;
    if (first) kind.flows_left = static_cast<std::size_t>(flows_shown);
    if (kind.instances == shown_max || kind.flows_left == 0) continue;
    BAYON_TRY(Json one, instance_json(*flows, instance, kind.flows_left));
    ++kind.instances;
    kind.flows_left -= one.at("flows").size();
    instances.push_back(std::move(one));
  }
  out["shown"] = instances.size();
  out["instances"] = std::move(instances);
  out["found"] = answer.instances.size();
  BAYON_TRY(out["kinds"], kinds_json(answer.searched));
  return out;
}

}  // namespace bayon::engine
