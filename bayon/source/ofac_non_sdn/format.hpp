// Whom do the United States sanction without listing them as Specially Designated Nationals?
//
// The consolidated tables of the Treasury's Office of Foreign Assets Control [OFAC-DATA]:
// cons_prim.csv (parties, required), cons_add.csv, cons_alt.csv, cons_comments.csv. Sectoral
// sanctions, Chinese military-industrial companies, Palestinian legislators and others: which of
// them a party is under stands in its programmes (`programId`), and what they forbid in the
// `provisions` of its Sanction. Shapes, ids and records are those of ofac_sdn.
#pragma once

#include "bayon/source/format.hpp"

namespace bayon::source::ofac_non_sdn {

const Format& format();

}  // namespace bayon::source::ofac_non_sdn
