#include "bayon/model/asset.hpp"

#include <algorithm>
#include <array>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"

namespace bayon::model {

namespace {

struct Unit {
  std::string_view code;
  int exponent;
};

// ISO 4217 codes whose exponent is not 2, then tokens as their contracts define them.
constexpr std::array other_exponents{
    Unit{"BHD", 3},  Unit{"BIF", 0},  Unit{"CLF", 4},  Unit{"CLP", 0},  Unit{"DJF", 0},
    Unit{"GNF", 0},  Unit{"IQD", 3},  Unit{"ISK", 0},  Unit{"JOD", 3},  Unit{"JPY", 0},
    Unit{"KMF", 0},  Unit{"KRW", 0},  Unit{"KWD", 3},  Unit{"LYD", 3},  Unit{"OMR", 3},
    Unit{"PYG", 0},  Unit{"RWF", 0},  Unit{"TND", 3},  Unit{"UGX", 0},  Unit{"UYI", 0},
    Unit{"UYW", 4},  Unit{"VND", 0},  Unit{"VUV", 0},  Unit{"XAF", 0},  Unit{"XOF", 0},
    Unit{"XPF", 0},  Unit{"XBT", 8},  Unit{"BTC", 8},  Unit{"BCH", 8},  Unit{"BSV", 8},
    Unit{"BTG", 8},  Unit{"LTC", 8},  Unit{"DASH", 8}, Unit{"ZEC", 8},  Unit{"XVG", 6},
    Unit{"XMR", 12}, Unit{"XRP", 6},  Unit{"ETH", 18}, Unit{"ETC", 18}, Unit{"ARB", 18},
    Unit{"BSC", 18}, Unit{"BNB", 18}, Unit{"DAI", 18}, Unit{"TRX", 6},  Unit{"USDT", 6},
    Unit{"USDC", 6}, Unit{"SOL", 9},  Unit{"XAU", 3}};

constexpr std::string_view two_places =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN "
    "BZD "
    "CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
    "GHS "
    "GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD "
    "LSL "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN "
    "PGK "
    "PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB "
    "TJS "
    "TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD YER ZAR ZMW ZWL";

struct Written {
  std::string_view text;
  std::string_view code;
};

// Names of currencies as AMLworld's ledgers write them [AMLworld].
constexpr std::array written_out{Written{"US Dollar", "USD"},
                                 Written{"Euro", "EUR"},
                                 Written{"UK Pound", "GBP"},
                                 Written{"Yuan", "CNY"},
                                 Written{"Yen", "JPY"},
                                 Written{"Rupee", "INR"},
                                 Written{"Ruble", "RUB"},
                                 Written{"Swiss Franc", "CHF"},
                                 Written{"Shekel", "ILS"},
                                 Written{"Saudi Riyal", "SAR"},
                                 Written{"Mexican Peso", "MXN"},
                                 Written{"Brazil Real", "BRL"},
                                 Written{"Canadian Dollar", "CAD"},
                                 Written{"Australian Dollar", "AUD"},
                                 Written{"Bitcoin", "XBT"}};

}  // namespace

Result<Asset> find_asset(std::string_view code) {
  for (const auto& unit : other_exponents) {
    if (unit.code == code) return Asset{std::string(code), unit.exponent};
  }
  const auto at = code.size() == 3 ? two_places.find(code) : std::string_view::npos;
  if (at != std::string_view::npos && at % 4 == 0) return Asset{std::string(code), 2};
  return fail(errors::asset_unknown, "'" + std::string(code.substr(0, 40)) + "'");
}

std::string asset_code(std::string_view text) {
  text = trim(text);
  const auto* found = std::find_if(written_out.begin(), written_out.end(),
                                   [&](const Written& w) { return w.text == text; });
  return found != written_out.end() ? std::string(found->code) : upper_ascii(text);
}

}  // namespace bayon::model
