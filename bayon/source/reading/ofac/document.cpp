#include "bayon/source/reading/ofac/document.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "bayon/base/text.hpp"
#include "bayon/model/territory.hpp"
#include "bayon/source/reading/worded_dates.hpp"

namespace bayon::source::reading::ofac {

namespace {

constexpr auto npos = std::string_view::npos;

struct Kind {
  std::string_view head;
  std::string_view properties;
};

constexpr std::string_view passport = "passportNumber|idNumber|registrationNumber";
constexpr std::string_view tax = "taxNumber|registrationNumber";
constexpr std::string_view vat = "vatCode|taxNumber|registrationNumber";
constexpr std::string_view registration = "registrationNumber";
constexpr std::string_view licence = "licenseNumber|registrationNumber";
constexpr std::string_view personal = "idNumber|registrationNumber";

// Kinds whose number goes to another property than idNumber, or whose head ends without a word such
// as "No.". Longer heads stand before their beginnings.
constexpr Kind kinds[] = {
    {"Afghan Money Service Provider License Number", licence},
    {"BIK (RU)", registration},
    {"Birth Certificate Number", personal},
    {"Branch Unit Number", registration},
    {"British National Overseas Passport", passport},
    {"Business Number", registration},
    {"Business Registration Document #", registration},
    {"Business Registration Number", registration},
    {"C.I.F.", tax},
    {"C.R. No.", registration},
    {"C.U.I.", personal},
    {"C.U.I.P.", personal},
    {"C.U.I.T.", tax},
    {"C.U.R.P. #", personal},
    {"C.U.R.P.", personal},
    {"CNP (Personal Numerical Code)", personal},
    {"Cartilla de Servicio Militar Nacional", personal},
    {"Cedula No.", personal},
    {"Central Registration System Number", registration},
    {"Certificate of Incorporation Number", registration},
    {"Chamber of Commerce Number", registration},
    {"Chinese Commercial Code", personal},
    {"Commercial Registry Number", registration},
    {"Company ID: No.", registration},
    {"Company Number", registration},
    {"Credencial electoral", personal},
    {"D-U-N-S Number", "dunsCode|registrationNumber"},
    {"D.N.I.", personal},
    {"Diplomatic Passport", passport},
    {"Diplomatic Passport Laissez-Passer", passport},
    {"Dubai Chamber of Commerce Membership No.", registration},
    {"Economic Register Number (CBLS)", registration},
    {"Enterprise Number", registration},
    {"File Number", registration},
    {"Fiscal Code", tax},
    {"Folio Mercantil No.", registration},
    {"Government Gazette Number", registration},
    {"I.F.E.", personal},
    {"Istanbul Chamber of Comm. No.", registration},
    {"Italian Fiscal Code", tax},
    {"LE Number", personal},
    {"Legal Entity Number", "leiCode|registrationNumber"},
    {"License", licence},
    {"Matricula Mercantil No", registration},
    {"N.I.E.", personal},
    {"National ID No.", personal},
    {"NIT #", tax},
    {"Numero de Identidad", personal},
    {"Numero Unico de Identificacao Tributaria (NUIT)", tax},
    {"Passport Booklet", passport},
    {"Passport Card", passport},
    {"Passport", passport},
    {"Personal ID Card", personal},
    {"Pilot License Number", licence},
    {"Public Registration Number", registration},
    {"R.F.C. #", tax},
    {"R.F.C.", tax},
    {"RFC", tax},
    {"Registered Charity No.", registration},
    {"Registration ID", registration},
    {"Registration Number", registration},
    {"RIF #", tax},
    {"Romanian C.R.", registration},
    {"Romanian Permanent Resident", personal},
    {"Romanian Tax Registration", tax},
    {"RSIN", tax},
    {"RTN", tax},
    {"RUC #", tax},
    {"RUC", tax},
    {"SSN", "socialSecurityNumber|idNumber|registrationNumber"},
    {"Seafarer's Identification Document", personal},
    {"Stateless Person Passport", passport},
    {"Tax ID No.", tax},
    {"Tazkira National ID Card", personal},
    {"Trade License No.", licence},
    {"Trademark number", registration},
    {"Travel Document Number", passport},
    {"UAE Identification", personal},
    {"UK Company Number", registration},
    {"US FEIN", tax},
    {"Unified Social Credit Code (USCC)", "uscCode|registrationNumber"},
    {"United Social Credit Code Certificate (USCCC)", "uscCode|registrationNumber"},
    {"V.A.T. Number", vat},
    {"VisaNumberID", personal},
};

bool digit(char c) { return c >= '0' && c <= '9'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool has_digit(std::string_view word) { return std::any_of(word.begin(), word.end(), digit); }

// "HRB", "J-", "CUD:", "L.", "y": a part of a number that has no digit itself.
bool number_part(std::string_view word) {
  while (!word.empty() && (word.back() == ':' || word.back() == '.' || word.back() == ',')) {
    word.remove_suffix(1);
  }
  if (word == "#" || word == "-" || word == "/") return true;
  const bool capitals = std::all_of(word.begin(), word.end(), [](char c) {
    return capital(c) || c == '-' || c == '/' || c == '.';
  });
  return (capitals && word.size() <= 5) || word.size() == 1;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (const std::string_view word : split(text, ' ')) {
    if (!word.empty()) out.push_back(word);
  }
  return out;
}

// The text from the front of `first` to the end of `last`, which are words of one text.
std::string_view between(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

// Does `text` begin with `head`, and does the word end there?
bool begins(std::string_view text, std::string_view head) {
  if (!text.starts_with(head)) return false;
  return text.size() == head.size() || text[head.size()] == ' ' || text[head.size()] == ':';
}

const Kind* known_kind(std::string_view text) {
  const Kind* best = nullptr;
  for (const Kind& kind : kinds) {
    if (text.empty() || kind.head.front() != text.front()) continue;
    if ((best == nullptr || kind.head.size() > best->head.size()) && begins(text, kind.head)) {
      best = &kind;
    }
  }
  return best;
}

// Does a kind of document that we do not know end in one of the words that go before a number?
bool before_number(std::string_view word) {
  constexpr std::array<std::string_view, 10> marks{"No.",  "No",   "Number", "#",   "ID",
                                                   "Code", "Card", "Nr.",    "no.", "number"};
  while (!word.empty() && word.back() == ':') word.remove_suffix(1);
  if (std::find(marks.begin(), marks.end(), word) != marks.end()) return true;
  return word.size() > 2 && word.front() == '(' && word.back() == ')' &&
         std::all_of(word.begin() + 1, word.end() - 1, capital);
}

// Takes " issued 29 Oct 2002" off the end of `text`; false where the words behind the mark are no
// date.
bool take_date(std::string_view& text, std::string_view mark, std::string_view& date) {
  const std::size_t at = text.rfind(mark);
  if (at == npos) return true;
  date = trim(text.substr(at + mark.size()));
  text = trim(text.substr(0, at));
  return !read_worded_dates(date).empty();
}

// Takes brackets off the end of `text`: a country, before it perhaps a place in it.
bool take_brackets(std::string_view& text, Document& document) {
  while (text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    if (open == npos || open == 0) return false;
    const auto inside = trim(text.substr(open + 1, text.size() - open - 2));
    if (inside.size() == 1 && text[open - 1] != ' ') return true;  // a check digit: D000000(9)
    if (document.country.empty() && model::territory_code(inside)) {
      document.country = inside;
    } else if (document.authority.empty()) {
      document.authority = inside;
    } else {
      return false;
    }
    text = trim(text.substr(0, open));
  }
  return true;
}

// The number in `text`: its words up to the last that belongs to it; what follows is a place. False
// where there is no number, or words before it that are no part of one.
bool take_number(std::string_view text, Document& document) {
  const auto words = words_of(text);
  const auto first = std::find_if(words.begin(), words.end(), has_digit);
  if (first == words.end() || !std::all_of(words.begin(), first, number_part)) return false;
  auto end = std::find_if(words.rbegin(), words.rend(), has_digit).base();
  while (end != words.end() && number_part(*end)) ++end;
  document.number = between(words.front(), *(end - 1));
  while (document.number.ends_with(',')) document.number.remove_suffix(1);
  if (end == words.end()) return true;
  if (!document.authority.empty()) return false;
  const auto behind = between(*end, words.back());
  const bool country = document.country.empty() && model::territory_code(behind);
  (country ? document.country : document.authority) = behind;
  return true;
}

// Splits "Kenyan ID No. 00001" where the kind is not known: it ends in a word that goes before a
// number.
std::size_t unknown_kind_size(std::string_view text) {
  if (text.empty() || !capital(text.front())) return 0;
  const auto words = words_of(text);
  for (std::size_t i = 0; i + 1 < words.size() && !has_digit(words[i]); ++i) {
    if (before_number(words[i]) && (has_digit(words[i + 1]) || number_part(words[i + 1]))) {
      const auto kind = between(words.front(), words[i]);
      if (i != 0 || words[i].size() > 2) return kind.size();
    }
  }
  return 0;
}

// A check digit may stand in brackets; half a pair of them is no number.
bool balanced(std::string_view number) {
  int depth = 0;
  for (const char c : number) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth == 0;
}

}  // namespace

std::optional<Document> read_document(std::string_view phrase) {
  Document document;
  std::string_view text = trim(phrase);
  const Kind* kind = known_kind(text);
  const std::size_t size = kind != nullptr ? kind->head.size() : unknown_kind_size(text);
  if (size == 0) return std::nullopt;
  document.kind = text.substr(0, size);
  document.properties = kind != nullptr ? kind->properties : personal;
  // A number of nothing.
  if (document.kind == "No.") return std::nullopt;
  text = text.substr(size);
  while (text.starts_with(':') || text.starts_with(' ')) text.remove_prefix(1);
  while (document.kind.ends_with(':')) document.kind.remove_suffix(1);
  if (!take_date(text, " expires ", document.expires) ||
      !take_date(text, " issued ", document.issued) || !take_brackets(text, document) ||
      !take_number(text, document) || !balanced(document.number)) {
    return std::nullopt;
  }
  // The same words are used for national numbers; a Legal Entity Identifier has 20 characters
  // [ISO17442].
  constexpr std::size_t lei_size = 20;
  if (document.properties.starts_with("leiCode") && document.number.size() != lei_size) {
    document.properties = registration;
  }
  return document;
}

}  // namespace bayon::source::reading::ofac
