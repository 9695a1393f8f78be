#include "bayon/report/detail/total.hpp"

#include <algorithm>

namespace bayon::report {

void Total::add(std::string_view decimal) {
  const auto amount = parse_amount(decimal, exponent);
  const auto sum = amount ? checked_add(units_, *amount) : std::nullopt;
  if (!sum) {
    known_ = false;
    return;
  }
  units_ = *sum;
  const auto point = decimal.find('.');
  if (point != decimal.npos) places_ = std::max(places_, decimal.size() - point - 1);
}

std::string Total::text() const {
  if (!known_) return {};
  std::string out = amount_text(units_, exponent);
  const auto point = out.find('.');
  out.resize(places_ == 0 ? point : point + 1 + std::min<std::size_t>(places_, exponent));
  return out;
}

}  // namespace bayon::report
