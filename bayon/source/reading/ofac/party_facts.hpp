// Which facts does one row of a Treasury list's tables state?
//
// A row of the parties table makes the party, its Sanction and what its remark says; a row of
// another table adds to a party that the parties table has: an alias, an address, or what a comment
// says where it continues the remark.
//
// Threads: free functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/result.hpp"
#include "bayon/source/reading/entity_record.hpp"
#include "bayon/source/reading/ofac/party_names.hpp"
#include "bayon/source/reading/ofac/remark_facts.hpp"
#include "bayon/source/reading/ofac/tables.hpp"

namespace bayon::source::reading::ofac {

/// What all parties of the list have in common.
struct ListFacts {
  std::string_view id_prefix;  ///< "ofac-": before the ent_num
  std::string_view authority;
};

/// The FollowTheMoney schema of a party of that type ("individual", "vessel", "aircraft", or none).
std::string_view schema_of(std::string_view type);

/// "SDGT] [IFSR" names two programmes.
std::vector<std::string_view> split_programs(std::string_view text);

/// The facts of row `row` of the parties table. Fails as EntityBuilder does.
Result<void> state_party(const Table& parties, std::size_t row, const Remark& remark,
                         const ListFacts& list, const PartyNames& names, EntityRecord& out);

/// The facts of a comment that continues the remark of the party in row `row`. Fails as
/// EntityBuilder does.
Result<void> state_continuation(const Table& parties, std::size_t row, const Remark& remark,
                                const ListFacts& list, const PartyNames& names, EntityRecord& out);

/// The facts of a row of the alias or address table about a party of `schema`. Fails as
/// EntityBuilder does.
Result<void> state_alias(const Table& aliases, std::size_t row, std::string_view schema,
                         const ListFacts& list, EntityRecord& out);
Result<void> state_address(const Table& addresses, std::size_t row, std::string_view schema,
                           const ListFacts& list, EntityRecord& out);

}  // namespace bayon::source::reading::ofac
