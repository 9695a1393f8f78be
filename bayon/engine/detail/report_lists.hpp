// What do the lists, the shapes and the rules say about a finished case?
//
// Threads: free functions over constant data.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>

#include "bayon/engine/detail/case_money.hpp"

namespace bayon::engine {

/// Names of those who hold accounts, as the ledgers' own statements say, by account.
using Holders = std::map<std::string, std::set<std::string>>;
Result<Holders> holders_of(const CaseView& view, const std::set<std::string>& accounts,
                           const model::Clocks& clocks);
/// Adds "holders" to the rows of these sections: [] where no ledger says who holds the account.
Result<void> name_holders(const CaseView& view, const Json& question,
                          std::initializer_list<const char*> sections, Json& out);

/// "listed": parties among the accounts that traced money reached and among suspects' holders;
/// "coverage": how far each list could speak; "listed_remarks": what is therefore not known.
Result<Json> listed_section(CaseView& view, const Json& question, const CaseMoney* money,
                            Progress& progress);
/// Shapes around the suspects' accounts.
Result<Json> rings_section(CaseView& view, const Json& question, const CaseMoney* money,
                           Progress& progress);
/// "orders": what the rules say of each order that the case holds; "order_rules": the rules that
/// they met; "order_coverage" and "order_remarks": how far lists could tell of their parties;
/// "rule_book": which book.
Result<Json> orders_section(CaseView& view, const Json& question, Progress& progress);

/// Is a list of parties among the lists of that coverage? Others only label wallets.
bool asks_parties(const Json& coverage);

}  // namespace bayon::engine
