// How is a ship's or ship owner's IMO number written?
//
// Lists write "9126819", "IMO 9126819" and "IMO9126819"; the vocabulary's form is the last
// [FollowTheMoney]. One form lets one ship be one ship in all lists.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

namespace bayon::source::reading {

/// "IMO" and seven digits; a text that is not seven digits, with or without the letters, as it is.
std::string imo_number(std::string_view written);

}  // namespace bayon::source::reading
