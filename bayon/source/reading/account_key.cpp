#include "bayon/source/reading/account_key.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "bayon/base/text.hpp"
#include "bayon/model/property_value.hpp"
#include "bayon/source/reading/iban.hpp"

namespace bayon::source::reading {

namespace {

bool printing(char c) { return c > ' ' && c < 0x7f; }

// Are all eight bytes ASCII that prints, without blanks?
bool printing_eight(const char* at) {
  constexpr std::uint64_t ones = 0x0101010101010101ULL, highs = 0x8080808080808080ULL;
  std::uint64_t word = 0;
  std::memcpy(&word, at, 8);
  const std::uint64_t below = (word - ones * 0x21) & ~word;  // bytes under 0x21
  const std::uint64_t del = word ^ (ones * 0x7f);
  return ((word | below | ((del - ones) & ~del)) & highs) == 0;
}

bool small(char c) { return c >= 'a' && c <= 'z'; }
bool letter(char c) { return small(c) || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

// Does it begin as an IBAN does, written in small letters or with blanks in it?
bool loose_iban(std::string_view written) {
  return written.size() > 4 && letter(written[0]) && letter(written[1]) && digit(written[2]) &&
         digit(written[3]) &&
         std::any_of(written.begin(), written.end(), [](char c) { return c == ' ' || small(c); });
}

// An Ethereum address: the case of its letters is a checksum and names nobody else.
bool hex_address(std::string_view written) {
  constexpr std::size_t length = 42;
  return written.size() == length && written[0] == '0' && (written[1] | 0x20) == 'x' &&
         std::all_of(written.begin() + 2, written.end(),
                     [](char c) { return digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); });
}

bool capital_hex(std::string_view written) {
  return hex_address(written) &&
         std::any_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string tight(std::string_view written) {
  std::string out;
  for (const char c : written) {
    if (c != ' ') out += small(c) ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

}  // namespace

bool is_account_key(std::string_view written) {
  if (loose_iban(written) || capital_hex(written)) return false;
  std::size_t at = 0;
  while (at + 8 <= written.size() && printing_eight(written.data() + at)) at += 8;
  for (; at < written.size(); ++at) {
    if (printing(written[at])) continue;
    if (written[at] != ' ' || at == 0 || written[at - 1] == ' ') return false;
  }
  return !written.empty() && written.back() != ' ';
}

Result<std::string> account_key(std::string_view written) {
  if (is_account_key(written)) return std::string(written);
  BAYON_TRY(std::string key, model::single_blanks(written));
  if (capital_hex(key)) return lower_ascii(key);
  if (loose_iban(key)) {
    if (std::string iban = tight(key); is_iban(iban)) return iban;
  }
  return key;
}

}  // namespace bayon::source::reading
