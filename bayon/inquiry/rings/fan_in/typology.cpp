#include "bayon/inquiry/rings/fan_in/typology.hpp"

#include "bayon/inquiry/rings/fan_search.hpp"

namespace bayon::rings::fan_in {

namespace {

std::unique_ptr<Search> search(const OrderedFlows& flows, const Question& question) {
  return fan_search(flows, Direction::in, accounts_needed(typology(), question));
}

Result<std::vector<Participant>> participants(const index::FlowIndex& flows,
                                              const Question& question,
                                              std::span<const index::FlowId> given) {
  return fan_participants(flows, Direction::in, accounts_needed(typology(), question), given);
}

}  // namespace

const Typology& typology() {
  static constexpr Typology it{
      .name = "fan_in",
      .summary = "an account that many others pay within one window",
      .innocent =
          "a shop or marketplace paid by its customers, a landlord collecting rents, a charity, an "
          "exchange's hot wallet",
      .accounts_min = 5,
      .centre = Centre::hub,
      .search = &search,
      .participants = &participants,
  };
  return it;
}

}  // namespace bayon::rings::fan_in
