#include "bayon/source/wallet_list/address_check.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "bayon/base/hash.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/wallet_list/keccak.hpp"

namespace bayon::source::wallet_list {

namespace {

constexpr std::string_view base58_digits =
    "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::string_view bech32_digits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

bool digit(char c) { return c >= '0' && c <= '9'; }
bool lower_hex(char c) { return c >= 'a' && c <= 'f'; }
bool upper_hex(char c) { return c >= 'A' && c <= 'F'; }

// 0x and 40 hexadecimal digits.
bool hexadecimal_shape(std::string_view address) {
  if (address.size() != 42 || address[0] != '0' || (address[1] != 'x' && address[1] != 'X')) {
    return false;
  }
  address.remove_prefix(2);
  return std::all_of(address.begin(), address.end(),
                     [](char c) { return digit(c) || lower_hex(c) || upper_hex(c); });
}

AddressCheck check_capitals(std::string_view digits) {
  const bool lower = std::any_of(digits.begin(), digits.end(), lower_hex);
  const bool upper = std::any_of(digits.begin(), digits.end(), upper_hex);
  if (!lower || !upper) return AddressCheck::none;
  const auto hash = keccak_256(lower_ascii(digits));
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (digit(digits[i])) continue;
    const unsigned nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15u;
    if (upper_hex(digits[i]) != (nibble >= 8)) return AddressCheck::fails;
  }
  return AddressCheck::passes;
}

// The number that the digits spell, leading zeros kept: "1" is a zero byte.
bool decode_base58(std::string_view text, std::vector<std::uint8_t>& out) {
  out.clear();
  for (const char c : text) {
    const auto value = base58_digits.find(c);
    if (value == std::string_view::npos) return false;
    auto carry = static_cast<unsigned>(value);
    for (auto& byte : out) {  // least significant first
      carry += 58u * byte;
      byte = static_cast<std::uint8_t>(carry & 255u);
      carry >>= 8;
    }
    if (carry != 0) out.push_back(static_cast<std::uint8_t>(carry));
  }
  for (std::size_t i = 0; i < text.size() && text[i] == '1'; ++i) out.push_back(0);
  std::reverse(out.begin(), out.end());
  return true;
}

// A version of one or two bytes, a hash of 20 and four bytes of checksum come to 33 to 35 digits;
// XBT addresses with leading zeros to 26 at the least.
bool base58_shape(std::string_view address) {
  constexpr std::string_view first_letters = "13tTLMDX7GA";
  return address.size() >= 26 && address.size() <= 35 &&
         first_letters.find(address[0]) != std::string_view::npos &&
         std::all_of(address.begin(), address.end(), [](char c) {
           return digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
         });
}

// Assets whose addresses carry Base58Check; tokens among them move on such chains.
bool base58_asset(std::string_view asset) {
  constexpr std::array<std::string_view, 13> known{"XBT", "BTC",  "BCH",  "BSV", "BTG",
                                                   "LTC", "DASH", "DOGE", "ZEC", "XVG",
                                                   "TRX", "USDT", "USDC"};
  return asset.empty() || std::find(known.begin(), known.end(), asset) != known.end();
}

AddressCheck check_base58(std::string_view address) {
  std::vector<std::uint8_t> bytes;
  if (!decode_base58(address, bytes))
    return AddressCheck::fails;  // a letter that base 58 leaves out
  if (bytes.size() < 24 || bytes.size() > 27)
    return AddressCheck::none;  // not one digit off: another shape
  const std::string_view payload(reinterpret_cast<const char*>(bytes.data()), bytes.size() - 4);
  const Digest digest = sha256(sha256(payload).view());
  const bool equal = std::equal(bytes.end() - 4, bytes.end(), digest.bytes.begin());
  return equal ? AddressCheck::passes : AddressCheck::fails;
}

bool bech32_shape(std::string_view address) {
  const std::string lower = lower_ascii(address.substr(0, 4));
  return address.size() >= 14 && address.size() <= 90 &&
         (lower.starts_with("bc1") || lower.starts_with("ltc1"));
}

void mix_into(std::uint32_t& checksum, unsigned value) {
  constexpr std::array<std::uint32_t, 5> generator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                   0x2a1462b3};
  const std::uint32_t top = checksum >> 25;
  checksum = ((checksum & 0x1ffffffu) << 5) ^ value;
  for (std::size_t i = 0; i < generator.size(); ++i) {
    if (((top >> i) & 1u) != 0) checksum ^= generator[i];
  }
}

AddressCheck check_bech32(std::string_view address) {
  const std::string text = lower_ascii(address);
  if (text != address && upper_ascii(address) != address) return AddressCheck::fails;  // mixed case
  const std::size_t one = text.find('1');
  std::uint32_t checksum = 1;
  for (std::size_t i = 0; i < one; ++i)
    mix_into(checksum, static_cast<unsigned char>(text[i]) >> 5);
  mix_into(checksum, 0);
  for (std::size_t i = 0; i < one; ++i)
    mix_into(checksum, static_cast<unsigned char>(text[i]) & 31u);
  for (std::size_t i = one + 1; i < text.size(); ++i) {
    const auto value = bech32_digits.find(text[i]);
    if (value == std::string_view::npos) return AddressCheck::fails;
    mix_into(checksum, static_cast<unsigned>(value));
  }
  // Version 0 (the letter q) carries Bech32's constant, later versions Bech32m's.
  const std::uint32_t wanted = text[one + 1] == 'q' ? 1u : 0x2bc830a3u;
  return checksum == wanted ? AddressCheck::passes : AddressCheck::fails;
}

}  // namespace

AddressCheck check_address(std::string_view address, std::string_view asset) {
  if (hexadecimal_shape(address)) return check_capitals(address.substr(2));
  if (bech32_shape(address)) return check_bech32(address);
  if (base58_shape(address) && base58_asset(asset)) return check_base58(address);
  return AddressCheck::none;
}

std::string address_key(std::string_view address) {
  return hexadecimal_shape(address) || bech32_shape(address) ? lower_ascii(address)
                                                             : std::string(address);
}

}  // namespace bayon::source::wallet_list
