#include "bayon/store/order_statements.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/model/asset.hpp"

namespace bayon::store {

namespace {

constexpr std::string_view goods_property = "EconomicActivity:goodsDescription";
constexpr std::string_view destination_property = "EconomicActivity:destinationCountry";
constexpr std::string_view words_property = "Interval:description";

constexpr std::array<std::string_view, 5> roles{"exporter", "consignee", "end_user", "intermediary",
                                                "purchaser"};

struct DateField {
  std::string_view name;
  PartialDate model::Order::* date;
};
constexpr std::array<DateField, 4> dates{{{"filed", &model::Order::filed},
                                          {"shipped", &model::Order::shipped},
                                          {"entered", &model::Order::entered},
                                          {"paid", &model::Order::paid}}};
struct TextField {
  std::string_view name;
  std::string model::Order::* text;
};
constexpr std::array<TextField, 3> texts{{{"classification", &model::Order::classification},
                                          {"jurisdiction", &model::Order::jurisdiction},
                                          {"end_use", &model::Order::end_use}}};

Failure damaged(std::string_view id, std::string_view field) {
  return fail(errors::case_damaged, fmt::format("order '{}' states '{}'", id, field));
}

model::OrderParty& party_of(std::string_view role, model::Order& order) {
  const auto found = std::find_if(order.parties.begin(), order.parties.end(),
                                  [&](const auto& party) { return party.role == role; });
  if (found != order.parties.end()) return *found;
  return order.parties.emplace_back(model::OrderParty{std::string(role), {}, {}, {}});
}

// "end_user_country" is the country of the end user.
bool read_party(std::string_view field, std::string_view value, model::Order& order) {
  for (const auto role : roles) {
    if (!field.starts_with(role)) continue;
    const auto part = field.substr(role.size());
    if (part.empty()) {
      party_of(role, order).name = value;
    } else if (part == "_country") {
      party_of(role, order).country = value;
    } else if (part == "_kind") {
      party_of(role, order).kind = value;
    } else {
      continue;
    }
    return true;
  }
  return false;
}

Result<void> read_value(std::string_view value, model::Order& order) {
  const auto blank = value.rfind(' ');
  if (blank == std::string_view::npos) return damaged(order.id, value);
  BAYON_TRY(const auto asset, model::find_asset(value.substr(blank + 1)));
  BAYON_TRY(order.value, parse_amount(value.substr(0, blank), asset.exponent));
  order.value_asset = asset.code;
  return {};
}

Result<void> read_words(std::string_view words, model::Order& order) {
  const auto colon = words.find(": ");
  if (colon == std::string_view::npos) return damaged(order.id, words);
  const auto field = words.substr(0, colon), value = words.substr(colon + 2);
  if (field == "value") return read_value(value, order);
  for (const auto& known : texts) {
    if (known.name != field) continue;
    order.*known.text = value;
    return {};
  }
  for (const auto& known : dates) {
    if (known.name != field) continue;
    BAYON_TRY(order.*known.date, parse_date(value));
    return {};
  }
  if (read_party(field, value, order)) return {};
  return damaged(order.id, words);
}

}  // namespace

void state_order(const model::Order& order,
                 const std::function<void(const model::StatementView&)>& state) {
  model::StatementView statement;
  statement.entity = order.id;
  statement.schema = *model::find_schema("EconomicActivity");
  const auto add = [&](std::string_view property, std::string_view value) {
    if (value.empty()) return;
    statement.property = *model::find_property(property);
    statement.value = value;
    state(statement);
  };
  const auto words = [&](std::string_view field, std::string_view value) {
    if (!value.empty()) add(words_property, fmt::format("{}: {}", field, value));
  };
  add(goods_property, order.goods);
  add(destination_property, order.destination);
  for (const auto& field : texts) words(field.name, order.*field.text);
  for (const auto& party : order.parties) {
    words(party.role, party.name);
    words(party.role + "_country", party.country);
    words(party.role + "_kind", party.kind);
  }
  if (const auto asset = model::find_asset(order.value_asset); asset.ok()) {
    words("value", fmt::format("{} {}", amount_text(order.value, asset->exponent), asset->code));
  }
  for (const auto& field : dates) words(field.name, (order.*field.date).text());
}

Result<model::Order> read_order(
    std::string_view id, std::span<const std::pair<std::string_view, std::string_view>> facts) {
  model::Order out;
  out.id = id;
  for (const auto& [property, value] : facts) {
    if (property == goods_property) {
      out.goods = value;
    } else if (property == destination_property) {
      out.destination = value;
    } else if (property == words_property) {
      BAYON_TRY_VOID(read_words(value, out));
    } else {
      return damaged(id, property);
    }
  }
  const auto place = [](const model::OrderParty& party) {
    return std::find(roles.begin(), roles.end(), party.role);
  };
  std::sort(out.parties.begin(), out.parties.end(),
            [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return out;
}

}  // namespace bayon::store
