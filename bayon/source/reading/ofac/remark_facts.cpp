#include "bayon/source/reading/ofac/remark_facts.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "bayon/model/territory.hpp"
#include "bayon/source/reading/imo_number.hpp"
#include "bayon/source/reading/ofac/document.hpp"
#include "bayon/source/reading/ofac/office_words.hpp"
#include "bayon/source/reading/ofac/party_name.hpp"
#include "bayon/source/reading/ofac/remark.hpp"
#include "bayon/source/reading/wallet_address.hpp"
#include "bayon/source/reading/worded_dates.hpp"

namespace bayon::source::reading::ofac {

namespace {

constexpr auto npos = std::string_view::npos;

struct Rule;

// States one phrase; false where it is not understood.
using State = Result<bool> (*)(const RemarkSubject& subject, const Phrase& phrase,
                               std::string_view rest, const Rule& rule);

struct Rule {
  std::string_view head;
  State state;
  std::string_view properties =
      {};  // the first that the schema has takes the value: "flag|country"
};

// The first of "a|b|c" that entities of `schema` have; empty where they have none.
std::string_view first_property(model::SchemaId schema, std::string_view properties) {
  for (const std::string_view property : split(properties, '|')) {
    if (model::find_property(schema, property)) return property;
  }
  return {};
}

Result<bool> add_first(EntityBuilder& entity, std::string_view properties, std::string_view value,
                       const Said& said = {}) {
  const std::string_view property = first_property(entity.schema(), properties);
  if (property.empty()) return false;
  return entity.add_if_understood(property, value, said);
}

bool holds_documents(const EntityBuilder& party) {
  return model::is_a(party.schema(), "LegalEntity");
}

// -- the party itself

Result<bool> state_value(const RemarkSubject& subject, const Phrase&, std::string_view rest,
                         const Rule& rule) {
  return add_first(subject.party, rule.properties, rest);
}

// As a value, where the head says something that the property's name does not (a fax, a former
// flag).
Result<bool> state_with_head(const RemarkSubject& subject, const Phrase& phrase,
                             std::string_view rest, const Rule& rule) {
  return add_first(subject.party, rule.properties, rest, {.original = phrase.whole});
}

// The whole phrase is the value: "HAMAS - Hebron".
Result<bool> state_whole(const RemarkSubject& subject, const Phrase& phrase, std::string_view,
                         const Rule& rule) {
  return add_first(subject.party, rule.properties, phrase.words);
}

Result<bool> state_dates(const RemarkSubject& subject, const Phrase&, std::string_view rest,
                         const Rule& rule) {
  const std::string_view property = first_property(subject.party.schema(), rule.properties);
  if (property.empty()) return false;
  if (parse_english_date(rest)) return subject.party.add_if_understood(property, rest);
  const auto dates = read_worded_dates(rest);
  if (dates.empty()) return false;
  for (const PartialDate date : dates) {
    BAYON_TRY_VOID(subject.party.add(property, date.text(), {.original = rest}));
  }
  return true;
}

Result<bool> state_birth_place(const RemarkSubject& subject, const Phrase&, std::string_view rest,
                               const Rule&) {
  BAYON_TRY(const bool stated, add_first(subject.party, "birthPlace", rest));
  if (!stated) return false;
  // "Mexico", "Example City, Sinaloa, Mexico", "Example City, Korea, North": the longest end that
  // is a territory.
  for (std::string_view end = rest;;) {
    if (model::territory_code(end)) {
      BAYON_TRY_VOID(subject.party.add("birthCountry", end));
      return true;
    }
    const auto comma = end.find(',');
    if (comma == npos) return true;
    end = trim(end.substr(comma + 1));
  }
}

Result<bool> state_quoted_name(const RemarkSubject& subject, const Phrase&, std::string_view rest,
                               const Rule& rule) {
  if (rest.size() < 3 || rest.front() != '\'' || rest.back() != '\'') return false;
  const std::string_view written = rest.substr(1, rest.size() - 2);
  if (!model::is_a(subject.party.schema(), "Person")) {
    return add_first(subject.party, rule.properties, written);
  }
  return add_first(subject.party, rule.properties, read_person_name(written).full,
                   {.original = written});
}

// "0000012", "(0000012)", "0000012 (Russia)": the words behind the number stay in the original.
Result<bool> state_imo(const RemarkSubject& subject, const Phrase& phrase, std::string_view rest,
                       const Rule&) {
  std::string_view digits = rest;
  if (digits.starts_with('(') && digits.ends_with(')')) {
    digits = digits.substr(1, digits.size() - 2);
  } else if (const auto open = digits.find(" ("); open != npos && digits.ends_with(')')) {
    digits = digits.substr(0, open);
  }
  const std::string number = imo_number(digits);
  if (number == digits) return false;
  return add_first(subject.party, "imoNumber", number, {.original = phrase.whole});
}

// -- the listing

// The whole phrase says what is forbidden or threatened.
Result<bool> state_provision(const RemarkSubject& subject, const Phrase& phrase, std::string_view,
                             const Rule&) {
  return subject.sanction.add_if_understood("provisions", phrase.whole,
                                            {.valid = subject.in_force});
}

// "Listing Date (EO 14024 Directive 2): 24 Feb 2022", "Listing Date (CMIC) 03 Jun 2021"
Result<bool> state_listing_date(const RemarkSubject& subject, const Phrase& phrase,
                                std::string_view rest, const Rule& rule) {
  if (rest.starts_with('(')) {
    const auto close = rest.find(')');
    if (close == npos) return false;
    rest = trim(rest.substr(close + 1));
  }
  if (rest.starts_with(':')) rest = trim(rest.substr(1));
  return subject.sanction.add_if_understood(rule.properties, rest,
                                            {.valid = subject.in_force, .original = phrase.whole});
}

Result<bool> state_further_information(const RemarkSubject& subject, const Phrase& phrase,
                                       std::string_view rest, const Rule&) {
  const auto at = rest.find("http");
  if (at == npos || rest.find(' ', at) != npos) return false;
  std::string_view link = rest.substr(at);
  while (link.ends_with('.')) link.remove_suffix(1);  // of the sentence
  return subject.sanction.add_if_understood("programUrl", link,
                                            {.valid = subject.in_force, .original = phrase.whole});
}

// -- what hangs on the party

Result<bool> state_wallet(const RemarkSubject& subject, const Phrase&, std::string_view rest,
                          const Rule&) {
  const auto parts = split(rest, ' ');
  if (parts.size() != 2 || parts[0].empty() || parts[1].empty() ||
      !holds_documents(subject.party)) {
    return false;
  }
  const std::string address = wallet_address(parts[1]);
  BAYON_TRY(EntityBuilder * wallet, subject.entities.start(wallet_id(address), "CryptoWallet"));
  BAYON_TRY_VOID(wallet->add("publicKey", address, {.original = parts[1]}));
  BAYON_TRY_VOID(wallet->add("currency", parts[0]));
  BAYON_TRY_VOID(wallet->add("holder", subject.party.id()));
  BAYON_TRY_VOID(wallet->add("topics", "sanction"));
  return true;
}

Result<bool> state_security(const RemarkSubject& subject, const Phrase&, std::string_view rest,
                            const Rule& rule) {
  if (!holds_documents(subject.party) || rest.empty()) return false;
  const std::string id = content_id(subject.party.id(), "security", {rule.properties, rest});
  BAYON_TRY(EntityBuilder * security, subject.entities.start(id, "Security"));
  BAYON_TRY_VOID(security->add(rule.properties, rest));
  BAYON_TRY_VOID(security->add("issuer", subject.party.id()));
  return true;
}

// A link to another party of the list, where the name leads to one.
Result<bool> state_link(const RemarkSubject& subject, const Phrase&, std::string_view rest,
                        const Rule& rule) {
  const auto number = subject.names.find(rest);
  if (!number) return false;
  const std::string target = fmt::format("{}{}", subject.id_prefix, *number);
  if (target == subject.party.id()) return false;
  const std::string_view role = trim(rule.head.substr(0, rule.head.find(':')));
  const std::string id = content_id(subject.party.id(), "link", {role, target});
  BAYON_TRY(EntityBuilder * link, subject.entities.start(id, "UnknownLink"));
  BAYON_TRY_VOID(link->add("subject", subject.party.id()));
  BAYON_TRY_VOID(link->add("object", target));
  BAYON_TRY_VOID(link->add("role", role));
  BAYON_TRY_VOID(link->add("namesMentioned", rest));
  return true;
}

Result<bool> state_document(const RemarkSubject& subject, const Phrase& phrase) {
  const auto document = read_document(phrase.words);
  if (!document) return false;
  const bool held = holds_documents(subject.party);
  // A number that hangs on a ship keeps the words around it, as no document can.
  BAYON_TRY(const bool stated, add_first(subject.party, document->properties, document->number,
                                         {.original = held ? std::string_view() : phrase.whole}));
  if (!held) return stated;
  const bool passport = document->kind.find("Passport") != npos;
  const std::string id =
      content_id(subject.party.id(), "id", {document->kind, document->number, document->country});
  BAYON_TRY(EntityBuilder * paper,
            subject.entities.start(id, passport ? "Passport" : "Identification"));
  BAYON_TRY_VOID(paper->add("holder", subject.party.id()));
  BAYON_TRY_VOID(paper->add("type", document->kind));
  BAYON_TRY_VOID(paper->add("number", document->number));
  BAYON_TRY_VOID(paper->add("country", document->country));
  BAYON_TRY_VOID(paper->add("authority", document->authority));
  BAYON_TRY_VOID(add_worded_dates(*paper, "startDate", document->issued));
  BAYON_TRY_VOID(add_worded_dates(*paper, "endDate", document->expires));
  return true;
}

// The heads of phrases. Where several fit, the longest is taken.
constexpr Rule rules[] = {
    {"DOB", state_dates, "birthDate"},
    {"POB", state_birth_place},
    {"nationality", state_value, "nationality|country"},
    {"citizen", state_value, "citizenship|country"},
    {"Gender", state_value, "gender"},
    {"ethnicity", state_value, "ethnicity"},
    {"Position:", state_value, "position"},
    {"Alternate Title,", state_value, "position"},
    {"Alternate Title:", state_value, "position"},
    {"Title", state_value, "position"},
    {"Rank", state_value, "position"},
    {"Occupation:", state_value, "profession"},
    {"HAMAS", state_whole, "political"},  // lists of the Palestinian Legislative Council
    {"PFLP", state_whole, "political"},
    {"DFLP", state_whole, "political"},

    {"a.k.a.", state_quoted_name, "weakAlias"},
    {"d.b.a.", state_quoted_name, "alias"},
    {"f.k.a.", state_quoted_name, "previousName"},
    {"n.k.a.", state_quoted_name, "alias"},
    {"Issuer Name", state_with_head, "alias"},

    {"Website", state_value, "website|sourceUrl"},
    {"Email Address", state_value, "email"},
    {"Email", state_value, "email"},
    {"EMAIL", state_value, "email"},
    {"Phone Number", state_value, "phone"},
    {"Phone No.", state_value, "phone"},
    {"PHONE", state_value, "phone"},
    {"Telephone", state_value, "phone"},
    {"Telephone No.", state_value, "phone"},
    {"Telephone Number", state_value, "phone"},
    {"Fax", state_with_head, "phone"},
    {"Fax No.", state_with_head, "phone"},
    {"FAX", state_with_head, "phone"},

    {"Organization Established Date", state_dates, "incorporationDate"},
    {"Organization Type:", state_value, "sector"},
    {"Target Type", state_value, "classification"},
    {"SWIFT/BIC", state_value, "swiftBic"},
    {"Registration Country", state_value, "jurisdiction|flag|country"},
    {"Nationality of Registration", state_value, "jurisdiction|flag|country"},
    {"Identification Number IMO", state_imo},
    {"Company Number IMO", state_imo},
    {"International Maritime Organization No.", state_imo},

    {"Vessel Registration Identification IMO", state_imo},
    {"Vessel Registration Identification", state_with_head, "registrationNumber"},
    {"Vessel Call Sign", state_value, "callSign"},
    {"MMSI", state_value, "mmsi"},
    {"Vessel Flag", state_value, "flag"},
    {"Former Vessel Flag", state_with_head, "pastFlags"},
    {"Other Vessel Flag", state_with_head, "flag"},
    {"Vessel Type", state_value, "type"},
    {"Other Vessel Type", state_with_head, "type"},
    {"Former Vessel Type", state_with_head, "pastTypes"},
    {"Other Vessel Call Sign", state_with_head, "callSign"},
    {"Vessel Year of Build", state_dates, "buildDate"},
    {"Gross Tonnage", state_with_head, "tonnage"},
    {"Gross Registered Tonnage", state_with_head, "grossRegisteredTonnage"},
    {"Dead Weight", state_with_head, "deadweightTonnage"},

    {"Aircraft Model", state_value, "model"},
    {"Aircraft Manufacture Date", state_dates, "buildDate"},
    {"Aircraft Construction Number (also called L/N or S/N or F/N)", state_with_head,
     "serialNumber"},
    {"Aircraft Manufacturer's Serial Number (MSN)", state_with_head, "serialNumber"},
    {"Aircraft Serial Identification", state_with_head, "serialNumber"},
    {"Aircraft Tail Number", state_with_head, "registrationNumber"},
    {"Previous Aircraft Tail Number", state_with_head, "previousName"},
    {"Aircraft Mode S Transponder Code", state_with_head, "icaoCode"},
    {"Aircraft Operator", state_link},

    {"Linked To:", state_link},
    {"Digital Currency Address -", state_wallet},
    {"ISIN", state_security, "isin"},
    {"Equity Ticker", state_security, "ticker"},

    {"Secondary sanctions risk", state_provision},
    {"Additional Sanctions Information", state_provision},
    {"Transactions Prohibited For", state_provision},
    {"Executive Order", state_provision},
    {"CAATSA Section", state_provision},
    {"IFCA Determination", state_provision},
    {"PEESA Information", state_provision},
    {"United States financial institutions are prohibited", state_provision},
    {"Purchase/Sales For Divestment Date", state_provision},
    {"All offices worldwide", state_provision},
    {"all offices worldwide", state_provision},
    {"All Offices Worldwide", state_provision},
    {"All Branches Worldwide", state_provision},
    {"All branches worldwide", state_provision},
    {"and all other offices worldwide", state_provision},
    {"and all other locations worldwide", state_provision},
    {"Listing Date", state_listing_date, "listingDate"},
    {"Effective Date", state_listing_date, "startDate"},
    {"For more information", state_further_information},
    {"for more information", state_further_information},
};

bool begins(std::string_view text, std::string_view head) {
  if (!text.starts_with(head)) return false;
  if (text.size() == head.size() || head.back() == ':' || head.back() == ',') return true;
  const char next = text[head.size()];
  return next == ' ' || next == ':' || next == '.' || next == ',';
}

const Rule* rule_for(std::string_view words) {
  const Rule* best = nullptr;
  for (const Rule& rule : rules) {
    if (rule.head.front() != words.front() || (best && best->head.size() >= rule.head.size())) {
      continue;
    }
    if (begins(words, rule.head)) best = &rule;
  }
  return best;
}

// A link or an address of electronic mail that stands for itself: "www.example.test",
// "http://example.test (website)", "info@example.test (email)".
Result<bool> state_contact(const RemarkSubject& subject, const Phrase& phrase) {
  std::string_view text = phrase.words;
  for (const std::string_view mark : {"(website)", "(email)", "(email)."}) {
    if (text.ends_with(mark)) text = trim(text.substr(0, text.size() - mark.size()));
  }
  if (text.find(' ') != npos) return false;
  const Said said{.original = phrase.whole};
  if (text.starts_with("www.") || text.starts_with("http://") || text.starts_with("https://")) {
    return add_first(subject.party, "website|sourceUrl", text, said);
  }
  if (text.find('@') == npos) return false;
  return add_first(subject.party, "email", text, said);
}

// The title column already says it, or it begins or ends as offices do.
Result<bool> state_office(const RemarkSubject& subject, const Phrase& phrase) {
  if (!subject.title.empty() && subject.title.find(phrase.words) != npos) return true;
  if (!begins_as_office(phrase.words) && !ends_as_office(phrase.words)) return false;
  return add_first(subject.party, "position", phrase.words);
}

Result<bool> state_phrase(const RemarkSubject& subject, const Phrase& phrase) {
  if (phrase.broken || phrase.words.empty()) return false;
  if (const Rule* rule = rule_for(phrase.words)) {
    std::string_view rest = phrase.words.substr(rule->head.size());
    while (rest.starts_with(' ') || rest.starts_with(':')) rest.remove_prefix(1);
    BAYON_TRY(const bool stated, rule->state(subject, phrase, rest, *rule));
    if (stated) return true;
  }
  for (const auto reading : {state_document, state_contact, state_office}) {
    BAYON_TRY(const bool stated, reading(subject, phrase));
    if (stated) return true;
  }
  return false;
}

// The number or address that a phrase is about is most often the longest of its words.
std::string_view longest_word(std::string_view phrase) {
  std::string_view longest;
  for (const std::string_view word : split(phrase, ' ')) {
    if (word.size() > longest.size()) longest = word;
  }
  return longest;
}

}  // namespace

Result<void> state_remark(const Remark& remark, const RemarkSubject& subject) {
  for (const Phrase& phrase : split_remark(remark.text, remark.broken_end)) {
    const auto at =
        static_cast<std::size_t>(longest_word(phrase.whole).data() - remark.text.data());
    if (at < remark.begin || at >= remark.end) continue;
    BAYON_TRY(const bool stated, state_phrase(subject, phrase));
    if (!stated) BAYON_TRY_VOID(subject.party.add_note(phrase.whole));
  }
  return {};
}

}  // namespace bayon::source::reading::ofac
