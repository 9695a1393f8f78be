#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "bayon/engine/detail/report_sections.hpp"
#include "bayon/engine/fields.hpp"

namespace bayon::engine {

namespace {

using index::AccountId;
using trace::Part;

struct Column {
  std::string_view key;
  std::string_view label;
};

// From left to right. Mules stand by their distance from a victim, stops by their category; both
// are put where "mule" and "stop" stand here.
constexpr std::array columns{
    Column{"victim", "Victims"},
    Column{"receiver", "Paid by victims"},
    Column{"mule", "Mule accounts"},
    Column{"layer", "Pass-through wallets"},
    Column{"intermediary", "Intermediaries"},
    Column{"custody_entry", "Exchange: entry accounts"},
    Column{"custody_member", "Exchange: cycle"},
    Column{"consolidation_feeder", "Out of the exchange"},
    Column{"consolidation_holder", "Consolidation"},
    Column{"recipient", "Other recipients"},
    Column{"stop", "Tracing ends"},
    Column{"returned", "Victims' accounts"},
};

constexpr std::uint32_t mule_columns_max = 6;

std::size_t column_of(std::string_view stage) {
  const std::string_view base = stage.substr(0, stage.find_first_of(":0123456789"));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].key == base) return i;
  }
  return columns.size();
}

std::string label_of(const std::string& stage) {
  const auto at = stage.find_first_of(":0123456789");
  const auto column = column_of(stage);
  const std::string_view label = columns[column].label;
  if (at == std::string::npos) return std::string(label);
  if (stage[at] == ':') {
    std::string category = stage.substr(at + 1);
    std::replace(category.begin(), category.end(), '_', ' ');
    if (!category.empty()) category[0] = static_cast<char>(std::toupper(category[0]));
    return category;
  }
  return fmt::format("{}, hop {}", label, stage.substr(at));
}

std::uint64_t traced_under(std::size_t rule, const std::vector<FlowSums>& flows) {
  return static_cast<std::uint64_t>(std::count_if(
      flows.begin(), flows.end(), [&](const FlowSums& one) { return one.arrived[rule] > 0; }));
}

bool before(const std::string& a, const std::string& b) {
  return std::tuple(column_of(a), a) < std::tuple(column_of(b), b);
}

}  // namespace

std::string stage_of(const CaseTables& tables, AccountId account) {
  const CaseMoney& money = *tables.money;
  const auto part = money.parts.find(account);
  if (!part) return "recipient";
  if (part->part == Part::mule) {
    const auto hops = tables.hops.find(account);
    const std::uint32_t far = hops == tables.hops.end() ? mule_columns_max : hops->second;
    return fmt::format("mule{}", std::min(far, mule_columns_max));
  }
  if (part->part == Part::stop) {
    const auto& stop = money.answers[money.widest].stops.at(account);
    return "stop:" + (stop.category.empty() || stop.reason == trace::StopReason::hub
                          ? std::string(trace::name(stop.reason))
                          : stop.category);
  }
  return std::string(trace::name(part->part));
}

Json stages_section(const CaseTables& tables) {
  std::set<std::string> present;
  for (const auto& [key, sums] : tables.accounts) present.insert(stage_of(tables, key.first));
  if (present.contains("victim")) present.insert("returned");
  std::vector<std::string> ordered(present.begin(), present.end());
  std::sort(ordered.begin(), ordered.end(), before);
  Json out = Json::array();
  for (const std::string& stage : ordered) {
    out.push_back({{"key", stage}, {"label", label_of(stage)}, {"column", column_of(stage)}});
  }
  return out;
}

Json money_section(const CaseTables& tables) {
  struct Link {
    Amount amount = 0;
    std::uint64_t flows = 0;
  };
  struct Node {
    Amount in = 0, out = 0, held = 0;
    std::uint64_t accounts = 0;
  };
  const CaseMoney& money = *tables.money;
  std::map<AccountId, std::string> stage;
  for (const auto& [key, sums] : tables.accounts) {
    if (!stage.contains(key.first)) stage[key.first] = stage_of(tables, key.first);
  }
  Json out = Json::object();
  for (std::size_t rule = 0; rule < money.answers.size(); ++rule) {
    std::map<std::uint16_t, std::map<std::pair<std::string, std::string>, Link>> links;
    std::map<std::uint16_t, std::map<std::string, Node>> nodes;
    for (const auto& [key, sums] : tables.edges) {
      if (sums.amount[rule] == 0) continue;
      // A victim stands on the left for what it paid and on the right for what came back.
      const std::string& to = stage[key.to];
      const std::string target = to == "victim" ? "returned" : to;
      Link& link = links[key.asset][{stage[key.from], target}];
      link.amount += sums.amount[rule];
      link.flows += traced_under(rule, tables.flows.at(key));
      nodes[key.asset][target].in += sums.amount[rule];
      nodes[key.asset][stage[key.from]];
    }
    for (const auto& [key, sums] : tables.accounts) {
      if (sums.received[rule] == 0 && sums.sent[rule] == 0) continue;
      Node& node = nodes[key.second][stage[key.first]];
      node.held += sums.held[rule];
      node.out += sums.sent[rule];
      ++node.accounts;
    }
    Json by_asset = Json::object();
    for (const auto& [asset_number, of_asset] : links) {
      const model::Asset& asset = money.flows->assets()[asset_number];
      Json link_list = Json::array(), node_list = Json::array();
      for (const auto& [ends, link] : of_asset) {
        link_list.push_back({{"from_stage", ends.first},
                             {"to_stage", ends.second},
                             {"amount", amount_json(link.amount, asset)},
                             {"flows", link.flows},
                             {"back", !before(ends.first, ends.second)}});
      }
      for (const auto& [key, node] : nodes[asset_number]) {
        node_list.push_back({{"stage", key},
                             {"received", amount_json(node.in, asset)},
                             {"sent", amount_json(node.out, asset)},
                             {"held", amount_json(node.held, asset)},
                             {"accounts", node.accounts}});
      }
      by_asset[asset.code] = {{"nodes", node_list}, {"links", link_list}};
    }
    out[std::string(trace::name(money.answers[rule].rule))] = by_asset;
  }
  return out;
}

}  // namespace bayon::engine
