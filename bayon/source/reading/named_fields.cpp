#include "bayon/source/reading/named_fields.hpp"

#include <set>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"

namespace bayon::source::reading {

Result<NamedFields> NamedFields::bind(std::span<const KnownColumn> columns,
                                      const CsvHeader& header) {
  NamedFields out;
  for (const KnownColumn& column : columns) {
    auto& places = out.places_.emplace_back();
    out.names_.emplace_back(column.name);
    for (const auto name : {column.name, column.aliases[0], column.aliases[1]}) {
      if (name.empty() || !header.find(name)) continue;
      BAYON_TRY(places.emplace_back(), header.column(name));
    }
    if (places.empty() && column.required) BAYON_TRY_VOID(header.column(column.name));
    if (!column.free_text) {
      out.one_line_.insert(out.one_line_.end(), places.begin(), places.end());
    }
  }
  std::set<std::size_t> read;
  for (const auto& places : out.places_) read.insert(places.begin(), places.end());
  for (std::size_t at = 0; at < header.size(); ++at) {
    if (read.contains(at) || header.name(at).empty()) continue;
    out.unread_ += (out.unread_.empty() ? "" : ", ") + header.name(at);
  }
  return out;
}

std::string_view NamedFields::get(const CsvRecord& record, std::size_t index) const {
  for (const std::size_t place : places_[index]) {
    if (const auto field = trim(record.fields[place]); !field.empty()) return field;
  }
  return {};
}

Result<void> NamedFields::check(const CsvRecord& record) const {
  for (std::size_t index = 0; index < places_.size(); ++index) {
    const auto said = get(record, index);
    for (const std::size_t place : places_[index]) {
      const auto other = trim(record.fields[place]);
      if (other.empty() || other == said) continue;
      return fail(errors::csv_doubled_column,
                  fmt::format("two columns say '{}': '{}' and '{}'", names_[index],
                              said.substr(0, 40), other.substr(0, 40)),
                  Place{{}, 0, names_[index]});
    }
  }
  return {};
}

}  // namespace bayon::source::reading
