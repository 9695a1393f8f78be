#include "bayon/source/us_csl/tables.hpp"

#include <fmt/format.h>

#include "bayon/base/text.hpp"

namespace bayon::source::us_csl {

Result<ScreeningColumns> ScreeningColumns::find(const reading::HeaderTable& table) {
  struct Named {
    std::string_view name;
    std::string_view ListedParty::* field;
  };
  static constexpr Named known[] = {
      {"source", &ListedParty::source},
      {"entity_number", &ListedParty::number},
      {"type", &ListedParty::type},
      {"programs", &ListedParty::programs},
      {"name", &ListedParty::name},
      {"title", &ListedParty::title},
      {"federal_register_notice", &ListedParty::notice},
      {"start_date", &ListedParty::start},
      {"end_date", &ListedParty::end},
      {"standard_order", &ListedParty::standard_order},
      {"license_requirement", &ListedParty::licence_requirement},
      {"license_policy", &ListedParty::licence_policy},
      {"call_sign", &ListedParty::call_sign},
      {"vessel_type", &ListedParty::vessel_type},
      {"gross_tonnage", &ListedParty::gross_tonnage},
      {"gross_registered_tonnage", &ListedParty::gross_registered_tonnage},
      {"vessel_flag", &ListedParty::vessel_flag},
      {"vessel_owner", &ListedParty::vessel_owner},
      {"remarks", &ListedParty::remarks},
      {"source_list_url", &ListedParty::list_url},
      {"source_information_url", &ListedParty::information_url},
      {"alt_names", &ListedParty::alt_names},
      {"citizenships", &ListedParty::citizenships},
      {"dates_of_birth", &ListedParty::birth_dates},
      {"nationalities", &ListedParty::nationalities},
      {"places_of_birth", &ListedParty::birth_places},
      {"ids", &ListedParty::ids}};
  ScreeningColumns out;
  for (const auto* needed : {"source", "name"}) BAYON_TRY_VOID(table.column(needed));
  for (const auto& column : known) {
    const auto at = table.header().find(column.name);
    if (at) out.columns_.push_back({*at, column.field});
  }
  out.addresses_ = table.header().find("addresses");
  return out;
}

ListedParty ScreeningColumns::row(const reading::CsvRecord& record) const {
  ListedParty out;
  for (const Column& column : columns_) out.*column.field = trim(record.fields[column.at]);
  if (addresses_) {
    for (const auto address : split(record.fields[*addresses_], "; ")) {
      if (!trim(address).empty()) out.addresses.emplace_back(trim(address));
    }
  }
  return out;
}

Result<DeniedColumns> DeniedColumns::find(const reading::HeaderTable& table) {
  DeniedColumns out;
  BAYON_TRY(out.name_, table.column("Name"));
  BAYON_TRY(out.street_, table.column("Street_Address"));
  BAYON_TRY(out.city_, table.column("City"));
  BAYON_TRY(out.state_, table.column("State"));
  BAYON_TRY(out.country_, table.column("Country"));
  BAYON_TRY(out.postal_code_, table.column("Postal_Code"));
  BAYON_TRY(out.start_, table.column("Effective_Date"));
  BAYON_TRY(out.end_, table.column("Expiration_Date"));
  BAYON_TRY(out.standard_order_, table.column("Standard_Order"));
  BAYON_TRY(out.modified_, table.column("Last_Update"));
  BAYON_TRY(out.action_, table.column("Action"));
  BAYON_TRY(out.notice_, table.column("FR_Citation"));
  return out;
}

ListedParty DeniedColumns::row(const reading::CsvRecord& record, Dates& dates) const {
  const auto cell = [&](std::size_t column) { return trim(record.fields[column]); };
  dates.start = from_us_date(cell(start_));
  dates.end = from_us_date(cell(end_));
  ListedParty out;
  out.source = "Denied Persons List (DPL) - Bureau of Industry and Security";
  out.name = cell(name_);
  out.start = dates.start;
  out.end = dates.end;
  out.standard_order = cell(standard_order_);
  out.modified = cell(modified_);
  out.action = cell(action_);
  out.notice = cell(notice_);
  out.address.street = cell(street_);
  out.address.city = cell(city_);
  out.address.state = cell(state_);
  out.address.postal_code = cell(postal_code_);
  out.address.country = cell(country_);
  return out;
}

std::string from_us_date(std::string_view text) {
  const auto parts = split(text, '/');
  if (parts.size() != 3 || parts[0].size() != 2 || parts[1].size() != 2 || parts[2].size() != 4) {
    return std::string(text);
  }
  return fmt::format("{}-{}-{}", parts[2], parts[0], parts[1]);
}

}  // namespace bayon::source::us_csl
