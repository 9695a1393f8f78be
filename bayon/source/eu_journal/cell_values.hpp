// Which values stand in this cell?
//
// Cells hold several values behind semicolons; one that contains a semicolon or a quote is quoted,
// quotes inside it doubled. What follows a closing quote up to the semicolon belongs to the value.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bayon::source::eu_journal {

/// The values in order, trimmed, empty ones left out.
std::vector<std::string> cell_values(std::string_view cell);

/// The telephone numbers side by side in one value ("+7 (495) 0000012, +7 (495) 0000013"): what is
/// not such a row is one value.
std::vector<std::string_view> phone_numbers(std::string_view value);

}  // namespace bayon::source::eu_journal
