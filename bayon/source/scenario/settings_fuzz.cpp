// Is a scenario read, or refused with its line, whatever its bytes?
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bayon/base/check.hpp"
#include "bayon/source/scenario/scenario.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bayon;
  const auto scenario =
      source::scenario::parse_scenario({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
  BAYON_CHECK(scenario.ok() || scenario.error().where.file == "fuzz.toml",
              fuzz.refusal_has_its_place);
  return 0;
}
