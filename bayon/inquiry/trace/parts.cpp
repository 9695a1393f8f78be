#include "bayon/inquiry/trace/parts.hpp"

#include <algorithm>
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

// What is known of an account before it is named.
struct Seen {
  Amount in = 0;  // traced units, over all assets: used as a share alone
  Amount out = 0;
  std::uint32_t senders = 0;  // distinct ones
  bool custody = false;
  bool bank = false;
  bool paid_by_victim = false;
  bool pays_custody = false;
  bool paid_from_outside = false;
  bool paid_by_custody = false;
};

class Naming {
 public:
  Naming(const index::FlowIndex& flows, const std::vector<Payment>& payments, const Answer& answer)
      : flows_(flows), answer_(answer) {
    for (const Payment& payment : payments) {
      victims_.insert(flows.from(payment.flow));
      payments_.insert(payment.flow);
    }
    see();
  }

  Parts named() {
    find_cycles();
    find_groups();
    Parts out;
    std::vector<AccountId> all;
    for (const auto& [account, seen] : seen_) all.push_back(account);
    for (const auto& [account, stop] : answer_.stops) all.push_back(account);
    all.insert(all.end(), victims_.begin(), victims_.end());
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
    return !victims_.contains(account) && !answer_.stops.contains(account);
  }

  Seen& look_at(AccountId account) {
    const auto [at, fresh] = seen_.try_emplace(account);
    if (fresh) {
      const auto where = flows_.appearances(account);
      at->second.custody = where.size() == 1 && where[0].books == model::Books::custodian;
      at->second.bank = std::all_of(where.begin(), where.end(), [](const auto& one) {
        return one.books == model::Books::bank;
      });
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
        to.in += traced.sent - traced.fee;
        to.paid_by_victim |= payments_.contains(traced.flow);
      }
      edges_.push_back(edge);
    }
    std::sort(edges_.begin(), edges_.end());
    edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
    for (const Edge& edge : edges_) {
      const bool from_custody = followed(edge.from) && seen_.at(edge.from).custody;
      const bool to_custody = followed(edge.to) && seen_.at(edge.to).custody;
      if (followed(edge.to)) {
        Seen& to = seen_.at(edge.to);
        ++to.senders;
        to.paid_from_outside |= to_custody && !from_custody;
        to.paid_by_custody |= from_custody;
      }
      if (followed(edge.from)) seen_.at(edge.from).pays_custody |= to_custody;
    }
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
      const bool entered = std::any_of(component.begin(), component.end(), [&](AccountId account) {
        return seen_.at(account).paid_from_outside;
      });
      if (entered && component.size() > 1) cycle_.insert(component.begin(), component.end());
    }
  }

  // Accounts that lie behind a custodian: reached from its cycle, and not on a way into it.
  void find_groups() {
    std::multimap<AccountId, AccountId> out, back;
    for (const Edge& edge : edges_) {
      if (!followed(edge.from) || !followed(edge.to)) continue;
      out.emplace(edge.from, edge.to);
      back.emplace(edge.to, edge.from);
    }
    std::set<AccountId> custody;
    for (const auto& [account, seen] : seen_) {
      if (seen.custody) custody.insert(account);
    }
    std::set<AccountId> after = reached(out, custody);
    for (const AccountId before : reached(back, custody)) after.erase(before);
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
    if (victims_.contains(account)) return Part::victim;
    if (answer_.stops.contains(account)) return Part::stop;
    const Seen& seen = seen_.at(account);
    if (seen.custody) {
      if (seen.paid_from_outside) return Part::custody_entry;
      return cycle_.contains(account) ? Part::custody_member : Part::recipient;
    }
    if (group_of_.contains(account)) {
      return seen.out == 0 ? Part::consolidation_holder : Part::consolidation_feeder;
    }
    if (seen.paid_by_victim) return Part::receiver;
    if (seen.pays_custody && seen.senders > 1) return Part::intermediary;
    // Most of it: at least half. Who keeps more than half has no need to explain a commission.
    if (seen.out * 2 < seen.in) return Part::recipient;
    return seen.bank ? Part::mule : Part::layer;
  }

  const index::FlowIndex& flows_;
  const Answer& answer_;
  std::set<AccountId> victims_;
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
     "A wallet that passed on at least half of the traced money it received", true},
    {"mule", "Mule accounts",
     "A bank account that passed on at least half of the traced money it received", true},
    {"intermediary", "Intermediaries",
     "Gathered traced money from several and paid it into accounts at a custodian", true},
    {"custody_entry", "Exchange: entry accounts",
     "An account in a custodian's books that was paid from outside", true},
    {"custody_member", "Exchange: cycle",
     "An account in a custodian's books through which the money cycled with the entry accounts",
     true},
    {"consolidation_feeder", "Out of the exchange",
     "Received from the custodian and passed on within its group", true},
    {"consolidation_holder", "Consolidation", "Where the money of a group comes to rest", true},
    {"recipient", "Received and kept",
     "Received traced money and kept it, or most of it: may know nothing", false},
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
               const Answer& answer) {
  return Naming(flows, payments, answer).named();
}

}  // namespace bayon::trace
