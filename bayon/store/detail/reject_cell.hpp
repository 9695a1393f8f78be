// How does a text from outside stand in the table of rejects, and which of its rows stay?
//
// People open rejects.csv in a spreadsheet or print it on a terminal. What would act there instead
// of being read is defused: formulas, control characters, marks that turn the direction of writing.
//
// Threads: free functions.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace bayon::store::detail {

/// `text` in quotes, with quotes doubled. An apostrophe stands before a text that begins like a
/// formula; control and direction characters are written as <U+001B>.
std::string reject_cell(std::string_view text);

inline constexpr std::string_view rejects_header =
    "dataset,loaded_at,version,file,record,column,code,detail,remedy\n";

/// The table without rows of loads that do not stand, as `stands` says of a dataset and the time of
/// a load. A table of before times stood in it gets an empty one in each row, and all stay.
std::string rejects_that_stand(
    std::string_view table,
    const std::function<bool(std::string_view dataset, std::string_view loaded_at)>& stands);

}  // namespace bayon::store::detail
