#include "bayon/source/reading/sanction_listing.hpp"

#include <utility>

#include "bayon/source/reading/worded_dates.hpp"

namespace bayon::source::reading {

namespace {

PartialDate one_date(std::string_view words) {
  const auto dates = read_worded_dates(words);
  return dates.size() == 1 ? dates[0] : PartialDate();
}

}  // namespace

model::Interval listing_interval(std::string_view listed, std::string_view ended) {
  return {one_date(listed), one_date(ended)};
}

Result<EntityBuilder*> add_listing(const SanctionListing& listing, EntityBuilder& party,
                                   EntityRecord& out) {
  const Said said{.valid = listing_interval(listing.listed, listing.ended)};
  BAYON_TRY_VOID(party.add("topics", listing.topic, said));
  const std::string_view program =
      listing.program_id.empty() ? listing.program : listing.program_id;
  const std::string id =
      content_id(party.id(), "sanction",
                 {listing.authority, program, listing.record_id, listing.listed, listing.distinct});
  BAYON_TRY(EntityBuilder * sanction, out.start(id, "Sanction"));
  BAYON_TRY_VOID(sanction->add("entity", party.id(), said));
  const std::pair<std::string_view, std::string_view> values[] = {
      {"authority", listing.authority},    {"country", listing.country},
      {"program", listing.program},        {"programId", listing.program_id},
      {"programUrl", listing.program_url}, {"recordId", listing.record_id},
      {"unscId", listing.unsc_id},         {"reason", listing.reason},
      {"provisions", listing.provisions},  {"status", listing.status},
      {"summary", listing.summary},        {"sourceUrl", listing.source_url}};
  for (const auto& [property, value] : values) {
    BAYON_TRY_VOID(sanction->add(property, value, said));
  }
  BAYON_TRY_VOID(add_worded_dates(*sanction, "listingDate", listing.listed, said));
  const std::string_view effective = listing.effective.empty() ? listing.listed : listing.effective;
  BAYON_TRY_VOID(add_worded_dates(*sanction, "startDate", effective, said));
  BAYON_TRY_VOID(add_worded_dates(*sanction, "endDate", listing.ended, said));
  return sanction;
}

}  // namespace bayon::source::reading
