// What do the matches of one party come to?
//
// Threads: free functions over constant data.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "bayon/inquiry/screen/answer.hpp"
#include "bayon/inquiry/screen/detail/matching.hpp"

namespace bayon::screen::detail {

/// Matches that lead to one party.
struct Draft {
  std::vector<const Match*> matches;
  std::set<std::string_view> via;  ///< carriers among their entities
};

/// The hit: reasons, what speaks for and against it, its score and listings. Its score may lie
/// below the question's minimum, and its schema may be another than asked: the caller leaves it out
/// then.
Hit weigh(const ListAt& at, const Asked& asked, std::string_view party, const Draft& draft);

/// Can a hit of these schemata be the kind of party asked about? Yes where either is the other's
/// kind.
bool schema_fits(const Asked& asked, const Hit& hit);

}  // namespace bayon::screen::detail
