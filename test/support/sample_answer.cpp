#include "test/support/sample_answer.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bayon/base/amount.hpp"
#include "bayon/base/random.hpp"
#include "test/support/sample_answer_findings.hpp"

namespace bayon::testing {

namespace {

using Units = std::int64_t;

constexpr std::string_view rules[] = {"fifo", "haircut"};
struct Both {
  Units of[2] = {0, 0};
  Both& operator+=(const Both& other) {
    of[0] += other.of[0];
    of[1] += other.of[1];
    return *this;
  }
};

struct Account {
  std::string key;
  std::string part;
  std::string stage;
  std::size_t asset = 0;  // 0 USDT, 1 USD
  Both received, sent;
  std::size_t flows = 0;
  int group = 0;
  int first_day = 400;
};

struct Edge {
  std::size_t from = 0, to = 0;
  Both amount;
  std::size_t flows = 1;
  int day = 0;
};

constexpr std::string_view asset_codes[] = {"USDT", "USD"};
constexpr int places[] = {6, 2};

std::string amount(Units units, std::size_t asset) { return amount_text(units, places[asset]); }

Json both(const Both& units, std::size_t asset) {
  return {{"fifo", amount(units.of[0], asset)}, {"haircut", amount(units.of[1], asset)}};
}

// The world: accounts by stage, and money that runs from stage to stage.
class World {
 public:
  World(const SampleSize& size) : size_(size), random_(size.seed) {
    victims_ = add(size.victims, "victim", "victim", 0);
    receivers_ = add(size.receivers, "receiver", "receivers", 0);
    layers_ = add(size.layers, "layer", "layers", 0);
    intermediaries_ = add(size.intermediaries, "intermediary", "intermediaries", 0);
    entries_ = add(size.exchange_entries, "custody_entry", "exchange_entry", 0);
    members_ = add(size.exchange_members, "custody_member", "exchange_cycle", 0);
    holders_ = add(size.groups, "consolidation_holder", "consolidation", 0);
    for (std::size_t i = 0; i < holders_.size(); ++i) {
      accounts[holders_[i]].group = static_cast<int>(i) + 1;
    }
    outside_ = add(3, "stop", "stop:exchange", 0);
    bank_victims_ = add(size.victims, "victim", "victim", 1);
    mules_ = add(size.mules, "mule", "mules", 1);
    cash_ = add(size.cash_outs, "stop", "stop:cash", 1);
    pay();
    pass_on(receivers_, with(layers_, intermediaries_, 4), 3, 0);
    pass_on(layers_, intermediaries_, size.fan_out, 1);
    give_back();
    pass_on(intermediaries_, with(entries_, outside_, 2), 8, 2);
    pass_on(entries_, members_, 12, 1);
    pass_on(members_, with(holders_, outside_, 3), 2, 8);
    pass_on(holders_, outside_, 2, 70);
    pass_on(mules_, cash_, 3, 6);
  }

  struct Victim {
    std::string id;
    std::size_t asset = 0;
    std::vector<std::pair<int, Units>> payments;
    Units loss = 0;
  };
  std::vector<Account> accounts;
  std::vector<Edge> edges;
  std::vector<Victim> victims;

 private:
  std::vector<std::size_t> add(std::size_t count, std::string part, std::string stage,
                               std::size_t asset) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < count; ++i) {
      out.push_back(accounts.size());
      std::string key;
      if (asset == 1) {
        key =
            fmt::format("TH{:02}BANK{:012}", random_.below(90) + 10, random_.below(1'000'000'000));
      } else if (stage.starts_with("exchange") || stage == "consolidation") {
        key = fmt::format("exchange-x:{:08}", random_.below(100'000'000));
      } else {
        key = fmt::format("0x{:016x}{:016x}{:08x}", random_.next(), random_.next(),
                          random_.next() >> 32);
      }
      accounts.push_back({key, part, stage, asset, {}, {}, 0, 0, 400});
    }
    return out;
  }

  // `most`, and one of `few` for every so many of them: the ways around.
  static std::vector<std::size_t> with(std::vector<std::size_t> most,
                                       const std::vector<std::size_t>& few, std::size_t every) {
    const std::size_t count = most.size() / every;
    for (std::size_t i = 0; i < count; ++i) most.push_back(few[i % few.size()]);
    return most;
  }

  void move(std::size_t from, std::size_t to, Both units, int day) {
    Edge edge{from, to, units, 1 + random_.below(3), day};
    accounts[from].sent += units;
    accounts[to].received += units;
    for (const std::size_t end : {from, to}) {
      accounts[end].flows += edge.flows;
      accounts[end].first_day = std::min(accounts[end].first_day, day);
    }
    edges.push_back(edge);
  }

  void pay() {
    for (std::size_t i = 0; i < size_.victims; ++i) {
      Victim victim;
      victim.id = fmt::format("victim-{:04}", i + 1);
      victim.asset = random_.chance(0.65) ? 0 : 1;
      const auto& to = victim.asset == 0 ? receivers_ : mules_;
      const Units unit = victim.asset == 0 ? 1'000'000 : 100;
      const auto payments = 2 + random_.below(7);
      Units next = static_cast<Units>(300 + random_.below(3'700)) * unit;
      int day = static_cast<int>(random_.below(250));
      for (std::size_t k = 0; k < payments; ++k) {
        victim.payments.emplace_back(day, next);
        victim.loss += next;
        move((victim.asset == 0 ? victims_ : bank_victims_)[i], to[random_.below(to.size())],
             {{next, next}}, day);
        day += static_cast<int>(1 + random_.below(10));
        next += next * static_cast<Units>(20 + random_.below(140)) / 100;
        next = std::min(next, 250'000 * unit) / unit * unit + static_cast<Units>(random_.below(99));
      }
      victims.push_back(victim);
    }
  }

  // What gathers payments of many months also passes on for months.
  static std::uint64_t days_of(std::size_t fan) { return fan < 3 ? 90 : 300 / fan; }

  // Each account keeps about `keep` of a hundred and sends the rest over `fan` edges.
  void pass_on(const std::vector<std::size_t>& from, const std::vector<std::size_t>& to,
               std::size_t fan, Units keep) {
    for (const std::size_t account : from) {
      Both left;
      for (int rule = 0; rule < 2; ++rule) {
        const Units has = accounts[account].received.of[rule] - accounts[account].sent.of[rule];
        const Units share = keep + static_cast<Units>(random_.below(3)) - 1;
        left.of[rule] = has - has * std::max<Units>(share, 0) / 100;
      }
      int day = accounts[account].first_day;
      for (std::size_t k = 0; k < fan && left.of[0] > 0; ++k) {
        Both sent = left;
        for (int rule = 0; rule < 2 && k + 1 < fan; ++rule) {
          sent.of[rule] = left.of[rule] / 1000 * random_.between(100, 600);
        }
        left.of[0] -= sent.of[0];
        left.of[1] -= sent.of[1];
        day += static_cast<int>(random_.below(days_of(fan)));
        move(account, to[random_.below(to.size())], sent, std::min(day, 364));
      }
    }
  }

  // The bait: small sums go back to victims.
  void give_back() {
    for (std::size_t i = 0; i < intermediaries_.size(); ++i) {
      const std::size_t account = intermediaries_[i];
      const Units some = accounts[account].received.of[0] / 40;
      if (some > 0) {
        const std::size_t victim = victims_[random_.below(victims_.size())];
        move(account, victim, {{some, some}}, accounts[account].first_day + 2);
      }
    }
  }

  SampleSize size_;
  Random random_;
  std::vector<std::size_t> victims_, receivers_, layers_, intermediaries_, entries_, members_,
      holders_, outside_, bank_victims_, mules_, cash_;
};

Json evidence_at(std::size_t asset, std::size_t row) {
  return Json::array(
      {{{"dataset", asset == 0 ? "chain" : "bank_a"},
        {"file", asset == 0 ? "chain.csv" : "bank_a.csv"},
        {"sha256", asset == 0 ? "8c5f3f0d2d1f6f3a54c1dd80b6f0f3a1f53e7c0f6f0a4d3f2a1b0c9d8e7f6a5b"
                              : "1b0c9d8e7f6a5b8c5f3f0d2d1f6f3a54c1dd80b6f0f3a1f53e7c0f6f0a4d3f2a"},
        {"record", std::to_string(row)}}});
}

// Where one victim's money lies: in two accounts of the world, at one stop, at home.
Json rests_json(const World& world, const World::Victim& victim, Units held, Units stopped,
                Units returned) {
  Json out = Json::array();
  const auto put = [&](std::string_view part, Units units, std::string_view state) {
    if (units == 0) return;
    for (const auto& account : world.accounts) {
      if (account.part != part || account.asset != victim.asset || account.flows == 0) continue;
      out.push_back(
          {{"account", account.key}, {"amount", amount(units, victim.asset)}, {"state", state}});
      return;
    }
  };
  put(victim.asset == 0 ? "layer" : "mule", held / 3, "held");
  put(victim.asset == 0 ? "consolidation_holder" : "mule", held - held / 3, "held");
  put("stop", stopped, "stopped");
  put("victim", returned, "returned");
  return out;
}

Json victims_json(const World& world, Json& reports) {
  Json out = Json::array();
  Random random(7);
  for (const auto& victim : world.victims) {
    Json row;
    row["victim"] = victim.id;
    row["name"] = sample_name(out.size());
    row["asset"] = asset_codes[victim.asset];
    row["loss"] = amount(victim.loss, victim.asset);
    row["payments"] = victim.payments.size();
    row["first"] = sample_time(victim.payments.front().first);
    row["last"] = sample_time(victim.payments.back().first);
    for (int rule = 0; rule < 2; ++rule) {
      const Units fees = victim.loss / 2000, dust = rule == 0 ? 0 : 7;
      const Units returned = random.chance(0.3) ? victim.loss / 20 : 0;
      const Units held = victim.loss / 100 * random.between(20, 45);
      const Units stopped = victim.loss - fees - dust - returned - held;
      if (rule == 0) row["rests"] = rests_json(world, victim, held, stopped, returned);
      row["by_rule"][std::string(rules[rule])] = {{"held", amount(held, victim.asset)},
                                                  {"stopped", amount(stopped, victim.asset)},
                                                  {"returned", amount(returned, victim.asset)},
                                                  {"fees", amount(fees, victim.asset)},
                                                  {"dust", amount(dust, victim.asset)}};
    }
    Json own = Json::array();
    for (const auto& [day, units] : victim.payments) {
      own.push_back(reports.size());
      Json report;
      report["report"] = fmt::format("report-{:05}", reports.size() + 1);
      report["victim"] = victim.id;
      report["name"] = row["name"];
      report["amount"] = amount(units, victim.asset);
      report["asset"] = row["asset"];
      report["when"] = sample_time(day);
      report["to"] = "as reported";
      const bool found = !random.chance(0.03);
      report["match"] = found ? (random.chance(0.6) ? "reference" : "exact") : "none";
      if (!found) report["why"] = "no transfer of this amount within a day";
      report["evidence"] = Json::array(
          {{{"dataset", "police_reports"},
            {"version", "2025-09"},
            {"file", "reports.csv"},
            {"sha256", "2d1f6f3a54c1dd80b6f0f3a1f53e7c0f6f0a4d3f2a1b0c9d8e7f6a5b8c5f3f0d"},
            {"record", std::to_string(reports.size() + 2)}}});
      if (found)
        report["evidence"].push_back(evidence_at(victim.asset, 17 * reports.size() + 2)[0]);
      reports.push_back(report);
    }
    row["reports"] = own;
    out.push_back(row);
  }
  return out;
}

// What stays, apart from victims' own accounts and the places where tracing ends.
Both held(const Account& account) {
  if (account.part == "victim" || account.part == "stop") return {};
  return {
      {account.received.of[0] - account.sent.of[0], account.received.of[1] - account.sent.of[1]}};
}

Json accounts_json(const World& world) {
  Json out = Json::array();
  for (const auto& account : world.accounts) {
    if (account.flows == 0) continue;
    Json row;
    row["account"] = account.key;
    row["part"] = account.part;
    if (account.group > 0) row["group"] = account.group;
    row["datasets"] = {account.asset == 0 ? "chain" : "bank_a"};
    row["stage"] = account.stage;
    row["listed"] = account.group == 1 ? "yes" : account.asset == 0 ? "no" : "unknown";
    row["asset"] = asset_codes[account.asset];
    row["received"] = both(account.received, account.asset);
    row["sent"] = both(account.sent, account.asset);
    row["held"] = both(held(account), account.asset);
    row["victims"] = 1 + account.flows % 9;
    row["first"] = sample_time(account.first_day);
    row["last"] = sample_time(std::min(364, account.first_day + 30));
    row["flows"] = account.flows;
    row["why"] = "received money that victims paid, within the hour";
    row["evidence"] = evidence_at(account.asset, out.size() + 2);
    out.push_back(row);
  }
  return out;
}

// The flows of an edge as the engine tells them: their parts add up to the edge under each rule.
Json records_json(const Edge& edge, std::size_t asset, std::size_t row) {
  Json out = Json::array();
  Both left = edge.amount;
  for (std::size_t i = 0; i < edge.flows; ++i) {
    Both part;
    for (int rule = 0; rule < 2; ++rule) {
      part.of[rule] = i + 1 == edge.flows ? left.of[rule]
                                          : edge.amount.of[rule] / static_cast<Units>(edge.flows);
      left.of[rule] -= part.of[rule];
    }
    const Units paid = std::max(part.of[0], part.of[1]);
    out.push_back(fmt::format(
        "{} {} {} {} {}:{}{}", sample_time(std::min(364, edge.day + static_cast<int>(i))),
        amount(paid, asset), amount(part.of[0], asset), amount(part.of[1], asset), asset,
        row * 3 + 2 + i, i == 1 ? ",2:" + std::to_string(row + 2) : ""));
  }
  return out;
}

Json edges_json(const World& world) {
  Json out = Json::array();
  for (const auto& edge : world.edges) {
    const auto& from = world.accounts[edge.from];
    Json row;
    row["from"] = from.key;
    row["to"] = world.accounts[edge.to].key;
    row["asset"] = asset_codes[from.asset];
    row["amount"] = both(edge.amount, from.asset);
    row["flows"] = edge.flows;
    row["first"] = sample_time(edge.day);
    row["last"] = sample_time(std::min(364, edge.day + 3));
    row["records"] = records_json(edge, from.asset, out.size());
    out.push_back(row);
  }
  return out;
}

struct StageSum {
  Units received = 0, held = 0;
  std::size_t accounts = 0;
};

// One picture in the engine's form: what a victim gets back is a stage of its own.
Json picture_json(const World& world, int rule, std::size_t asset) {
  std::map<std::pair<std::string, std::string>, std::pair<Units, std::size_t>> links;
  std::map<std::string, StageSum> nodes;
  for (const auto& edge : world.edges) {
    const auto &from = world.accounts[edge.from], &to = world.accounts[edge.to];
    if (from.asset != asset) continue;
    const std::string target = to.part == "victim" ? "returned" : to.stage;
    auto& link = links[{from.stage, target}];
    link.first += edge.amount.of[rule];
    link.second += edge.flows;
    nodes[target].received += edge.amount.of[rule];
    nodes[from.stage];
  }
  for (const auto& account : world.accounts) {
    if (account.asset != asset || account.flows == 0) continue;
    StageSum& node = nodes[account.stage];
    ++node.accounts;
    node.held += held(account).of[rule];
  }
  Json out;
  out["nodes"] = Json::array();
  out["links"] = Json::array();
  for (const auto& [stage, node] : nodes) {
    out["nodes"].push_back({{"stage", stage},
                            {"received", amount(node.received, asset)},
                            {"held", amount(node.held, asset)},
                            {"accounts", node.accounts}});
  }
  for (const auto& [ends, sum] : links) {
    out["links"].push_back({{"from_stage", ends.first},
                            {"to_stage", ends.second},
                            {"amount", amount(sum.first, asset)},
                            {"flows", sum.second}});
  }
  return out;
}

Json money_json(const World& world) {
  Json out;
  for (int rule = 0; rule < 2; ++rule) {
    for (std::size_t asset = 0; asset < 2; ++asset) {
      out[std::string(rules[rule])][std::string(asset_codes[asset])] =
          picture_json(world, rule, asset);
    }
  }
  return out;
}

Json timeline_json(const World& world) {
  struct Day {
    Units paid = 0, stopped = 0, returned = 0;
  };
  std::map<std::pair<std::size_t, int>, Day> days;
  for (const auto& edge : world.edges) {
    const auto &from = world.accounts[edge.from], &to = world.accounts[edge.to];
    Day& day = days[{from.asset, edge.day}];
    if (from.part == "victim") day.paid += edge.amount.of[0];
    if (to.part == "stop") day.stopped += edge.amount.of[0];
    if (to.part == "victim") day.returned += edge.amount.of[0];
  }
  Json out = Json::array();
  Units running[2] = {0, 0};
  for (const auto& [key, day] : days) {
    running[key.first] += day.paid - day.stopped - day.returned;
    out.push_back({{"day", sample_time(key.second).substr(0, 10)},
                   {"asset", asset_codes[key.first]},
                   {"paid", amount(day.paid, key.first)},
                   {"stopped", amount(day.stopped, key.first)},
                   {"returned", amount(day.returned, key.first)},
                   {"held_end", amount(std::max<Units>(0, running[key.first]), key.first)}});
  }
  return out;
}

// What lies where, the largest first: in accounts that can be frozen, or where tracing ends.
Json resting_json(const World& world, bool stops) {
  struct Row {
    Units most = 0;
    Json row;
  };
  std::vector<Row> rows;
  for (const auto& account : world.accounts) {
    if ((account.part == "stop") != stops || account.flows == 0) continue;
    const Both rest = stops ? account.received : held(account);
    if (rest.of[0] <= 0 && rest.of[1] <= 0) continue;
    const auto [least, most] = std::minmax(rest.of[0], rest.of[1]);
    Json row;
    row["account"] = account.key;
    row["part"] = account.part;
    if (stops) row["category"] = account.stage.substr(5);
    row["asset"] = asset_codes[account.asset];
    row["fifo"] = amount(rest.of[0], account.asset);
    row["haircut"] = amount(rest.of[1], account.asset);
    row["min"] = amount(least, account.asset);
    row["max"] = amount(most, account.asset);
    row["victims"] = 1 + account.flows % 9;
    row["listed"] = account.group == 1 ? "yes" : account.asset == 0 ? "no" : "unknown";
    row["holders"] = Json::array();
    if (account.asset == 1) {
      row["holders"].push_back(sample_name(rows.size()));
      row["institution"] = "bank_a";
      row["institution_by"] = "books";
    }
    row["seen_in"] = {account.asset == 0 ? "chain" : "bank_a"};
    row["since"] = sample_time(account.first_day);
    row["why"] = account.group > 0 ? "gathers what the exchange accounts pass around"
                                   : "did not move on by the last record";
    row["evidence"] = evidence_at(account.asset, rows.size() + 2);
    rows.push_back({most, row});
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.most > b.most; });
  Json out = Json::array();
  for (auto& row : rows) out.push_back(std::move(row.row));
  return out;
}

Json to_freeze_json(const World& world) {
  Json out = Json::array();
  for (std::size_t asset = 0; asset < 2; ++asset) {
    Both sums;
    for (const auto& account : world.accounts) {
      if (account.asset == asset) sums += held(account);
    }
    const auto [least, most] = std::minmax(sums.of[0], sums.of[1]);
    out.push_back({{"asset", asset_codes[asset]},
                   {"min", amount(least, asset)},
                   {"max", amount(most, asset)}});
  }
  return out;
}

Json parts_json(const World& world) {
  Json out;
  std::map<std::string, std::size_t> count;
  out["entries"] = Json::array();
  out["members"] = Json::array();
  out["groups"] = Json::array();
  for (const auto& account : world.accounts) {
    if (account.flows == 0) continue;
    ++count[account.part];
    if (account.part == "custody_entry") out["entries"].push_back(account.key);
    if (account.part == "custody_member") out["members"].push_back(account.key);
    if (account.group == 0) continue;
    Json feeders = Json::array();
    for (const auto& edge : world.edges) {
      const auto& from = world.accounts[edge.from];
      if (world.accounts[edge.to].key == account.key &&
          std::find(feeders.begin(), feeders.end(), Json(from.key)) == feeders.end()) {
        feeders.push_back(from.key);
      }
    }
    out["groups"].push_back({{"group", account.group},
                             {"holder", account.key},
                             {"feeders", feeders},
                             {"asset", asset_codes[account.asset]},
                             {"held", both(held(account), account.asset)}});
  }
  out["by_part"] = Json::array();
  for (const auto& [part, accounts] : count) {
    out["by_part"].push_back({{"part", part},
                              {"accounts", accounts},
                              {"label", sample_part_label(part)},
                              {"meaning", sample_part_meaning(part)}});
  }
  return out;
}

}  // namespace

Json sample_answer(const SampleSize& size) {
  const World world(size);
  Json out = sample_frame();
  Json reports = Json::array();
  Json victims = victims_json(world, reports);
  Json accounts = accounts_json(world);
  Units lost[2] = {0, 0};
  std::size_t flows = 0, matched = 0;
  for (const auto& victim : world.victims) lost[victim.asset] += victim.loss;
  for (const auto& edge : world.edges) flows += edge.flows;
  for (const auto& report : reports) matched += report["match"] != "none";
  Json& summary = out["summary"];
  summary["victims"] = victims.size();
  summary["reports"] = reports.size();
  summary["reports_matched"] = matched;
  summary["reports_unmatched"] = reports.size() - matched;
  summary["losses"] = {{{"asset", "USDT"}, {"amount", amount(lost[0], 0)}},
                       {{"asset", "USD"}, {"amount", amount(lost[1], 1)}}};
  summary["accounts_followed"] = accounts.size();
  summary["flows_followed"] = flows;
  summary["listed_accounts"] = 1;
  summary["listed_reach"] = "partial";
  summary["listed_why"] = "1 of 2 lists could not tell in full";
  summary["to_freeze"] = to_freeze_json(world);
  out["orders"] = sample_orders(size.orders);
  summary["orders"] = {{"total", size.orders}, {"by_outcome", Json::object()}};
  for (const auto& order : out["orders"]) {
    Json& count = summary["orders"]["by_outcome"][order["outcome"].get<std::string>()];
    count = count.is_null() ? 1 : count.get<int>() + 1;
  }
  summary["sentences"] = {
      fmt::format("{} victims paid {} USDT and {} USD; {} of {} reports were found in the ledgers.",
                  victims.size(), amount_grouped(lost[0], 6), amount_grouped(lost[1], 2), matched,
                  reports.size()),
      fmt::format("The money was followed through {} accounts and {} flows.", accounts.size(),
                  flows),
      "One account at the exchange is listed since 2025-10-14."};
  out["parts"] = parts_json(world);
  out["money"] = money_json(world);
  out["timeline"] = timeline_json(world);
  out["edges"] = edges_json(world);
  out["record_fields"] = {"at", "paid", "fifo", "haircut", "file:record"};
  out["record_files"] = sample_record_files();
  out["rings"] = sample_rings(size.rings_of_a_kind, accounts);
  for (const auto& account : accounts) {
    if (account["listed"] == "yes") out["listed"] = sample_listed(account["account"]);
  }
  out["victims"] = std::move(victims);
  out["reports"] = std::move(reports);
  out["freeze"] = resting_json(world, false);
  out["stops"] = resting_json(world, true);
  out["kept"] = Json::array({out["freeze"].back()});
  out["accounts"] = std::move(accounts);
  return out;
}

}  // namespace bayon::testing
