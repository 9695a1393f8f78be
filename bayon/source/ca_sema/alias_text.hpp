// Which names stand in this field of aliases?
//
// The field is free text: names behind semicolons, line breaks, slashes and commas, some labelled
// with their language. It is taken apart where that is safe: not at the comma before a legal form
// ("Example, LLC"), and where "or" joins single words of names, not at commas and slashes at all.
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bayon::source::ca_sema {

struct AliasName {
  std::string text;
  std::string_view language;  ///< ISO 639-3 where the field names it, else empty

  friend bool operator==(const AliasName&, const AliasName&) = default;
};

/// The names in the order written.
std::vector<AliasName> read_aliases(std::string_view field);

}  // namespace bayon::source::ca_sema
