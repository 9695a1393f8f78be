#include "bayon/store/statement_table.hpp"

#include <algorithm>

#include "bayon/base/error_codes.hpp"

namespace bayon::store {

void append_canonical(const StatementRow& row, std::string& out) {
  const auto field = [&](std::string_view text) {
    std::uint64_t size = text.size();
    while (size >= 0x80) {
      out += static_cast<char>(size | 0x80);
      size >>= 7;
    }
    out += static_cast<char>(size);
    out += text;
  };
  field(row.entity);
  field(row.property);
  field(row.value);
  field(row.language);
  for (const PartialDate date : {row.valid.from, row.valid.until}) {
    if (date.known()) {
      field(date.text());
    } else {
      out += '\0';
    }
  }
  field(row.schema);
  field(row.original);
}

Result<StatementTable> StatementTable::open(std::shared_ptr<const Segment> segment) {
  StatementTable out;
  out.segment_ = std::move(segment);
  const Segment& s = *out.segment_;
  BAYON_TRY(out.strings_, Strings::open(s, "string"));
  BAYON_TRY(out.properties_, Strings::open(s, "property_name"));
  BAYON_TRY(out.schemata_, Strings::open(s, "schema_name"));
  BAYON_TRY(out.languages_, Strings::open(s, "language_name"));
  BAYON_TRY(out.entity_, s.column<std::uint32_t>("entity"));
  BAYON_TRY(out.value_, s.column<std::uint32_t>("value"));
  BAYON_TRY(out.original_, s.column<std::uint32_t>("original"));
  BAYON_TRY(out.from_, s.column<std::uint32_t>("from"));
  BAYON_TRY(out.until_, s.column<std::uint32_t>("until"));
  BAYON_TRY(out.property_, s.column<std::uint16_t>("property"));
  BAYON_TRY(out.schema_, s.column<std::uint16_t>("schema"));
  BAYON_TRY(out.language_, s.column<std::uint16_t>("language"));
  const auto below = [](const auto& values, std::size_t bound) {
    return std::all_of(values.begin(), values.end(), [&](auto v) { return v < bound; });
  };
  const std::size_t n = out.entity_.size();
  const bool whole =
      out.value_.size() == n && out.original_.size() == n && out.from_.size() == n &&
      out.until_.size() == n && out.property_.size() == n && out.schema_.size() == n &&
      out.language_.size() == n && below(out.entity_, out.strings_.size()) &&
      below(out.value_, out.strings_.size()) && below(out.original_, out.strings_.size()) &&
      below(out.property_, out.properties_.size()) && below(out.schema_, out.schemata_.size()) &&
      below(out.language_, out.languages_.size());
  if (!whole) return fail(errors::store_segment_damaged, "statement columns do not fit together");
  return out;
}

StatementRow StatementTable::row(std::uint32_t i) const {
  return {strings_.at(entity_[i]),
          properties_.at(property_[i]),
          strings_.at(value_[i]),
          languages_.at(language_[i]),
          {PartialDate::unpack(from_[i]), PartialDate::unpack(until_[i])},
          schemata_.at(schema_[i]),
          strings_.at(original_[i])};
}

std::pair<std::uint32_t, std::uint32_t> StatementTable::rows_of(std::string_view entity) const {
  const std::size_t id = strings_.find_sorted(entity);
  if (id == strings_.size()) return {0, 0};
  const auto range =
      std::equal_range(entity_.begin(), entity_.end(), static_cast<std::uint32_t>(id));
  return {static_cast<std::uint32_t>(range.first - entity_.begin()),
          static_cast<std::uint32_t>(range.second - entity_.begin())};
}

StatementTable::StatementTable(const StatementColumns& columns)
    : strings_(columns.strings),
      properties_(columns.properties),
      schemata_(columns.schemata),
      languages_(columns.languages),
      entity_(columns.entity),
      value_(columns.value),
      original_(columns.original),
      from_(columns.from),
      until_(columns.until),
      property_(columns.property),
      schema_(columns.schema),
      language_(columns.language) {}

void StatementColumns::add_to(SegmentWriter& writer) const {
  strings.add_to(writer, "string");
  properties.add_to(writer, "property_name");
  schemata.add_to(writer, "schema_name");
  languages.add_to(writer, "language_name");
  writer.add("entity", entity);
  writer.add("value", value);
  writer.add("original", original);
  writer.add("from", from);
  writer.add("until", until);
  writer.add("property", property);
  writer.add("schema", schema);
  writer.add("language", language);
}

}  // namespace bayon::store
