#include "bayon/source/ca_sema/record.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/property_value.hpp"
#include "bayon/source/ca_sema/alias_text.hpp"
#include "bayon/source/reading/imo_number.hpp"
#include "bayon/source/reading/sanction_listing.hpp"
#include "bayon/source/reading/worded_dates.hpp"

namespace bayon::source::ca_sema {

namespace {

using reading::EntityBuilder;
using reading::EntityRecord;
using reading::XmlElement;

enum class Kind { person, entity, vessel };

// The fields of a record with single blanks, as the id is made from them.
struct Fields {
  std::string regime;
  std::string schedule;
  std::string item;
  std::string last_name;
  std::string given_name;
  std::string entity;
  std::string title;
  std::string imo;
  std::string date;
  std::string listed;
  std::string aliases;  // as written: line breaks part names
  Kind kind = Kind::person;
};

Result<Fields> read_fields(const XmlElement& record) {
  Fields out;
  const auto text = [&](std::string_view name) { return model::single_blanks(record.text(name)); };
  BAYON_TRY(out.regime, text("Country"));
  BAYON_TRY(out.schedule, text("Schedule"));
  BAYON_TRY(out.item, text("Item"));
  BAYON_TRY(out.last_name, text("LastName"));
  BAYON_TRY(out.given_name, text("GivenName"));
  BAYON_TRY(out.entity, text("EntityOrShip"));
  BAYON_TRY(out.title, text("TitleOrShip"));
  BAYON_TRY(out.imo, text("ShipIMONumber"));
  BAYON_TRY(out.date, text("DateOfBirthOrShipBuildDate"));
  BAYON_TRY(out.listed, text("DateOfListing"));
  out.aliases = record.text("Aliases");
  if (!out.imo.empty()) {
    out.kind = Kind::vessel;
  } else if (!out.entity.empty()) {
    out.kind = Kind::entity;
  }
  return out;
}

std::string_view schema_of(Kind kind) {
  return kind == Kind::person ? "Person" : kind == Kind::vessel ? "Vessel" : "LegalEntity";
}

Result<void> add_names(const Fields& fields, EntityBuilder& party) {
  if (fields.kind == Kind::person) {
    const bool both = !fields.given_name.empty() && !fields.last_name.empty();
    BAYON_TRY_VOID(party.add(
        "name", fmt::format("{}{}{}", fields.given_name, both ? " " : "", fields.last_name)));
    BAYON_TRY_VOID(party.add("firstName", fields.given_name));
    BAYON_TRY_VOID(party.add("lastName", fields.last_name));
  } else {
    BAYON_TRY_VOID(party.add("name", fields.entity));
    // A record that names both kinds keeps the other's names in words.
    BAYON_TRY_VOID(party.add_note(fields.last_name));
    BAYON_TRY_VOID(party.add_note(fields.given_name));
  }
  for (const auto& alias : read_aliases(fields.aliases)) {
    const bool one_word = alias.text.find(' ') == std::string::npos;
    const auto property = fields.kind == Kind::person && one_word ? "weakAlias" : "alias";
    BAYON_TRY_VOID(party.add(property, alias.text, {.language = alias.language}));
  }
  return {};
}

Result<void> add_particulars(const Fields& fields, EntityBuilder& party) {
  switch (fields.kind) {
    case Kind::person:
      BAYON_TRY_VOID(party.add("title", fields.title));
      return reading::add_worded_dates(party, "birthDate", fields.date);
    case Kind::vessel:
      BAYON_TRY_VOID(party.add("type", fields.title));
      BAYON_TRY_VOID(
          party.add("imoNumber", reading::imo_number(fields.imo), {.original = fields.imo}));
      return reading::add_worded_dates(party, "buildDate", fields.date);
    case Kind::entity:
      BAYON_TRY_VOID(party.add_note(fields.title));
      return party.add_note(fields.date);
  }
  return {};
}

// The justice regulations stand on an act of their own; all others on the Special Economic Measures
// Act.
std::string_view program_key(std::string_view regime) {
  return regime.find("JVCFOR") != std::string_view::npos ? "CA-JVCFOA" : "CA-SEMA";
}

Result<void> add_listing(const Fields& fields, EntityBuilder& party, EntityRecord& out) {
  const std::string place = fields.schedule.empty()
                                ? fmt::format("item {}", fields.item)
                                : fmt::format("Schedule {}, item {}", fields.schedule, fields.item);
  reading::SanctionListing listing;
  listing.authority = "Global Affairs Canada";
  listing.country = "ca";
  listing.program = fields.regime;
  listing.program_id = program_key(fields.regime);
  listing.record_id = place;
  listing.provisions = place;
  listing.listed = fields.listed;
  BAYON_TRY_VOID(reading::add_listing(listing, party, out));
  return {};
}

Result<void> add_unknown(const XmlElement& record, EntityBuilder& party) {
  constexpr std::array<std::string_view, 11> known{"Country",
                                                   "LastName",
                                                   "GivenName",
                                                   "EntityOrShip",
                                                   "TitleOrShip",
                                                   "Aliases",
                                                   "Schedule",
                                                   "Item",
                                                   "ShipIMONumber",
                                                   "DateOfListing",
                                                   "DateOfBirthOrShipBuildDate"};
  Result<void> outcome;
  record.for_each([&](const XmlElement& element) {
    const bool read = std::find(known.begin(), known.end(), element.name()) != known.end();
    const std::string text = element.text();
    if (read || text.empty() || !outcome.ok()) return;
    outcome = party.add_note(fmt::format("{}: {}", element.name(), text));
  });
  return outcome;
}

}  // namespace

Result<void> read_record(const XmlElement& record, EntityRecord& out) {
  BAYON_TRY(const Fields fields, read_fields(record));
  if (fields.last_name.empty() && fields.given_name.empty() && fields.entity.empty()) {
    return fail(errors::xml_missing_element, "neither a person, an entity nor a ship is named",
                Place{{}, 0, "LastName"});
  }
  const std::string id =
      reading::shared_id("ca", {fields.regime, fields.schedule, fields.item, fields.last_name,
                                fields.given_name, fields.entity});
  BAYON_TRY(EntityBuilder * party, out.start(id, schema_of(fields.kind)));
  BAYON_TRY_VOID(add_names(fields, *party));
  BAYON_TRY_VOID(add_particulars(fields, *party));
  BAYON_TRY_VOID(add_unknown(record, *party));
  return add_listing(fields, *party, out);
}

}  // namespace bayon::source::ca_sema
