// Which names of territories does ICU not know, or not as lists write them?
//
// Rows of (code, name). Names are in the folded form that territory.cpp makes: lower case without
// marks, "and" for "&", without "the" and punctuation. A code that ISO 3166 does not have comes
// with its English name first, for territory_name.
//
// Threads: constant data.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace bayon::model::detail {

struct TerritoryName {
  std::string_view code;
  std::string_view name;
};

/// Territories without an ISO 3166-1 code: FollowTheMoney's own codes and their English names.
std::span<const TerritoryName> own_territories();

/// More names of any territory, folded.
std::span<const TerritoryName> more_territory_names();

}  // namespace bayon::model::detail
