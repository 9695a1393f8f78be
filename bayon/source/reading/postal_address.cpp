#include "bayon/source/reading/postal_address.hpp"

#include <fmt/format.h>

#include "bayon/base/text.hpp"

namespace bayon::source::reading {

std::string full_address(const PostalAddress& address) {
  std::string out;
  for (const auto part :
       {address.street, address.city, address.state, address.postal_code, address.country}) {
    const auto text = trim(part);
    if (text.empty()) continue;
    if (!out.empty()) out += ", ";
    out += text;
  }
  return out;
}

Result<void> add_address(const PostalAddress& address, EntityBuilder& party, EntityRecord& out) {
  const std::string full = full_address(address);
  if (full.empty()) {
    if (trim(address.remarks).empty()) return {};
    return party.add_note(fmt::format("address: {}", trim(address.remarks)));
  }
  if (address.current) BAYON_TRY_VOID(party.add("country", address.country));
  if (full == trim(address.country) && trim(address.remarks).empty() && address.current) return {};
  const std::string id =
      shared_id("address", {address.street, address.city, address.state, address.postal_code,
                            address.country, address.remarks});
  BAYON_TRY_VOID(party.add("addressEntity", id));
  BAYON_TRY(EntityBuilder * place, out.start(id, "Address"));
  BAYON_TRY_VOID(place->add("full", full));
  BAYON_TRY_VOID(place->add("street", address.street));
  BAYON_TRY_VOID(place->add("city", address.city));
  BAYON_TRY_VOID(place->add("state", address.state));
  BAYON_TRY_VOID(place->add("postalCode", address.postal_code));
  BAYON_TRY_VOID(place->add("country", address.country));
  return place->add("remarks", address.remarks);
}

}  // namespace bayon::source::reading
