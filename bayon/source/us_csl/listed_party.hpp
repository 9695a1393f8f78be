// Which party does a row name, whichever table it stands in?
//
// Both tables are read into the same words, and the words into entities.
//
// Threads:  free functions.
// Lifetime: a ListedParty is made of views into its record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/postal_address.hpp"

namespace bayon::source::us_csl {

/// What the row says, as written; empty means: not said.
struct ListedParty {
  std::string_view source;
  std::string_view number;
  std::string_view type;
  std::string_view programs;
  std::string_view name;
  std::string_view title;
  std::vector<std::string> addresses;  ///< each on one line, the country last
  reading::PostalAddress address;      ///< where the table has a column for each part
  std::string_view notice;
  std::string_view start;
  std::string_view end;
  std::string_view standard_order;
  std::string_view licence_requirement;
  std::string_view licence_policy;
  std::string_view call_sign;
  std::string_view vessel_type;
  std::string_view gross_tonnage;
  std::string_view gross_registered_tonnage;
  std::string_view vessel_flag;
  std::string_view vessel_owner;
  std::string_view remarks;
  std::string_view action;  ///< what was last done to the row
  std::string_view list_url;
  std::string_view information_url;
  std::string_view alt_names;
  std::string_view citizenships;
  std::string_view birth_dates;
  std::string_view nationalities;
  std::string_view birth_places;
  std::string_view ids;
  std::string_view modified;
};

/// Puts the party, its Sanction and its documents into `out`. Fails with csv.missing_value (no
/// source or name), and as EntityBuilder does.
Result<void> read_party(const ListedParty& row, reading::EntityRecord& out);

/// The country code at the end of an address; empty where there is none or it may be a state of the
/// US: "CA" behind a word is either, behind a postal code it is Canada.
std::string_view country_of(std::string_view address);

/// The citations of the Federal Register in `notice`, which stand side by side with a comma, a
/// semicolon or nothing between them ("67 F.R. 12 10/4/02 68 F.R. 13 4/2/03"). A notice that cites
/// it in another form ("Vol. 83, No. 91, 05/10/2018") is one.
std::vector<std::string_view> citations(std::string_view notice);

}  // namespace bayon::source::us_csl
