// How does a shell complete the verbs, options and words of `bayon`?
//
// Scripts made from the parser itself, so that they cannot fall behind it.
//
// Threads: free functions.
#pragma once

#include <string>

#include "faces/cli/verbs.hpp"

namespace bayon::cli {

std::string bash_completion(const Verbs& verbs);
std::string zsh_completion(const Verbs& verbs);
std::string fish_completion(const Verbs& verbs);

}  // namespace bayon::cli
