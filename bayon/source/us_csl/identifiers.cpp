#include "bayon/source/us_csl/identifiers.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "bayon/source/reading/imo_number.hpp"
#include "bayon/source/reading/wallet_address.hpp"
#include "bayon/source/reading/worded_dates.hpp"

namespace bayon::source::us_csl {

namespace {

using reading::EntityBuilder;
using reading::EntityRecord;

// Where an identifier of some kind goes.
enum class Place {
  property,   // of the party; an Identification beside it where the list gives a country
  document,   // an Identification beside it
  passport,   // a Passport beside it
  provision,  // of the listing, in words: "kind: value"
  wallet,     // a CryptoWallet that the party holds
  imo,        // "IMO 9116412"
};

struct Kind {
  std::string_view words;
  Place place;
  std::string_view property;
};

constexpr std::array kinds{
    Kind{"Passport", Place::passport, "passportNumber"},
    Kind{"Diplomatic Passport", Place::passport, "passportNumber"},
    Kind{"British National Overseas Passport", Place::passport, "passportNumber"},
    Kind{"Stateless Person Passport", Place::passport, "passportNumber"},
    Kind{"National ID No.", Place::document, "idNumber"},
    Kind{"National Foreign ID Number", Place::document, "idNumber"},
    Kind{"Identification Number", Place::document, "idNumber"},
    Kind{"Personal ID Card", Place::document, "idNumber"},
    Kind{"Cedula No.", Place::document, "idNumber"},
    Kind{"D.N.I.", Place::document, "idNumber"},
    Kind{"C.U.R.P.", Place::document, "idNumber"},
    Kind{"LE Number", Place::document, "idNumber"},
    Kind{"Electoral Registry No.", Place::document, "idNumber"},
    Kind{"Credencial electoral", Place::document, "idNumber"},
    Kind{"Driver's License No.", Place::document, "idNumber"},
    Kind{"Travel Document Number", Place::document, "idNumber"},
    Kind{"Immigration No.", Place::document, "idNumber"},
    Kind{"Public Security and Immigration No.", Place::document, "idNumber"},
    Kind{"Kenyan ID No.", Place::document, "idNumber"},
    Kind{"Moroccan Personal ID No.", Place::document, "idNumber"},
    Kind{"Bosnian Personal ID No.", Place::document, "idNumber"},
    Kind{"VisaNumberID", Place::document, "idNumber"},
    Kind{"SSN", Place::property, "socialSecurityNumber"},
    Kind{"Tax ID No.", Place::property, "taxNumber"},
    Kind{"NIT #", Place::property, "taxNumber"},
    Kind{"R.F.C.", Place::property, "taxNumber"},
    Kind{"RFC", Place::property, "taxNumber"},
    Kind{"RUC #", Place::property, "taxNumber"},
    Kind{"RIF #", Place::property, "taxNumber"},
    Kind{"C.U.I.T.", Place::property, "taxNumber"},
    Kind{"US FEIN", Place::property, "taxNumber"},
    Kind{"Italian Fiscal Code", Place::property, "taxNumber"},
    Kind{"Paraguayan tax identification number", Place::property, "taxNumber"},
    Kind{"V.A.T. Number", Place::property, "vatCode"},
    Kind{"Registration ID", Place::property, "registrationNumber"},
    Kind{"Registration Number", Place::property, "registrationNumber"},
    Kind{"Business Registration Number", Place::property, "registrationNumber"},
    Kind{"Business Registration Document #", Place::property, "registrationNumber"},
    Kind{"Public Registration Number", Place::property, "registrationNumber"},
    Kind{"Certificate of Incorporation Number", Place::property, "registrationNumber"},
    Kind{"Commercial Registry Number", Place::property, "registrationNumber"},
    Kind{"Registered Charity No.", Place::property, "registrationNumber"},
    Kind{"Company Number", Place::property, "registrationNumber"},
    Kind{"UK Company Number", Place::property, "registrationNumber"},
    Kind{"C.R. No.", Place::property, "registrationNumber"},
    Kind{"Matricula Mercantil No", Place::property, "registrationNumber"},
    Kind{"License", Place::property, "licenseNumber"},
    Kind{"Government Gazette Number", Place::property, "okpoCode"},
    Kind{"Unified Social Credit Code (USCC)", Place::property, "uscCode"},
    Kind{"Legal Entity Number", Place::property, "leiCode"},
    Kind{"D-U-N-S Number", Place::property, "dunsCode"},
    Kind{"SWIFT/BIC", Place::property, "swiftBic"},
    Kind{"BIK (RU)", Place::property, "bikCode"},
    Kind{"ISIN", Place::property, "isinCode"},
    Kind{"Equity Ticker", Place::property, "ticker"},
    Kind{"Issuer Name", Place::property, "alias"},
    Kind{"Website", Place::property, "website"},
    Kind{"Email Address", Place::property, "email"},
    Kind{"Phone Number", Place::property, "phone"},
    Kind{"Fax", Place::property, "phone"},
    Kind{"Gender", Place::property, "gender"},
    Kind{"Nationality Country", Place::property, "nationality"},
    Kind{"Nationality of Registration", Place::property, "jurisdiction"},
    Kind{"Organization Established Date", Place::property, "incorporationDate"},
    Kind{"Organization Type", Place::property, "sector"},
    Kind{"Target Type", Place::property, "classification"},
    Kind{"Vessel Registration Identification", Place::imo, "imoNumber"},
    Kind{"Former Vessel Flag", Place::property, "pastFlags"},
    Kind{"Vessel Call Sign", Place::property, "callSign"},
    Kind{"MMSI", Place::property, "mmsi"},
    Kind{"Secondary sanctions risk", Place::provision, ""},
    Kind{"Additional Sanctions Information", Place::provision, ""},
    Kind{"CAATSA Section 235 Information", Place::provision, ""},
    Kind{"IFCA Determination", Place::provision, ""}};

// Kinds that go on behind these words ("Executive Order 13662 Directive Determination").
constexpr std::array kind_beginnings{
    Kind{"Executive Order ", Place::provision, ""},
    Kind{"Transactions Prohibited ", Place::provision, ""},
    Kind{"Listing Date (", Place::provision, ""},
    Kind{"Effective Date (", Place::provision, ""},
    Kind{"Purchase/Sales For Divestment Date (", Place::provision, ""},
    Kind{"Digital Currency Address", Place::wallet, ""}};

const Kind* find_kind(std::string_view words) {
  for (const Kind& kind : kinds) {
    if (kind.words == words) return &kind;
  }
  for (const Kind& kind : kind_beginnings) {
    if (words.starts_with(kind.words)) return &kind;
  }
  return nullptr;
}

std::string_view bare_kind(std::string_view words) {
  words = trim(words);
  while (words.ends_with(':') || words.ends_with('-'))
    words = trim(words.substr(0, words.size() - 1));
  return words;
}

bool country_code(std::string_view text) {
  return text.size() == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' && text[1] <= 'Z';
}

// "Kind, value, CC"
Identifier read_newer(std::string_view piece) {
  Identifier out;
  const auto comma = piece.find(", ");
  out.kind = bare_kind(piece.substr(0, comma));
  out.value = comma == std::string_view::npos ? std::string_view{} : trim(piece.substr(comma + 2));
  const auto last = out.value.rfind(", ");
  if (last != std::string_view::npos && country_code(out.value.substr(last + 2))) {
    out.country = out.value.substr(last + 2);
    out.value = trim(out.value.substr(0, last));
  }
  return out;
}

// "CC, value, Kind"
Identifier read_older(std::string_view piece) {
  Identifier out;
  const auto comma = piece.rfind(", ");
  out.kind = bare_kind(comma == std::string_view::npos ? piece : piece.substr(comma + 2));
  out.value = comma == std::string_view::npos ? std::string_view{} : trim(piece.substr(0, comma));
  if (out.value.size() > 4 && country_code(out.value.substr(0, 2)) &&
      out.value.substr(2, 2) == ", ") {
    out.country = out.value.substr(0, 2);
    out.value = trim(out.value.substr(4));
  }
  return out;
}

Result<void> add_note(const Identifier& identifier, EntityBuilder& party) {
  std::string words = fmt::format("{}: {}", identifier.kind, identifier.value);
  if (!identifier.country.empty()) words += fmt::format(", {}", identifier.country);
  return party.add_note(words);
}

// The paper or entry that bears the number.
Result<void> add_paper(const Identifier& identifier, bool passport, const EntityBuilder& party,
                       EntityRecord& out) {
  const std::string id = reading::content_id(
      party.id(), "document", {identifier.kind, identifier.value, identifier.country});
  BAYON_TRY(EntityBuilder * paper, out.start(id, passport ? "Passport" : "Identification"));
  BAYON_TRY_VOID(paper->add("holder", party.id()));
  BAYON_TRY_VOID(paper->add("type", identifier.kind));
  BAYON_TRY_VOID(paper->add("number", identifier.value));
  if (passport) BAYON_TRY_VOID(paper->add("passportNumber", identifier.value));
  return paper->add("country", identifier.country);
}

Result<void> add_document(const Identifier& identifier, const Kind& kind, EntityBuilder& party,
                          EntityRecord& out) {
  // The vocabulary gives passports to persons alone.
  const bool states = model::find_property(party.schema(), kind.property).has_value();
  BAYON_TRY_VOID(party.add(states ? kind.property : "idNumber", identifier.value));
  return add_paper(identifier, kind.place == Place::passport, party, out);
}

// The same words are used for national numbers; a Legal Entity Identifier has 20 characters
// [ISO17442].
std::string_view property_of(const Kind& kind, std::string_view value) {
  constexpr std::size_t lei_size = 20;
  return kind.property == "leiCode" && value.size() != lei_size ? "registrationNumber"
                                                                : kind.property;
}

Result<void> add_property(const Identifier& identifier, const Kind& kind, EntityBuilder& party,
                          EntityRecord& out) {
  const std::string_view name = property_of(kind, identifier.value);
  const auto property = model::find_property(party.schema(), name);
  if (!property) return add_note(identifier, party);
  if (model::type(*property) == model::PropertyType::date) {
    return reading::add_worded_dates(party, name, identifier.value);
  }
  const std::string value = kind.place == Place::imo ? reading::imo_number(identifier.value)
                                                     : std::string(identifier.value);
  BAYON_TRY_VOID(party.add(*property, value, {.original = identifier.value}));
  const bool numbered = model::type(*property) == model::PropertyType::identifier &&
                        model::is_a(party.schema(), "LegalEntity");
  if (identifier.country.empty() || !numbered) return {};
  return add_paper(identifier, false, party, out);
}

// "Digital Currency Address - XBT"
Result<void> add_wallet(const Identifier& identifier, const reading::Said& in_force,
                        EntityBuilder& party, EntityRecord& out) {
  const auto dash = identifier.kind.rfind("- ");
  const auto asset =
      dash == std::string_view::npos ? std::string_view{} : trim(identifier.kind.substr(dash + 2));
  BAYON_TRY(EntityBuilder * wallet,
            out.start(reading::wallet_id(identifier.value), "CryptoWallet"));
  BAYON_TRY_VOID(wallet->add("publicKey", reading::wallet_address(identifier.value),
                             {.original = identifier.value}));
  BAYON_TRY_VOID(wallet->add("currency", asset));
  BAYON_TRY_VOID(wallet->add("holder", party.id()));
  return wallet->add("topics", "sanction", in_force);
}

Result<void> add_one(const Identifier& identifier, EntityBuilder& party, EntityBuilder& listing,
                     const reading::Said& in_force, EntityRecord& out) {
  const Kind* kind = find_kind(identifier.kind);
  if (kind != nullptr && kind->place == Place::provision) {
    const auto words = identifier.value.empty()
                           ? std::string(identifier.kind)
                           : fmt::format("{}: {}", identifier.kind, identifier.value);
    return listing.add("provisions", words, in_force);
  }
  if (kind == nullptr || identifier.value.empty()) return add_note(identifier, party);
  switch (kind->place) {
    case Place::passport:
    case Place::document:
      if (!model::is_a(party.schema(), "LegalEntity")) return add_note(identifier, party);
      return add_document(identifier, *kind, party, out);
    case Place::wallet:
      return add_wallet(identifier, in_force, party, out);
    default:
      return add_property(identifier, *kind, party, out);
  }
}

// The value of the first identifier whose kind begins so.
std::string_view date_of(const std::vector<Identifier>& identifiers, std::string_view kind) {
  for (const auto& identifier : identifiers) {
    if (identifier.kind.starts_with(kind)) return identifier.value;
  }
  return {};
}

}  // namespace

std::vector<Identifier> read_identifiers(std::string_view field) {
  std::vector<Identifier> out;
  for (const auto part : split(field, "; ")) {
    const auto piece = trim(part);
    if (piece.empty()) continue;
    const Identifier newer = read_newer(piece);
    const Identifier older = read_older(piece);
    const bool is_older = find_kind(newer.kind) == nullptr && find_kind(older.kind) != nullptr;
    out.push_back(is_older ? older : newer);
  }
  return out;
}

bool issues_securities(const std::vector<Identifier>& identifiers) {
  return std::any_of(identifiers.begin(), identifiers.end(), [](const Identifier& identifier) {
    return identifier.kind == "ISIN" || identifier.kind == "Equity Ticker" ||
           identifier.kind == "BIK (RU)";
  });
}

std::string_view listing_date(const std::vector<Identifier>& identifiers) {
  return date_of(identifiers, "Listing Date (");
}

std::string_view effective_date(const std::vector<Identifier>& identifiers) {
  return date_of(identifiers, "Effective Date (");
}

Result<void> add_identifiers(const std::vector<Identifier>& identifiers, EntityBuilder& party,
                             EntityBuilder& listing, const reading::Said& in_force,
                             EntityRecord& out) {
  for (const auto& identifier : identifiers) {
    BAYON_TRY_VOID(add_one(identifier, party, listing, in_force, out));
  }
  return {};
}

}  // namespace bayon::source::us_csl
