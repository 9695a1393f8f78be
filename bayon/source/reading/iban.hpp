// Is this text the number of a bank account that other banks use too?
//
// An IBAN [ISO13616] has the two letters of a country that has such numbers, two check digits and
// as many more letters and digits as that country's; its check digits are right when the number
// behind it leaves 1 over 97. Addresses of chains are as long and begin alike, now and then.
//
// Threads: free functions.
#pragma once

#include <string_view>

namespace bayon::source::reading {

/// Is it an IBAN but, perhaps, for its check digits? Without blanks and in capitals, as keyed.
bool has_iban_shape(std::string_view text);

/// Without blanks and in capitals, as it is keyed. A text that is none by chance has right check
/// digits once in 97. Cost: one pass; a text that does not begin like one costs nothing.
bool is_iban(std::string_view text);

}  // namespace bayon::source::reading
