// What do the identifiers of a row say of its party?
//
// One field holds them all, behind semicolons, each as "Tax ID No., 7702070139, RU" or, in files of
// before about 2020, "RU, 7702070139, Tax ID No.". A kind that is known becomes a property, a
// document, a wallet or a provision of the listing; one that is not becomes a note.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_record.hpp"

namespace bayon::source::us_csl {

struct Identifier {
  std::string_view kind;  ///< "Tax ID No."; colons and dashes at its end removed
  std::string_view value;
  std::string_view country;  ///< ISO alpha-2 as written, or empty
};

/// The identifiers in order. Pieces without a kind that is known, in either order, are read in the
/// newer.
std::vector<Identifier> read_identifiers(std::string_view field);

/// Does the party issue securities? Then it is a Company, which has properties for them.
bool issues_securities(const std::vector<Identifier>& identifiers);

/// The first "Listing Date (...)"; empty when there is none.
std::string_view listing_date(const std::vector<Identifier>& identifiers);

/// The first "Effective Date (...)": from when on the listing forbids; empty when there is none.
std::string_view effective_date(const std::vector<Identifier>& identifiers);

/// States the identifiers of `party`, and of `listing` what concerns the listing.
Result<void> add_identifiers(const std::vector<Identifier>& identifiers,
                             reading::EntityBuilder& party, reading::EntityBuilder& listing,
                             const reading::Said& in_force, reading::EntityRecord& out);

}  // namespace bayon::source::us_csl
