#include "bayon/inquiry/rings/instance.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"

namespace bayon::rings {

namespace {

Result<void> check_flows(const index::FlowIndex& flows, const Question& question,
                         std::span<const index::FlowId> given) {
  if (given.empty()) return fail(errors::rings_not_an_instance, "it has no flows");
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i] >= flows.flows()) {
      return fail(errors::rings_not_an_instance, fmt::format("there is no flow {}", given[i]));
    }
    if (i > 0 && given[i] <= given[i - 1]) {
      return fail(errors::rings_not_an_instance,
                  fmt::format("flow {} comes after flow {}", given[i], given[i - 1]));
    }
    if (!admits(question, flows.flow(given[i]))) {
      return fail(errors::rings_not_an_instance,
                  fmt::format("flow {} is to oneself, or outside the days or the amounts asked for",
                              given[i]));
    }
  }
  // In 128 bits, for two instants may lie further apart than 64 bits can tell.
  const Int128 span =
      static_cast<Int128>(flows.at(given.back()).nanos) - flows.at(given.front()).nanos;
  if (span > question.window_nanos) {
    return fail(errors::rings_not_an_instance, fmt::format("its flows lie further apart than {}",
                                                           span_text(question.window_nanos)));
  }
  return {};
}

bool asked_for(const Typology& typology, const Question& question,
               const std::vector<Participant>& accounts) {
  if (!question.only) return true;
  const auto& only = *question.only;
  const auto wanted = [&](const Participant& p) {
    return std::find(only.begin(), only.end(), p.account) != only.end();
  };
  return typology.centre == Centre::hub ? wanted(accounts.front())
                                        : std::any_of(accounts.begin(), accounts.end(), wanted);
}

// Sums by leg: seen from the hub where there is one.
std::vector<Sum> sums_of(const index::FlowIndex& flows, std::span<const index::FlowId> given,
                         const std::vector<Participant>& accounts) {
  const Participant& first = accounts.front();
  std::vector<Sum> out;
  for (const index::FlowId id : given) {
    const index::Flow flow = flows.flow(id);
    Leg leg = Leg::around;
    if (first.role == Role::hub && flow.to == first.account) leg = Leg::in;
    if (first.role == Role::hub && flow.from == first.account) leg = Leg::out;
    auto held = std::find_if(out.begin(), out.end(), [&](const Sum& sum) {
      return sum.leg == leg && sum.asset == flow.paid.asset;
    });
    if (held == out.end()) held = out.insert(out.end(), Sum{leg, flow.paid.asset, 0});
    if (held->amount) held->amount = checked_add(*held->amount, flow.paid.amount);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

bool admits(const Question& question, const index::Flow& flow) {
  if (flow.from == flow.to || flow.at > question.until) return false;
  if (question.amounts.empty()) return true;
  return std::any_of(question.amounts.begin(), question.amounts.end(), [&](const AmountBand& band) {
    return band.asset == flow.paid.asset && band.min <= flow.paid.amount &&
           flow.paid.amount <= band.max;
  });
}

std::size_t add_participants(std::vector<index::AccountId> accounts, Role role,
                             std::vector<Participant>& out) {
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  for (const index::AccountId account : accounts) out.push_back({account, role});
  return accounts.size();
}

Result<Instance> instance_of(const Typology& typology, const index::FlowIndex& flows,
                             const Question& question, std::span<const index::FlowId> given) {
  BAYON_TRY_VOID(check_flows(flows, question, given));
  Instance out;
  out.kind = typology.name;
  BAYON_TRY(out.accounts, typology.participants(flows, question, given));
  if (!asked_for(typology, question, out.accounts)) {
    return fail(errors::rings_not_an_instance, "it has none of the accounts asked for");
  }
  out.flows.assign(given.begin(), given.end());
  out.first = flows.at(given.front());
  out.last = flows.at(given.back());
  out.sums = sums_of(flows, given, out.accounts);
  return out;
}

}  // namespace bayon::rings
