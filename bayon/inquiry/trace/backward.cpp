#include <algorithm>
#include <memory>
#include <unordered_map>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/trace/detail/piece.hpp"

namespace bayon::trace {

namespace {

using index::AccountId;
using index::Flow;
using index::FlowId;

constexpr FlowId nothing = 0xffffffffu;

// Under FIFO, unit number k to leave an account is unit number k that came in: positions are
// enough.
struct Incoming {
  Amount first;  // position of its first unit
  Amount units;
  FlowId flow;  // nothing: the unknown in-flow that covers the out-flow at this place
};

struct Purse {
  Amount in = 0;
  Amount out = 0;
  std::vector<Incoming> incoming;
  std::unordered_map<FlowId, Amount> leaves_at;  // position of the first unit of each out-flow
};

class Walk {
 public:
  Walk(const index::FlowIndex& flows, const BackwardQuestion& question, Progress& progress)
      : flows_(flows),
        question_(question),
        progress_(progress),
        too_large_(flows.sums_too_large()) {}

  Result<BackwardAnswer> run() {
    for (const FlowId id : flows_.in(question_.sink)) {
      const Flow flow = flows_.flow(id);
      if (flow.at > question_.until) break;
      if (still(flow)) continue;
      if (too_large_[flow.received.asset]) {
        answer_.too_large.insert(flow.received.asset);
        continue;
      }
      if (flow.received.amount == 0) continue;
      pieces_.push_back({id, 0, flow.received.amount, id, 0, 0});
    }
    if (pieces_.empty() && answer_.too_large.empty()) {
      return fail(errors::trace_no_sink,
                  "'" + std::string(flows_.account(question_.sink)) + "' received nothing");
    }
    while (!pieces_.empty()) {
      if (progress_.cancelled()) return fail(errors::question_cancelled);
      const Piece piece = pieces_.back();
      pieces_.pop_back();
      if (answer_.origins.size() >= question_.pieces_max) {
        answer_.cut = true;
        break;
      }
      trace_piece(piece);
    }
    std::sort(answer_.origins.begin(), answer_.origins.end(), [](const Origin& a, const Origin& b) {
      return std::tuple(a.sink_flow, a.sink_first, a.first) <
             std::tuple(b.sink_flow, b.sink_first, b.first);
    });
    return std::move(answer_);
  }

 private:
  // Units [first, first + units) of what `flow` delivered, which later became units of a sink flow.
  struct Piece {
    FlowId flow;
    Amount first;
    Amount units;
    FlowId sink_flow;
    Amount sink_first;
    std::uint32_t hops;
  };

  void end(const Piece& piece, Origin::Kind kind, ClaimId claim = 0) {
    answer_.origins.push_back({kind, piece.flow, claim, piece.first, piece.units, piece.sink_flow,
                               piece.sink_first, piece.hops});
  }

  const Payment* payment_of(FlowId flow) const {
    const auto found = std::lower_bound(question_.payments.begin(), question_.payments.end(), flow,
                                        [](const Payment& p, FlowId id) { return p.flow < id; });
    return found != question_.payments.end() && found->flow == flow ? &*found : nullptr;
  }

  bool still(const Flow& flow) const {
    return detail::to_itself(flow) && payment_of(flow.id) == nullptr;
  }

  void trace_piece(const Piece& piece) {
    if (const Payment* payment = payment_of(piece.flow)) {
      return end(piece, Origin::Kind::payment, payment->claim);
    }
    const Flow flow = flows_.flow(piece.flow);
    Stop hub;
    const Ends ends{&question_.stops, question_.hub_flows_max, question_.until};
    if (stop_at(flows_, ends, flow.from, hub) != nullptr) {
      return end(piece, Origin::Kind::stop);
    }
    if (piece.hops >= question_.hops_max || flow.conversion()) {
      answer_.cut = answer_.cut || piece.hops >= question_.hops_max;
      return end(piece, Origin::Kind::deep);
    }
    const Purse& purse = purse_of(flow.from, flow.paid.asset);
    Amount position = purse.leaves_at.at(flow.id) + piece.first;
    Amount left = piece.units, done = 0;
    auto at = std::upper_bound(purse.incoming.begin(), purse.incoming.end(), position,
                               [](Amount p, const Incoming& i) { return p < i.first; });
    --at;
    for (; left > 0; ++at) {
      const Amount inside = position - at->first;
      const Amount taken = std::min(left, at->units - inside);
      Piece next{at->flow, inside, taken, piece.sink_flow, piece.sink_first + done, piece.hops + 1};
      if (at->flow == nothing) {
        next.flow = piece.flow;
        next.hops = piece.hops;
        next.first = piece.first + done;
        end(next, Origin::Kind::unknown);
      } else {
        pieces_.push_back(next);
      }
      left -= taken;
      done += taken;
      position += taken;
    }
  }

  const Purse& purse_of(AccountId account, std::uint16_t asset) {
    const std::uint64_t key = (static_cast<std::uint64_t>(account) << 16) | asset;
    auto& held = purses_[key];
    if (!held) held = std::make_unique<Purse>(replay(account, asset));
    return *held;
  }

  Purse replay(AccountId account, std::uint16_t asset) const {
    Purse out;
    const auto sent = flows_.out(account), received = flows_.in(account);
    std::size_t next_out = 0, next_in = 0;
    const auto bring = [&](FlowId flow, Amount units) {
      if (units == 0) return;
      out.incoming.push_back({out.in, units, flow});
      out.in += units;
    };
    while (next_out < sent.size() || next_in < received.size()) {
      const FlowId o = next_out < sent.size() ? sent[next_out] : nothing;
      const FlowId i = next_in < received.size() ? received[next_in] : nothing;
      // A transfer to oneself leaves before it arrives.
      const Flow flow = flows_.flow(std::min(o, i));
      const bool stays = still(flow);
      if (o <= i) {
        ++next_out;
        if (flow.paid.asset == asset) {
          const Amount leaves = stays ? flow.fee : flow.paid.amount;
          if (out.in - out.out < leaves) bring(nothing, leaves - (out.in - out.out));
          if (!stays) out.leaves_at.emplace(flow.id, out.out);
          out.out += leaves;
        }
      }
      if (i <= o) {
        ++next_in;
        if (!stays && flow.received.asset == asset) bring(flow.id, flow.received.amount);
      }
    }
    return out;
  }

  const index::FlowIndex& flows_;
  const BackwardQuestion& question_;
  Progress& progress_;
  std::vector<bool> too_large_;  // by asset
  BackwardAnswer answer_;
  std::vector<Piece> pieces_;
  std::unordered_map<std::uint64_t, std::unique_ptr<Purse>> purses_;
};

}  // namespace

Result<BackwardAnswer> trace_backward(const index::FlowIndex& flows,
                                      const BackwardQuestion& question, Progress& progress) {
  return Walk(flows, question, progress).run();
}

}  // namespace bayon::trace
