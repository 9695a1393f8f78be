// Where did the money go, as a picture?
//
// One Sankey diagram per rule and asset: a bar for each stage in the order of the stages, bands for
// what went from stage to stage. A band that passes over a stage keeps a lane of its own below that
// stage's bar, so that nothing is drawn across a bar. Layout is a plain function of the answer.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

#include "bayon/report/detail/story.hpp"

namespace bayon::report {

/// The picture, with each bar and band as a way to its evidence; empty where nothing moved.
std::string sankey_svg(const Story& story, const std::string& rule, const std::string& asset);

/// The same figures as a table: the picture's text alternative.
std::string sankey_table(const Story& story, const std::string& rule, const std::string& asset);

}  // namespace bayon::report
