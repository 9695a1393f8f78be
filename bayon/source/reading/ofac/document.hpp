// Which document, number or registration does this phrase name?
//
// "Passport A0000001 (Iran) issued 29 Oct 2002 expires 28 Oct 2007", "Tax ID No. 000000001
// (Russia)", "Registration Number HRB 00001 (Germany)", "Matricula Mercantil No 00001 (Medellin)":
// the kind of document, its number, the country or place that issued it, and its dates.
//
// Threads:  free functions.
// Lifetime: the fields are views into the phrase.
#pragma once

#include <optional>
#include <string_view>

namespace bayon::source::reading::ofac {

struct Document {
  std::string_view kind;  ///< "Passport", "Tax ID No."
  std::string_view number;
  std::string_view country;  ///< as written; empty where none is named
  std::string_view
      authority;            ///< a place that is no country ("Delaware"), or words behind the number
  std::string_view issued;  ///< words of a date that read_worded_dates takes, or empty
  std::string_view expires;
  /// Properties of the party that hold such a number, the first that its schema has:
  /// "taxNumber|idNumber".
  std::string_view properties;
};

/// The document that `phrase` names; nothing where it is no such phrase, or where a part of it (a
/// date, a bracket) is not understood. Cost: one pass and a short search.
std::optional<Document> read_document(std::string_view phrase);

}  // namespace bayon::source::reading::ofac
