#include "bayon/inquiry/screen/detail/subjects.hpp"

#include <algorithm>
#include <array>

namespace bayon::screen::detail {

namespace {

struct Lead {
  std::string_view schema;
  std::string_view property;
};

constexpr std::array leads{Lead{"CryptoWallet", "holder"}, Lead{"Identification", "holder"},
                           Lead{"UserAccount", "owner"}, Lead{"TaxRoll", "taxee"},
                           Lead{"Sanction", "entity"}};

constexpr std::array<std::string_view, 3> not_parties{"Address", "Position", "Territory"};

}  // namespace

bool party(model::SchemaId schema) {
  return model::matchable(schema) &&
         std::none_of(not_parties.begin(), not_parties.end(),
                      [&](std::string_view other) { return model::is_a(schema, other); });
}

std::string_view leads_by(model::SchemaId schema) {
  for (const Lead& lead : leads) {
    if (model::is_a(schema, lead.schema)) return lead.property;
  }
  return {};
}

NameUse name_use(model::PropertyId property) {
  const auto qualified = model::qualified_name(property);
  if (qualified == "Thing:name" || qualified == "Thing:alias" ||
      qualified == "Thing:previousName") {
    return NameUse::name;
  }
  if (qualified == "Thing:weakAlias" || qualified == "LegalEntity:abbreviation") {
    return NameUse::weak;
  }
  return NameUse::none;
}

bool identifies(model::SchemaId schema, model::PropertyId property) {
  if (!model::matchable(property)) return false;
  if (model::is_a(schema, "Sanction")) {
    const auto plain = model::name(property);
    return plain == "unscId" || plain == "authorityId";
  }
  return party(schema) || !leads_by(schema).empty();
}

}  // namespace bayon::screen::detail
