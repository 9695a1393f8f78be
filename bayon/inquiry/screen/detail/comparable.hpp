// Are these two identifiers, written by different hands, the same one?
//
// The index finds by letters and digits alone (base/text identifier_key). Whether what it found is
// the same depends on the property: Base58 addresses differ when the case of a letter does,
// hexadecimal and Bech32 ones do not; an e-mail or IP address differs when its dots do; an IMO
// number is the same with and without the letters before it.
//
// Threads: free functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bayon/model/vocabulary.hpp"

namespace bayon::screen::detail {

/// Keys under which an index may hold what was asked; empty when it has no letter or digit.
std::vector<std::string> lookup_keys(std::string_view asked);

enum class Sameness : std::uint8_t {
  no,
  but_for_case,  ///< an address whose letters differ in case: another address, most likely a slip
  yes,
};

/// Is `asked` the value that the list has under `property`? `original` is the list's own spelling
/// where the value was cleaned, else empty.
Sameness same_identifier(model::PropertyId property, std::string_view asked,
                         std::string_view listed, std::string_view original);

/// Does the property hold addresses of wallets?
bool wallet_property(model::PropertyId property);

}  // namespace bayon::screen::detail
