// Where is this party, in the parts in which a list writes an address?
//
// An address of several parts becomes an Address that all parties of the list which write it alike
// share; one that is only a country becomes the party's country.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_record.hpp"

namespace bayon::source::reading {

/// Parts as written; empty means: not said.
struct PostalAddress {
  std::string_view street;
  std::string_view city;
  std::string_view state;
  std::string_view postal_code;
  std::string_view country;  ///< name or code
  std::string_view remarks;  ///< "previous address", "at time of listing"
  bool current = true;       ///< false: the country is not stated of the party
};

/// The parts on one line, from the street to the country; remarks are left out.
std::string full_address(const PostalAddress& address);

/// States `addressEntity` and `country` of `party`, with the Address in `out`. An address that says
/// nothing is dropped; remarks alone become a note. Fails as EntityBuilder does.
Result<void> add_address(const PostalAddress& address, EntityBuilder& party, EntityRecord& out);

}  // namespace bayon::source::reading
