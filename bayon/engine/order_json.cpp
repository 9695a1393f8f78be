#include "bayon/engine/order_json.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/engine/fields.hpp"
#include "bayon/index/party_reader.hpp"
#include "bayon/model/territory.hpp"
#include "bayon/store/order_statements.hpp"

namespace bayon::engine {

namespace {

template <typename Value>
struct Field {
  const char* name;
  Value model::Order::* value;
};

constexpr std::array<Field<std::string>, 5> texts{
    {{"goods", &model::Order::goods},
     {"classification", &model::Order::classification},
     {"jurisdiction", &model::Order::jurisdiction},
     {"end_use", &model::Order::end_use},
     {"destination", &model::Order::destination}}};
constexpr std::array<Field<PartialDate>, 4> dates{{{"filed", &model::Order::filed},
                                                   {"shipped", &model::Order::shipped},
                                                   {"entered", &model::Order::entered},
                                                   {"paid", &model::Order::paid}}};

Failure wrong(const model::Order& order, std::string_view what) {
  return fail(errors::order_malformed, fmt::format("order '{}': {}", order.id, what));
}

// The code of a country by code or name; empty stays empty.
Result<std::string> country(const model::Order& order, const std::string& text) {
  if (text.empty()) return text;
  const auto code = model::territory_code(text);
  if (!code) return wrong(order, fmt::format("no country '{}' is known", text));
  return std::string(*code);
}

// Words of the question are held to the order's own fields, so that a misspelt one is no silence.
Result<void> check_order_fields(const Json& json, std::initializer_list<std::string_view> known,
                                std::string_view what) {
  if (!json.is_object()) {
    return fail(errors::order_malformed, fmt::format("{} is not a JSON object", what));
  }
  for (const auto& [name, value] : json.items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return fail(errors::order_malformed, fmt::format("{} has no field '{}'; there are {}", what,
                                                       name, fmt::join(known, ", ")));
    }
  }
  return {};
}

Result<void> read_parties(const Json& json, model::Order& out) {
  const auto parties = json.find("parties");
  if (parties == json.end()) return {};
  if (!parties->is_array()) return wrong(out, "'parties' must be a list");
  constexpr std::array<std::string_view, 5> roles{"exporter", "consignee", "end_user",
                                                  "intermediary", "purchaser"};
  for (const auto& one : *parties) {
    BAYON_TRY_VOID(check_order_fields(one, {"role", "name", "country", "kind"}, "a party"));
    model::OrderParty party;
    BAYON_TRY(party.role, text_field(one, "role"));
    BAYON_TRY(party.name, text_field(one, "name"));
    BAYON_TRY(const std::string place, text_field(one, "country"));
    BAYON_TRY(party.country, country(out, place));
    BAYON_TRY(party.kind, text_field(one, "kind"));
    if (std::find(roles.begin(), roles.end(), party.role) == roles.end()) {
      return wrong(out, fmt::format("a party's role is one of {}", fmt::join(roles, ", ")));
    }
    out.parties.push_back(std::move(party));
  }
  return {};
}

Result<void> read_value(const Json& json, model::Order& out) {
  BAYON_TRY(const std::string value, text_field(json, "value"));
  BAYON_TRY(const std::string currency, text_field(json, "currency"));
  if (value.empty() != currency.empty()) return wrong(out, "a value and its currency go together");
  if (value.empty()) return {};
  BAYON_TRY(const auto asset, model::find_asset(model::asset_code(currency)));
  BAYON_TRY(out.value, parse_amount(value, asset.exponent));
  out.value_asset = asset.code;
  return {};
}

Result<std::vector<model::Evidence>> read_evidence(const Json& json, const model::Order& order) {
  std::vector<model::Evidence> out;
  const auto list = json.find("evidence");
  if (list == json.end()) return out;
  if (!list->is_array()) return wrong(order, "'evidence' must be a list");
  for (const auto& one : *list) {
    BAYON_TRY_VOID(check_order_fields(one, {"dataset", "version", "file", "sha256", "record"},
                                      "a pointer of evidence"));
    model::Evidence evidence;
    BAYON_TRY(evidence.dataset, text_field(one, "dataset"));
    BAYON_TRY(evidence.version, text_field(one, "version"));
    BAYON_TRY(evidence.file, text_field(one, "file"));
    BAYON_TRY(evidence.sha256, text_field(one, "sha256"));
    BAYON_TRY(const auto record, number_field(one, "record", 0, 0, std::int64_t{1} << 53));
    evidence.record = static_cast<std::uint64_t>(record);
    out.push_back(std::move(evidence));
  }
  return out;
}

}  // namespace

Json order_json(const GivenOrder& given) {
  const auto& order = given.order;
  Json out;
  out["id"] = order.id;
  for (const auto& field : texts) put(out, field.name, order.*field.value);
  Json parties = Json::array();
  for (const auto& party : order.parties) {
    Json one;
    one["role"] = party.role;
    put(one, "name", party.name);
    put(one, "country", party.country);
    put(one, "kind", party.kind);
    parties.push_back(one);
  }
  out["parties"] = parties;
  if (const auto asset = model::find_asset(order.value_asset); asset.ok()) {
    out["value"] = amount_json(order.value, *asset);
    out["currency"] = asset->code;
  }
  for (const auto& field : dates) put(out, field.name, (order.*field.value).text());
  out["evidence"] = evidence_json(given.evidence);
  return out;
}

Result<GivenOrder> read_order_json(const Json& json) {
  GivenOrder out;
  auto& order = out.order;
  BAYON_TRY_VOID(check_order_fields(
      json,
      {"id", "goods", "classification", "jurisdiction", "end_use", "destination", "parties",
       "value", "currency", "filed", "shipped", "entered", "paid", "evidence"},
      "an order"));
  BAYON_TRY(order.id, text_field(json, "id"));
  if (order.id.empty()) return wrong(order, "an order needs an id");
  for (const auto& field : texts) {
    BAYON_TRY(order.*field.value, text_field(json, field.name));
  }
  if (order.goods.empty() && order.classification.empty()) {
    return wrong(order, "neither goods nor a classification are named");
  }
  order.end_use = lower_ascii(order.end_use);
  BAYON_TRY(order.destination, country(order, order.destination));
  BAYON_TRY_VOID(read_parties(json, order));
  BAYON_TRY_VOID(read_value(json, order));
  for (const auto& field : dates) {
    BAYON_TRY(const std::string text, text_field(json, field.name));
    if (text.empty()) continue;
    BAYON_TRY(order.*field.value, parse_date(text));
  }
  BAYON_TRY(out.evidence, read_evidence(json, order));
  return out;
}

namespace {

constexpr std::string_view orders_format = "orders";

Result<void> add_orders(const store::Dataset& dataset, std::vector<GivenOrder>& out) {
  const Day newest = day_of(9999, 12, 31);
  BAYON_TRY(const auto reader, index::PartyReader::open(dataset, {newest, newest}));
  std::set<std::string_view> ids;
  reader.for_each([&](const store::StatementTable& table, std::uint32_t row, std::uint32_t) {
    ids.insert(table.entity(row));
  });
  for (const auto id : ids) {
    const auto stated = reader.party(id);
    if (!stated) continue;
    std::vector<std::pair<std::string_view, std::string_view>> facts;
    for (const auto& fact : stated->facts) facts.emplace_back(fact.property, fact.value);
    GivenOrder given;
    BAYON_TRY(given.order, store::read_order(id, facts));
    given.evidence.push_back(reader.evidence(stated->facts.front().ordinal));
    out.push_back(std::move(given));
  }
  return {};
}

}  // namespace

Result<std::vector<GivenOrder>> stored_orders(const store::Snapshot& snapshot,
                                              const std::vector<std::string>& datasets) {
  for (const auto& name : datasets) {
    const auto* dataset = snapshot.find(name);
    if (dataset == nullptr) return fail(errors::dataset_unknown, "'" + name + "'");
    if (dataset->format() != orders_format) {
      return fail(errors::dataset_unknown, "'" + name + "' holds no orders");
    }
  }
  std::vector<GivenOrder> out;
  for (const auto& dataset : snapshot.datasets()) {
    if (dataset.format() != orders_format) continue;
    const bool asked = datasets.empty() || std::find(datasets.begin(), datasets.end(),
                                                     dataset.name()) != datasets.end();
    if (asked) BAYON_TRY_VOID(add_orders(dataset, out));
  }
  return out;
}

}  // namespace bayon::engine
