// How does a finished case read?
//
// One page of HTML from the engine's answer to `report`. The page stands alone: styles, script and
// data are inside, nothing is fetched, and its Content-Security-Policy forbids it to try. What
// matters most (summary, sums, tables, pictures) is plain HTML; the script adds sorting, search,
// the network and the way from every number to the records that it rests on. The whole answer
// travels inside, packed by column and deflated.
//
// Names come from outside. They are escaped, and characters that turn the direction of text are
// shown by their number, so that no name can dress up as another or as a part of the page.
//
// Threads: free functions; the answer is only read. The same answer gives the same bytes.
#pragma once

#include <filesystem>
#include <string>

#include "bayon/base/result.hpp"
#include "bayon/engine/engine.hpp"

namespace bayon::report {

/// The page. A field that the answer lacks reads "unknown", never zero.
/// Fails with report.nothing_to_tell when the answer holds no finding of any kind.
/// Cost: linear in the answer; about three times its size in memory.
Result<std::string> html(const Json& answer);

/// `html` into a file. Fails with the codes of html and of files.
Result<void> write_html(const Json& answer, const std::filesystem::path& out);

}  // namespace bayon::report
