#include "bayon/engine/detail/case_money.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <span>

#include "bayon/engine/victim_claims.hpp"

namespace bayon::engine {

Result<CaseMoney> follow_money(CaseView& view, const MoneyQuestion& question, Progress& progress) {
  CaseMoney out;
  BAYON_TRY(out.flows, view.flows(progress));
  BAYON_TRY(auto claims,
            read_claims(view, question.clocks, question.tolerance_days, true, progress));
  auto found = expect_payments(claims);
  out.reports = std::move(claims.reports);
  BAYON_TRY(out.not_found, not_found(*out.flows, out.reports));
  if (!found.ok()) {
    if (out.reports.empty()) return fail(std::move(found).error());
    out.not_followed = found.error().text();
    return out;
  }
  trace::Question& ask = claims.question;
  ask.hub_flows_max = question.hub_flows_max;
  for (const trace::Rule rule : question.rules) {
    ask.rule = rule;
    BAYON_TRY(out.answers.emplace_back(), trace::trace_forward(*out.flows, ask, progress));
  }
  for (std::size_t i = 1; i < out.answers.size(); ++i) {
    if (out.answers[i].followed.size() > out.answers[out.widest].followed.size()) out.widest = i;
  }
  out.seen_twice = counted_twice(*out.flows, ask.payments, out.answers, ask.until);
  out.parts = trace::parts_of(*out.flows, ask.payments, out.answers[out.widest], ask.until);
  out.labels = std::move(claims.labels);
  out.claims = std::move(ask.claims);
  out.payments = std::move(ask.payments);
  return out;
}

namespace {

// Moves of one flow stand together; what is looked up once for each flow is not looked up for each
// of its claims, of which a haircut has hundreds.
template <typename Visit>
void for_each_flow(const trace::Answer& answer, const Visit& visit) {
  std::size_t begin = 0;
  while (begin < answer.moves.size()) {
    std::size_t end = begin;
    Amount fees = 0, received = 0;
    for (; end < answer.moves.size() && answer.moves[end].flow == answer.moves[begin].flow; ++end) {
      (answer.moves[end].fee ? fees : received) += answer.moves[end].units;
    }
    visit(std::span(answer.moves).subspan(begin, end - begin), fees, received);
    begin = end;
  }
}

template <typename Id>
void distinct(std::vector<Id>& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

std::map<AccountAsset, AccountSums> account_sums(const CaseMoney& money) {
  const std::size_t rules = money.answers.size();
  std::map<AccountAsset, AccountSums> out;
  // A count stands beside the sums of all rules, so it counts what any of them traced.
  std::map<AccountAsset, std::vector<trace::ClaimId>> claims;
  std::map<AccountAsset, std::vector<index::FlowId>> flows;
  const auto at = [&](index::AccountId account, std::uint16_t asset) -> AccountSums& {
    AccountSums& sums = out[{account, asset}];
    if (sums.received.empty()) {
      sums.received.resize(rules, 0);
      sums.sent.resize(rules, 0);
      sums.held.resize(rules, 0);
    }
    return sums;
  };
  for (std::size_t rule = 0; rule < rules; ++rule) {
    const trace::Answer& answer = money.answers[rule];
    for_each_flow(answer, [&](std::span<const trace::Move> moves, Amount fees, Amount received) {
      const index::FlowId id = moves.front().flow;
      const index::Flow flow = money.flows->flow(id);
      at(flow.from, flow.paid.asset).sent[rule] += fees + received;
      if (received == 0) return;
      AccountSums& to = at(flow.to, flow.received.asset);
      to.received[rule] += received;
      flows[{flow.to, flow.received.asset}].push_back(id);
      auto& reached = claims[{flow.to, flow.received.asset}];
      for (const trace::Move& move : moves) {
        if (!move.fee) reached.push_back(move.claim);
      }
      // Most claims come again and again.
      if (reached.size() > 2 * money.claims.size()) distinct(reached);
    });
    for (const trace::Holding& holding : answer.held) {
      at(holding.account, holding.asset).held[rule] += holding.units;
    }
  }
  for (auto& [key, reached] : claims) {
    distinct(reached);
    out[key].claims = reached.size();
  }
  for (auto& [key, ids] : flows) {
    distinct(ids);
    AccountSums& sums = out[key];
    sums.flows = ids.size();
    sums.first = ids.front();
    sums.last = ids.back();
  }
  return out;
}

std::map<EdgeKey, EdgeSums> edge_sums(const index::FlowIndex& flows,
                                      std::span<const trace::Answer> answers) {
  std::map<EdgeKey, EdgeSums> out;
  std::map<EdgeKey, std::vector<index::FlowId>> ids;
  for (std::size_t rule = 0; rule < answers.size(); ++rule) {
    for_each_flow(answers[rule], [&](std::span<const trace::Move> moves, Amount, Amount received) {
      if (received == 0) return;
      const index::FlowId id = moves.front().flow;
      const index::Flow flow = flows.flow(id);
      const EdgeKey key{flow.from, flow.to, flow.received.asset};
      EdgeSums& sums = out[key];
      if (sums.amount.empty()) sums.amount.resize(answers.size(), 0);
      sums.amount[rule] += received;
      ids[key].push_back(id);
    });
  }
  for (auto& [key, list] : ids) {
    distinct(list);
    EdgeSums& sums = out[key];
    sums.flows = list.size();
    sums.first = list.front();
    sums.last = list.back();
  }
  return out;
}

std::map<EdgeKey, std::vector<FlowSums>> edge_flows(const CaseMoney& money) {
  const std::size_t rules = money.answers.size();
  std::map<index::FlowId, FlowSums> by_flow;
  for (std::size_t rule = 0; rule < rules; ++rule) {
    for_each_flow(money.answers[rule],
                  [&](std::span<const trace::Move> moves, Amount fees, Amount received) {
                    FlowSums& sums = by_flow[moves.front().flow];
                    if (sums.arrived.empty()) {
                      sums.flow = moves.front().flow;
                      sums.arrived.resize(rules, 0);
                      sums.burnt.resize(rules, 0);
                    }
                    sums.arrived[rule] = received;
                    sums.burnt[rule] = fees;
                  });
  }
  std::map<EdgeKey, std::vector<FlowSums>> out;
  for (auto& [id, sums] : by_flow) {
    if (std::all_of(sums.arrived.begin(), sums.arrived.end(), [](Amount a) { return a == 0; }))
      continue;
    const index::Flow flow = money.flows->flow(id);
    out[{flow.from, flow.to, flow.received.asset}].push_back(std::move(sums));
  }
  return out;
}

std::map<index::AccountId, std::uint32_t> hops_from_victims(const CaseMoney& money) {
  std::map<index::AccountId, std::set<index::AccountId>> next;
  for (const trace::TracedFlow& traced : trace::traced_flows(money.answers[money.widest])) {
    next[money.flows->from(traced.flow)].insert(money.flows->to(traced.flow));
  }
  std::map<index::AccountId, std::uint32_t> out;
  std::deque<index::AccountId> open;
  for (const trace::Payment& payment : money.payments) {
    if (out.emplace(money.flows->from(payment.flow), 0).second) {
      open.push_back(money.flows->from(payment.flow));
    }
  }
  while (!open.empty()) {
    const index::AccountId account = open.front();
    open.pop_front();
    for (const index::AccountId to : next[account]) {
      if (out.emplace(to, out[account] + 1).second) open.push_back(to);
    }
  }
  return out;
}

}  // namespace bayon::engine
