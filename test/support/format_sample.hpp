// Which files show what a format reads?
//
// A format's folder holds sample/ with input files, given in the order of their names, and
// expected.ndjson with what a CollectingSink must hear. Further samples are sample_<x>/ with
// expected_<x>.ndjson. A request.toml beside the inputs may say `dataset`, `version` and `mapping`
// (a preset, or a file of the folder).
//
// Threads: free functions.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/source/format.hpp"
#include "test/support/memory_file.hpp"

namespace bayon::testing {

struct SampleFile {
  std::string name;
  std::string bytes;
};

struct FormatSample {
  std::string name;               ///< "sample" or "sample_<x>"
  std::vector<SampleFile> files;  ///< in the order of their names
  std::string dataset = "sample";
  std::string version;
  std::string mapping;
  std::filesystem::path expected;
};

/// All samples of `format`, by name. A folder that cannot be read is a broken test.sample_readable.
std::vector<FormatSample> samples_of(const source::Format& format);

/// The same without looking at the registry: of the folder bayon/source/<name>.
std::vector<FormatSample> samples_of(std::string_view format_name);

/// Files in memory and the request that reads them.
class SampleRequest {
 public:
  explicit SampleRequest(const FormatSample& sample);
  const source::Request& request() const { return request_; }

 private:
  std::vector<MemoryFile> files_;
  source::Request request_;
};

/// Gives `bytes` to `format` in the place of that file of its first sample which it resembles, and
/// checks what CollectingSink checks. For fuzz targets; a broken promise is a broken
/// test.format_promise.
void fuzz_format(const source::Format& format, const std::uint8_t* bytes, std::size_t size);

}  // namespace bayon::testing
