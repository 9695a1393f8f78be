#include "bayon/inquiry/screen/answer.hpp"

#include <array>

namespace bayon::screen {

std::string_view name(ReasonKind kind) {
  static constexpr std::array<std::string_view, 10> names{
      "wallet.exact",   "name.exact",       "name.normalised",   "name.transliterated",
      "name.tokens",    "identifier.exact", "birth_date.agrees", "birth_date.differs",
      "country.agrees", "country.differs"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string_view name(Reach reach) {
  static constexpr std::array<std::string_view, 4> names{"answered", "partial", "before_first",
                                                         "unknown"};
  return names.at(static_cast<std::size_t>(reach));
}

std::string_view name(Holds holds) { return holds == Holds::parties ? "parties" : "wallets"; }

}  // namespace bayon::screen
