// How does the whole answer travel inside the page?
//
// As JSON whose large tables lie by column (docs/formats/report_page.md): texts once in a table of
// strings, evidence as (source, record) with each source named once. Deflated (zlib format, RFC
// 1950) and in base64 (RFC 4648), which a browser unpacks by itself.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

#include "bayon/report/detail/story.hpp"

namespace bayon::report {

/// The packed answer as JSON. Every text in it has gone through `visible`.
/// Cost: linear; about the size of the answer in memory.
std::string packed_json(const Story& story);

/// zlib-deflated at the highest level.
std::string deflated(std::string_view bytes);

std::string base64(std::string_view bytes);

}  // namespace bayon::report
