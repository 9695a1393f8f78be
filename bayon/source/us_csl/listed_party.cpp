#include "bayon/source/us_csl/listed_party.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/territory.hpp"
#include "bayon/source/reading/postal_address.hpp"
#include "bayon/source/reading/sanction_listing.hpp"
#include "bayon/source/reading/worded_dates.hpp"
#include "bayon/source/us_csl/identifiers.hpp"
#include "bayon/source/us_csl/listed_by.hpp"

namespace bayon::source::us_csl {

namespace {

using reading::EntityBuilder;
using reading::EntityRecord;

// Codes of states and territories of the US that are also codes of countries.
constexpr std::string_view states_that_are_countries =
    " AL AR AZ CA CO DE GA GU ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA PR SC SD TN VA VI ";

std::string_view schema_of(std::string_view type, const std::vector<Identifier>& identifiers) {
  if (equal_ascii_case(type, "Individual")) return "Person";
  if (equal_ascii_case(type, "Vessel")) return "Vessel";
  if (equal_ascii_case(type, "Aircraft")) return "Airplane";
  return issues_securities(identifiers) ? "Company" : "LegalEntity";
}

// "LAST, First" is how the Treasury writes persons.
Result<void> add_name(std::string_view property, std::string_view name, EntityBuilder& party) {
  const auto comma = name.find(", ");
  if (!model::is_a(party.schema(), "Person") || comma == std::string_view::npos) {
    return party.add(property, name);
  }
  const auto last = trim(name.substr(0, comma));
  const auto first = trim(name.substr(comma + 2));
  BAYON_TRY_VOID(party.add(property, fmt::format("{} {}", first, last), {.original = name}));
  if (property != "name") return {};
  BAYON_TRY_VOID(party.add("firstName", first));
  return party.add("lastName", last);
}

Result<void> add_alt_names(const ListedParty& row, EntityBuilder& party) {
  for (const auto part : split(row.alt_names, ';')) {
    auto name = trim(part);
    if (name.starts_with("and ")) name = trim(name.substr(4));
    const bool former = lower_ascii(name.substr(0, 6)) == "f.k.a.";
    if (former) name = trim(name.substr(6));
    BAYON_TRY_VOID(add_name(former ? "previousName" : "alias", name, party));
  }
  return {};
}

// Each piece of a field goes to the property if the schema has it, else into words.
Result<void> add_pieces(std::string_view property, std::string_view field, EntityBuilder& party) {
  const auto known = model::find_property(party.schema(), property);
  for (const auto part : split(field, ';')) {
    const auto value = trim(part);
    if (value.empty()) continue;
    if (!known) {
      BAYON_TRY_VOID(party.add_note(fmt::format("{}: {}", property, value)));
    } else if (model::type(*known) == model::PropertyType::date) {
      BAYON_TRY_VOID(reading::add_worded_dates(party, property, value));
    } else {
      BAYON_TRY_VOID(party.add(*known, value));
    }
  }
  return {};
}

Result<void> add_vessel_owner(std::string_view name, EntityBuilder& party, EntityRecord& out) {
  if (name.empty()) return {};
  if (!model::find_property(party.schema(), "owner")) {
    return party.add_note(fmt::format("vessel owner: {}", name));
  }
  const std::string id = reading::content_id(party.id(), "owner", {name});
  BAYON_TRY_VOID(party.add("owner", id));
  BAYON_TRY(EntityBuilder * owner, out.start(id, "LegalEntity"));
  return owner->add("name", name);
}

Result<void> add_particulars(const ListedParty& row, EntityBuilder& party, EntityRecord& out) {
  for (const auto& address : row.addresses) {
    const std::string_view country = country_of(address);
    const std::string_view whole = trim(address);
    reading::PostalAddress parts;
    parts.country = country;
    parts.street = whole.substr(0, whole.size() - country.size());
    while (parts.street.ends_with(' ') || parts.street.ends_with(','))
      parts.street.remove_suffix(1);
    BAYON_TRY_VOID(reading::add_address(parts, party, out));
  }
  const std::pair<std::string_view, std::string_view> fields[] = {
      {"position", row.title},
      {"citizenship", row.citizenships},
      {"nationality", row.nationalities},
      {"birthDate", row.birth_dates},
      {"birthPlace", row.birth_places},
      {"callSign", row.call_sign},
      {"type", row.vessel_type},
      {"tonnage", row.gross_tonnage},
      {"grossRegisteredTonnage", row.gross_registered_tonnage},
      {"flag", row.vessel_flag}};
  for (const auto& [property, field] : fields) {
    BAYON_TRY_VOID(add_pieces(property, field, party));
  }
  BAYON_TRY_VOID(add_vessel_owner(row.vessel_owner, party, out));
  BAYON_TRY_VOID(party.add("modifiedAt", row.modified));
  return party.add("notes", row.remarks);
}

std::string party_id(const ListedParty& row, const ListedBy& by, const reading::Said& in_force) {
  if (by.treasury && !row.number.empty()) return fmt::format("ofac-{}", row.number);
  if (!row.number.empty()) return reading::shared_id("us", {by.abbreviation, row.number});
  return reading::shared_id("us",
                            {by.abbreviation, lower_ascii(row.name), in_force.valid.from.text()});
}

Result<EntityBuilder*> add_listing(const ListedParty& row, const ListedBy& by,
                                   std::string_view listed, EntityBuilder& party,
                                   EntityRecord& out) {
  reading::SanctionListing listing;
  listing.authority = by.authority;
  listing.country = "us";
  listing.program = row.source;
  listing.program_id = by.program_id;
  listing.record_id = row.number;
  listing.listed = listed;
  listing.ended = row.end;
  listing.provisions = row.licence_requirement;
  listing.source_url = row.list_url;
  listing.topic = by.topic;
  listing.distinct = row.programs;
  BAYON_TRY(EntityBuilder * sanction, reading::add_listing(listing, party, out));
  const reading::Said in_force{.valid = reading::listing_interval(listed, row.end)};
  for (const auto program : split(row.programs, ';')) {
    BAYON_TRY_VOID(sanction->add("program", program, in_force));
  }
  BAYON_TRY_VOID(sanction->add("provisions", row.licence_policy, in_force));
  BAYON_TRY_VOID(sanction->add("sourceUrl", row.information_url, in_force));
  for (const auto notice : split(row.notice, ',')) {
    // A notice such as "Vol. 83, No. 91, 05/10/2018" is one; commas part only those with "F.R." or
    // "FR".
    const bool several = row.notice.find("F") != std::string_view::npos;
    BAYON_TRY_VOID(sanction->add("authorityId", several ? notice : row.notice, in_force));
  }
  if (!trim(row.standard_order).empty()) {
    BAYON_TRY_VOID(
        sanction->add("summary", fmt::format("standard order: {}", row.standard_order), in_force));
  }
  return sanction;
}

}  // namespace

std::string_view country_of(std::string_view address) {
  address = trim(address);
  const auto comma = address.rfind(", ");
  const auto code = comma == std::string_view::npos ? address : address.substr(comma + 2);
  const bool capitals = code.size() == 2 && std::all_of(code.begin(), code.end(), [](char c) {
                          return c >= 'A' && c <= 'Z';
                        });
  if (!capitals || !model::territory_known(lower_ascii(code))) return {};
  if (comma == std::string_view::npos ||
      states_that_are_countries.find(fmt::format(" {} ", code)) == std::string_view::npos) {
    return code;
  }
  const auto before = address.substr(0, comma);
  const auto piece = before.substr(before.rfind(',') + 1);
  const bool postal_code =
      std::any_of(piece.begin(), piece.end(), [](char c) { return c >= '0' && c <= '9'; });
  return postal_code ? code : std::string_view{};
}

Result<void> read_party(const ListedParty& row, EntityRecord& out) {
  for (const auto& [column, value] :
       {std::pair<const char*, std::string_view>{"source", row.source}, {"name", row.name}}) {
    if (value.empty()) return fail(errors::csv_missing_value, {}, Place{{}, 0, column});
  }
  const ListedBy by = listed_by(row.source);
  const auto identifiers = read_identifiers(row.ids);
  const std::string_view listed = row.start.empty() ? listing_date(identifiers) : row.start;
  const reading::Said in_force{.valid = reading::listing_interval(listed, row.end)};
  BAYON_TRY(EntityBuilder * party,
            out.start(party_id(row, by, in_force), schema_of(row.type, identifiers)));
  BAYON_TRY_VOID(add_name("name", row.name, *party));
  BAYON_TRY_VOID(add_alt_names(row, *party));
  BAYON_TRY_VOID(add_particulars(row, *party, out));
  BAYON_TRY(EntityBuilder * sanction, add_listing(row, by, listed, *party, out));
  return add_identifiers(identifiers, *party, *sanction, in_force, out);
}

}  // namespace bayon::source::us_csl
