#include "bayon/inquiry/rings/fan_out/typology.hpp"

#include "bayon/inquiry/rings/fan_search.hpp"

namespace bayon::rings::fan_out {

namespace {

std::unique_ptr<Search> search(const OrderedFlows& flows, const Question& question) {
  return fan_search(flows, Direction::out, accounts_needed(typology(), question));
}

Result<std::vector<Participant>> participants(const index::FlowIndex& flows,
                                              const Question& question,
                                              std::span<const index::FlowId> given) {
  return fan_participants(flows, Direction::out, accounts_needed(typology(), question), given);
}

}  // namespace

const Typology& typology() {
  static constexpr Typology it{
      .name = "fan_out",
      .summary = "an account that pays many others within one window",
      .innocent =
          "an employer paying wages, a marketplace paying its sellers, a pension fund, an "
          "exchange's hot wallet",
      .accounts_min = 5,
      .centre = Centre::hub,
      .search = &search,
      .participants = &participants,
  };
  return it;
}

}  // namespace bayon::rings::fan_out
