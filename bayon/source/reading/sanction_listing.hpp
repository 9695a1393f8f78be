// Who listed this party, under which programme, from when until when?
//
// Lists word a listing in many ways; here it becomes a Sanction linked to its party, and a topic on
// the party. All statements of the Sanction, and the topic, hold for the interval of the listing,
// so that a question asked as of another day does not find it.
//
// Threads: free functions.
#pragma once

#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/model/clocks.hpp"
#include "bayon/source/reading/entity_record.hpp"

namespace bayon::source::reading {

/// What the list says; empty means: not said.
struct SanctionListing {
  std::string_view authority;   ///< who lists: "UN Security Council"
  std::string_view country;     ///< of the authority
  std::string_view program;     ///< as written
  std::string_view program_id;  ///< a key that does not depend on the wording
  std::string_view program_url;
  std::string_view record_id;  ///< the list's own number for the entry
  std::string_view unsc_id;    ///< the Security Council's reference
  std::string_view listed;     ///< words of a date
  std::string_view effective;  ///< words of a date; empty: as listed
  std::string_view ended;      ///< words of a date
  std::string_view reason;
  std::string_view provisions;  ///< measures, schedule, licence policy
  std::string_view status;
  std::string_view summary;
  std::string_view source_url;
  std::string_view distinct;  ///< what else tells this listing from others of the party; not stated
  std::string_view topic = "sanction";  ///< stated of the party
};

/// The interval that the words of two dates say; what cannot be read is an open bound.
model::Interval listing_interval(std::string_view listed, std::string_view ended);

/// Adds the Sanction to `out` and the topic to `party`. The Sanction's id comes from authority,
/// programme, record id, listing date and `distinct`, so that a changed reason is a new value, not
/// a new Sanction. Gives the Sanction for what only one list says. Fails as EntityBuilder does.
Result<EntityBuilder*> add_listing(const SanctionListing& listing, EntityBuilder& party,
                                   EntityRecord& out);

}  // namespace bayon::source::reading
