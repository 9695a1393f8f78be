// Does a format survive any bytes? Compiled once for each format folder, with BAYON_MEMBER as its
// name.
#include "bayon/source/format.hpp"
#include "test/support/format_sample.hpp"

namespace bayon::source::BAYON_MEMBER {
const Format& format();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  bayon::testing::fuzz_format(bayon::source::BAYON_MEMBER::format(), data, size);
  return 0;
}
