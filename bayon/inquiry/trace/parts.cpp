#include "bayon/inquiry/trace/parts.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "bayon/base/check.hpp"
#include "bayon/inquiry/trace/detail/cycles.hpp"

namespace bayon::trace {

namespace {

using index::AccountId;

struct Edge {
  AccountId from = 0;
  AccountId to = 0;
  friend auto operator<=>(const Edge&, const Edge&) = default;
};

// Whoever is paid to pass money on does it at once; who lives on it spends it in weeks.
constexpr std::int64_t at_once_nanos = 3 * nanos_per_day;

struct Arrival {
  Instant at;
  Amount units = 0;
};

// What is known of an account before it is named.
struct Seen {
  Amount out = 0;                   // traced units, over all assets
  std::vector<index::FlowId> came;  // flows that brought traced money, oldest first
  bool passes_on = false;           // at once, see judge_haste
  bool custody = false;
  bool bank = false;
  bool paid_by_victim = false;
  std::set<AccountId> payers;              // of traced units
  std::set<AccountId> paid_custody;        // accounts of custodians that it paid traced units
  std::map<AccountId, Amount> all_payers;  // of any units, whoever they are
};

class Naming {
 public:
  Naming(const index::FlowIndex& flows, const std::vector<Payment>& payments, const Answer& answer,
         Instant until)
      : flows_(flows), answer_(answer), until_(until) {
    for (const Payment& payment : payments) {
      payers_.insert(flows.from(payment.flow));
      payments_.insert(payment.flow);
    }
    see();
  }

  Parts named() {
    find_suspects();
    Parts out;
    std::vector<AccountId> all;
    for (const auto& [account, seen] : seen_) all.push_back(account);
    for (const auto& [account, stop] : answer_.stops) all.push_back(account);
    all.insert(all.end(), payers_.begin(), payers_.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const AccountId account : all) {
      const auto group = group_of_.find(account);
      const Part part = part_of(account);
      const bool grouped = part == Part::consolidation_feeder || part == Part::consolidation_holder;
      out.accounts.push_back({account, part, grouped ? group->second : 0});
    }
    out.groups = std::move(groups_);
    return out;
  }

 private:
  bool followed(AccountId account) const {
    return !payers_.contains(account) && !answer_.stops.contains(account);
  }

  Seen& look_at(AccountId account) {
    const auto [at, fresh] = seen_.try_emplace(account);
    if (fresh) {
      const auto where = flows_.appearances(account);
      at->second.custody = where.size() == 1 && where[0].books == model::Books::custodian;
      at->second.bank = std::all_of(where.begin(), where.end(), [](const auto& one) {
        return one.books == model::Books::bank;
      });
      for (const index::FlowId id : flows_.in(account)) {
        if (flows_.at(id) > until_) break;
        const index::Flow flow = flows_.flow(id);
        if (flow.from != account) at->second.all_payers[flow.from] += flow.received.amount;
      }
    }
    return at->second;
  }

  void see() {
    for (const TracedFlow& traced : traced_flows(answer_)) {
      const Edge edge{flows_.from(traced.flow), flows_.to(traced.flow)};
      if (edge.from == edge.to) continue;
      if (followed(edge.from)) look_at(edge.from).out += traced.sent;
      if (followed(edge.to)) {
        Seen& to = look_at(edge.to);
        if (traced.sent > traced.fee) to.came.push_back(traced.flow);
        to.paid_by_victim |= payments_.contains(traced.flow);
      }
      edges_.push_back(edge);
    }
    std::sort(edges_.begin(), edges_.end());
    edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
    for (const Edge& edge : edges_) {
      if (followed(edge.to)) seen_.at(edge.to).payers.insert(edge.from);
      if (followed(edge.from) && followed(edge.to) && seen_.at(edge.to).custody) {
        seen_.at(edge.from).paid_custody.insert(edge.to);
      }
    }
  }

  // Did at least half of what came with traced money leave again at once? Which of its units an
  // account sends is a convention; that it sends as much is seen. Who keeps more than half has no
  // need to explain a commission.
  void judge_haste(AccountId account, Seen& seen) const {
    std::deque<Arrival> resting;
    Amount came = 0, left = 0;
    std::size_t next = 0;
    const auto bring = [&](index::FlowId before) {
      for (; next < seen.came.size() && seen.came[next] < before; ++next) {
        const index::Flow flow = flows_.flow(seen.came[next]);
        resting.push_back({flow.at, flow.received.amount});
        came += flow.received.amount;
      }
    };
    for (const index::FlowId id : flows_.out(account)) {
      const index::Flow flow = flows_.flow(id);
      if (flow.at > until_) break;
      bring(id);
      Amount units = flow.to == account ? 0 : flow.paid.amount;
      while (units > 0 && !resting.empty()) {
        Arrival& oldest = resting.front();
        const bool at_once = flow.at.nanos - oldest.at.nanos <= at_once_nanos;
        const Amount taken = at_once ? std::min(units, oldest.units) : 0;
        left += taken;
        units -= taken;
        oldest.units -= taken;
        if (!at_once || oldest.units == 0) resting.pop_front();
      }
    }
    bring(std::numeric_limits<index::FlowId>::max());
    seen.passes_on = came > 0 && left * 2 >= came;
  }

  // From the receivers on: who is fed by suspects and passes on is one. Everybody else who was paid
  // with traced money may know nothing of it. Grows until nothing changes, so that the order in
  // which accounts are looked at does not matter.
  void find_suspects() {
    for (auto& [account, seen] : seen_) {
      if (seen.paid_by_victim) suspects_.insert(account);
      if (!seen.custody) judge_haste(account, seen);
    }
    for (std::size_t before = 0; before != suspects_.size();) {
      before = suspects_.size();
      for (const auto& [account, seen] : seen_) {
        if (seen.custody ? entered(seen) : gathers(seen) || (seen.passes_on && mostly_fed(seen)))
          suspects_.insert(account);
      }
      find_cycles();
      find_groups();
    }
  }

  // Did a suspect who is no customer of the custodian pay into it?
  bool entered(const Seen& seen) const {
    return std::any_of(seen.payers.begin(), seen.payers.end(),
                       [&](AccountId payer) {
                         return suspects_.contains(payer) && !seen_.at(payer).custody;
                       }) ||
           (seen.custody && seen.paid_by_victim);
  }

  // Did at least half of all that it ever received come from suspects?
  bool mostly_fed(const Seen& seen) const {
    Amount all = 0, fed = 0;
    for (const auto& [payer, units] : seen.all_payers) {
      all += units;
      if (suspects_.contains(payer)) fed += units;
    }
    return fed > 0 && fed * 2 >= all;
  }

  // Paid by several suspects, it pays several people's accounts at a custodian, or lives on it.
  bool gathers(const Seen& seen) const {
    if (seen.custody || seen.paid_custody.empty()) return false;
    const auto payers = std::count_if(seen.payers.begin(), seen.payers.end(),
                                      [&](AccountId payer) { return suspects_.contains(payer); });
    return payers > 1 && (seen.paid_custody.size() > 1 || mostly_fed(seen));
  }

  // Accounts of custodians that lie on a cycle with an entry.
  void find_cycles() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> inside;
    for (const Edge& edge : edges_) {
      if (followed(edge.from) && followed(edge.to) && seen_.at(edge.from).custody &&
          seen_.at(edge.to).custody) {
        inside.emplace_back(edge.from, edge.to);
      }
    }
    for (const auto& component : detail::strong_components(inside)) {
      const bool entry = std::any_of(component.begin(), component.end(),
                                     [&](AccountId account) { return entered(seen_.at(account)); });
      if (!entry || component.size() < 2) continue;
      cycle_.insert(component.begin(), component.end());
      suspects_.insert(component.begin(), component.end());
    }
  }

  // Accounts that lie behind a custodian: fed by its suspects, and not on a way into it.
  void find_groups() {
    groups_.clear();
    group_of_.clear();
    std::multimap<AccountId, AccountId> out, back;
    for (const Edge& edge : edges_) {
      if (!followed(edge.from) || !followed(edge.to)) continue;
      out.emplace(edge.from, edge.to);
      back.emplace(edge.to, edge.from);
    }
    std::set<AccountId> custody;
    for (const auto& [account, seen] : seen_) {
      if (seen.custody && suspects_.contains(account)) custody.insert(account);
    }
    std::set<AccountId> after = reached(out, custody);
    for (const AccountId before : reached(back, custody)) after.erase(before);
    std::erase_if(after, [&](AccountId account) { return seen_.at(account).custody; });
    for (bool grown = true; grown;) {
      grown = false;
      for (const AccountId account : after) {
        grown |= mostly_fed(seen_.at(account)) && suspects_.insert(account).second;
      }
    }
    std::erase_if(after, [&](AccountId account) { return !suspects_.contains(account); });
    std::map<AccountId, AccountId> root;
    for (const AccountId account : after) root[account] = account;
    const auto find = [&](AccountId account) {
      while (root[account] != account) account = root[account] = root[root[account]];
      return account;
    };
    for (const Edge& edge : edges_) {
      if (!after.contains(edge.from) || !after.contains(edge.to)) continue;
      const AccountId a = find(edge.from), b = find(edge.to);
      root[std::max(a, b)] = std::min(a, b);
    }
    std::map<AccountId, std::uint32_t> number;
    for (const AccountId account : after) {
      const auto [at, fresh] =
          number.try_emplace(find(account), static_cast<std::uint32_t>(groups_.size() + 1));
      if (fresh) groups_.push_back({at->second, {}, {}});
      Group& group = groups_[at->second - 1];
      (seen_.at(account).out == 0 ? group.holders : group.feeders).push_back(account);
      group_of_[account] = at->second;
    }
  }

  // Everything outside `from` that can be reached from it.
  static std::set<AccountId> reached(const std::multimap<AccountId, AccountId>& edges,
                                     const std::set<AccountId>& from) {
    std::set<AccountId> found;
    std::vector<AccountId> open(from.begin(), from.end());
    while (!open.empty()) {
      const auto [begin, end] = edges.equal_range(open.back());
      open.pop_back();
      for (auto at = begin; at != end; ++at) {
        if (!from.contains(at->second) && found.insert(at->second).second) {
          open.push_back(at->second);
        }
      }
    }
    return found;
  }

  Part part_of(AccountId account) const {
    const auto stop = answer_.stops.find(account);
    if (stop != answer_.stops.end() && stop->second.reason != StopReason::victim) return Part::stop;
    if (stop != answer_.stops.end() || payers_.contains(account)) return Part::victim;
    const Seen& seen = seen_.at(account);
    if (seen.custody) {
      if (entered(seen)) return Part::custody_entry;
      return cycle_.contains(account) ? Part::custody_member : Part::recipient;
    }
    if (group_of_.contains(account)) {
      return seen.out == 0 ? Part::consolidation_holder : Part::consolidation_feeder;
    }
    if (seen.paid_by_victim) return Part::receiver;
    if (gathers(seen)) return Part::intermediary;
    if (!suspects_.contains(account)) return Part::recipient;
    return seen.bank ? Part::mule : Part::layer;
  }

  const index::FlowIndex& flows_;
  const Answer& answer_;
  Instant until_;
  std::set<AccountId> payers_;
  std::set<AccountId> suspects_;
  std::set<index::FlowId> payments_;
  std::map<AccountId, Seen> seen_;
  std::vector<Edge> edges_;
  std::set<AccountId> cycle_;
  std::map<AccountId, std::uint32_t> group_of_;
  std::vector<Group> groups_;
};

struct Words {
  std::string_view name;
  std::string_view label;
  std::string_view meaning;
  bool suspect;
};

constexpr Words words[] = {
    {"victim", "Victims", "Paid, as reported, or had money returned", false},
    {"receiver", "Paid by victims", "Victims paid it directly, as their reports say", true},
    {"layer", "Pass-through wallets",
     "A wallet that passed on, within three days, at least half of what came with traced money, "
     "and lived on accounts of the trail: half or more of all its money came from there",
     true},
    {"mule", "Mule accounts",
     "A bank account that passed on, within three days, at least half of what came with traced "
     "money, and lived on accounts of the trail: half or more of all its money came from there",
     true},
    {"intermediary", "Intermediaries",
     "Gathered traced money from several on the trail and paid it into accounts at a custodian",
     true},
    {"custody_entry", "Exchange: entry accounts",
     "An account in a custodian's books that was paid from outside by an account of the trail",
     true},
    {"custody_member", "Exchange: cycle",
     "An account in a custodian's books through which the money cycled with the entry accounts",
     true},
    {"consolidation_feeder", "Out of the exchange",
     "Received from the custodian and passed on within its group", true},
    {"consolidation_holder", "Consolidation", "Where the money of a group comes to rest", true},
    {"recipient", "Other recipients",
     "Traced money reached it, but it kept most of that, or most of its money came from elsewhere: "
     "may know nothing",
     false},
    {"stop", "Tracing ends", "Tracing ends here: pooled funds, cash or a shop", false},
};

}  // namespace

std::string_view name(Part part) { return words[static_cast<std::size_t>(part)].name; }
std::string_view label(Part part) { return words[static_cast<std::size_t>(part)].label; }
std::string_view meaning(Part part) { return words[static_cast<std::size_t>(part)].meaning; }
bool suspect(Part part) { return words[static_cast<std::size_t>(part)].suspect; }

std::vector<TracedFlow> traced_flows(const Answer& answer) {
  std::vector<TracedFlow> out;
  for (const Move& move : answer.moves) {
    if (out.empty() || out.back().flow != move.flow) out.push_back({move.flow, 0, 0});
    out.back().sent += move.units;
    if (move.fee) out.back().fee += move.units;
  }
  return out;
}

std::optional<AccountPart> Parts::find(index::AccountId account) const {
  const auto at =
      std::lower_bound(accounts.begin(), accounts.end(), account,
                       [](const AccountPart& one, AccountId id) { return one.account < id; });
  if (at == accounts.end() || at->account != account) return std::nullopt;
  return *at;
}

Parts parts_of(const index::FlowIndex& flows, const std::vector<Payment>& payments,
               const Answer& answer, Instant until) {
  return Naming(flows, payments, answer, until).named();
}

}  // namespace bayon::trace
