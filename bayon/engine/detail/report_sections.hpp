// What does a finished case say about the victims' money, section by section?
//
// Each function gives one member of the `report` answer (docs/schemas/report.schema.json). Amounts
// are decimal texts; under several rules they are objects by rule.
//
// Threads: free functions over constant data.
#pragma once

#include <map>
#include <string>

#include "bayon/engine/detail/case_money.hpp"

namespace bayon::engine {

/// Everything that several sections look up.
struct CaseTables {
  const CaseMoney* money = nullptr;
  std::map<AccountAsset, AccountSums> accounts;
  std::map<EdgeKey, EdgeSums> edges;
  std::map<EdgeKey, std::vector<FlowSums>> flows;  ///< of the edges
  std::map<index::AccountId, std::uint32_t> hops;
};
CaseTables tables_of(const CaseMoney& money);

/// Victims with what they lost and where it is, by rule.
Json victims_section(const CaseMoney& money);
/// Reported payments and the flows that they are.
Json reports_section(const CaseMoney& money);
/// Who was found: entries, members, groups, and how many played each part.
Json parts_section(const CaseTables& tables);
/// Every account that traced money reached.
Json accounts_section(const CaseTables& tables);
/// Traced money between two accounts: "edges", each with every flow as one text in "records"; what
/// stands in such a text is said in "record_fields"; the files it names by number are
/// "record_files".
Json edges_section(const CaseTables& tables);
/// What lies in suspects' accounts and can be frozen, most first; what lies with recipients, who
/// may know nothing and are to be asked; what arrived at stops.
Json freeze_section(const CaseTables& tables);
Json kept_section(const CaseTables& tables);
Json stops_section(const CaseTables& tables);

/// The column of a picture in which an account stands, by its part.
std::string stage_of(const CaseTables& tables, index::AccountId account);
/// Marks accounts and what they hold as listed, not listed, or unknown where a list cannot say.
void mark_listed(const Json& listed, const Json& coverage, Json& rows);

/// Columns from left to right.
Json stages_section(const CaseTables& tables);
/// Traced money between columns, by rule and asset.
Json money_section(const CaseTables& tables);
/// Day by day: paid, arrived at stops, returned, still held.
Json timeline_section(const CaseMoney& money);

/// {"fifo": "1.00", "haircut": "1.00"}.
Json by_rule(const CaseMoney& money, const std::vector<Amount>& amounts, std::uint16_t asset);

}  // namespace bayon::engine
