#include "bayon/inquiry/screen/entity.hpp"

#include <algorithm>

#include "bayon/base/error_codes.hpp"
#include "bayon/index/party_reader.hpp"
#include "bayon/inquiry/screen/detail/coverage.hpp"

namespace bayon::screen {

namespace {

Entity told(const index::PartyReader& reader, const index::Party& party) {
  Entity out;
  out.dataset = reader.dataset().name();
  out.version = reader.dataset().loads()[reader.in_force()->version].version;
  out.id = party.id;
  out.schema = party.schema;
  out.caption = party.caption();
  for (const auto& fact : party.facts) {
    out.facts.push_back({std::string(fact.property), std::string(fact.value),
                         std::string(fact.original), std::string(fact.language), fact.valid,
                         fact.held, reader.evidence(fact.ordinal)});
  }
  return out;
}

}  // namespace

Result<EntityAnswer> entity(const store::Snapshot& snapshot, std::string_view id,
                            model::Clocks clocks) {
  BAYON_TRY_VOID(detail::check_clocks(clocks));
  EntityAnswer out;
  for (const auto& dataset : snapshot.datasets()) {
    if (dataset.kind() != source::Kind::list) continue;
    BAYON_TRY(const auto reader, index::PartyReader::open(dataset, clocks));
    out.coverage.push_back(detail::coverage_of(reader, clocks));
    if (!reader.in_force()) continue;
    if (const auto party = reader.party(id)) out.found.push_back(told(reader, *party));
  }
  if (out.coverage.empty()) return fail(errors::snapshot_empty, "the case holds no list");
  return out;
}

}  // namespace bayon::screen
