#include <algorithm>
#include <set>

#include "bayon/engine/detail/money_json.hpp"
#include "bayon/engine/detail/report_sections.hpp"
#include "bayon/engine/fields.hpp"

namespace bayon::engine {

namespace {

struct Resting {
  Amount units = 0;
  std::string_view state;
};

// Where each claim's units lie. Under a rule that spreads every claim over every account this would
// be a matrix of claims and accounts, so it is told for lossless rules alone.
std::vector<std::map<index::AccountId, Resting>> rests_of(const CaseMoney& money,
                                                          const trace::Answer& answer) {
  std::vector<std::map<index::AccountId, Resting>> out(money.claims.size());
  for (const trace::Holding& holding : answer.held) {
    Resting& rest = out[holding.claim][holding.account];
    rest.units += holding.origin;
    rest.state = "held";
  }
  for (const trace::Holding& holding : answer.stopped) {
    Resting& rest = out[holding.claim][holding.account];
    rest.units += holding.origin;
    rest.state = holding.returned ? "returned" : "stopped";
  }
  return out;
}

Json rests_json(const CaseMoney& money, const std::map<index::AccountId, Resting>& rests,
                const model::Asset& asset) {
  Json out = Json::array();
  for (const auto& [account, rest] : rests) {
    Json one;
    one["account"] = money.flows->account(account);
    one["amount"] = amount_json(rest.units, asset);
    one["state"] = rest.state;
    out.push_back(one);
  }
  return out;
}

// A victim of whose reports in this asset none was found.
Json unfound_json(const CaseMoney& money, const std::string& victim, const NotFound& sum) {
  Json one;
  one["victim"] = victim;
  one["name"] = victim;
  one["asset"] = sum.asset.code;
  one["loss"] = amount_json(0, sum.asset);
  one["not_found"] = amount_json(sum.amount, sum.asset);
  one["payments"] = 0;
  one["first"] = "";
  one["last"] = "";
  Json rules = Json::object();
  bool lossless = false;
  for (const trace::Answer& answer : money.answers) {
    rules[std::string(trace::name(answer.rule))] = balance_json({}, sum.asset);
    lossless = lossless || answer.rule == trace::Rule::fifo;
  }
  one["by_rule"] = rules;
  if (lossless) one["rests"] = Json::array();
  return one;
}

}  // namespace

Json by_rule(const CaseMoney& money, const std::vector<Amount>& amounts, std::uint16_t asset) {
  Json out = Json::object();
  for (std::size_t rule = 0; rule < money.answers.size(); ++rule) {
    const Amount amount = rule < amounts.size() ? amounts[rule] : 0;
    out[std::string(trace::name(money.answers[rule].rule))] =
        amount_json(amount, money.flows->assets()[asset]);
  }
  return out;
}

Json victims_section(const CaseMoney& money) {
  struct Span {
    std::uint64_t payments = 0;
    index::FlowId first = 0, last = 0;
  };
  std::vector<Span> spans(money.claims.size());
  for (const trace::Payment& payment : money.payments) {
    Span& span = spans[payment.claim];
    if (span.payments++ == 0) span.first = payment.flow;
    span.last = payment.flow;
  }
  std::map<std::string, std::vector<std::size_t>> reports;
  std::map<std::string, std::string> names;
  for (std::size_t i = 0; i < money.reports.size(); ++i) {
    reports[money.reports[i].report.victim].push_back(i);
    names[money.reports[i].report.victim] = money.reports[i].report.victim_name;
  }
  const auto lossless = std::find_if(money.answers.begin(), money.answers.end(),
                                     [](const auto& one) { return one.rule == trace::Rule::fifo; });
  std::vector<std::map<index::AccountId, Resting>> rests;
  if (lossless != money.answers.end()) rests = rests_of(money, *lossless);
  auto unfound = money.not_found.by_victim;
  Json out = Json::array();
  for (trace::ClaimId id = 0; id < money.claims.size(); ++id) {
    const trace::Claim& claim = money.claims[id];
    const model::Asset& asset = money.flows->assets()[claim.asset];
    Json one;
    one["victim"] = claim.victim;
    one["name"] = names[claim.victim];
    one["asset"] = asset.code;
    one["loss"] = amount_json(claim.loss, asset);
    const auto also = unfound.find({claim.victim, asset.code});
    one["not_found"] = amount_json(also == unfound.end() ? 0 : also->second.amount, asset);
    if (also != unfound.end()) unfound.erase(also);
    one["payments"] = spans[id].payments;
    one["first"] = money.flows->at(spans[id].first).text();
    one["last"] = money.flows->at(spans[id].last).text();
    Json rules = Json::object();
    for (const trace::Answer& answer : money.answers) {
      rules[std::string(trace::name(answer.rule))] = balance_json(answer.balances[id], asset);
    }
    one["by_rule"] = rules;
    if (!rests.empty()) one["rests"] = rests_json(money, rests[id], asset);
    one["reports"] = reports[claim.victim];
    out.push_back(one);
  }
  for (const auto& [key, sum] : unfound) {
    Json one = unfound_json(money, key.first, sum);
    one["name"] = names[key.first];
    one["reports"] = reports[key.first];
    out.push_back(one);
  }
  return out;
}

Json reports_section(const CaseMoney& money) {
  Json out = Json::array();
  for (const auto& matched : money.reports) out.push_back(report_json(*money.flows, matched));
  return out;
}

Json timeline_section(const CaseMoney& money) {
  struct Sums {
    Amount paid = 0, stopped = 0, returned = 0, fees = 0;
  };
  // Of the first rule asked; days on which nothing traced moved are left out.
  const trace::Answer& answer = money.answers.front();
  std::map<index::FlowId, trace::ClaimId> payments;
  for (const trace::Payment& payment : money.payments) {
    payments.emplace(payment.flow, payment.claim);
  }
  std::set<std::pair<index::AccountId, trace::ClaimId>> own;
  for (const trace::Holding& holding : answer.stopped) {
    if (holding.returned) own.emplace(holding.account, holding.claim);
  }
  std::map<std::pair<std::uint16_t, Day>, Sums> days;
  const auto at = [&](std::uint16_t asset, index::FlowId flow) -> Sums& {
    return days[{asset, money.flows->at(flow).day()}];
  };
  for (const auto& [flow, claim] : payments) {
    at(money.claims[claim].asset, flow).paid += money.flows->flow(flow).paid.amount;
  }
  for (const trace::Move& move : answer.moves) {
    Sums& day = at(money.claims[move.claim].asset, move.flow);
    const index::AccountId to = money.flows->to(move.flow);
    if (move.fee) {
      day.fees += move.origin;
    } else if (answer.stops.contains(to)) {
      (own.contains({to, move.claim}) ? day.returned : day.stopped) += move.origin;
    }
  }
  Json out = Json::array();
  std::map<std::uint16_t, Amount> held;
  for (const auto& [key, sums] : days) {
    const model::Asset& asset = money.flows->assets()[key.first];
    Amount& now = held[key.first];
    now += sums.paid - sums.stopped - sums.returned - sums.fees;
    Json one;
    one["day"] = PartialDate::from_day(key.second).text();
    one["asset"] = asset.code;
    one["paid"] = amount_json(sums.paid, asset);
    one["stopped"] = amount_json(sums.stopped, asset);
    one["returned"] = amount_json(sums.returned, asset);
    one["fees"] = amount_json(sums.fees, asset);
    one["held_end"] = amount_json(now, asset);
    out.push_back(one);
  }
  return out;
}

}  // namespace bayon::engine
