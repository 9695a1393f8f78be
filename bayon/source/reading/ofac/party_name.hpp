// How is this person called, when the list writes "LAST, First"?
//
// Treasury lists write people with the family name in capitals first, then a comma, then the rest;
// a suffix ("Jr.") may follow either. A name without a comma stays as it is.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>

namespace bayon::source::reading::ofac {

struct PersonName {
  std::string full;    ///< "First LAST Jr."
  std::string first;   ///< empty when the name has no comma
  std::string last;    ///< empty when the name has no comma
  std::string suffix;  ///< "Jr.", or empty
};

/// Reads "LAST, First", "LAST, First, Jr." and "LAST, JR., First". Cost: one pass.
PersonName read_person_name(std::string_view text);

}  // namespace bayon::source::reading::ofac
