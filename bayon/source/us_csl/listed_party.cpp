#include "bayon/source/us_csl/listed_party.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/model/territory.hpp"
#include "bayon/source/reading/ofac/remark_facts.hpp"
#include "bayon/source/reading/postal_address.hpp"
#include "bayon/source/reading/sanction_listing.hpp"
#include "bayon/source/reading/worded_dates.hpp"
#include "bayon/source/us_csl/identifiers.hpp"
#include "bayon/source/us_csl/listed_by.hpp"

namespace bayon::source::us_csl {

namespace {

using reading::EntityBuilder;
using reading::EntityRecord;

constexpr std::string_view denied_persons = "DPL";

// Codes of states and territories of the US that are also codes of countries.
constexpr std::string_view states_that_are_countries =
    " AL AR AZ CA CO DE GA GU ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA PR SC SD TN VA VI ";

std::string_view schema_of(std::string_view type, const std::vector<Identifier>& identifiers) {
  if (equal_ascii_case(type, "Individual")) return "Person";
  if (equal_ascii_case(type, "Vessel")) return "Vessel";
  if (equal_ascii_case(type, "Aircraft")) return "Airplane";
  if (issues_securities(identifiers)) return "Company";
  return equal_ascii_case(type, "Entity") ? "Organization" : "LegalEntity";
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

// What was last done to a row ("TDO RENEWAL ADDED") is about the listing.
Result<void> add_action(std::string_view action, const reading::Said& in_force,
                        EntityBuilder& sanction) {
  if (action.empty()) return {};
  return sanction.add("summary", fmt::format("action: {}", action), in_force);
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
  BAYON_TRY_VOID(reading::add_address(row.address, party, out));
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
  return party.add("modifiedAt", row.modified);
}

// The Treasury's remarks, of which this list keeps what has no column, with the links in brackets:
// "all offices worldwide; (Linked To: A; Linked To: B)". Another list's are notes.
Result<void> add_remarks(const ListedParty& row, const ListedBy& by, const reading::Said& in_force,
                         EntityBuilder& party, EntityBuilder& sanction, EntityRecord& out) {
  if (row.remarks.empty()) return {};
  if (by.abbreviation == denied_persons) return add_action(row.remarks, in_force, sanction);
  if (!by.treasury) return party.add_note(row.remarks);
  std::string words(row.remarks);
  constexpr std::string_view opening = "(Linked To:";
  if (const auto at = words.find(opening); at != std::string::npos && words.ends_with(')')) {
    words.pop_back();
    words.erase(at, 1);
  }
  // Read row by row, the list cannot say whom a name means: links stay in words.
  const reading::ofac::PartyNames names;
  return reading::ofac::state_remark({.text = std::move(words)}, {.party = party,
                                                                  .sanction = sanction,
                                                                  .entities = out,
                                                                  .names = names,
                                                                  .id_prefix = "ofac-",
                                                                  .title = row.title,
                                                                  .in_force = in_force.valid});
}

std::string party_id(const ListedParty& row, const ListedBy& by, const reading::Said& in_force) {
  if (by.treasury && !row.number.empty()) return fmt::format("ofac-{}", row.number);
  if (!row.number.empty()) return reading::shared_id("us", {by.abbreviation, row.number});
  return reading::shared_id("us",
                            {by.abbreviation, lower_ascii(row.name), in_force.valid.from.text()});
}

Result<EntityBuilder*> add_listing(const ListedParty& row, const ListedBy& by,
                                   std::string_view listed, std::string_view effective,
                                   EntityBuilder& party, EntityRecord& out) {
  reading::SanctionListing listing;
  listing.authority = by.authority;
  listing.country = "us";
  listing.program = row.source;
  listing.program_id = by.program_id;
  listing.record_id = row.number;
  listing.listed = listed;
  listing.effective = effective;
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
  for (const auto notice : citations(row.notice)) {
    BAYON_TRY_VOID(sanction->add("authorityId", notice, in_force));
  }
  if (!trim(row.standard_order).empty()) {
    BAYON_TRY_VOID(
        sanction->add("summary", fmt::format("standard order: {}", row.standard_order), in_force));
  }
  BAYON_TRY_VOID(add_action(row.action, in_force, *sanction));
  return sanction;
}

// Does a citation of the Federal Register begin here: its volume, then "F.R." or "FR"?
bool begins_citation(std::string_view text) {
  std::size_t volume = 0;
  while (volume < text.size() && text[volume] >= '0' && text[volume] <= '9') ++volume;
  constexpr std::size_t volume_digits_max = 3;
  return volume != 0 && volume <= volume_digits_max && text.substr(volume).starts_with(" F");
}

void add_citations(std::string_view text, std::vector<std::string_view>& out) {
  const auto keep = [&](std::string_view citation) {
    citation = trim(citation);
    if (citation.ends_with(" and")) citation = trim(citation.substr(0, citation.size() - 4));
    if (!citation.empty()) out.push_back(citation);
  };
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at - 1] != ' ' || !begins_citation(text.substr(at))) continue;
    keep(text.substr(0, at));
    text.remove_prefix(at);
    at = 0;
  }
  keep(text);
}

}  // namespace

std::vector<std::string_view> citations(std::string_view notice) {
  if (notice.find('F') == std::string_view::npos) return {notice};
  std::vector<std::string_view> out;
  for (const auto side : split(notice, ';')) {
    for (const auto part : split(side, ',')) add_citations(trim(part), out);
  }
  return out;
}

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
  BAYON_TRY(EntityBuilder * sanction,
            add_listing(row, by, listed, effective_date(identifiers), *party, out));
  BAYON_TRY_VOID(add_remarks(row, by, in_force, *party, *sanction, out));
  return add_identifiers(identifiers, *party, *sanction, in_force, out);
}

}  // namespace bayon::source::us_csl
