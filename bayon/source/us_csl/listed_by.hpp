// Which of the lists is this, who keeps it, and what does it make of a party?
//
// Threads: constant data.
#pragma once

#include <string_view>

namespace bayon::source::us_csl {

struct ListedBy {
  std::string_view abbreviation;  ///< as it stands in brackets in the list's name: "EL"
  std::string_view authority;
  std::string_view program_id;  ///< empty where the rows' own programmes say it
  std::string_view topic;
  bool treasury = false;  ///< rows carry the Treasury's entity numbers
};

/// The list called `source`, e.g. "Entity List (EL) - Bureau of Industry and Security". For one
/// that is not known here, the words behind the dash are the authority and there is no topic.
ListedBy listed_by(std::string_view source);

}  // namespace bayon::source::us_csl
