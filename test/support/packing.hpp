// How does a test pack bytes as gzip or Zstandard does?
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

namespace bayon::testing {

/// One gzip member.
std::string gzip(std::string_view bytes);

/// One Zstandard frame with a checksum.
std::string zstd(std::string_view bytes);

}  // namespace bayon::testing
