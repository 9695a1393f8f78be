#include "bayon/source/ofac_sdn/format.hpp"

#include "bayon/source/reading/ofac/read_list.hpp"

namespace bayon::source::ofac_sdn {

namespace {

using reading::ofac::List;

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  const List list{.facts = {.id_prefix = "ofac-", .authority = "Office of Foreign Assets Control"},
                  .own = reading::ofac::sdn_stems(),
                  .foreign = reading::ofac::non_sdn_stems()};
  return read_list(request, list, sink, progress);
}

}  // namespace

const Format& format() {
  static constexpr Format described{
      .name = "ofac_sdn",
      .kind = Kind::list,
      .summary = "US list of Specially Designated Nationals and blocked persons (SDN)",
      .publisher = "US Department of the Treasury, Office of Foreign Assets Control",
      .licence = "US federal government work, public domain",
      .cadence = "several times a week",
      .files = "sdn.csv [add.csv alt.csv sdn_comments.csv]",
      .read = read};
  return described;
}

}  // namespace bayon::source::ofac_sdn
