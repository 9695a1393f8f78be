#include "bayon/source/un_consolidated/individual.hpp"

#include <string>

#include <fmt/format.h>

#include "bayon/base/text.hpp"
#include "bayon/source/reading/worded_dates.hpp"
#include "bayon/source/un_consolidated/element_text.hpp"
#include "bayon/source/un_consolidated/listing.hpp"

namespace bayon::source::un_consolidated {

namespace {

using reading::EntityBuilder;
using reading::EntityRecord;
using reading::XmlElement;

Result<void> add_names(const XmlElement& entry, EntityBuilder& person) {
  struct Part {
    std::string_view element;
    std::string_view property;
  };
  constexpr Part parts[] = {{"FIRST_NAME", "firstName"},
                            {"SECOND_NAME", "secondName"},
                            {"THIRD_NAME", "middleName"},
                            {"FOURTH_NAME", "lastName"}};
  std::string whole;
  for (const auto& part : parts) {
    const std::string text = said(entry, part.element);
    if (text.empty()) continue;
    BAYON_TRY_VOID(person.add(part.property, text));
    if (!whole.empty()) whole += ' ';
    whole += text;
  }
  BAYON_TRY_VOID(person.add("name", whole));
  return person.add("name", said(entry, "NAME_ORIGINAL_SCRIPT"));
}

Result<void> add_birth_date(const XmlElement& birth, EntityBuilder& person) {
  const std::string type = lower_ascii(said(birth, "TYPE_OF_DATE"));
  const std::string note = said(birth, "NOTE");
  const std::string from = said(birth, "FROM_YEAR");
  const std::string until = said(birth, "TO_YEAR");
  std::string words = said(birth, "DATE");
  if (words.empty()) words = said(birth, "YEAR");
  if (words.empty() && !from.empty()) words = fmt::format("between {} and {}", from, until);
  if (type == "approximately" && !words.empty()) words = "approximately " + words;
  const bool note_is_the_date = words.empty();
  if (note_is_the_date) words = note;
  if (words.empty()) return {};
  BAYON_TRY_VOID(reading::add_worded_dates(person, "birthDate", words));
  if (note_is_the_date || note.empty() || equal_ascii_case(note, "approximately")) return {};
  return person.add_note(fmt::format("birthDate {}: {}", words, note));
}

Result<void> add_birth_place(const XmlElement& birth, EntityBuilder& person) {
  std::string place;
  for (const auto* part : {"STREET", "CITY", "STATE_PROVINCE", "COUNTRY"}) {
    const std::string text = said(birth, part);
    if (text.empty()) continue;
    if (!place.empty()) place += ", ";
    place += text;
  }
  BAYON_TRY_VOID(person.add("birthPlace", place));
  BAYON_TRY_VOID(person.add("birthCountry", said(birth, "COUNTRY")));
  const std::string note = said(birth, "NOTE");
  if (note.empty()) return {};
  return person.add_note(fmt::format("birthPlace {}: {}", place, note));
}

// What kind of paper, in the list's own words: the second type refines the first.
struct DocumentType {
  std::string words;
  bool passport = false;
};

DocumentType type_of(const XmlElement& document, std::string_view number) {
  const std::string first = said(document, "TYPE_OF_DOCUMENT");
  const std::string second = said(document, "TYPE_OF_DOCUMENT2");
  DocumentType out{second.empty() ? first : second, false};
  const std::string words = lower_ascii(fmt::format("{} {}", out.words, number));
  out.passport = words.find("passport") != std::string::npos ||
                 words.find("passeport") != std::string::npos ||
                 words.find("pasaporte") != std::string::npos;
  return out;
}

Result<void> add_document(const XmlElement& document, EntityBuilder& person, EntityRecord& out) {
  std::string written = said(document, "NUMBER");
  const std::string note = said(document, "NOTE");
  DocumentType type = type_of(document, written);
  std::string number = document_number(written);
  for (const std::string& words : {note, type.words}) {
    if (!written.empty() || number_in_note(words).empty()) continue;
    written = words;
    number = number_in_note(words);
    type = type_of(document, words);
  }
  std::string country = said(document, "ISSUING_COUNTRY");
  if (country.empty()) country = said(document, "COUNTRY_OF_ISSUE");
  if (written.empty()) {
    std::string words = country.empty() ? type.words : fmt::format("{}, {}", type.words, country);
    if (trim(words).empty() && note.empty()) return {};
    if (!note.empty()) words += ": " + note;
    return person.add_note(fmt::format("document: {}", words));
  }
  const reading::Said as_written{.original = written};
  BAYON_TRY_VOID(person.add(type.passport ? "passportNumber" : "idNumber", number, as_written));
  std::string issued = said(document, "DATE_OF_ISSUE");
  if (issued.empty()) issued = reading::date_after(note, "issued on").text();
  const std::string id =
      reading::content_id(person.id(), "document", {type.words, number, country, issued});
  BAYON_TRY(EntityBuilder * paper, out.start(id, type.passport ? "Passport" : "Identification"));
  BAYON_TRY_VOID(paper->add("holder", person.id()));
  BAYON_TRY_VOID(paper->add("type", type.words));
  BAYON_TRY_VOID(paper->add("number", number, as_written));
  if (type.passport) BAYON_TRY_VOID(paper->add("passportNumber", number, as_written));
  BAYON_TRY_VOID(paper->add("country", country));
  BAYON_TRY_VOID(reading::add_worded_dates(*paper, "startDate", issued));
  for (const auto* keyword : {"expir", "valid until"}) {
    const auto ends = reading::date_after(fmt::format("{} {}", written, note), keyword);
    if (!ends.known() || paper->has("endDate")) continue;
    BAYON_TRY_VOID(paper->add("endDate", ends.text()));
  }
  const std::string city = said(document, "CITY_OF_ISSUE");
  if (!city.empty()) BAYON_TRY_VOID(paper->add("summary", fmt::format("issued in {}", city)));
  return paper->add("summary", note);
}

// Calls `read(element)` for each child of that name until one fails.
template <typename Read>
Result<void> each(const XmlElement& entry, std::string_view name, Read&& read) {
  Result<void> outcome;
  entry.for_each(name, [&](const XmlElement& element) {
    if (outcome.ok()) outcome = read(element);
  });
  return outcome;
}

}  // namespace

Result<void> read_individual(const XmlElement& entry, EntityRecord& out) {
  BAYON_TRY(EntityBuilder * person, start_party(entry, "Person", out));
  BAYON_TRY_VOID(add_names(entry, *person));
  BAYON_TRY_VOID(person->add("gender", said(entry, "GENDER")));
  for (const auto& title : values(entry, "TITLE")) BAYON_TRY_VOID(person->add("title", title));
  for (const auto& designation : values(entry, "DESIGNATION")) {
    for (const auto& position : enumerated(designation)) {
      BAYON_TRY_VOID(person->add("position", position));
    }
  }
  for (const auto& nationality : values(entry, "NATIONALITY")) {
    BAYON_TRY_VOID(person->add("nationality", nationality));
  }
  BAYON_TRY_VOID(each(entry, "INDIVIDUAL_ALIAS",
                      [&](const XmlElement& alias) { return add_alias(alias, *person); }));
  BAYON_TRY_VOID(each(entry, "INDIVIDUAL_DATE_OF_BIRTH",
                      [&](const XmlElement& birth) { return add_birth_date(birth, *person); }));
  BAYON_TRY_VOID(each(entry, "INDIVIDUAL_PLACE_OF_BIRTH",
                      [&](const XmlElement& birth) { return add_birth_place(birth, *person); }));
  BAYON_TRY_VOID(each(entry, "INDIVIDUAL_ADDRESS", [&](const XmlElement& address) {
    return add_address(address, *person, out);
  }));
  BAYON_TRY_VOID(each(entry, "INDIVIDUAL_DOCUMENT", [&](const XmlElement& document) {
    return add_document(document, *person, out);
  }));
  return add_listing(entry, *person, out);
}

}  // namespace bayon::source::un_consolidated
