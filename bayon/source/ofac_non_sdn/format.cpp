#include "bayon/source/ofac_non_sdn/format.hpp"

#include "bayon/source/reading/ofac/read_list.hpp"

namespace bayon::source::ofac_non_sdn {

namespace {

using reading::ofac::List;

Result<void> read(const Request& request, Sink& sink, Progress& progress) {
  const List list{.facts = {.id_prefix = "ofac-", .authority = "Office of Foreign Assets Control"},
                  .own = reading::ofac::non_sdn_stems(),
                  .foreign = reading::ofac::sdn_stems()};
  return read_list(request, list, sink, progress);
}

}  // namespace

const Format& format() {
  static constexpr Format described{
      .name = "ofac_non_sdn",
      .kind = Kind::list,
      .summary = "US sanctions lists other than the SDN list (SSI, CMIC, NS-PLC and others)",
      .publisher = "US Department of the Treasury, Office of Foreign Assets Control",
      .licence = "US federal government work, public domain",
      .cadence = "a few times a year",
      .files = "cons_prim.csv [cons_add.csv cons_alt.csv cons_comments.csv]",
      .read = read};
  return described;
}

}  // namespace bayon::source::ofac_non_sdn
