#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/decide/decide.hpp"
#include "bayon/decide/explain.hpp"
#include "bayon/engine/case_view.hpp"
#include "bayon/engine/decision_json.hpp"
#include "bayon/engine/detail/hit_json.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/engine/order_json.hpp"
#include "bayon/engine/order_parties.hpp"
#include "bayon/engine/rule_books.hpp"
#include "bayon/engine/rules_met.hpp"
#include "bayon/source/orders/format.hpp"

namespace bayon {

namespace {

// An answer is held in memory as a whole: 100,000 orders took 3.6 GB.
constexpr std::size_t orders_max = 100'000;

Result<void> check_count(std::size_t orders) {
  if (orders <= orders_max) return {};
  return fail(
      errors::question_out_of_range,
      fmt::format("{} orders; one question takes at most {}: split the file, or load it and "
                  "name the orders",
                  orders, orders_max));
}

}  // namespace

Result<Json> Engine::read_orders(const std::filesystem::path& path) {
  BAYON_TRY(const auto file, source::orders::read_orders(path));
  BAYON_TRY_VOID(check_count(file.rows.size()));
  Json out = Json::array();
  for (const auto& row : file.rows) {
    // No dataset of the case holds the file: it is part of the question.
    const model::Evidence evidence{"question", {}, file.name, file.sha256.hex(), row.record};
    out.push_back(engine::order_json({row.order, {evidence}}));
  }
  return out;
}

}  // namespace bayon

namespace bayon::engine {

namespace {

// The orders that the question gives, or those of the case that it names.
Result<std::vector<GivenOrder>> read_given(const CaseView& view, const Json& question) {
  BAYON_TRY(const auto datasets, texts_field(question, "datasets"));
  const auto orders = question.find("orders");
  if (orders == question.end() || orders->is_null()) {
    return stored_orders(view.snapshot(), datasets);
  }
  if (!orders->is_array()) {
    return fail(errors::question_out_of_range, "'orders' must be a list of orders");
  }
  if (!datasets.empty()) {
    return fail(errors::question_out_of_range, "'orders' and 'datasets' exclude each other");
  }
  std::vector<GivenOrder> out;
  for (const auto& order : *orders) {
    BAYON_TRY(auto given, read_order_json(order));
    out.push_back(std::move(given));
  }
  return out;
}

// The ids that there are, as far as a message can hold them.
std::string known_orders(const std::vector<GivenOrder>& orders) {
  constexpr std::size_t told_most = 10;
  if (orders.empty()) return "no orders were given";
  std::string out = "there are";
  for (std::size_t at = 0; at < std::min(orders.size(), told_most); ++at) {
    out += (at == 0 ? " " : ", ") + orders[at].order.id;
  }
  return orders.size() > told_most ? fmt::format("{} and {} more", out, orders.size() - told_most)
                                   : out;
}

Result<std::vector<GivenOrder>> chosen_orders(const CaseView& view, const Json& question) {
  BAYON_TRY(auto orders, read_given(view, question));
  BAYON_TRY(const auto ids, texts_field(question, "order_ids"));
  std::set<std::string_view> there;
  for (const auto& given : orders) there.insert(given.order.id);
  for (const auto& id : ids) {
    if (!there.contains(id)) {
      return fail(errors::question_out_of_range, "no order '" + id + "': " + known_orders(orders));
    }
  }
  if (!ids.empty()) {
    const std::set<std::string_view> wanted(ids.begin(), ids.end());
    std::erase_if(orders, [&](const auto& given) { return !wanted.contains(given.order.id); });
  }
  BAYON_TRY_VOID(check_count(orders.size()));
  if (orders.empty()) {
    return fail(errors::snapshot_empty, "the question gives no order, and no dataset holds one");
  }
  return orders;
}

Result<NamedBook> book_of(const CaseView& view, const Json& question) {
  BAYON_TRY(const auto named, text_field(question, "book"));
  if (const auto held = view.rules().find(named); held != view.rules().end()) {
    return read_book(held->second);
  }
  if (!named.empty()) return find_book(view.case_folder(), named);
  BAYON_TRY(const auto paths, texts_field(question, "rules"));
  return open_book(paths);
}

// `orders_by` says on whose day the law is read: the day asked about, or that on which each order
// shipped, as far as one is known to the day.
Result<bool> by_shipping_field(const Json& question) {
  BAYON_TRY(const auto by, text_field(question, "orders_by", "as_of"));
  if (by != "as_of" && by != "shipped") {
    return fail(errors::question_out_of_range, "'orders_by' is as_of or shipped, not '" + by + "'");
  }
  return by == "shipped";
}

// An order that shipped is judged by the law of its own day, unless the question names a day.
Result<void> settle_orders_by(Json& question) {
  if (!question.contains("orders_by")) {
    question["orders_by"] = question.contains("as_of") ? "as_of" : "shipped";
  }
  BAYON_TRY_VOID(by_shipping_field(question));
  return {};
}

std::vector<DatedOrder> dated_orders(const std::vector<GivenOrder>& orders,
                                     const model::Clocks& clocks, bool by_shipping) {
  std::vector<DatedOrder> out;
  for (const auto& given : orders) {
    const PartialDate shipped = given.order.shipped;
    DatedOrder one{&given, clocks, by_shipping && shipped.day() != 0};
    if (one.by_shipping) one.clocks.as_of = shipped.first();
    out.push_back(one);
  }
  return out;
}

}  // namespace

Result<void> settle_rules(CaseView& view, Json& question) {
  BAYON_TRY_VOID(settle_orders_by(question));
  BAYON_TRY(const auto named, text_field(question, "book"));
  BAYON_TRY(const auto paths, texts_field(question, "rules"));
  if (!named.empty() && !paths.empty()) {
    return fail(errors::question_out_of_range, "'rules' and 'book' exclude each other");
  }
  BAYON_TRY(auto book, book_of(view, question));
  // From here on the hash says all: paths may hold other rules tomorrow.
  question.erase("rules");
  question["book"] = book.sha256;
  view.rest_on_rules(book.sha256, std::move(book.bundle));
  return {};
}

Result<void> settle_book(CaseView& view, Json& question) {
  BAYON_TRY_VOID(settle_orders_by(question));
  BAYON_TRY(const auto named, text_field(question, "book"));
  BAYON_TRY(auto book, named.empty() ? open_book({}) : find_book(view.case_folder(), named));
  question["book"] = book.sha256;
  view.rest_on_rules(book.sha256, std::move(book.bundle));
  return {};
}

Result<Json> answer_decide(CaseView& view, const Json& question, Progress& progress) {
  BAYON_TRY_VOID(check_fields(question, {"orders", "datasets", "order_ids", "screen_parties",
                                         "rules", "book", "orders_by", "as_of", "known_at"}));
  BAYON_TRY(const model::Clocks clocks, clocks_field(question));
  BAYON_TRY(const bool screens, flag_field(question, "screen_parties", true));
  BAYON_TRY(const bool by_shipping, by_shipping_field(question));
  BAYON_TRY(const auto chosen, chosen_orders(view, question));
  const auto orders = dated_orders(chosen, clocks, by_shipping);
  BAYON_TRY(const NamedBook named, book_of(view, question));
  ScreenedParties screened;
  if (screens) {
    BAYON_TRY(screened, screen_parties(view, orders, progress));
  }
  Json out;
  out["book"] = {{"sha256", named.sha256}, {"rules", named.book.rules().size()}};
  put(out["book"], "read_to", named.book.read_to().text());
  out["book"]["advice"] = decide::advice_line(named.book);
  out["rules"] = Json::array();
  RulesMet rules;
  Json decisions = Json::array();
  for (const auto& dated : orders) {
    if (progress.cancelled()) return fail(errors::question_cancelled);
    const auto findings = findings_of(dated, screened);
    const auto gaps = gaps_of(dated, screened);
    const auto decision = decide::decide(dated.given->order, named.book, dated.clocks, findings,
                                         gaps, screened_of(dated, screened, gaps));
    decisions.push_back(decision_json(decision, dated, rules));
  }
  out["rules"] = rules.json();
  out["decisions"] = std::move(decisions);
  out["coverage"] = coverage_json(screened.coverage);
  out["remarks"] = screened.remarks;
  const PartialDate read_to = named.book.read_to();
  const auto after = std::count_if(orders.begin(), orders.end(), [&](const DatedOrder& one) {
    return read_to.known() && one.clocks.as_of > read_to.last();
  });
  if (after > 0) {
    out["remarks"].push_back(fmt::format(
        "the rules were read to {}, and {} judged by the law of a later day: what "
        "changed after it is in none of these answers",
        read_to.text(), after == 1 ? "1 order is" : fmt::format("{} orders are", after)));
  }
  return out;
}

}  // namespace bayon::engine
