#include "bayon/source/reading/account_key.hpp"

#include <cstdint>
#include <cstring>

#include "bayon/model/property_value.hpp"

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

}  // namespace

bool is_account_key(std::string_view written) {
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
  return model::single_blanks(written);
}

}  // namespace bayon::source::reading
