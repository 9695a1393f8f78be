#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/engine/detail/report_lists.hpp"
#include "bayon/engine/detail/report_sections.hpp"
#include "bayon/engine/detail/report_summary.hpp"
#include "bayon/engine/fields.hpp"

namespace bayon::engine {

namespace {

Result<MoneyQuestion> money_question(const Json& question) {
  MoneyQuestion out;
  BAYON_TRY(out.clocks, clocks_field(question));
  BAYON_TRY(const auto hub, number_field(question, "hub_flows_max", 100'000, 1, 4'000'000'000));
  BAYON_TRY(const auto tolerance, number_field(question, "tolerance_days", 1, 0, 60));
  BAYON_TRY(auto rules, texts_field(question, "rules"));
  if (rules.empty()) rules = {"fifo", "haircut"};
  for (const std::string& text : rules) {
    BAYON_TRY(out.rules.emplace_back(), trace::parse_rule(text));
  }
  out.hub_flows_max = static_cast<std::uint32_t>(hub);
  out.tolerance_days = static_cast<int>(tolerance);
  return out;
}

// What a case without reports or without ledgers says about money: nothing, and why.
Json no_money(Json out, const Error& error) {
  out["money_unknown"] = error.text();
  return out;
}

bool nothing_to_follow(const Error& error) {
  return error.code == errors::trace_no_victims || error.code == errors::snapshot_empty;
}

void add_money(const CaseMoney& money, Json& out) {
  const CaseTables tables = tables_of(money);
  out["victims"] = victims_section(money);
  out["reports"] = reports_section(money);
  out["parts"] = parts_section(tables);
  out["accounts"] = accounts_section(tables);
  out["stages"] = stages_section(tables);
  out["money"] = money_section(tables);
  Json edges = edges_section(tables);
  for (auto& [name, section] : edges.items()) out[name] = std::move(section);
  out["timeline"] = timeline_section(money);
  out["freeze"] = freeze_section(tables);
  out["kept"] = kept_section(tables);
  out["stops"] = stops_section(tables);
}

}  // namespace

Result<Json> answer_report(CaseView& view, const Json& question, Progress& progress) {
  BAYON_TRY_VOID(check_fields(
      question,
      {"title", "rules", "kinds", "window", "ties", "hub_flows_max", "tolerance_days", "book",
       "orders_by", "as_of", "known_at", "author", "unit", "case_number", "made_up", "truth"}));
  BAYON_TRY(const std::string title, text_field(question, "title", "Investigation"));
  // What the page says of itself; nothing is computed from it.
  for (const char* said : {"author", "unit", "case_number"}) {
    BAYON_TRY_VOID(text_field(question, said));
  }
  BAYON_TRY_VOID(flag_field(question, "made_up", false));
  BAYON_TRY(const MoneyQuestion ask, money_question(question));
  BAYON_TRY(const Json status, answer_status(view, Json::object(), progress));
  Json out;
  out["title"] = title;
  out["datasets"] = status.at("datasets");
  out["summary"] = Json::object();
  auto money = follow_money(view, ask, progress);
  if (money.ok() && money->answers.empty()) {
    out["money_unknown"] = money->not_followed;
    out["victims"] = victims_section(*money);
    out["reports"] = reports_section(*money);
  } else if (money.ok()) {
    add_money(*money, out);
    BAYON_TRY_VOID(name_holders(view, question, {"freeze", "kept", "stops"}, out));
  } else if (nothing_to_follow(money.error())) {
    out = no_money(std::move(out), money.error());
  } else {
    return fail(money.error());
  }
  const CaseMoney* reported = money.ok() ? &*money : nullptr;
  const CaseMoney* followed = money.ok() && !money->answers.empty() ? reported : nullptr;
  BAYON_TRY(const Json lists, listed_section(view, question, followed, progress));
  out["listed"] = lists.at("listed");
  out["coverage"] = lists.at("coverage");
  out["listed_remarks"] = lists.at("listed_remarks");
  for (const char* rows : {"accounts", "freeze", "kept", "stops"}) {
    if (out.contains(rows)) mark_listed(out["listed"], out["coverage"], out[rows]);
  }
  BAYON_TRY(out["rings"], rings_section(view, question, followed, progress));
  BAYON_TRY(const Json orders, orders_section(view, question, progress));
  for (const auto& [name, section] : orders.items()) out[name] = section;
  out["rules_used"] = rules_section(followed);
  out["remarks"] = remarks_section(followed, out);
  out["summary"] = summary_section(reported, out);
  if (question.contains("truth")) out["truth"] = question.at("truth");
  return out;
}

}  // namespace bayon::engine
