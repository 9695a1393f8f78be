// What does the UN's list say of this organization?
//
// Threads: free functions.
#pragma once

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/xml.hpp"

namespace bayon::source::un_consolidated {

/// Puts the organization of an ENTITY element and all that hangs on it into `out`. Fails with
/// xml.missing_element, and as EntityBuilder does.
Result<void> read_entity(const reading::XmlElement& entry, reading::EntityRecord& out);

}  // namespace bayon::source::un_consolidated
