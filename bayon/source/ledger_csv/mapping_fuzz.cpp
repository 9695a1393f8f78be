// Is a mapping read, or refused with its line, whatever its bytes?
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "bayon/base/check.hpp"
#include "bayon/base/error_codes.hpp"
#include "bayon/source/ledger_csv/mapping.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace bayon;
  const auto mapping =
      source::ledger_csv::parse_mapping({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
  BAYON_CHECK(mapping.ok() || mapping.error().where.file == "fuzz.toml",
              fuzz.refusal_has_its_place);
  return 0;
}
