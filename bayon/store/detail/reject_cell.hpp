// How does a text from outside stand in the table of rejects?
//
// People open rejects.csv in a spreadsheet or print it on a terminal. What would act there instead
// of being read is defused: formulas, control characters, marks that turn the direction of writing.
//
// Threads: a free function.
#pragma once

#include <string>
#include <string_view>

namespace bayon::store::detail {

/// `text` in quotes, with quotes doubled. An apostrophe stands before a text that begins like a
/// formula; control and direction characters are written as <U+001B>.
std::string reject_cell(std::string_view text);

}  // namespace bayon::store::detail
