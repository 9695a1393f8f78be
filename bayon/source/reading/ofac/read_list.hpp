// How do the tables of one Treasury list become facts?
//
// The tables are read whole, in any order, since a party's remark goes on in another table and
// remarks name other parties. Then the facts of each file are handed over as that file's, in the
// order of the request: a fact of a joined remark is pointed at the row that holds what the phrase
// is about, in the parties or in the comments table.
//
// Threads: free functions.
#pragma once

#include <span>

#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/format.hpp"
#include "bayon/source/reading/ofac/party_facts.hpp"
#include "bayon/source/reading/ofac/tables.hpp"

namespace bayon::source::reading::ofac {

struct List {
  ListFacts facts;
  std::span<const TableStem> own;      ///< the names of its tables
  std::span<const TableStem> foreign;  ///< the names of another list's tables
};

/// The names of the tables of the list of Specially Designated Nationals, and of the list of those
/// who are sanctioned without being on it.
std::span<const TableStem> sdn_stems();
std::span<const TableStem> non_sdn_stems();

/// Reads all files of `request`. A table that is absent is told as a gap; a table of comments only
/// where a remark is cut, else nothing is lost by it. A row about a party that the parties table
/// lacks is rejected with list.unknown_party, a party that stands there twice with
/// list.party_twice. Fails with list.no_parties where no file is the parties table, with
/// list.table_twice where two files are the same table, else as read_table and Sink::reject. Cost:
/// one pass over the bytes; memory about twice their size.
Result<void> read_list(const Request& request, const List& list, Sink& sink, Progress& progress);

}  // namespace bayon::source::reading::ofac
