// Whom does the UN Security Council's consolidated list name, and why?
//
// The list's XML: individuals and entities, each one record, counted from 1 through the document as
// they come. An entry with the data id N is the party "un-N", a Person or an Organization.
//
//   names          FIRST to FOURTH_NAME joined are the name; the name in its original script is a
//                  second one, its language left open
//   aliases        Good and a.k.a. are aliases, Low ones weak aliases, f.k.a. and "formerly listed
//                  as" previous names; several behind semicolons are taken apart; dates, places and
//                  remarks of an alias are kept as a note beside it, but for its form in
//                  another script ("original script: ..."), which is an alias as well
//   birth          EXACT and APPROXIMATELY dates, each year of a BETWEEN range; places with their
//                  country
//   documents      Passport or Identification linked to the person, the number on the person as
//                  well, also where a note alone gives it ("passport number ...")
//   the listing    a Sanction with the programme (the list type and the resolution), the reference
//                  and the dates; its statements hold from LISTED_ON to DELISTED_ON
//   comments       notes
//
// "na" is how the list says that it has no information: such values are left out.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::un_consolidated {

const Format& format();

}  // namespace bayon::source::un_consolidated
