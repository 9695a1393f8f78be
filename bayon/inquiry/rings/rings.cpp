#include "bayon/inquiry/rings/rings.hpp"

#include <algorithm>

#include "bayon/inquiry/rings/typology.hpp"

namespace bayon::rings {

std::string_view name(Ties ties) { return ties == Ties::strict ? "strict" : "row_order"; }

std::string_view name(Role role) {
  switch (role) {
    case Role::hub:
      return "hub";
    case Role::source:
      return "source";
    case Role::target:
      return "target";
    case Role::member:
      break;
  }
  return "member";
}

std::string_view name(Leg leg) {
  switch (leg) {
    case Leg::in:
      return "in";
    case Leg::out:
      return "out";
    case Leg::around:
      break;
  }
  return "around";
}

bool Answer::complete() const {
  return std::none_of(searched.begin(), searched.end(),
                      [](const Searched& one) { return one.cut.has_value(); });
}

std::uint32_t accounts_needed(const Typology& typology, const Question& question) {
  return question.accounts_min != 0 ? question.accounts_min : typology.accounts_min;
}

}  // namespace bayon::rings
