#include "bayon/inquiry/trace/trace.hpp"

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/trace/detail/replay.hpp"

namespace bayon::trace {

std::string_view name(Rule rule) { return rule == Rule::fifo ? "fifo" : "haircut"; }

std::string_view name(StopReason reason) {
  switch (reason) {
    case StopReason::label:
      return "label";
    case StopReason::victim:
      return "victim";
    case StopReason::payer:
      return "payer";
    case StopReason::hub:
      return "hub";
    case StopReason::asked:
      return "asked";
  }
  BAYON_CHECK(false, trace.stop_reason_known);
}

std::map<index::AccountId, StopReason> payers_of(const index::FlowIndex& flows,
                                                 const std::vector<Payment>& payments) {
  std::map<index::AccountId, StopReason> out;
  for (const Payment& payment : payments) {
    const auto at = out.emplace(flows.from(payment.flow), StopReason::victim).first;
    if (!payment.own) at->second = StopReason::payer;
  }
  for (const Payment& payment : payments) {
    const auto at = out.find(flows.to(payment.flow));
    if (at != out.end() && flows.from(payment.flow) != at->first) at->second = StopReason::payer;
  }
  return out;
}

Failure fail_too_large(const index::FlowIndex& flows, std::uint16_t asset) {
  return fail(
      errors::amount_overflow,
      fmt::format("the flows of {} add up to more than fits: leave its largest amounts out, "
                  "or ask of a case without them",
                  flows.assets()[asset].code));
}

Result<Rule> parse_rule(std::string_view text) {
  if (text == "fifo") return Rule::fifo;
  if (text == "haircut") return Rule::haircut;
  return fail(errors::question_out_of_range,
              "rule '" + std::string(text) + "'; there are fifo, haircut");
}

const Stop* stop_at(const index::FlowIndex& flows, const Ends& ends, index::AccountId account,
                    Stop& hub) {
  const auto named = ends.stops->find(account);
  if (named != ends.stops->end()) return &named->second;
  const auto happened = [&](std::span<const index::FlowId> list) {
    const auto later =
        std::upper_bound(list.begin(), list.end(), ends.until,
                         [&](Instant until, index::FlowId flow) { return until < flows.at(flow); });
    return static_cast<std::size_t>(later - list.begin());
  };
  const auto out = flows.out(account), in = flows.in(account);
  if (out.size() + in.size() <= ends.hub_flows_max) return nullptr;
  const std::size_t degree = happened(out) + happened(in);
  if (degree <= ends.hub_flows_max) return nullptr;
  hub = {StopReason::hub, std::to_string(degree) + " flows"};
  return &hub;
}

template <typename RuleState>
Failure detail::Replay<RuleState>::fail_cancelled() {
  return fail(errors::question_cancelled);
}

Result<Answer> trace_forward(const index::FlowIndex& flows, const Question& question,
                             Progress& progress) {
  if (question.payments.empty()) {
    return fail(errors::trace_no_victims, "no reported payment was found among the flows");
  }
  progress.step("trace " + std::string(name(question.rule)), 0);
  auto answer = question.rule == Rule::fifo
                    ? detail::Replay<detail::Fifo>(flows, question).run(progress)
                    : detail::Replay<detail::Haircut>(flows, question).run(progress);
  progress.done();
  return answer;
}

}  // namespace bayon::trace
