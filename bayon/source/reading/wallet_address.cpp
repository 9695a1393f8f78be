#include "bayon/source/reading/wallet_address.hpp"

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "bayon/source/reading/entity_builder.hpp"

namespace bayon::source::reading {

std::string wallet_address(std::string_view written) {
  std::string lower = lower_ascii(written);
  for (const std::string_view caseless : {"0x", "bc1", "tb1", "ltc1"}) {
    if (lower.starts_with(caseless)) return lower;
  }
  return std::string(written);
}

std::string wallet_id(std::string_view written) {
  const std::string address = wallet_address(written);
  const std::string id = fmt::format("wallet-{}", address);
  return id.size() <= entity_id_bytes_max ? id : shared_id("wallet", {address});
}

}  // namespace bayon::source::reading
