// Which files of page/ does the page carry inside?
//
// Texts that the build takes from bayon/report/page (tools/generate/report_page.py).
//
// Lifetime: constants.
#pragma once

#include <string_view>

namespace bayon::report {

extern const std::string_view page_style;
extern const std::string_view page_script;

}  // namespace bayon::report
