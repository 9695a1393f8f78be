#include "bayon/engine/engine.hpp"
#include "bayon/inquiry/rings/typology.hpp"

namespace bayon {

Json describe_kinds() {
  Json out = Json::array();
  for (const auto* typology : rings::typologies()) {
    out.push_back({{"kind", typology->name},
                   {"summary", typology->summary},
                   {"innocent", typology->innocent}});
  }
  return out;
}

}  // namespace bayon
