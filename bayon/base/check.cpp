#include "bayon/base/check.hpp"

namespace bayon {

InvariantBroken::InvariantBroken(const char* invariant, const char* condition, const char* file,
                                 int line)
    : std::logic_error(std::string("invariant ") + invariant + " is broken: " + condition + " at " +
                       file + ":" + std::to_string(line)),
      invariant_(invariant) {}

void invariant_broken(const char* invariant, const char* condition, const char* file, int line) {
  throw InvariantBroken(invariant, condition, file, line);
}

}  // namespace bayon
