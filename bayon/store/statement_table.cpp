#include "bayon/store/statement_table.hpp"

#include <algorithm>
#include <numeric>

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
  field(row.valid.from.text());
  field(row.valid.until.text());
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

void StatementBuilder::add(std::uint32_t file, std::uint64_t record,
                           const model::StatementView& statement) {
  BAYON_CHECK(record <= 0xffffffffu, statement.record_fits_32_bits);
  rows_.push_back({strings_.intern(statement.entity), strings_.intern(statement.value),
                   strings_.intern(statement.original), statement.schema, statement.property,
                   languages_.intern(statement.language), statement.valid, file,
                   static_cast<std::uint32_t>(record)});
}

void StatementBuilder::remove(std::string_view entity) {
  removed_[strings_.intern(entity)] = rows_.size();
}

namespace {

// ranks[id] = position of the string in byte order, so that numbers compare as their strings do.
std::vector<std::uint32_t> ranks_of(const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> out(order.size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) out[order[rank]] = rank;
  return out;
}

template <typename Name>
std::vector<std::uint32_t> name_ranks(std::size_t count, const Name& name) {
  std::vector<std::uint32_t> order(count), out(count);
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return name(a) < name(b); });
  for (std::uint32_t rank = 0; rank < count; ++rank) out[order[rank]] = rank;
  return out;
}

}  // namespace

std::vector<StatementBuilder::Held> StatementBuilder::distinct() const {
  const auto string_rank = ranks_of(strings_.sorted());
  const auto language_rank = ranks_of(languages_.sorted());
  const auto property_rank = name_ranks(model::property_count(), [](std::uint32_t i) {
    return model::qualified_name(static_cast<model::PropertyId>(i));
  });
  const auto schema_rank = name_ranks(model::schema_count(), [](std::uint32_t i) {
    return model::name(static_cast<model::SchemaId>(i));
  });
  const auto key = [&](const Row& r) {
    return std::tuple(string_rank[r.entity], property_rank[static_cast<std::size_t>(r.property)],
                      string_rank[r.value], language_rank[r.language], r.valid,
                      schema_rank[static_cast<std::size_t>(r.schema)], string_rank[r.original]);
  };
  // The beginning of the key in two numbers: they nearly always decide.
  struct Place {
    std::uint64_t first, second;
    std::uint32_t row;
  };
  std::vector<Place> order;
  order.reserve(rows_.size());
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    const Row& r = rows_[i];
    const auto gone = removed_.find(r.entity);
    if (gone != removed_.end() && i < gone->second) continue;
    order.push_back({std::uint64_t{string_rank[r.entity]} << 32 |
                         property_rank[static_cast<std::size_t>(r.property)],
                     std::uint64_t{string_rank[r.value]} << 32 | language_rank[r.language], i});
  }
  std::sort(order.begin(), order.end(), [&](const Place& a, const Place& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.second != b.second) return a.second < b.second;
    const auto ka = key(rows_[a.row]), kb = key(rows_[b.row]);
    return ka != kb ? ka < kb : a.row < b.row;
  });
  std::vector<Held> out;
  out.reserve(order.size());
  const Row* last = nullptr;
  for (const Place& place : order) {
    const Row& r = rows_[place.row];
    if (last != nullptr && key(*last) == key(r)) continue;
    last = &r;
    out.push_back(
        {{strings_.at(r.entity), model::qualified_name(r.property), strings_.at(r.value),
          languages_.at(r.language), r.valid, model::name(r.schema), strings_.at(r.original)},
         r.file,
         r.record});
  }
  return out;
}

namespace {

// The names of all rows as numbers in byte order; the names themselves go into `column`.
std::vector<std::uint16_t> numbered(std::span<const StatementRow> rows,
                                    std::string_view StatementRow::* field, StringColumn& column) {
  StringTable names;
  std::vector<std::uint32_t> ids;
  ids.reserve(rows.size());
  for (const auto& row : rows) ids.push_back(names.intern(row.*field));
  BAYON_CHECK(names.size() < 0xffff, statement.names_fit_16_bits);
  const auto order = names.sorted();
  for (const std::uint32_t id : order) column.push_back(names.at(id));
  const auto rank = ranks_of(order);
  std::vector<std::uint16_t> out;
  out.reserve(ids.size());
  for (const std::uint32_t id : ids) out.push_back(static_cast<std::uint16_t>(rank[id]));
  return out;
}

}  // namespace

StatementColumns statement_columns(std::span<const StatementRow> rows) {
  StatementColumns out;
  StringTable table;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const StatementRow& row = rows[i];
    const bool as_before = i != 0 && row.entity == rows[i - 1].entity;
    out.entity.push_back(as_before ? out.entity.back() : table.intern(row.entity));
    out.value.push_back(table.intern(row.value));
    out.original.push_back(table.intern(row.original));
    out.from.push_back(row.valid.from.packed());
    out.until.push_back(row.valid.until.packed());
  }
  const auto order = table.sorted();
  const auto rank = ranks_of(order);
  for (const std::uint32_t id : order) out.strings.push_back(table.at(id));
  for (auto* column : {&out.entity, &out.value, &out.original}) {
    for (auto& id : *column) id = rank[id];
  }
  out.property = numbered(rows, &StatementRow::property, out.properties);
  out.schema = numbered(rows, &StatementRow::schema, out.schemata);
  out.language = numbered(rows, &StatementRow::language, out.languages);
  return out;
}

void add_columns(const StatementColumns& columns, SegmentWriter& writer) {
  columns.strings.add_to(writer, "string");
  columns.properties.add_to(writer, "property_name");
  columns.schemata.add_to(writer, "schema_name");
  columns.languages.add_to(writer, "language_name");
  writer.add("entity", columns.entity);
  writer.add("value", columns.value);
  writer.add("original", columns.original);
  writer.add("from", columns.from);
  writer.add("until", columns.until);
  writer.add("property", columns.property);
  writer.add("schema", columns.schema);
  writer.add("language", columns.language);
}

}  // namespace bayon::store
