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

/// "7725842590 (Tax ID/INN)" taken apart.
struct LabelledNumber {
  std::string_view number;
  std::string_view label;  ///< empty when there is none
};

/// A number in front of a bracket or of ", issued", ", expires", ", valid"; else the text as it is.
LabelledNumber labelled_number(std::string_view text);

}  // namespace bayon::source::eu_journal
