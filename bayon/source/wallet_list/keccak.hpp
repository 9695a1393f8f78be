// What is the Keccak-256 of these bytes?
//
// Ethereum hashes with Keccak as submitted [Keccak2011], whose padding differs from that of the
// SHA-3 standard by one byte, so that no SHA-3 routine gives its digests. Here it serves the
// capital letters of an address (EIP-55) alone: short inputs, no secrets, no need for speed.
//
// Threads: a free function.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace bayon::source::wallet_list {

/// Keccak-256 of `bytes`. Cost: one permutation for each 136 bytes begun.
std::array<std::uint8_t, 32> keccak_256(std::string_view bytes);

}  // namespace bayon::source::wallet_list
