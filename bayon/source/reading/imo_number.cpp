#include "bayon/source/reading/imo_number.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bayon/base/text.hpp"

namespace bayon::source::reading {

std::string imo_number(std::string_view written) {
  constexpr std::string_view letters = "IMO";
  constexpr std::size_t digit_count = 7;
  std::string_view digits = trim(written);
  if (equal_ascii_case(digits.substr(0, letters.size()), letters)) {
    digits = trim(digits.substr(letters.size()));
  }
  const bool number =
      digits.size() == digit_count &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number ? fmt::format("{}{}", letters, digits) : std::string(written);
}

}  // namespace bayon::source::reading
