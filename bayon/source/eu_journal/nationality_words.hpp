// Which territory does this word for a nationality mean?
//
// EU acts write "Russian" as often as "Russia". Words that two territories share ("Congolese",
// "Korean", "Dominican") are left out: what is not certain stays in the source's words.
//
// Threads: constant data.
#pragma once

#include <optional>
#include <string_view>

namespace bayon::source::eu_journal {

/// The code of the territory, ISO 3166 alpha-2 in lower case; nothing when the word is none of
/// these.
std::optional<std::string_view> nationality_code(std::string_view word);

}  // namespace bayon::source::eu_journal
