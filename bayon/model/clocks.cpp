#include "bayon/model/clocks.hpp"

namespace bayon::model {

Truth held(const Interval& interval, Day day) {
  Truth out = Truth::yes;
  if (interval.from.known()) {
    if (day < interval.from.first()) return Truth::no;
    if (day < interval.from.last()) out = Truth::unknown;
  }
  if (interval.until.known()) {
    if (day > interval.until.last()) return Truth::no;
    if (day > interval.until.first()) out = Truth::unknown;
  }
  return out;
}

}  // namespace bayon::model
