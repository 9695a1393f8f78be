// What do these decimal texts add up to, exactly?
//
// Threads: an object belongs to one thread.
#pragma once

#include <string>
#include <string_view>

#include "bayon/base/amount.hpp"

namespace bayon::report {

class Total {
 public:
  /// Text that is no amount, or a sum past 128 bits, makes the total unknown.
  void add(std::string_view decimal);
  /// With as many places as the finest summand; empty when unknown.
  std::string text() const;
  bool known() const { return known_; }

 private:
  static constexpr int exponent = 18;
  Amount units_ = 0;
  std::size_t places_ = 0;
  bool known_ = true;
};

}  // namespace bayon::report
