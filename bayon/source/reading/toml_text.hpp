// What does this TOML text say?
//
// The one door for TOML files that people write: mappings, investigations, scenarios. The library
// builds one table for each part of a dotted key and takes tables apart by recursion, so a text of
// a few hundred kilobytes can ask for more stack than there is. What no person writes is refused
// before the library sees it: more than 1 MiB, keys of more than 16 parts, values nested deeper
// than 32.
//
// Threads: free functions.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "bayon/base/result.hpp"

namespace bayon::source::reading {

/// Parses `text`. Fails with the code `malformed`, with `name` and the line.
Result<toml::table> parse_toml(std::string_view text, const std::string& name, ErrorCode malformed);

/// Reads and parses the file at `path`. Fails as read_file, with file.too_large past 1 MiB, and as
/// parse_toml.
Result<toml::table> read_toml(const std::filesystem::path& path, ErrorCode malformed);

}  // namespace bayon::source::reading
