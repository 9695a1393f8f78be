// The naive twins of tracing, and the laws that every trace obeys.
//
// The twins replay the whole ledger, followed or not, and share no code with the replay. FIFO's
// keeps each account as a plain list of single units in order of arrival; the haircut's as a table
// of claims, from which units are given out one by one; poison's as a set of claims that touched
// it. [docs/invariants.md: trace.*]
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "bayon/base/random.hpp"
#include "bayon/inquiry/trace/trace.hpp"
#include "test/support/flow_fixture.hpp"

namespace bayon::trace {
namespace {

using testing::FlowFixture;
using testing::GivenFlow;

constexpr ClaimId nobody = 0xffffffffu;

std::set<index::AccountId> ends_of(const index::FlowIndex& flows, const Question& question) {
  std::set<index::AccountId> out;
  for (const auto& [account, stop] : question.stops) out.insert(account);
  for (const auto& payment : question.payments) out.insert(flows.from(payment.flow));
  return out;
}

// A payment to oneself moves nothing but its fee.
bool moves_nothing(const index::Flow& flow, const Question& question) {
  const auto is = [&](const Payment& payment) { return payment.flow == flow.id; };
  return flow.from == flow.to &&
         std::none_of(question.payments.begin(), question.payments.end(), is);
}

// Units of every account, oldest first, each named by its claim; what arrives nowhere is burnt.
struct UnitLedger {
  std::map<index::AccountId, std::deque<ClaimId>> units;
  std::map<ClaimId, std::int64_t> fees;

  void replay(const index::FlowIndex& flows, const Question& question) {
    const auto ends = ends_of(flows, question);
    for (index::FlowId id = 0; id < flows.flows(); ++id) {
      const auto flow = flows.flow(id);
      const bool still = moves_nothing(flow, question);
      std::deque<ClaimId> moving;
      for (Amount u = 0; u < (still ? flow.fee : flow.paid.amount); ++u) {
        auto& purse = units[flow.from];
        if (purse.empty()) {
          moving.push_back(nobody);
        } else {
          moving.push_back(purse.front());
          purse.pop_front();
        }
      }
      for (const auto& payment : question.payments) {
        if (payment.flow == id) moving.assign(moving.size(), payment.claim);
      }
      for (Amount f = 0; f < flow.fee; ++f) {
        ++fees[moving.back()];
        moving.pop_back();
      }
      auto& to = units[flow.to];
      // What a stop node passes on is nobody's: its money is pooled.
      if (ends.contains(flow.to)) {
        for (const ClaimId claim : moving) ++arrived[{flow.to, claim}];
        to.insert(to.end(), moving.size(), nobody);
      } else {
        to.insert(to.end(), moving.begin(), moving.end());
      }
    }
  }
  std::map<std::pair<index::AccountId, ClaimId>, std::int64_t> arrived;
};

std::optional<ClaimId> claim_of(const Question& question, index::FlowId id) {
  for (const auto& payment : question.payments) {
    if (payment.flow == id) return payment.claim;
  }
  return std::nullopt;
}

// Units by claim; `nobody` is clean money and comes last.
using Shares = std::map<ClaimId, std::int64_t>;

std::int64_t sum(const Shares& shares) {
  std::int64_t out = 0;
  for (const auto& [claim, units] : shares) out += units;
  return out;
}

// Takes `units` out of `from` in proportion: whole units first, then one more for whoever lacks the
// most, the lower claim before the higher.
Shares take(Shares& from, std::int64_t units) {
  if (units == 0) return {};
  const std::int64_t whole = sum(from);
  Shares out, lacking;
  for (const auto& [claim, share] : from) {
    while ((out[claim] + 1) * whole <= share * units) ++out[claim];
    lacking[claim] = share * units - out[claim] * whole;
  }
  while (sum(out) < units) {
    const auto most =
        std::max_element(lacking.begin(), lacking.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    ++out[most->first];
    most->second = -1;
  }
  for (const auto& [claim, taken] : out) from[claim] -= taken;
  return out;
}

struct ShareLedger {
  std::map<index::AccountId, Shares> accounts;
  std::map<std::pair<index::AccountId, ClaimId>, std::int64_t> arrived;
  Shares fees;

  void replay(const index::FlowIndex& flows, const Question& question) {
    const auto ends = ends_of(flows, question);
    for (index::FlowId id = 0; id < flows.flows(); ++id) {
      const auto flow = flows.flow(id);
      const auto paid = static_cast<std::int64_t>(flow.paid.amount);
      const std::int64_t leaves =
          moves_nothing(flow, question) ? static_cast<std::int64_t>(flow.fee) : paid;
      Shares& from = accounts[flow.from];
      from[nobody] += std::max<std::int64_t>(0, leaves - sum(from));
      Shares moving = take(from, leaves);
      if (const auto claim = claim_of(question, id)) moving = {{*claim, paid}};
      for (const auto& [claim, units] : take(moving, static_cast<std::int64_t>(flow.fee))) {
        fees[claim] += units;
      }
      for (const auto& [claim, units] : moving) {
        const bool ends_here = ends.contains(flow.to);
        if (ends_here) arrived[{flow.to, claim}] += units;
        accounts[flow.to][ends_here ? nobody : claim] += units;
      }
    }
  }
};

// Who touched what, if money that was touched once stays so: what no other rule may exceed.
std::set<std::pair<index::AccountId, ClaimId>> poisoned(const index::FlowIndex& flows,
                                                        const Question& question) {
  const auto ends = ends_of(flows, question);
  std::map<index::AccountId, std::set<ClaimId>> touched;
  std::map<index::AccountId, Amount> balance;
  std::set<std::pair<index::AccountId, ClaimId>> out;
  for (index::FlowId id = 0; id < flows.flows(); ++id) {
    const auto flow = flows.flow(id);
    std::set<ClaimId> moving = touched[flow.from];
    if (const auto claim = claim_of(question, id)) moving = {*claim};
    const bool still = moves_nothing(flow, question);
    balance[flow.from] =
        std::max<Amount>(0, balance[flow.from] - (still ? flow.fee : flow.paid.amount));
    if (balance[flow.from] == 0) touched[flow.from].clear();
    if (still || flow.received.amount == 0) continue;
    balance[flow.to] += flow.received.amount;
    for (const ClaimId claim : moving) {
      out.insert({flow.to, claim});
      if (!ends.contains(flow.to)) touched[flow.to].insert(claim);
    }
  }
  return out;
}

std::set<std::pair<index::AccountId, ClaimId>> reach(const index::FlowIndex& flows,
                                                     const Answer& answer) {
  std::set<std::pair<index::AccountId, ClaimId>> out;
  for (const auto& move : answer.moves) {
    if (!move.fee) out.insert({flows.to(move.flow), move.claim});
  }
  return out;
}

struct World {
  std::unique_ptr<FlowFixture> fixture;
  Question question;
};

// Few accounts, many flows, equal instants now and then, fees, a stop node and up to three victims.
// `scale` makes all amounts so many times larger.
World any_world(std::uint64_t seed, Amount scale = 1) {
  Random random(seed);
  const auto accounts = 4 + random.below(6);
  std::vector<GivenFlow> given;
  const auto count = 5 + random.below(60);
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto from = random.below(accounts), to = random.below(accounts);
    auto flow = testing::flow("a" + std::to_string(from), "a" + std::to_string(to),
                              (1 + static_cast<Amount>(random.below(40))) * scale,
                              testing::minute(static_cast<std::int64_t>(i / 2)));
    if (random.chance(0.2)) flow.fee = static_cast<Amount>(random.below(2)) * flow.amount / 5;
    given.push_back(flow);
  }
  World out;
  out.fixture = std::make_unique<FlowFixture>(given);
  const auto& flows = out.fixture->flows();
  const std::uint64_t victims = 1 + random.below(3);
  for (std::uint64_t v = 0; v < victims; ++v) {
    out.question.claims.push_back({"victim " + std::to_string(v), 0, 0});
  }
  std::set<index::FlowId> chosen;
  for (std::uint64_t p = 0; p < victims + 1; ++p) {
    chosen.insert(static_cast<index::FlowId>(random.below(flows.flows())));
  }
  for (const auto id : chosen) {
    const auto claim = static_cast<ClaimId>(random.below(victims));
    out.question.payments.push_back({id, claim, random.chance(0.8)});
    out.question.claims[claim].loss += flows.flow(id).paid.amount;
  }
  out.question.stops.emplace(static_cast<index::AccountId>(random.below(flows.accounts())),
                             Stop{StopReason::asked, {}});
  return out;
}

Answer traced(const World& world, Rule rule) {
  Question question = world.question;
  question.rule = rule;
  Silent silent;
  return *trace_forward(world.fixture->flows(), question, silent);
}

Amount sum(const Balance& b) { return b.held + b.stopped + b.returned + b.fees + b.dust; }

constexpr std::uint64_t worlds = 120;

TEST(TraceLaws, FifoAgreesWithTheTwinUnitByUnit) {
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const World world = any_world(seed);
    UnitLedger twin;
    twin.replay(world.fixture->flows(), world.question);
    const Answer answer = traced(world, Rule::fifo);
    std::map<std::pair<index::AccountId, ClaimId>, std::int64_t> held, expected;
    for (const auto& holding : answer.held) {
      held[{holding.account, holding.claim}] += static_cast<std::int64_t>(holding.units);
    }
    for (const auto& [account, units] : twin.units) {
      for (const ClaimId claim : units) {
        if (claim != nobody) ++expected[{account, claim}];
      }
    }
    EXPECT_EQ(held, expected) << "seed " << seed;
    std::map<std::pair<index::AccountId, ClaimId>, std::int64_t> stopped;
    for (const auto& holding : answer.stopped) {
      stopped[{holding.account, holding.claim}] += static_cast<std::int64_t>(holding.units);
    }
    std::erase_if(twin.arrived, [](const auto& entry) { return entry.first.second == nobody; });
    EXPECT_EQ(stopped, twin.arrived) << "seed " << seed;
    for (ClaimId claim = 0; claim < answer.balances.size(); ++claim) {
      EXPECT_EQ(static_cast<std::int64_t>(answer.balances[claim].fees), twin.fees[claim])
          << "seed " << seed;
    }
  }
}

TEST(TraceLaws, HaircutAgreesWithTheTwinShareByShare) {
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const World world = any_world(seed);
    ShareLedger twin;
    twin.replay(world.fixture->flows(), world.question);
    const Answer answer = traced(world, Rule::haircut);
    std::map<std::pair<index::AccountId, ClaimId>, std::int64_t> held, expected, stopped;
    for (const auto& holding : answer.held) {
      held[{holding.account, holding.claim}] += static_cast<std::int64_t>(holding.units);
    }
    for (const auto& [account, shares] : twin.accounts) {
      for (const auto& [claim, units] : shares) {
        if (claim != nobody && units != 0) expected[{account, claim}] = units;
      }
    }
    EXPECT_EQ(held, expected) << "seed " << seed;
    for (const auto& holding : answer.stopped) {
      stopped[{holding.account, holding.claim}] += static_cast<std::int64_t>(holding.units);
    }
    std::erase_if(twin.arrived, [](const auto& entry) {
      return entry.first.second == nobody || entry.second == 0;
    });
    EXPECT_EQ(stopped, twin.arrived) << "seed " << seed;
    for (ClaimId claim = 0; claim < answer.balances.size(); ++claim) {
      EXPECT_EQ(static_cast<std::int64_t>(answer.balances[claim].fees), twin.fees[claim])
          << "seed " << seed;
    }
  }
}

// Is the account the claim's victim's own, and nobody else's as far as the reports say?
bool is_own(const index::FlowIndex& flows, const Question& question, index::AccountId account,
            ClaimId claim) {
  if (question.stops.contains(account)) return false;
  bool paid_it = false;
  for (const Payment& payment : question.payments) {
    const bool from = flows.from(payment.flow) == account;
    if (from && !payment.own) return false;
    if (!from && flows.to(payment.flow) == account) return false;
    paid_it = paid_it || (from && payment.claim == claim);
  }
  return paid_it;
}

// What reached another victim was not given back to this one.
TEST(TraceLaws, ReturnsOnlyToTheVictimWhoLostIt) {
  std::size_t own = 0, others = 0;
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const World world = any_world(seed);
    const auto& flows = world.fixture->flows();
    ShareLedger shares;
    shares.replay(flows, world.question);
    UnitLedger units;
    units.replay(flows, world.question);
    for (const Rule rule : {Rule::fifo, Rule::haircut}) {
      const Answer answer = traced(world, rule);
      std::map<ClaimId, std::int64_t> returned;
      for (const auto& [at, amount] : rule == Rule::fifo ? units.arrived : shares.arrived) {
        if (at.second == nobody || amount == 0) continue;
        const bool back = is_own(flows, world.question, at.first, at.second);
        if (back) returned[at.second] += amount;
        own += back ? 1 : 0;
        others += answer.stops.at(at.first).reason == StopReason::victim && !back ? 1 : 0;
      }
      for (ClaimId claim = 0; claim < answer.balances.size(); ++claim) {
        EXPECT_EQ(static_cast<std::int64_t>(answer.balances[claim].returned), returned[claim])
            << "seed " << seed << " rule " << name(rule);
      }
    }
  }
  EXPECT_GT(own, 0u);
  EXPECT_GT(others, 0u);
}

// A budget that is used up leaves money where it was; nothing of it is lost, and it is said.
TEST(Trace, SaysWhenABudgetCutItAndLosesNothing) {
  std::size_t cut = 0;
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    for (const Rule rule : {Rule::fifo, Rule::haircut}) {
      World world = any_world(seed);
      const Answer whole = traced(world, rule);
      ASSERT_FALSE(whole.cut);
      world.question.moves_max = whole.moves.size() / 2;
      const Answer by_moves = traced(world, rule);
      world.question.moves_max = whole.moves.size() + 1;
      world.question.events_max = whole.events / 2;
      const Answer by_events = traced(world, rule);
      for (const Answer* answer : {&by_moves, &by_events}) {
        EXPECT_LE(answer->moves.size(), whole.moves.size());
        cut += answer->cut ? 1 : 0;
        for (ClaimId claim = 0; claim < answer->balances.size(); ++claim) {
          EXPECT_EQ(static_cast<std::int64_t>(sum(answer->balances[claim])),
                    static_cast<std::int64_t>(world.question.claims[claim].loss))
              << "seed " << seed << " rule " << name(rule);
        }
      }
    }
  }
  EXPECT_GT(cut, worlds);
}

// Law 1: what was lost is somewhere, to the last unit.
TEST(TraceLaws, ConservesEveryClaim) {
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const World world = any_world(seed);
    for (const Rule rule : {Rule::fifo, Rule::haircut}) {
      const Answer answer = traced(world, rule);
      for (ClaimId claim = 0; claim < answer.balances.size(); ++claim) {
        EXPECT_EQ(static_cast<std::int64_t>(sum(answer.balances[claim])),
                  static_cast<std::int64_t>(world.question.claims[claim].loss))
            << "seed " << seed << " rule " << name(rule);
      }
    }
  }
}

// Law 2: nothing traced is negative, and an account never holds more of it than it has.
TEST(TraceLaws, CoversWhatItAttributes) {
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const World world = any_world(seed);
    UnitLedger twin;
    twin.replay(world.fixture->flows(), world.question);
    for (const Rule rule : {Rule::fifo, Rule::haircut}) {
      std::map<index::AccountId, Amount> held;
      const Answer answer = traced(world, rule);
      for (const auto& holding : answer.held) {
        EXPECT_GT(holding.units, 0);
        held[holding.account] += holding.units;
      }
      for (const auto& [account, units] : held) {
        EXPECT_LE(units, static_cast<Amount>(twin.units[account].size())) << "seed " << seed;
      }
    }
  }
}

// Law 3: what happens later changes nothing that was attributed before.
TEST(TraceLaws, KnowsNothingOfTheFuture) {
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const World world = any_world(seed);
    const Instant cut = testing::minute(10);
    for (const Rule rule : {Rule::fifo, Rule::haircut}) {
      World early = any_world(seed);
      early.question.until = cut;
      const auto before = [&](const Answer& answer) {
        std::vector<std::tuple<index::FlowId, ClaimId, std::int64_t>> out;
        for (const auto& move : answer.moves) {
          if (world.fixture->flows().at(move.flow) <= cut) {
            out.emplace_back(move.flow, move.claim, static_cast<std::int64_t>(move.units));
          }
        }
        return out;
      };
      EXPECT_EQ(before(traced(world, rule)), before(traced(early, rule))) << "seed " << seed;
    }
  }
}

// Law 4: FIFO of two claims is the sum of FIFO of each. Every payer stays a place where tracing
// ends.
TEST(TraceLaws, FifoAddsUpOverClaims) {
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const World world = any_world(seed);
    Question ask = world.question;
    const auto& flows = world.fixture->flows();
    for (const auto& payment : ask.payments) {
      ask.stops.emplace(flows.from(payment.flow), Stop{StopReason::victim, {}});
    }
    const auto holdings = [&](const Question& question) {
      Silent silent;
      std::map<std::pair<index::AccountId, ClaimId>, std::int64_t> out;
      const auto answer = *trace_forward(flows, question, silent);
      for (const auto& holding : answer.held) {
        out[{holding.account, holding.claim}] += static_cast<std::int64_t>(holding.units);
      }
      return out;
    };
    const auto together = holdings(ask);
    std::map<std::pair<index::AccountId, ClaimId>, std::int64_t> apart;
    for (ClaimId claim = 0; claim < ask.claims.size(); ++claim) {
      Question alone = ask;
      std::erase_if(alone.payments, [&](const Payment& p) { return p.claim != claim; });
      if (alone.payments.empty()) continue;
      for (const auto& [key, units] : holdings(alone)) apart[key] += units;
    }
    EXPECT_EQ(together, apart) << "seed " << seed;
  }
}

// Law 4 for the haircut: the same, but for the unit that each event may round either way.
TEST(TraceLaws, HaircutAddsUpOverClaimsButForRounding) {
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    World world = any_world(seed, 1'000'000'000);
    const auto& flows = world.fixture->flows();
    for (const auto& payment : world.question.payments) {
      world.question.stops.emplace(flows.from(payment.flow), Stop{StopReason::victim, {}});
    }
    std::map<std::pair<index::AccountId, ClaimId>, std::int64_t> difference;
    const Answer together = traced(world, Rule::haircut);
    for (const auto& holding : together.held) {
      difference[{holding.account, holding.claim}] += static_cast<std::int64_t>(holding.units);
    }
    for (ClaimId claim = 0; claim < world.question.claims.size(); ++claim) {
      Question alone = world.question;
      alone.rule = Rule::haircut;
      std::erase_if(alone.payments, [&](const Payment& p) { return p.claim != claim; });
      if (alone.payments.empty()) continue;
      Silent silent;
      const Answer apart = *trace_forward(flows, alone, silent);
      for (const auto& holding : apart.held) {
        difference[{holding.account, holding.claim}] -= static_cast<std::int64_t>(holding.units);
      }
    }
    for (const auto& [key, units] : difference) {
      EXPECT_LE(std::abs(units), 2 * static_cast<std::int64_t>(flows.flows())) << "seed " << seed;
    }
  }
}

// Law 5: no rule reaches further than poison, and the haircut reaches as far, where amounts are so
// large that no share rounds to nothing.
TEST(TraceLaws, PoisonBoundsTheReach) {
  std::size_t nearer = 0;
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const World world = any_world(seed, 1'000'000'000'000'000);
    const auto& flows = world.fixture->flows();
    const auto bound = poisoned(flows, world.question);
    const auto fifo = reach(flows, traced(world, Rule::fifo));
    EXPECT_TRUE(std::includes(bound.begin(), bound.end(), fifo.begin(), fifo.end()))
        << "seed " << seed;
    EXPECT_EQ(reach(flows, traced(world, Rule::haircut)), bound) << "seed " << seed;
    nearer += fifo.size() < bound.size() ? 1 : 0;
  }
  EXPECT_GT(nearer, 0u) << "worlds in which FIFO reaches less";
}

// Law 7: walking back from a stop node finds exactly the payments' units that went there.
TEST(TraceLaws, BackwardFindsWhatForwardBrought) {
  for (std::uint64_t seed = 0; seed < worlds; ++seed) {
    const World world = any_world(seed);
    const auto& flows = world.fixture->flows();
    const auto sink = world.question.stops.begin()->first;
    BackwardQuestion back;
    back.sink = sink;
    back.payments = world.question.payments;
    back.claims = world.question.claims;
    back.stops = world.question.stops;
    for (const auto& payment : back.payments) {
      back.stops.emplace(flows.from(payment.flow), Stop{StopReason::victim, {}});
    }
    Silent silent;
    const auto found = trace_backward(flows, back, silent);
    if (!found.ok()) continue;
    std::map<ClaimId, std::int64_t> came, brought;
    for (const auto& origin : found->origins) {
      if (origin.kind == Origin::Kind::payment)
        came[origin.claim] += static_cast<std::int64_t>(origin.units);
    }
    const Answer forward = traced(world, Rule::fifo);
    for (const auto& holding : forward.stopped) {
      if (holding.account == sink)
        brought[holding.claim] += static_cast<std::int64_t>(holding.units);
    }
    EXPECT_EQ(came, brought) << "seed " << seed;
  }
}

TEST(Trace, NeedsAPayment) {
  const World world = any_world(1);
  Silent silent;
  Question none;
  const auto answer = trace_forward(world.fixture->flows(), none, silent);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(name(answer.error().code), "trace.no_victims");
}

TEST(Trace, ClaytonsCaseByHand) {
  // 100 clean, 60 of a victim, then 120 leave: FIFO takes 20 of the victim's, haircut 45.
  FlowFixture fixture({testing::flow("clean", "hub", 100, testing::minute(0)),
                       testing::flow("victim", "hub", 60, testing::minute(1)),
                       testing::flow("hub", "out", 120, testing::minute(2))});
  const auto& flows = fixture.flows();
  Question question;
  question.claims = {{"victim", 0, 60}};
  question.payments = {{1, 0}};
  Silent silent;
  const auto fifo = *trace_forward(flows, question, silent);
  question.rule = Rule::haircut;
  const auto haircut = *trace_forward(flows, question, silent);
  const auto moved_out = [&](const Answer& answer) {
    std::int64_t out = 0;
    for (const auto& move : answer.moves) {
      if (move.flow == 2) out += static_cast<std::int64_t>(move.units);
    }
    return out;
  };
  EXPECT_EQ(moved_out(fifo), 20);
  EXPECT_EQ(moved_out(haircut), 45);
}

}  // namespace
}  // namespace bayon::trace
