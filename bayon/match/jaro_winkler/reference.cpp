#include "bayon/match/code_points.hpp"
#include "bayon/match/jaro_definition.hpp"
#include "bayon/match/jaro_winkler/comparator.hpp"

namespace bayon::match::jaro_winkler {

int reference(std::string_view a, std::string_view b) {
  return jaro_winkler_by_definition(code_points(a), code_points(b));
}

}  // namespace bayon::match::jaro_winkler
