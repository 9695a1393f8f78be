#include "bayon/source/un_consolidated/listing.hpp"

#include <array>
#include <string>

#include <fmt/format.h>

#include "bayon/base/error_codes.hpp"
#include "bayon/base/text.hpp"
#include "bayon/source/reading/postal_address.hpp"
#include "bayon/source/reading/sanction_listing.hpp"
#include "bayon/source/un_consolidated/element_text.hpp"

namespace bayon::source::un_consolidated {

namespace {

using reading::EntityBuilder;
using reading::XmlElement;

struct Regime {
  std::string_view list_type;
  std::string_view resolution;
};

// The resolution by which each committee's list is kept, as a key: UN-SC and the number.
constexpr std::array regimes{Regime{"Al-Qaida", "UN-SCISIL"}, Regime{"Taliban", "UN-SC1988"},
                             Regime{"DPRK", "UN-SC1718"},     Regime{"Iran", "UN-SC1737"},
                             Regime{"Iraq", "UN-SC1518"},     Regime{"DRC", "UN-SC1533"},
                             Regime{"Libya", "UN-SC1970"},    Regime{"Somalia", "UN-SC2713"},
                             Regime{"CAR", "UN-SC2127"},      Regime{"Haiti", "UN-SC2653"},
                             Regime{"Yemen", "UN-SC2140"},    Regime{"GB", "UN-SC2048"},
                             Regime{"Sudan", "UN-SC1591"},    Regime{"SouthSudan", "UN-SC2206"},
                             Regime{"Lebanon", "UN-SC1636"}};

std::string_view regime_key(std::string_view list_type) {
  for (const auto& regime : regimes) {
    if (regime.list_type == list_type) return regime.resolution;
  }
  return {};
}

bool mentions(std::string_view text, std::string_view word) {
  return lower_ascii(text).find(word) != std::string::npos;
}

std::string_view alias_property(std::string_view quality, std::string_view note) {
  if (quality == "f.k.a." || mentions(note, "formerly listed") ||
      mentions(note, "previously listed")) {
    return "previousName";
  }
  return quality == "Low" ? "weakAlias" : "alias";
}

}  // namespace

Result<EntityBuilder*> start_party(const XmlElement& entry, std::string_view schema,
                                   reading::EntityRecord& out) {
  const std::string id = said(entry, "DATAID");
  if (id.empty()) {
    return fail(errors::xml_missing_element, fmt::format("<{}> has no data id", entry.name()),
                Place{{}, 0, "DATAID"});
  }
  return out.start("un-" + id, schema);
}

Result<void> add_listing(const XmlElement& entry, EntityBuilder& party,
                         reading::EntityRecord& out) {
  const std::string program = said(entry, "UN_LIST_TYPE");
  const std::string reference = said(entry, "REFERENCE_NUMBER");
  const std::string listed = said(entry, "LISTED_ON");
  const std::string ended = said(entry, "DELISTED_ON");
  reading::SanctionListing listing;
  listing.authority = "United Nations Security Council";
  listing.program = program;
  listing.program_id = regime_key(program);
  listing.record_id = reference;
  listing.unsc_id = reference;
  listing.listed = listed;
  listing.ended = ended;
  BAYON_TRY_VOID(reading::add_listing(listing, party, out));
  for (const auto& day : values(entry, "LAST_DAY_UPDATED")) {
    BAYON_TRY_VOID(party.add("modifiedAt", day));
  }
  return party.add("notes", said(entry, "COMMENTS1"));
}

Result<void> add_alias(const XmlElement& alias, EntityBuilder& party) {
  const std::string names = said(alias, "ALIAS_NAME");
  const std::string note = said(alias, "NOTE");
  const auto property = alias_property(said(alias, "QUALITY"), note);
  for (const auto name : split(names, ';')) BAYON_TRY_VOID(party.add(property, name));
  const AliasNote more = alias_note(note);
  BAYON_TRY_VOID(party.add(property, more.script_name));
  // Dates, places and remarks belong to the alias, not to the person: they stay beside it, in
  // words.
  std::string beside;
  for (const auto* part : {"DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"}) {
    const std::string text = said(alias, part);
    if (text.empty()) continue;
    beside += fmt::format("{}{}", beside.empty() ? "born " : ", ", text);
  }
  if (!more.words.empty() && !equal_ascii_case(more.words, "formerly listed as") &&
      !equal_ascii_case(more.words, "previously listed as")) {
    beside += fmt::format("{}{}", beside.empty() ? "" : "; ", more.words);
  }
  if (beside.empty()) return {};
  return party.add_note(fmt::format("{} {}: {}", property, names, beside));
}

Result<void> add_address(const XmlElement& address, EntityBuilder& party,
                         reading::EntityRecord& out) {
  const std::string street = said(address, "STREET");
  const std::string city = said(address, "CITY");
  const std::string state = said(address, "STATE_PROVINCE");
  const std::string postal_code = said(address, "ZIP_CODE");
  const std::string country = said(address, "COUNTRY");
  const std::string note = said(address, "NOTE");
  reading::PostalAddress parts;
  parts.street = street;
  parts.city = city;
  parts.state = state;
  parts.postal_code = postal_code;
  parts.country = country;
  parts.remarks = note;
  parts.current = !mentions(note, "previous") && !mentions(note, "former");
  return reading::add_address(parts, party, out);
}

}  // namespace bayon::source::un_consolidated
