// Is what reads as a bundle of rules the bundle of what was read, and nothing else harmful?
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bayon/base/check.hpp"
#include "bayon/decide/rule_bundle.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bayon;
  const auto texts = decide::read_bundle({reinterpret_cast<const char*>(data), size});
  if (!texts) return 0;
  const auto again = decide::read_bundle(decide::make_bundle(*texts));
  BAYON_CHECK(again.ok() && again->size() == texts->size(), fuzz.bundle_keeps_its_texts);
  return 0;
}
