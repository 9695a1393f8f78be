// The questions that need to know every typology of the build; compiled together with their list.
#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/inquiry/rings/instance.hpp"
#include "bayon/inquiry/rings/search_accounts.hpp"
#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::rings {

namespace {

constexpr std::uint32_t hops_bound = 32;

// The typologies asked for, in order of names.
Result<std::vector<const Typology*>> asked_typologies(const Question& question) {
  const auto all = typologies();
  if (question.kinds.empty()) return std::vector<const Typology*>(all.begin(), all.end());
  std::vector<const Typology*> out;
  for (const auto& kind : question.kinds) {
    BAYON_TRY(const Typology* found, find_typology(kind));
    if (std::find(out.begin(), out.end(), found) == out.end()) out.push_back(found);
  }
  std::sort(out.begin(), out.end(),
            [](const Typology* a, const Typology* b) { return a->name < b->name; });
  return out;
}

Result<void> check(const index::FlowIndex& flows, const Question& question) {
  const auto refuse = [](std::string detail) {
    return fail(errors::question_out_of_range, std::move(detail));
  };
  if (question.window_nanos < 0) {
    return refuse(fmt::format("a window of {} nanoseconds", question.window_nanos));
  }
  if (question.accounts_min == 1 || question.receivers_min == 1) {
    return refuse("a ring has at least 2 counterparties");
  }
  if (question.hops_min < 2 || question.hops_max < question.hops_min ||
      question.hops_max > hops_bound) {
    return refuse(fmt::format("cycles of {} to {} flows; there are those of 2 to {}",
                              question.hops_min, question.hops_max, hops_bound));
  }
  for (const AmountBand& band : question.amounts) {
    if (band.asset >= flows.assets().size() || band.min > band.max) {
      return refuse(fmt::format("amounts from {} to {} of asset number {}", integer_text(band.min),
                                integer_text(band.max), band.asset));
    }
  }
  if (question.only) {
    for (const index::AccountId account : *question.only) {
      if (account >= flows.accounts()) return refuse(fmt::format("account number {}", account));
    }
  }
  return {};
}

}  // namespace

Result<const Typology*> find_typology(std::string_view name) {
  std::string known;
  for (const Typology* typology : typologies()) {
    if (typology->name == name) return typology;
    known += known.empty() ? "" : ", ";
    known += typology->name;
  }
  return fail(errors::question_out_of_range,
              fmt::format("no kind of ring is called '{}'; there are {}", name, known));
}

Result<Answer> find_rings(const index::FlowIndex& flows, const Question& question,
                          Progress& progress) {
  BAYON_TRY(const auto asked, asked_typologies(question));
  BAYON_TRY_VOID(check(flows, question));
  BAYON_TRY(const auto ordered, OrderedFlows::of(flows, question, progress));
  Answer out;
  for (const Typology* typology : asked) {
    BAYON_TRY(auto searched,
              search_accounts(*typology, flows, ordered, question, progress, out.instances));
    out.searched.push_back(std::move(searched));
  }
  return out;
}

Result<void> verify(const index::FlowIndex& flows, const Instance& instance,
                    const Question& question) {
  BAYON_TRY_VOID(check(flows, question));
  const auto refuse = [](std::string detail) {
    return fail(errors::rings_not_an_instance, std::move(detail));
  };
  const auto all = typologies();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Typology* t) { return t->name == instance.kind; });
  if (found == all.end())
    return refuse(fmt::format("no kind of ring is called '{}'", instance.kind));
  BAYON_TRY(const Instance again, instance_of(**found, flows, question, instance.flows));
  if (again.accounts != instance.accounts) return refuse("its accounts are not those of its flows");
  if (again.first != instance.first || again.last != instance.last) {
    return refuse("its instants are not those of its flows");
  }
  if (again.sums != instance.sums) return refuse("its sums are not those of its flows");
  return {};
}

}  // namespace bayon::rings
