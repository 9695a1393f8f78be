// Does this wallet address pass the checksum that its own shape promises?
//
// Three checksums are known here: Base58Check for XBT, its kin and TRX, Bech32 and Bech32m [BIP173]
// [BIP350] for addresses that begin with bc1 or ltc1, and the capital letters of a hexadecimal
// address [EIP55]. An address of another shape, or a hexadecimal one written in a single case, has
// nothing to check: that is no failure. A failing checksum says that the list misspells the
// address, not that the address is harmless, so it is a remark on the wallet and never drops it.
//
// Threads: free functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bayon::source::wallet_list {

enum class AddressCheck : std::uint8_t {
  none,  ///< no checksum that is known here
  passes,
  fails,
};

/// Which checksum the address should pass is read off its first letters, its length and, for
/// Base58Check, the asset's code (empty: not said), for other assets have addresses of that shape
/// without it. Cost: two hashes at most.
AddressCheck check_address(std::string_view address, std::string_view asset);

/// The form in which addresses are compared: 0x and 40 hexadecimal digits in lower case, for their
/// case is a checksum alone; Bech32 in lower case, for the standard allows either; all else as
/// written.
std::string address_key(std::string_view address);

}  // namespace bayon::source::wallet_list
