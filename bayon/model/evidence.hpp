// Which record of which file does this answer rest on?
//
// A pointer that a stranger can follow: the dataset, its version, the SHA-256 of the file as it was
// read and the record (line or element number) in it.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace bayon::model {

struct Evidence {
  std::string dataset;
  std::string version;       ///< version label of a list; empty for a ledger
  std::string file;          ///< name of the file as it was loaded
  std::string sha256;        ///< of that file's bytes as they came, 64 hexadecimal digits
  std::uint64_t record = 0;  ///< 1-based

  friend auto operator<=>(const Evidence&, const Evidence&) = default;
};

}  // namespace bayon::model
