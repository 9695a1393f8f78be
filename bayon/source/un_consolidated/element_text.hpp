// What does this element of the UN's list say, if anything?
//
// Threads: free functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bayon/source/reading/xml.hpp"

namespace bayon::source::un_consolidated {

/// The text of the child called `name`; empty where it is missing or only says "na".
std::string said(const reading::XmlElement& element, std::string_view name);

/// The texts of `name`'s VALUE children that say something.
std::vector<std::string> values(const reading::XmlElement& element, std::string_view name);

/// The items of "a) first b) second", or the text whole where it is no such enumeration.
std::vector<std::string> enumerated(std::string_view text);

/// "CAR diplomatic passport no. D00000898" -> "D00000898", "381110042 (Expired 25 Jan. 2016)" ->
/// "381110042"; the text as it is where no number can be told apart.
std::string document_number(std::string_view text);

/// The number that stands in a note alone: "Tunisian passport number L 000012, issued on 5 May
/// 1998"
/// -> "L 000012". Empty where no number is announced.
std::string number_in_note(std::string_view note);

/// A note on an alias, taken apart: "Previously listed as. In Arabic: ..." gives the name in its
/// script and the words before it.
struct AliasNote {
  std::string words;
  std::string script_name;
};
AliasNote alias_note(std::string_view note);

}  // namespace bayon::source::un_consolidated
