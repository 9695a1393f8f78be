// What does the version in force say of an entity, on whatever day it held?
//
// A question about a day leaves out what did not hold; to tell "delisted" from "never listed" one
// must see that too.
//
// Threads:  free functions over constant data.
// Lifetime: views live as long as the snapshot.
#pragma once

#include <string_view>
#include <vector>

#include "bayon/index/party_reader.hpp"

namespace bayon::screen::detail {

/// All statements of the version in force about `id`, those that held on the day asked first,
/// otherwise in canonical order; no facts where there are none. Cost: two binary searches for each
/// segment.
index::Party whole_party(const index::PartyReader& reader, std::string_view id);

/// Values of the plain property name, each once, sorted; `held` alone or all.
std::vector<std::string_view> values(const index::Party& party, std::string_view property,
                                     bool held_only);

}  // namespace bayon::screen::detail
