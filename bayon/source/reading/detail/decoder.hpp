// What do these compressed bytes expand to?
//
// One step at a time, so that the caller bounds memory: bytes in, bytes out, never more than there
// is room for.
//
// Threads: an object belongs to one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "bayon/base/result.hpp"

namespace bayon::source::reading::detail {

/// How far one step came.
struct Step {
  std::size_t taken = 0;  ///< of the input
  std::size_t made = 0;   ///< of the output
};

class Decoder {
 public:
  virtual ~Decoder() = default;
  /// Expands some of `in` into `out`. Fails with file.damaged or file.too_large.
  virtual Result<Step> step(std::string_view in, std::span<char> out) = 0;
  /// May the input end here? False inside a frame: the file was cut.
  virtual bool complete() const = 0;
};

/// The decoder for a file that begins with `head` (at least 4 bytes where the file has as many);
/// nothing when the bytes are to be taken as they are.
std::unique_ptr<Decoder> decoder_for(std::string_view head);

}  // namespace bayon::source::reading::detail
