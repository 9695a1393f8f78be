#include "bayon/inquiry/rings/gather_scatter/typology.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/rings/distinct.hpp"
#include "bayon/inquiry/rings/instance.hpp"

namespace bayon::rings::gather_scatter {

namespace {

std::uint32_t senders_needed(const Question& question) {
  return accounts_needed(typology(), question);
}
std::uint32_t receivers_needed(const Question& question) {
  return question.receivers_min != 0 ? question.receivers_min : senders_needed(question);
}

// Steps [first, end) of one direction, whose other accounts are counted.
struct Counted {
  Counted(std::uint32_t accounts, std::uint32_t needed_) : others(accounts), needed(needed_) {}

  void start(std::span<const Step> all, std::size_t at) {
    clear();
    steps = all;
    first = end = at;
  }
  bool enough() const { return others.size() >= needed; }
  bool at_end() const { return end == steps.size(); }
  void take() { others.add(steps[end++].other); }
  void take_until(Key key) {
    while (!at_end() && steps[end].key <= key) take();
  }
  void drop() { others.remove(steps[first++].other); }
  void drop_until(Key key) {
    while (first < end && steps[first].key <= key) drop();
  }
  void clear() {
    while (first < end) drop();
  }

  Distinct others;
  std::uint32_t needed;
  std::span<const Step> steps;
  std::size_t first = 0, end = 0;
};

class GatherScatterSearch final : public Search {
 public:
  GatherScatterSearch(const OrderedFlows& flows, const Question& question)
      : flows_(flows),
        in_(flows.accounts(), senders_needed(question)),
        out_(flows.accounts(), receivers_needed(question)) {}

  // The earliest moment with enough payers leaves the most receivers after it, so a window
  // qualifies if and only if it does so at that moment. Moment and window end never move back as
  // the window's start moves on: both counts slide.
  void at(index::AccountId account, Found& found) override {
    const auto in = flows_.in(account), out = flows_.out(account);
    if (in.size() < in_.needed || out.size() < out_.needed) return;
    if (!found.spend(in.size() + out.size())) return;
    in_.start(in, 0);
    out_.start(out, 0);
    while (in_.first < in.size()) {
      while (!in_.enough() && !in_.at_end()) in_.take();
      if (!in_.enough()) break;
      const Key last_key = flows_.until(in[in_.first].key);
      const Key moment = in[in_.end - 1].key;
      if (moment <= last_key) {
        out_.take_until(last_key);
        out_.drop_until(moment);
        if (out_.enough()) {
          if (!add(moment, last_key, found)) break;
          continue;
        }
      }
      in_.drop();
    }
    in_.clear();
    out_.clear();
  }

 private:
  // Adds the window's instance and moves both counts past it. False when found has enough.
  bool add(Key earliest, Key last_key, Found& found) {
    const auto in = in_.steps, out = out_.steps;
    const std::size_t begin = in_.first;
    Key best = earliest;
    std::uint32_t joined = 0;
    for (Key moment = earliest;; moment = in[in_.end].key) {
      in_.take_until(moment);
      out_.drop_until(moment);
      if (!out_.enough()) break;
      if (in_.others.size() + out_.others.size() > joined) {
        joined = in_.others.size() + out_.others.size();
        best = moment;
      }
      if (in_.at_end() || in[in_.end].key > last_key) break;
    }
    instance_.clear();
    for (std::size_t i = begin; i < in.size() && in[i].key <= best; ++i)
      instance_.push_back(in[i].flow);
    Key end = best;
    for (std::size_t i = first_after(out, best); i < out.size() && out[i].key <= last_key; ++i) {
      instance_.push_back(out[i].flow);
      end = out[i].key;
    }
    in_.start(in, first_after(in, end));
    out_.start(out, first_after(out, end));
    return found.add(instance_);
  }

  const OrderedFlows& flows_;
  Counted in_, out_;
  std::vector<index::FlowId> instance_;
};

std::unique_ptr<Search> search(const OrderedFlows& flows, const Question& question) {
  return std::make_unique<GatherScatterSearch>(flows, question);
}

Result<std::vector<Participant>> participants(const index::FlowIndex& flows,
                                              const Question& question,
                                              std::span<const index::FlowId> given) {
  const index::AccountId hub = flows.to(given.front());
  std::vector<index::AccountId> senders, receivers;
  std::size_t i = 0;
  for (; i < given.size() && flows.to(given[i]) == hub; ++i)
    senders.push_back(flows.from(given[i]));
  const std::size_t gathered = i;
  for (; i < given.size() && flows.from(given[i]) == hub; ++i)
    receivers.push_back(flows.to(given[i]));
  if (i != given.size()) {
    return fail(errors::rings_not_an_instance,
                fmt::format("flow {} neither gathers at nor then leaves '{}'", given[i],
                            flows.account(hub)));
  }
  if (gathered < given.size() && question.ties == Ties::strict &&
      flows.at(given[gathered - 1]) == flows.at(given[gathered])) {
    return fail(errors::rings_not_an_instance, fmt::format("flows {} and {} happen at one instant",
                                                           given[gathered - 1], given[gathered]));
  }
  std::vector<Participant> out{{hub, Role::hub}};
  const std::size_t from = add_participants(std::move(senders), Role::source, out);
  const std::size_t to = add_participants(std::move(receivers), Role::target, out);
  if (from < senders_needed(question) || to < receivers_needed(question)) {
    return fail(
        errors::rings_not_an_instance,
        fmt::format("'{}' has {} payers and {} receivers, {} and {} are needed", flows.account(hub),
                    from, to, senders_needed(question), receivers_needed(question)));
  }
  return out;
}

}  // namespace

const Typology& typology() {
  static constexpr Typology it{
      .name = "gather_scatter",
      .summary =
          "an account that several others pay and that then pays several others, within one window",
      .innocent =
          "a marketplace passing on payments, a letting agent, a company paid by customers that "
          "pays "
          "wages, an exchange's hot wallet",
      .accounts_min = 3,
      .centre = Centre::hub,
      .search = &search,
      .participants = &participants,
  };
  return it;
}

}  // namespace bayon::rings::gather_scatter
