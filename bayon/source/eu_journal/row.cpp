#include "bayon/source/eu_journal/row.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/territory.hpp"
#include "bayon/source/eu_journal/cell_values.hpp"
#include "bayon/source/eu_journal/nationality_words.hpp"
#include "bayon/source/eu_journal/printed_number.hpp"
#include "bayon/source/reading/imo_number.hpp"
#include "bayon/source/reading/sanction_listing.hpp"
#include "bayon/source/reading/worded_dates.hpp"

namespace bayon::source::eu_journal {

namespace {

using reading::CsvRecord;
using reading::EntityBuilder;
using reading::EntityRecord;

std::string_view cell(const CsvRecord& record, const std::optional<std::size_t>& column) {
  return column ? trim(record.fields[*column]) : std::string_view{};
}

Result<std::string_view> needed(const CsvRecord& record, std::size_t column,
                                std::string_view name) {
  const auto text = trim(record.fields[column]);
  if (!text.empty()) return text;
  return fail(errors::csv_missing_value, {}, Place{{}, 0, std::string(name)});
}

// What a measure makes of a party, in the vocabulary's topics.
std::string_view topic_of(std::string_view measure) {
  if (measure == "Export control") return "export.control";
  if (measure == "Investment ban") return "invest.ban";
  return "sanction";
}

struct NumberLabel {
  std::string_view label;
  std::string_view property;
};

constexpr std::array number_labels{
    NumberLabel{"Tax ID/INN", "innCode"},  NumberLabel{"INN", "innCode"},
    NumberLabel{"OGRN", "ogrnCode"},       NumberLabel{"USCC", "uscCode"},
    NumberLabel{"TIN", "taxNumber"},       NumberLabel{"Tax ID number", "taxNumber"},
    NumberLabel{"IMO-number", "imoNumber"}};

Result<void> add_number(std::string_view property, std::string_view value, EntityBuilder& party) {
  const auto numbers = printed_numbers(value);
  if (numbers.empty()) return party.add_note(fmt::format("{}: {}", property, value));
  for (const PrintedNumber& each : numbers) {
    const bool ship = property == "imoNumber";
    const std::string number = ship ? reading::imo_number(each.number) : each.number;
    BAYON_TRY_VOID(party.add(property, number, {.original = value}));
    for (const auto& known : number_labels) {
      if (known.label != each.label || !model::find_property(party.schema(), known.property)) {
        continue;
      }
      BAYON_TRY_VOID(party.add(known.property, each.number, {.original = value}));
    }
  }
  return {};
}

Result<void> add_phones(std::string_view property, std::string_view value, EntityBuilder& party) {
  const auto numbers = phone_numbers(value);
  for (const auto number : numbers) {
    BAYON_TRY_VOID(party.add(property, number, {.original = value}));
  }
  return {};
}

// "Syrian/Iranian": all parts must be understood, or the words are kept whole.
Result<void> add_countries(std::string_view property, std::string_view value,
                           EntityBuilder& party) {
  constexpr std::string_view of_the = "of the ";
  const auto name = value.starts_with(of_the) ? value.substr(of_the.size()) : value;
  if (model::territory_code(name)) return party.add(property, name, {.original = value});
  std::vector<std::string> codes;
  for (const auto side : split(value, " and ")) {
    std::string apart(side);
    std::replace(apart.begin(), apart.end(), ',', '/');
    for (const auto part : split(apart, '/')) {
      auto code = model::territory_code(trim(part));
      if (!code) code = nationality_code(part);
      if (!code) return party.add(property, value);  // becomes a note
      codes.emplace_back(*code);
    }
  }
  for (const auto& code : codes) BAYON_TRY_VOID(party.add(property, code, {.original = value}));
  return {};
}

Result<void> add_value(std::string_view property, std::string_view value, EntityBuilder& party) {
  const auto known = model::find_property(party.schema(), property);
  if (!known) return party.add_note(fmt::format("{}: {}", property, value));
  switch (model::type(*known)) {
    case model::PropertyType::country:
      return add_countries(property, value, party);
    case model::PropertyType::date:
      return reading::add_worded_dates(party, property, value);
    case model::PropertyType::identifier:
      return add_number(property, value, party);
    case model::PropertyType::phone:
      return add_phones(property, value, party);
    default:
      return party.add(property, value);
  }
}

// What tells namesakes of one act apart.
std::string distinction(const CsvRecord& record, const JournalColumns& columns) {
  std::string out;
  for (const auto& entity : columns.entity) {
    if (entity.property != "birthDate" && entity.property != "imoNumber" &&
        entity.property != "registrationNumber") {
      continue;
    }
    out += fmt::format("{}\n", trim(record.fields[entity.column]));
  }
  return out;
}

std::string act_url(std::string_view celex) {
  return fmt::format("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{}", celex);
}

Result<void> add_listing(const CsvRecord& record, const JournalColumns& columns,
                         EntityBuilder& party, EntityRecord& out) {
  const auto act = trim(record.fields[columns.act]);
  const auto amendment = cell(record, columns.amendment);
  const auto annex = cell(record, columns.annex);
  const auto measure = trim(record.fields[columns.measure]);
  const std::string provisions =
      annex.empty() ? std::string(measure) : fmt::format("{}, annex {}", measure, annex);
  const std::string url = act_url(act);
  reading::SanctionListing listing;
  listing.authority = "Council of the European Union";
  listing.country = "eu";
  listing.program = trim(record.fields[columns.program]);
  listing.program_id = listing.program;
  listing.record_id = cell(record, columns.record_id);
  listing.listed = cell(record, columns.listed);
  listing.reason = cell(record, columns.reason);
  listing.provisions = provisions;
  listing.source_url = url;
  listing.topic = topic_of(measure);
  listing.distinct = provisions;
  BAYON_TRY(EntityBuilder * sanction, reading::add_listing(listing, party, out));
  const reading::Said said{.valid = reading::listing_interval(listing.listed, {})};
  BAYON_TRY_VOID(sanction->add("authorityId", act, said));
  if (amendment.empty()) return {};
  BAYON_TRY_VOID(sanction->add("authorityId", amendment, said));
  return sanction->add("sourceUrl", act_url(amendment), said);
}

}  // namespace

Result<JournalColumns> JournalColumns::find(const reading::HeaderTable& table) {
  const reading::CsvHeader& header = table.header();
  JournalColumns out;
  const bool amends = header.find("amendedCelex").has_value();
  BAYON_TRY(out.act, table.column(amends ? "amendedCelex" : "celex"));
  BAYON_TRY(out.program, table.column("programKey"));
  BAYON_TRY(out.measure, table.column("measure"));
  BAYON_TRY(out.schema, table.column("schema"));
  BAYON_TRY(out.name, table.column("name"));
  out.amendment = header.find("amendmentCelex");
  out.record_id = header.find("recordId");
  out.annex = header.find("annex");
  out.listed = header.find("startDate");
  out.reason = header.find("reason");
  const std::array<std::optional<std::size_t>, 10> taken{
      out.act,       out.program,   out.measure, out.schema, out.name,
      out.amendment, out.record_id, out.annex,   out.listed, out.reason};
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (std::find(taken.begin(), taken.end(), i) != taken.end()) continue;
    out.entity.push_back({i, header.name(i)});
  }
  return out;
}

Result<void> read_row(const CsvRecord& record, const JournalColumns& columns, EntityRecord& out) {
  BAYON_TRY(const auto act, needed(record, columns.act, "celex"));
  BAYON_TRY(const auto schema_name, needed(record, columns.schema, "schema"));
  BAYON_TRY(const auto name, needed(record, columns.name, "name"));
  const auto schema = model::find_schema(schema_name);
  if (!schema || !model::is_a(*schema, "Thing")) {
    return fail(errors::schema_unknown, fmt::format("'{}'", schema_name.substr(0, 60)),
                Place{{}, 0, "schema"});
  }
  const std::string id =
      reading::shared_id("eu", {act, schema_name, lower_ascii(name), distinction(record, columns)});
  BAYON_TRY(EntityBuilder * party, out.start(id, *schema));
  BAYON_TRY_VOID(party->add("name", name));
  for (const auto& entity : columns.entity) {
    for (const auto& value : cell_values(record.fields[entity.column])) {
      BAYON_TRY_VOID(add_value(entity.property, value, *party));
    }
  }
  return add_listing(record, columns, *party, out);
}

}  // namespace bayon::source::eu_journal
