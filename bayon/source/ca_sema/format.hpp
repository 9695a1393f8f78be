// Whom do Canada's autonomous sanctions name, under which regulations?
//
// The consolidated XML of Global Affairs Canada: one <record> each, counted from 1. A record with
// an IMO number is a Vessel, with EntityOrShip alone a LegalEntity, else a Person.
//
//   Country               the regime, not where the party is: the programme of the Sanction
//   Schedule, Item        the entry's place in the regulations: record id and provisions
//   DateOfListing         the Sanction and the topic hold from that day
//   Aliases               taken apart (alias_text.hpp); a person's single given name is a weak
//                         alias
//   TitleOrShip           a person's title, a vessel's type
//   DateOfBirthOr...      birth date of a person, build date of a vessel
//
// Records have no ids. The id is made from regime, schedule, item and name, which stay the same
// while dates and aliases are added; one person listed under two items is two parties, for
// resolving to join.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::ca_sema {

const Format& format();

}  // namespace bayon::source::ca_sema
