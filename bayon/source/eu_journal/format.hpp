// Whom do the annexes of EU sanctions acts name, and under which measure?
//
// Tables transcribed from the Official Journal, one designation a row, in two kinds told apart by
// their header: consolidated (celex) and amendments (amendedCelex, amendmentCelex). Several files
// of either kind are one load.
//
//   schema, name         the party; its schema is the file's word for it
//   entity columns       each is the FollowTheMoney property of its name; values behind
//                        semicolons are several (cell_values.hpp); countries also as nationalities
//                        ("Syrian/Iranian"); numbers without the words around them, and with a
//                        label ("7725842590 (Tax ID/INN)") also as what the label says
//                        (printed_number.hpp)
//   programKey, measure, annex, recordId, startDate, reason
//                        the Sanction, which holds from startDate; its topic follows the measure
//
// The party's id is made from the act, the schema, the name and what tells namesakes apart (birth
// date, IMO and registration number), so that rows of one act that name the same party for several
// measures meet. A column that the schema lacks is kept as a note.
//
// Record: the line of the file at which the row starts, from 1.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::eu_journal {

const Format& format();

}  // namespace bayon::source::eu_journal
