// What does one record of the Canadian list say?
//
// Threads: free functions.
#pragma once

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/xml.hpp"

namespace bayon::source::ca_sema {

/// Puts the party and its Sanction into `out`. Elements that are not known here are kept as notes.
/// Fails with xml.missing_element where the record names nobody, and as EntityBuilder does.
Result<void> read_record(const reading::XmlElement& record, reading::EntityRecord& out);

}  // namespace bayon::source::ca_sema
