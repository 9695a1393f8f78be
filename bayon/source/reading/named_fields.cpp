#include "bayon/source/reading/named_fields.hpp"

#include "bayon/base/text.hpp"

namespace bayon::source::reading {

Result<NamedFields> NamedFields::bind(std::span<const KnownColumn> columns,
                                      const CsvHeader& header) {
  NamedFields out;
  for (const KnownColumn& column : columns) {
    auto place = header.find(column.name);
    for (const auto alias : column.aliases) {
      if (!place && !alias.empty()) place = header.find(alias);
    }
    if (!place && column.required) BAYON_TRY_VOID(header.column(column.name));
    out.places_.push_back(place.value_or(missing));
    if (place && !column.free_text) out.one_line_.push_back(*place);
  }
  return out;
}

std::string_view NamedFields::get(const CsvRecord& record, std::size_t index) const {
  const std::size_t place = places_[index];
  return place == missing ? std::string_view{} : trim(record.fields[place]);
}

}  // namespace bayon::source::reading
