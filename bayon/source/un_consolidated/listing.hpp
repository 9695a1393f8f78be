// What do individuals and entities have in common on the UN's list?
//
// Threads: free functions.
#pragma once

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/xml.hpp"

namespace bayon::source::un_consolidated {

/// The party of the entry, with nothing stated yet. Fails with xml.missing_element where the entry
/// has no data id.
Result<reading::EntityBuilder*> start_party(const reading::XmlElement& entry,
                                            std::string_view schema, reading::EntityRecord& out);

/// The Sanction and what is known of the entry as such: comments, dates of change.
Result<void> add_listing(const reading::XmlElement& entry, reading::EntityBuilder& party,
                         reading::EntityRecord& out);

/// One INDIVIDUAL_ALIAS or ENTITY_ALIAS.
Result<void> add_alias(const reading::XmlElement& alias, reading::EntityBuilder& party);

/// One INDIVIDUAL_ADDRESS or ENTITY_ADDRESS.
Result<void> add_address(const reading::XmlElement& address, reading::EntityBuilder& party,
                         reading::EntityRecord& out);

}  // namespace bayon::source::un_consolidated
