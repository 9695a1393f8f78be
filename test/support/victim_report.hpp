// What does a victim report, in a test: how many dollars went to whom, and when?
//
// Threads: a free function.
#pragma once

#include <string>

#include "bayon/inquiry/trace/victim_payments.hpp"

namespace bayon::testing {

inline trace::Report reported(const char* victim, const char* to, const char* amount,
                              const char* when) {
  trace::Report out;
  out.id = std::string("report-") + victim + "-" + when;
  out.victim = victim;
  out.to_account = to;
  out.amount = amount;
  out.asset = "USD";
  out.when = when;
  return out;
}

}  // namespace bayon::testing
