// How do people write the currency beside an amount?
//
// Threads: a free function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bayon::model {

/// The code itself and the signs that stand for it in English and, where they are shorter, in the
/// currency's own country: "HKD", "HK$", "$"; the longest first. Of what is no currency: the code
/// alone. [CLDR42]
std::vector<std::string> currency_signs(std::string_view code);

}  // namespace bayon::model
