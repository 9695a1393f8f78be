// Whom do the United States' export and sanctions lists name?
//
// Two tables, told apart by their header:
//
//   CSV               the Consolidated Screening List of the International Trade Administration,
//                     with or without its _id column; a dozen lists in one (listed_by.hpp), one
//                     party a row
//   tab-separated     the Denied Persons List as the Bureau of Industry and Security publishes it
//
// A party that the Treasury lists has the id "ofac-<entity number>", as on the Treasury's own
// files. The other lists have no numbers: the id is made from list, name and start date, so that a
// changed address leaves it alone. A blank type means that the list does not say whether it is a
// person: a LegalEntity.
//
// The Sanction holds from start_date to end_date; licence requirement and policy are its
// provisions, the Federal Register notices its authority ids. What `ids` says becomes properties,
// documents and wallets (identifiers.hpp); the Treasury's remarks are read as those of its own
// files. What is not known there is kept as a note and counted, "Linked To" among it: a row knows
// no other row.
//
// Record: the line of the file at which the row starts, from 1.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::us_csl {

const Format& format();

}  // namespace bayon::source::us_csl
