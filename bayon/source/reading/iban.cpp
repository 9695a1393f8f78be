#include "bayon/source/reading/iban.hpp"

#include <algorithm>
#include <cstddef>

namespace bayon::source::reading {

namespace {

// How long the IBANs of each country are, by the registry.
constexpr std::string_view lengths =
    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24"
    "FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32"
    "LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24"
    "RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return c >= 'A' && c <= 'Z'; }

bool length_of_country(std::string_view text) {
  for (std::size_t at = 0; at < lengths.size(); at += 4) {
    if (lengths.substr(at, 2) != text.substr(0, 2)) continue;
    const auto tens = static_cast<std::size_t>(lengths[at + 2] - '0');
    return text.size() == tens * 10 + static_cast<std::size_t>(lengths[at + 3] - '0');
  }
  return false;
}

}  // namespace

bool has_iban_shape(std::string_view text) {
  return text.size() >= 4 && letter(text[0]) && letter(text[1]) && digit(text[2]) &&
         digit(text[3]) && length_of_country(text) &&
         std::all_of(text.begin(), text.end(), [](char c) { return digit(c) || letter(c); });
}

bool is_iban(std::string_view text) {
  if (!has_iban_shape(text)) return false;
  // The first four stand at the end of the number that is checked; a letter is two digits.
  unsigned rest = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[(i + 4) % text.size()];
    rest = digit(c) ? (rest * 10 + static_cast<unsigned>(c - '0')) % 97
                    : (rest * 100 + static_cast<unsigned>(c - 'A' + 10)) % 97;
  }
  return rest == 1;
}

}  // namespace bayon::source::reading
