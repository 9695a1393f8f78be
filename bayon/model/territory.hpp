// Which territory does this text name?
//
// Territories have the codes of FollowTheMoney [FollowTheMoney]: ISO 3166 alpha-2 in lower case
// ("cu", "gb"), codes for what is no longer there ("suhh", "yucs") and for disputed parts
// ("ua-cri"). Names are found as lists write them ("Korea, North", "Congo, Democratic Republic of
// the", "Syria / Syrie", "Region: Gaza"). What is not known is not guessed: a text either names one
// territory or none.
//
// Threads: free functions over constant data, made at the first call.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bayon::model {

/// The code of the territory that `text` names or is the code of (alpha-2 in either case, alpha-3
/// in capitals, FollowTheMoney's longer codes); nothing when it names none or may name several. The
/// view lives for ever. Cost: one pass over the text and a lookup.
std::optional<std::string_view> territory_code(std::string_view text);

/// Is `code` one that territory_code can answer?
bool territory_known(std::string_view code);

/// English name of the territory, for people; the code itself when it is not known.
std::string territory_name(std::string_view code);

}  // namespace bayon::model
