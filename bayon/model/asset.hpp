// What was moved, and what is its smallest unit?
//
// An asset is a code and the number of decimal places of its smallest unit: currencies by ISO 4217
// [ISO4217], tokens by their contracts, goods by HS code or control-list number (whole units,
// exponent 0). Codes compare as written.
#pragma once

#include <string>
#include <string_view>

#include "bayon/base/result.hpp"

namespace bayon::model {

struct Asset {
  std::string code;  ///< upper case: USD, USDT, XBT
  int exponent = 0;  ///< decimal places of the smallest unit

  friend auto operator<=>(const Asset&, const Asset&) = default;
};

/// The asset of that code: ISO 4217 currencies, and tokens that lists and ledgers of the field
/// name. Fails with asset.unknown; a mapping file can declare more.
Result<Asset> find_asset(std::string_view code);

/// The code of a currency written out as AMLworld does ("US Dollar"), or the text itself in
/// capitals.
std::string asset_code(std::string_view text);

}  // namespace bayon::model
