// In which order do accounts send and receive, when only those that hold traced money are looked
// at?
//
// Flows are numbered in the order of time, so the next event of all is the smallest number that any
// awake account waits for. An account sleeps while it holds nothing traced; when traced money
// reaches it, its clean balance is caught up from its own flows first.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "bayon/inquiry/trace/detail/rules.hpp"

namespace bayon::trace::detail {

template <typename RuleState>
class Replay {
 public:
  Replay(const index::FlowIndex& flows, const Question& question)
      : flows_(flows),
        question_(question),
        too_large_(flows.sums_too_large()),
        slot_(flows.accounts(), none) {
    answer_.rule = question.rule;
    answer_.balances.resize(question.claims.size());
    offset_.resize(question.claims.size(), 0);
    // Money that comes back to a victim is returned, not laundered on.
    for (const auto& [account, reason] : payers_of(flows, question.payments)) {
      payers_.emplace(account, Stop{reason, {}});
    }
    for (ClaimId claim = 0; claim < question.claims.size(); ++claim) {
      const bool same =
          claim > 0 && question.claims[claim - 1].victim == question.claims[claim].victim;
      victim_of_.push_back(same ? victim_of_.back() : claim);
    }
    for (const Payment& payment : question.payments) {
      if (payment.own) own_.emplace(flows.from(payment.flow), victim_of_[payment.claim]);
    }
  }

  Result<Answer> run(Progress& progress) {
    std::size_t next_payment = 0;
    const auto& payments = question_.payments;
    while (next_payment < payments.size() || !waiting_.empty()) {
      index::FlowId flow = 0;
      if (waiting_.empty() ||
          (next_payment < payments.size() && payments[next_payment].flow <= waiting_.top())) {
        flow = payments[next_payment].flow;
      } else {
        flow = waiting_.top();
      }
      while (!waiting_.empty() && waiting_.top() == flow) waiting_.pop();
      const Payment* payment = nullptr;
      if (next_payment < payments.size() && payments[next_payment].flow == flow) {
        payment = &payments[next_payment++];
      }
      if (flows_.at(flow) > question_.until && payment == nullptr) continue;
      // What is reported after a cut still counts, but is not followed.
      answer_.cut = answer_.cut || answer_.events == question_.events_max ||
                    answer_.moves.size() >= question_.moves_max;
      if (answer_.cut && payment == nullptr) continue;
      ++answer_.events;
      if (answer_.events % 4096 == 0) {
        if (progress.cancelled()) return fail_cancelled();
        progress.advance(4096);
      }
      const index::Flow next = flows_.flow(flow);
      step(next, payment);
      if (over_) return fail_too_large(flows_, *over_);
    }
    finish();
    return std::move(answer_);
  }

 private:
  static constexpr std::uint32_t none = 0xffffffffu;

  struct Purse {
    std::uint16_t asset = 0;
    RuleState state;
  };
  struct Account {
    index::AccountId id = 0;
    std::size_t next_out = 0;
    std::size_t next_in = 0;
    bool awake = false;
    std::vector<Purse> purses;  // one for each asset seen; few
  };

  static Failure fail_cancelled();

  const Stop* stop_at(index::AccountId account) {
    // What is known of an account says more than that it paid: it may be an exchange's.
    if (const Stop* stop = trace::stop_at(
            flows_, {&question_.stops, question_.hub_flows_max, question_.until}, account, hub_)) {
      return stop;
    }
    const auto payer = payers_.find(account);
    return payer == payers_.end() ? nullptr : &payer->second;
  }

  // What reaches another victim makes up for nothing that this one lost.
  bool returns(const Stop& stop, index::AccountId account, ClaimId claim) const {
    return stop.reason == StopReason::victim && own_.contains({account, victim_of_[claim]});
  }

  Account* awake(index::AccountId account) {
    if (slot_[account] == none) return nullptr;
    Account& held = accounts_[slot_[account]];
    return held.awake ? &held : nullptr;
  }

  static RuleState& purse(Account& account, std::uint16_t asset) {
    for (auto& held : account.purses) {
      if (held.asset == asset) return held.state;
    }
    account.purses.push_back({asset, {}});
    return account.purses.back().state;
  }

  // Units that an account spends but was never seen to receive came from somewhere unknown.
  RuleState& cover(Account& account, std::uint16_t asset, Amount units) {
    RuleState& state = purse(account, asset);
    if (state.balance() >= units) return state;
    const Amount missing = units - state.balance();
    state.receive({Piece{clean, missing, 0, 0}});
    answer_.unknown_inflows[{account.id, asset}] += missing;
    return state;
  }

  // Replays what the account did while it slept, up to but without `until`: all of it clean.
  void catch_up(Account& account, index::FlowId until) {
    const auto out = flows_.out(account.id), in = flows_.in(account.id);
    for (;;) {
      const index::FlowId next_out = account.next_out < out.size() ? out[account.next_out] : none;
      const index::FlowId next_in = account.next_in < in.size() ? in[account.next_in] : none;
      const index::FlowId next = std::min(next_out, next_in);
      if (next >= until) return;
      const index::Flow flow = flows_.flow(next);
      if (to_itself(flow)) {
        ++account.next_out;
        ++account.next_in;
        if (flow.fee == 0 || too_large_[flow.paid.asset]) continue;
        cover(account, flow.paid.asset, flow.fee).send(flow.fee);
        continue;
      }
      if (next_out == next) {
        ++account.next_out;
        if (!too_large_[flow.paid.asset]) {
          cover(account, flow.paid.asset, flow.paid.amount).send(flow.paid.amount);
        }
      }
      if (next_in == next) {
        ++account.next_in;
        receive(account, flow, {Piece{clean, flow.received.amount, 0, 0}});
      }
    }
  }

  Account& wake(index::AccountId id, index::FlowId now) {
    if (slot_[id] == none) {
      slot_[id] = static_cast<std::uint32_t>(accounts_.size());
      accounts_.push_back({});
      accounts_.back().id = id;
    }
    Account& account = accounts_[slot_[id]];
    if (!account.awake) {
      catch_up(account, now);
      account.awake = true;
    }
    return account;
  }

  void wait(Account& account) {
    const auto out = flows_.out(account.id), in = flows_.in(account.id);
    index::FlowId next = none;
    if (account.next_out < out.size()) next = out[account.next_out];
    if (account.next_in < in.size()) next = std::min(next, in[account.next_in]);
    if (next != none) waiting_.push(next);
  }

  void settle(Account& account) {
    Amount traced = 0;
    for (const auto& held : account.purses) traced += held.state.traced();
    if (traced == 0) {
      account.awake = false;
    } else {
      wait(account);
    }
  }

  void log(index::FlowId flow, const Pieces& pieces, bool fee) {
    for (const Piece& piece : pieces) {
      if (piece.claim != clean) {
        answer_.moves.push_back(
            {flow, piece.claim, fee, piece.units, piece.origin_first, piece.origin});
      }
    }
  }

  // Balances of an asset whose sums may not fit are not kept: none of it is traced.
  void receive(Account& account, const index::Flow& flow, const Pieces& pieces) {
    if (!too_large_[flow.received.asset]) purse(account, flow.received.asset).receive(pieces);
  }

  // What leaves the sender with this flow.
  Pieces leaving(const index::Flow& flow, const Payment* payment, Account* from) {
    Pieces out;
    if (from != nullptr) {
      RuleState& state = cover(*from, flow.paid.asset, flow.paid.amount);
      out = state.send(flow.paid.amount);
    } else {
      out.push_back({clean, flow.paid.amount, 0, 0});
    }
    if (payment != nullptr) {
      out = {Piece{payment->claim, flow.paid.amount,
                   RuleState::ordered ? offset_[payment->claim] : 0, flow.paid.amount}};
      offset_[payment->claim] += flow.paid.amount;
    }
    return out;
  }

  // The fee of a payment to oneself.
  void burn(const index::Flow& flow, Account& account) {
    ++account.next_out;
    ++account.next_in;
    if (flow.fee > 0 && !too_large_[flow.paid.asset]) {
      RuleState& state = cover(account, flow.paid.asset, flow.fee);
      const Pieces burnt = state.send(flow.fee);
      log(flow.id, burnt, true);
      for (const Piece& piece : burnt) {
        if (piece.claim != clean) answer_.balances[piece.claim].fees += piece.origin;
      }
    }
    settle(account);
  }

  // What arrives of what left, as units of the asset received.
  Pieces delivered(const index::Flow& flow, const Payment* payment, Account* from) {
    if (too_large_[flow.paid.asset]) {
      if (payment != nullptr) over_ = flow.paid.asset;
      return {Piece{clean, flow.received.amount, 0, 0}};
    }
    Pieces pieces = leaving(flow, payment, from);
    if (flow.fee > 0) {
      const Pieces burnt = RuleState::split(pieces, flow.fee);
      log(flow.id, burnt, true);
      for (const Piece& piece : burnt) {
        if (piece.claim != clean) answer_.balances[piece.claim].fees += piece.origin;
      }
    }
    if (flow.received.asset != flow.paid.asset ||
        flow.received.amount != flow.paid.amount - flow.fee) {
      for (const Piece& piece :
           RuleState::convert(pieces, flow.paid.amount - flow.fee, flow.received.amount)) {
        answer_.balances[piece.claim].dust += piece.origin;
      }
    }
    return pieces;
  }

  void step(const index::Flow& flow, const Payment* payment) {
    Account* from = awake(flow.from);
    if (from != nullptr && payment == nullptr && to_itself(flow)) return burn(flow, *from);
    if (from != nullptr) {
      const auto sent = flows_.out(from->id);
      if (from->next_out < sent.size() && sent[from->next_out] == flow.id) ++from->next_out;
    }
    const Pieces pieces = delivered(flow, payment, from);
    const bool traced =
        std::any_of(pieces.begin(), pieces.end(), [](const Piece& p) { return p.claim != clean; });
    arrive(flow, pieces, traced);
    // The vector of accounts may have grown: ask for the sender anew.
    if (Account* sender = awake(flow.from)) settle(*sender);
    if (flow.to != flow.from) {
      if (Account* receiver = awake(flow.to)) settle(*receiver);
    }
  }

  void arrive(const index::Flow& flow, const Pieces& pieces, bool traced) {
    Account* to = awake(flow.to);
    if (traced) {
      if (too_large_[flow.received.asset]) {
        over_ = flow.received.asset;
        return;
      }
      log(flow.id, pieces, false);
      if (const Stop* stop = to == nullptr ? stop_at(flow.to) : nullptr) {
        answer_.stops.emplace(flow.to, *stop);
        for (const Piece& piece : pieces) {
          if (piece.claim == clean) continue;
          Balance& balance = answer_.balances[piece.claim];
          (returns(*stop, flow.to, piece.claim) ? balance.returned : balance.stopped) +=
              piece.origin;
          auto& held = stopped_[{flow.to, piece.claim, flow.received.asset}];
          held.first += piece.units;
          held.second += piece.origin;
        }
        return;
      }
      to = &wake(flow.to, flow.id);
    }
    if (to == nullptr) return;
    const auto received = flows_.in(to->id);
    if (to->next_in < received.size() && received[to->next_in] == flow.id) ++to->next_in;
    receive(*to, flow, pieces);
  }

  void finish() {
    std::map<std::tuple<index::AccountId, ClaimId, std::uint16_t>, std::pair<Amount, Amount>> held;
    for (const Account& account : accounts_) {
      answer_.followed.push_back(account.id);
      for (const Purse& purse : account.purses) {
        for (const Piece& piece : purse.state.content()) {
          if (piece.claim == clean) continue;
          auto& sum = held[{account.id, piece.claim, purse.asset}];
          sum.first += piece.units;
          sum.second += piece.origin;
          answer_.balances[piece.claim].held += piece.origin;
        }
      }
    }
    for (const auto& [key, sum] : held) {
      const auto& [account, claim, asset] = key;
      answer_.held.push_back({account, claim, asset, sum.first, sum.second});
    }
    for (const auto& [key, sum] : stopped_) {
      const auto& [account, claim, asset] = key;
      answer_.stopped.push_back({account, claim, asset, sum.first, sum.second,
                                 returns(answer_.stops.at(account), account, claim)});
    }
    std::sort(answer_.followed.begin(), answer_.followed.end());
    for (ClaimId claim = 0; claim < question_.claims.size(); ++claim) {
      const Balance& b = answer_.balances[claim];
      BAYON_CHECK(b.held + b.stopped + b.returned + b.fees + b.dust == offset_[claim],
                  trace.conserved);
    }
  }

  const index::FlowIndex& flows_;
  const Question& question_;
  std::vector<bool> too_large_;        // by asset
  std::optional<std::uint16_t> over_;  // the asset that traced money met and that cannot be summed
  Answer answer_;
  Stop hub_;
  std::vector<std::uint32_t> slot_;
  std::vector<Account> accounts_;
  std::map<index::AccountId, Stop> payers_;
  std::vector<ClaimId> victim_of_;  // of each claim: the first claim of its victim
  std::set<std::pair<index::AccountId, ClaimId>> own_;  // accounts by the victim who paid from them
  std::vector<Amount> offset_;
  std::map<std::tuple<index::AccountId, ClaimId, std::uint16_t>, std::pair<Amount, Amount>>
      stopped_;
  std::priority_queue<index::FlowId, std::vector<index::FlowId>, std::greater<>> waiting_;
};

}  // namespace bayon::trace::detail
