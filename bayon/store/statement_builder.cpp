#include "bayon/store/statement_builder.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "bayon/base/check.hpp"
#include "bayon/base/threads.hpp"

namespace bayon::store {

namespace {

constexpr std::size_t rows_together = 1 << 14;

// Where each id stands in `ids`.
std::vector<std::uint32_t> numbers_of(const std::vector<std::uint32_t>& ids) {
  std::vector<std::uint32_t> out(ids.size());
  for (std::uint32_t number = 0; number < ids.size(); ++number) out[ids[number]] = number;
  return out;
}

// The ids 0 to count - 1 in byte order of their names.
template <typename Name>
std::vector<std::uint32_t> sorted_ids(std::size_t count, const Name& name) {
  std::vector<std::uint32_t> out(count);
  std::iota(out.begin(), out.end(), 0u);
  std::sort(out.begin(), out.end(), [&](auto a, auto b) { return name(a) < name(b); });
  return out;
}

std::string_view property_name(std::uint32_t id) {
  return model::qualified_name(static_cast<model::PropertyId>(id));
}
std::string_view schema_name(std::uint32_t id) {
  return model::name(static_cast<model::SchemaId>(id));
}

// Some of the numbers below a bound, renumbered without gaps and in the same order.
class Renumbering {
 public:
  explicit Renumbering(std::size_t bound) : numbers_(bound, 0) {}

  void use(std::uint32_t number) { numbers_[number] = 1; }
  /// Calls `visit` with each number in use, ascending. Before `close`.
  template <typename Visit>
  void each(const Visit& visit) const {
    for (std::uint32_t number = 0; number < numbers_.size(); ++number) {
      if (numbers_[number] != 0) visit(number);
    }
  }
  /// Calls `put` with each number in use, ascending. After that `at` may be asked.
  template <typename Put>
  void close(const Put& put) {
    for (std::uint32_t number = 0; number < numbers_.size(); ++number) {
      if (numbers_[number] == 0) continue;
      numbers_[number] = count_++;
      put(number);
    }
  }
  std::uint32_t at(std::uint32_t number) const { return numbers_[number]; }
  std::uint32_t count() const { return count_; }

 private:
  std::vector<std::uint32_t> numbers_;
  std::uint32_t count_ = 0;
};

}  // namespace

bool DistinctStatements::same(const Row& a, const Row& b) {
  const auto key = [](const Row& r) {
    return std::tie(r.entity, r.property, r.value, r.language, r.valid, r.schema, r.original);
  };
  return key(a) == key(b);
}

// Of two equal statements the one that was stated first comes first.
bool DistinctStatements::before(const Row& a, const Row& b) {
  const auto key = [](const Row& r) {
    return std::tie(r.property, r.value, r.language, r.valid, r.schema, r.original, r.added);
  };
  return a.entity != b.entity ? a.entity < b.entity : key(a) < key(b);
}

StatementRow DistinctStatements::row(std::uint32_t index) const {
  const Row& r = rows_[index];
  return {strings_.at(string_ids_[r.entity]),
          property_name(property_ids_[r.property]),
          strings_.at(string_ids_[r.value]),
          languages_.at(language_ids_[r.language]),
          r.valid,
          schema_name(schema_ids_[r.schema]),
          strings_.at(string_ids_[r.original])};
}

StatementColumns DistinctStatements::columns(std::span<const std::uint32_t> chosen) const {
  Renumbering strings(string_ids_.size()), languages(language_ids_.size()),
      properties(property_ids_.size()), schemata(schema_ids_.size());
  for (const std::uint32_t index : chosen) {
    const Row& r = rows_[index];
    for (const std::uint32_t number : {r.entity, r.value, r.original}) strings.use(number);
    languages.use(r.language);
    properties.use(r.property);
    schemata.use(r.schema);
  }
  StatementColumns out;
  std::size_t count = 0, bytes = 0;
  strings.each([&](auto number) {
    ++count;
    bytes += strings_.at(string_ids_[number]).size();
  });
  out.strings.reserve(count, bytes);
  strings.close([&](auto number) { out.strings.push_back(strings_.at(string_ids_[number])); });
  languages.close(
      [&](auto number) { out.languages.push_back(languages_.at(language_ids_[number])); });
  properties.close(
      [&](auto number) { out.properties.push_back(property_name(property_ids_[number])); });
  schemata.close([&](auto number) { out.schemata.push_back(schema_name(schema_ids_[number])); });
  for (const Renumbering* names : {&languages, &properties, &schemata}) {
    BAYON_CHECK(names->count() < 0xffff, statement.names_fit_16_bits);
  }
  for (auto* column : {&out.entity, &out.value, &out.original, &out.from, &out.until}) {
    column->resize(chosen.size());
  }
  for (auto* column : {&out.property, &out.schema, &out.language}) column->resize(chosen.size());
  parallel_for(chosen.size(), rows_together, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Row& r = rows_[chosen[i]];
      out.entity[i] = strings.at(r.entity);
      out.value[i] = strings.at(r.value);
      out.original[i] = strings.at(r.original);
      out.from[i] = r.valid.from.packed();
      out.until[i] = r.valid.until.packed();
      out.property[i] = static_cast<std::uint16_t>(properties.at(r.property));
      out.schema[i] = static_cast<std::uint16_t>(schemata.at(r.schema));
      out.language[i] = static_cast<std::uint16_t>(languages.at(r.language));
    }
  });
  return out;
}

StatementBuilder::StatementBuilder()
    : empty_(strings_.intern({})), no_language_(languages_.intern({})) {}

// Statements of one entity mostly come together.
std::uint32_t StatementBuilder::entity_of(std::string_view id) {
  if (!rows_.empty() && strings_.at(rows_.back().entity) == id) return rows_.back().entity;
  return strings_.intern(id);
}

void StatementBuilder::add(std::uint32_t file, std::uint64_t record,
                           const model::StatementView& statement) {
  BAYON_CHECK(record <= 0xffffffffu, statement.record_fits_32_bits);
  const auto text = [&](std::string_view said) {
    return said.empty() ? empty_ : strings_.intern(said);
  };
  rows_.push_back(
      {entity_of(statement.entity), text(statement.value), text(statement.original),
       statement.language.empty() ? no_language_ : languages_.intern(statement.language),
       statement.schema, statement.property, statement.valid, file,
       static_cast<std::uint32_t>(record)});
}

void StatementBuilder::remove(std::string_view entity) {
  removed_[strings_.intern(entity)] = rows_.size();
}

// Fills `out` with all rows that are not removed, entity after entity; the answer says where each
// entity's rows end.
std::vector<std::uint32_t> StatementBuilder::put_by_entity(DistinctStatements& out) const {
  const auto string_numbers = numbers_of(out.string_ids_);
  const auto language_numbers = numbers_of(out.language_ids_);
  const auto property_numbers = numbers_of(out.property_ids_);
  const auto schema_numbers = numbers_of(out.schema_ids_);
  const auto gone = [&](std::size_t row) {
    if (removed_.empty()) return false;
    const auto found = removed_.find(rows_[row].entity);
    return found != removed_.end() && row < found->second;
  };
  // Counted first, so that each row has its place before it is put there.
  std::vector<std::uint32_t> places(string_numbers.size() + 1, 0);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!gone(i)) ++places[string_numbers[rows_[i].entity] + 1];
  }
  std::partial_sum(places.begin(), places.end(), places.begin());
  out.rows_.resize(places.back());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (gone(i)) continue;
    const Row& r = rows_[i];
    const std::uint32_t entity = string_numbers[r.entity];
    out.rows_[places[entity]++] = {
        entity,
        string_numbers[r.value],
        string_numbers[r.original],
        language_numbers[r.language],
        static_cast<std::uint16_t>(property_numbers[static_cast<std::size_t>(r.property)]),
        static_cast<std::uint16_t>(schema_numbers[static_cast<std::size_t>(r.schema)]),
        r.valid,
        r.file,
        r.record,
        static_cast<std::uint32_t>(i)};
  }
  places.pop_back();
  return places;
}

DistinctStatements StatementBuilder::distinct() && {
  DistinctStatements out;
  out.strings_ = std::move(strings_).list();
  out.languages_ = std::move(languages_).list();
  strings_ = languages_ = StringTable();
  out.string_ids_ = out.strings_.sorted();
  out.language_ids_ = out.languages_.sorted();
  out.property_ids_ = sorted_ids(model::property_count(), property_name);
  out.schema_ids_ = sorted_ids(model::schema_count(), schema_name);
  const auto ends = put_by_entity(out);
  rows_ = {};
  auto& rows = out.rows_;
  parallel_for(ends.size(), rows_together, [&](std::size_t begin, std::size_t end) {
    for (std::size_t entity = begin; entity < end; ++entity) {
      const auto first = rows.begin() + (entity == 0 ? 0 : ends[entity - 1]);
      std::sort(first, rows.begin() + ends[entity], DistinctStatements::before);
    }
  });
  rows.erase(std::unique(rows.begin(), rows.end(), DistinctStatements::same), rows.end());
  return out;
}

}  // namespace bayon::store
