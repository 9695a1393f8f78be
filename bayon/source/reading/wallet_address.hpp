// Under which key do all lists know one wallet?
//
// Capitals mean nothing in hexadecimal addresses (beyond a checksum) and in Bech32 ones: such an
// address has one form here, whoever wrote it.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

namespace bayon::source::reading {

/// The address with hexadecimal and Bech32 letters in lower case, others as written.
std::string wallet_address(std::string_view written);

/// The id of the wallet with this address, written in any way: the same for all parties that hold
/// it and in all lists.
std::string wallet_id(std::string_view written);

}  // namespace bayon::source::reading
