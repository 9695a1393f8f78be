#include "bayon/source/reading/ofac/party_facts.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "bayon/source/reading/ofac/party_name.hpp"
#include "bayon/source/reading/ofac/remark_facts.hpp"
#include "bayon/source/reading/postal_address.hpp"
#include "bayon/source/reading/worded_dates.hpp"

namespace bayon::source::reading::ofac {

namespace {

// Columns of the tables [OFAC-DATA].
enum PartyColumn : std::size_t {
  party_number,
  party_name,
  party_type,
  party_programs,
  party_title,
  party_call_sign,
  party_vessel_type,
  party_tonnage,
  party_gross_tonnage,
  party_flag,
  party_owner,
};
enum AliasColumn : std::size_t { alias_party, alias_number, alias_type, alias_name, alias_remark };
enum AddressColumn : std::size_t {
  address_party,
  address_number,
  address_street,
  address_city,
  address_country,
  address_remark,
};

std::string id_of(const ListFacts& list, std::string_view number) {
  std::string id(list.id_prefix);
  id += number;
  return id;
}

// One Sanction for a party: a programme that comes or goes is a fact about it, not another listing.
std::string sanction_id(const EntityBuilder& party, const ListFacts& list) {
  return content_id(party.id(), "sanction", {list.authority});
}

// States a name of a person or of anything else as a value of `property`.
Result<void> add_name(EntityBuilder& party, std::string_view property, std::string_view written) {
  if (!model::is_a(party.schema(), "Person")) return party.add(property, written);
  const PersonName name = read_person_name(written);
  return party.add(property, name.full, {.original = written});
}

// "81,479" is the number 81479.
Result<void> add_tonnage(EntityBuilder& party, std::string_view property,
                         std::string_view written) {
  std::string digits(written);
  std::erase(digits, ',');
  return party.add(property, digits, {.original = written});
}

// A column of the party's kind, or a note where another kind of party has a value in it.
Result<void> add_column(EntityBuilder& party, std::string_view property, std::string_view value) {
  if (value.empty()) return {};
  if (!model::find_property(party.schema(), property)) {
    return party.add_note(fmt::format("{}: {}", property, value));
  }
  if (model::type(*model::find_property(party.schema(), property)) == model::PropertyType::number) {
    return add_tonnage(party, property, value);
  }
  return party.add(property, value);
}

Result<void> add_title(EntityBuilder& party, std::string_view title) {
  if (title.empty()) return {};
  if (!model::is_a(party.schema(), "Person")) return party.add_note(title);
  for (const std::string_view part : split(title, "; ")) {
    BAYON_TRY_VOID(party.add("position", part));
  }
  return {};
}

// Chinese military-industrial companies: their securities may not be bought, nothing of theirs is
// blocked. Alone among the Treasury's lists this one gives each party a day of listing; where
// another programme names the party as well, that day is not the party's.
bool bars_securities_only(const std::vector<std::string_view>& programs) {
  return !programs.empty() && std::all_of(programs.begin(), programs.end(),
                                          [](auto program) { return program.starts_with("CMIC"); });
}

// Since when the party's listing holds, where the list says so.
Said listing_of(const std::vector<std::string_view>& programs, const Remark& remark) {
  Said out;
  if (bars_securities_only(programs)) {
    out.valid.from = date_after(remark.text, "Listing Date (CMIC)");
  }
  return out;
}

// A ship's owner is a link where the list has a party of that name, else words.
Result<void> add_owner(const RemarkSubject& subject, std::string_view owner) {
  if (owner.empty()) return {};
  const auto number = subject.names.find(owner);
  if (!number) return subject.party.add_note(fmt::format("Vessel Owner {}", owner));
  const std::string target = fmt::format("{}{}", subject.id_prefix, *number);
  BAYON_TRY(EntityBuilder * link,
            subject.entities.start(content_id(target, "owns", {subject.party.id()}), "Ownership"));
  BAYON_TRY_VOID(link->add("owner", target));
  BAYON_TRY_VOID(link->add("asset", subject.party.id()));
  return link->add("namesMentioned", owner);
}

}  // namespace

std::string_view schema_of(std::string_view type) {
  if (equal_ascii_case(type, "individual")) return "Person";
  if (equal_ascii_case(type, "vessel")) return "Vessel";
  if (equal_ascii_case(type, "aircraft")) return "Airplane";
  return type.empty() || equal_ascii_case(type, "entity") ? "Organization" : "LegalEntity";
}

std::vector<std::string_view> split_programs(std::string_view text) {
  std::vector<std::string_view> programs;
  for (std::string_view program : split(text, "] [")) {
    program = trim(program);
    if (program.starts_with('[')) program.remove_prefix(1);
    if (program.ends_with(']')) program.remove_suffix(1);
    if (!program.empty()) programs.push_back(program);
  }
  return programs;
}

Result<void> state_party(const Table& parties, std::size_t row, const Remark& remark,
                         const ListFacts& list, const PartyNames& names, EntityRecord& out) {
  const auto field = [&](PartyColumn column) { return parties.field(row, column); };
  const std::string_view type = field(party_type);
  BAYON_TRY(EntityBuilder * party, out.start(id_of(list, field(party_number)), schema_of(type)));
  const std::string_view written = field(party_name);
  BAYON_TRY_VOID(add_name(*party, "name", written));
  if (model::is_a(party->schema(), "Person")) {
    const PersonName name = read_person_name(written);
    BAYON_TRY_VOID(party->add("firstName", name.first));
    BAYON_TRY_VOID(party->add("lastName", name.last));
    BAYON_TRY_VOID(party->add("nameSuffix", name.suffix));
  }
  if (schema_of(type) == "LegalEntity") {
    BAYON_TRY_VOID(party->add_note(fmt::format("type: {}", type)));
  }
  BAYON_TRY(EntityBuilder * sanction, out.start(sanction_id(*party, list), "Sanction"));
  const auto programs = split_programs(field(party_programs));
  const Said in_force = listing_of(programs, remark);
  BAYON_TRY_VOID(
      party->add("topics", bars_securities_only(programs) ? "invest.ban" : "sanction", in_force));
  BAYON_TRY_VOID(sanction->add("entity", party->id(), in_force));
  BAYON_TRY_VOID(sanction->add("authority", list.authority, in_force));
  BAYON_TRY_VOID(sanction->add("country", "us", in_force));
  for (const std::string_view program : programs) {
    BAYON_TRY_VOID(party->add("programId", program));
    BAYON_TRY_VOID(sanction->add("programId", program, in_force));
  }
  BAYON_TRY_VOID(add_title(*party, field(party_title)));
  constexpr std::pair<PartyColumn, std::string_view> ship[] = {
      {party_call_sign, "callSign"},
      {party_vessel_type, "type"},
      {party_tonnage, "tonnage"},
      {party_gross_tonnage, "grossRegisteredTonnage"},
      {party_flag, "flag"}};
  for (const auto& [column, property] : ship) {
    BAYON_TRY_VOID(add_column(*party, property, field(column)));
  }
  const RemarkSubject subject{.party = *party,
                              .sanction = *sanction,
                              .entities = out,
                              .names = names,
                              .id_prefix = list.id_prefix,
                              .title = field(party_title),
                              .in_force = in_force.valid};
  BAYON_TRY_VOID(add_owner(subject, field(party_owner)));
  return state_remark(remark, subject);
}

Result<void> state_continuation(const Table& parties, std::size_t row, const Remark& remark,
                                const ListFacts& list, const PartyNames& names, EntityRecord& out) {
  BAYON_TRY(EntityBuilder * party, out.start(id_of(list, parties.field(row, party_number)),
                                             schema_of(parties.field(row, party_type))));
  BAYON_TRY(EntityBuilder * sanction, out.start(sanction_id(*party, list), "Sanction"));
  const Said listing = listing_of(split_programs(parties.field(row, party_programs)), remark);
  return state_remark(remark, {.party = *party,
                               .sanction = *sanction,
                               .entities = out,
                               .names = names,
                               .id_prefix = list.id_prefix,
                               .title = parties.field(row, party_title),
                               .in_force = listing.valid});
}

Result<void> state_alias(const Table& aliases, std::size_t row, std::string_view schema,
                         const ListFacts& list, EntityRecord& out) {
  const auto field = [&](AliasColumn column) { return aliases.field(row, column); };
  BAYON_TRY(EntityBuilder * party, out.start(id_of(list, field(alias_party)), schema));
  const std::string_view type = field(alias_type);
  const bool former = equal_ascii_case(type, "fka");
  BAYON_TRY_VOID(add_name(*party, former ? "previousName" : "alias", field(alias_name)));
  const bool known = former || equal_ascii_case(type, "aka") || equal_ascii_case(type, "nka");
  if (!known && !type.empty()) {
    BAYON_TRY_VOID(party->add_note(fmt::format("{}: {}", type, field(alias_name))));
  }
  if (field(alias_remark).empty()) return {};
  return party->add_note(fmt::format("{}: {}", field(alias_name), field(alias_remark)));
}

Result<void> state_address(const Table& addresses, std::size_t row, std::string_view schema,
                           const ListFacts& list, EntityRecord& out) {
  const auto field = [&](AddressColumn column) { return addresses.field(row, column); };
  BAYON_TRY(EntityBuilder * party, out.start(id_of(list, field(address_party)), schema));
  PostalAddress address;
  address.street = field(address_street);
  address.city = field(address_city);
  address.country = field(address_country);
  address.remarks = field(address_remark);
  return add_address(address, *party, out);
}

}  // namespace bayon::source::reading::ofac
