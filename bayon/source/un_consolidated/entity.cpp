#include "bayon/source/un_consolidated/entity.hpp"

#include "bayon/source/un_consolidated/element_text.hpp"
#include "bayon/source/un_consolidated/listing.hpp"

namespace bayon::source::un_consolidated {

Result<void> read_entity(const reading::XmlElement& entry, reading::EntityRecord& out) {
  BAYON_TRY(reading::EntityBuilder * party, start_party(entry, "Organization", out));
  BAYON_TRY_VOID(party->add("name", said(entry, "FIRST_NAME")));
  BAYON_TRY_VOID(party->add("name", said(entry, "NAME_ORIGINAL_SCRIPT")));
  Result<void> outcome;
  entry.for_each("ENTITY_ALIAS", [&](const reading::XmlElement& alias) {
    if (outcome.ok()) outcome = add_alias(alias, *party);
  });
  entry.for_each("ENTITY_ADDRESS", [&](const reading::XmlElement& address) {
    if (outcome.ok()) outcome = add_address(address, *party, out);
  });
  BAYON_TRY_VOID(std::move(outcome));
  return add_listing(entry, *party, out);
}

}  // namespace bayon::source::un_consolidated
