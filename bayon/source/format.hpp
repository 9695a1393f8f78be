// Here is a raw file: what facts does it hold?
//
// A Format is one folder under bayon/source. It turns files of one publisher's shape into
// statements, flows or orders and gives them to a Sink; it knows nothing of the store. CMake finds
// the folders and generates the list behind `formats()`.
//
// Threads: a Format is constant data and free functions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/base/progress.hpp"
#include "bayon/base/result.hpp"
#include "bayon/source/sink.hpp"

namespace bayon::source {

enum class Kind : std::uint8_t {
  list,    ///< has versions; each load states the whole list as of its version
  ledger,  ///< grows by appending flows
};

/// Bounds on hostile input. Reaching one is a catalogued error, never a crash.
struct Bounds {
  std::uint64_t line_bytes_max = std::uint64_t{1} << 20;      ///< line.too_long
  std::uint64_t value_bytes_max = std::uint64_t{1} << 16;     ///< value.too_long
  std::uint64_t document_bytes_max = std::uint64_t{1} << 28;  ///< file.too_large (XML held whole)
  std::uint64_t expanded_bytes_max = std::uint64_t{1} << 40;  ///< file.decompression_bomb
  std::uint64_t expansion_ratio_max = 500;  ///< the same, past 64 MiB (gzip ends at 1,032)
  int depth_max = 64;                       ///< json.too_deep, xml.too_deep
};

struct InputFile {
  std::filesystem::path path;  ///< "-" is standard input
  std::string name;            ///< as it appears in evidence; the path's last part
};

struct Request {
  std::string dataset;           ///< [a-z0-9_]+, names the facts' origin
  std::string version;           ///< label of a list's version; empty for ledgers
  std::vector<InputFile> files;  ///< in the order given
  std::string mapping;  ///< preset name or path of a TOML mapping; empty: the format's default
  Bounds bounds;
};

struct Format {
  std::string_view name;  ///< the folder's name, as --format takes it
  Kind kind;
  std::string_view summary;    ///< one line for `bayon formats`
  std::string_view publisher;  ///< who publishes such files
  std::string_view licence;    ///< of the data
  std::string_view cadence;    ///< how often it changes
  std::string_view files;  ///< which files it takes, for people: "sdn.csv [add.csv alt.csv ...]"

  /// Reads all files of `request` into `sink`. Fails with the codes of files, compression and the
  /// format's own; a failure means that nothing of the load may be kept.
  /// Cost: one pass over the bytes; memory bounded by `request.bounds`.
  Result<void> (*read)(const Request& request, Sink& sink, Progress& progress);

  bool takes_mapping = false;  ///< a mapping names its columns
};

/// Every format of this build, by name.
std::span<const Format* const> formats();

/// The format called `name`. Fails with format.unknown, naming the nearest ones.
Result<const Format*> find_format(std::string_view name);

}  // namespace bayon::source
