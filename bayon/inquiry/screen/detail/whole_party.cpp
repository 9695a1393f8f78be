#include "bayon/inquiry/screen/detail/whole_party.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace bayon::screen::detail {

index::Party whole_party(const index::PartyReader& reader, std::string_view id) {
  index::Party out;
  out.id = id;
  out.dataset = reader.dataset().name();
  std::optional<model::SchemaId> schema;
  for (const auto& part : reader.parts()) {
    const auto [first, last] = part.table->rows_of(id);
    for (std::uint32_t i = first; i < last; ++i) {
      if (!reader.contains(part.base + i)) continue;
      const auto row = part.table->row(i);
      if (const auto own = model::find_schema(row.schema)) {
        schema = schema ? model::common_schema(*schema, *own).value_or(*schema) : *own;
      }
      out.facts.push_back({row.property, row.value, row.original, row.language, row.valid,
                           reader.held(row.valid), part.base + i});
    }
  }
  if (schema) out.schema = model::name(*schema);
  const auto key = [](const index::Fact& fact) {
    return std::tuple(fact.held == model::Truth::no, fact.property, fact.value, fact.language,
                      fact.valid, fact.original);
  };
  std::sort(out.facts.begin(), out.facts.end(),
            [&](const index::Fact& a, const index::Fact& b) { return key(a) < key(b); });
  return out;
}

std::vector<std::string_view> values(const index::Party& party, std::string_view property,
                                     bool held_only) {
  std::vector<std::string_view> out;
  for (const auto& fact : party.facts) {
    const auto plain = fact.property.substr(fact.property.find(':') + 1);
    if (plain != property || (held_only && fact.held == model::Truth::no)) continue;
    out.push_back(fact.value);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace bayon::screen::detail
