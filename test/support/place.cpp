#include "test/support/place.hpp"

#include <cstdlib>

namespace bayon::testing {

// Only this source knows where the build lies, so that every other object is the same in every
// clone and a compiler cache can serve it.
std::filesystem::path root() { return BAYON_ROOT; }

std::filesystem::path program() { return BAYON_PROGRAM; }

std::filesystem::path shared_data(const std::string& file) {
  const char* place = std::getenv("BAYON_SHARED");
  return (place != nullptr ? std::filesystem::path(place) : root() / ".." / "shared") / file;
}

}  // namespace bayon::testing
