#include "bayon/source/reading/iban.hpp"

#include <cstddef>

namespace bayon::source::reading {

namespace {

constexpr std::size_t length_min = 15, length_max = 34;  // Norway; what the standard allows

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool is_iban(std::string_view text) {
  if (text.size() < length_min || text.size() > length_max) return false;
  if (!letter(text[0]) || !letter(text[1]) || !digit(text[2]) || !digit(text[3])) return false;
  // The first four stand at the end of the number that is checked; a letter is two digits.
  unsigned rest = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[(i + 4) % text.size()];
    if (digit(c)) {
      rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
    } else if (letter(c)) {
      rest = (rest * 100 + static_cast<unsigned>(c - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return rest == 1;
}

}  // namespace bayon::source::reading
