// Is the program still what we believe it is?
//
// BAYON_CHECK(condition, topic.invariant) is always on. A broken one throws InvariantBroken, which
// only the faces catch (the command line ends with exit code 70). It is for bugs alone: what the
// world can cause is a Result. BAYON_ASSERT is the same for costly checks, on where BAYON_ASSERTS
// is defined (dev, asan, tsan, fuzz builds). docs/invariants.md lists the names.
#pragma once

#include <stdexcept>
#include <string>

namespace bayon {

class InvariantBroken : public std::logic_error {
 public:
  InvariantBroken(const char* invariant, const char* condition, const char* file, int line);
  const std::string& invariant() const { return invariant_; }

 private:
  std::string invariant_;
};

[[noreturn]] void invariant_broken(const char* invariant, const char* condition, const char* file,
                                   int line);

}  // namespace bayon

#define BAYON_CHECK(condition, invariant)                                    \
  do {                                                                       \
    if (!(condition)) [[unlikely]]                                           \
      ::bayon::invariant_broken(#invariant, #condition, __FILE__, __LINE__); \
  } while (false)

#ifdef BAYON_ASSERTS
#define BAYON_ASSERT(condition, invariant) BAYON_CHECK(condition, invariant)
#else
#define BAYON_ASSERT(condition, invariant) \
  do {                                     \
  } while (false)
#endif
