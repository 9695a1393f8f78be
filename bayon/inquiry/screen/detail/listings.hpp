// Under which programmes is a party listed, and was it so on the day asked?
//
// Threads: free functions over constant data.
#pragma once

#include <string_view>
#include <vector>

#include "bayon/inquiry/screen/answer.hpp"
#include "bayon/inquiry/screen/detail/matching.hpp"

namespace bayon::screen::detail {

/// The Sanctions of the version in force that refer to `party`, ended ones too, sorted. Their
/// interval is that of their statements, else their own start (or listing) and end dates.
std::vector<Listing> listings_of(const ListAt& at, std::string_view party);

/// Did any listing or topic of the party hold? For a day before the version, topics without a date
/// count only where there is no listing. Where the list has neither, being on it is the
/// listing. `no` only where every listing is dated and none covers the day.
model::Truth listed(const ListAt& at, const index::Party& party,
                    const std::vector<Listing>& listings);

}  // namespace bayon::screen::detail
